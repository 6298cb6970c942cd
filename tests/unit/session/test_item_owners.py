import pytest

from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorDetail,
    ServerEvent,
    SpeechStarted,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
)
from transcriber.session.item_owners import ItemOwners

ABOUT_A: list[ServerEvent] = [
    TranscriptDelta("item_A", "First"),
    TranscriptCompleted("item_A", "First."),
    TranscriptFailed("item_A", ErrorDetail("server_error", "It failed.")),
]


@pytest.mark.parametrize("event", ABOUT_A)
@pytest.mark.parametrize("announcement", [SpeechStarted("item_A", 0), AudioCommitted("item_A")])
def test_what_one_session_announced_is_foreign_to_every_other(event: ServerEvent, announcement: ServerEvent) -> None:
    owners = ItemOwners()

    assert not owners.is_foreign(0, announcement)

    assert not owners.is_foreign(0, event)
    assert owners.is_foreign(1, event)
    assert owners.is_foreign(2, event)


def test_two_sessions_may_give_their_items_the_same_name() -> None:
    owners = ItemOwners()
    owners.is_foreign(0, AudioCommitted("item_1"))

    assert not owners.is_foreign(1, SpeechStarted("item_1", 0))
    assert [owners.is_foreign(session, TranscriptCompleted("item_1", "One.")) for session in (0, 1)] == [False, False]


def test_what_nobody_announced_belongs_to_whoever_speaks_of_it() -> None:
    owners = ItemOwners()

    assert not owners.is_foreign(0, TranscriptCompleted("item_A", "First."))
    assert not owners.is_foreign(1, TranscriptCompleted("item_A", "Second."))
    assert not owners.is_foreign(1, AudioCleared())
