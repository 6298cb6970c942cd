"""A session that is about to end is exchanged for a new one: real sockets, a life of a few seconds."""

import asyncio
import time

from tests.recording_stage import SECOND_BYTES, SECRETS, Gate, Record, Speech, Told
from tests.script import (
    Answers,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Says,
    Tells,
    Waits,
    committed,
    completed,
    gives_client_secret,
    opening,
    post,
    turn,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.realtime.configuration import ServerVad
from transcriber.session.notices import LinkChanged, LinkState, SessionAnnounced, TurnChanged, TurnRemoved
from transcriber.transcript.turns import TurnState

LIFE_S = 4
CHUNK_S = 0.04
COMMIT = "input_audio_buffer.commit"


def in_s(life_s: int) -> int:
    """When a session of so many seconds ends, by the clock of this computer."""
    return int(time.time()) + life_s


def deaf() -> Gate:
    return Gate(lambda loudest: False)


def read(told: Told) -> list[str]:
    """The finished turns as a person reads them from top to bottom."""
    turns: list[TurnChanged] = []
    for notice in told:
        if isinstance(notice, TurnChanged | TurnRemoved):
            number = notice.number if isinstance(notice, TurnRemoved) else notice.turn.number
            turns = [known for known in turns if known.turn.number != number]
        if isinstance(notice, TurnChanged):
            turns.insert(notice.position, notice)
    return [known.turn.text for known in turns if known.turn.state is TurnState.FINISHED]


def links(told: Told, state: LinkState) -> int:
    return sum(isinstance(notice, LinkChanged) and notice.state is state for notice in told)


async def test_the_next_session_begins_with_the_sample_after_the_last_one_of_the_old_one(
    scripted_service: PlayScript, record: Record
) -> None:
    next_is_open, is_handed_over, next_has_spoken = asyncio.Event(), asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(expires_at=in_s(LIFE_S)),
            HearsAudio(int((1 + CHUNK_S) * SECOND_BYTES)),
            Hears(COMMIT),
            Tells(is_handed_over),
            Says(committed("item_A")),
            Waits(next_has_spoken),
            Says(completed("item_A", "First.")),
            HearsClose(),
        ),
        post(SECRETS, gives_client_secret(value="ek_next")),
        websocket(
            *opening(expires_at=in_s(3600)),
            Tells(next_is_open),
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Second."),
            Tells(next_has_spoken),
            HearsClose(),
        ),
    )
    speech = Speech(1.0, next_is_open, lambda: asyncio.sleep(0.1), CHUNK_S, is_handed_over, 1.0)

    told = await record(speech, script, ServerVad(), create_gate=deaf)

    assert read(told) == ["First.", "Second."]
    assert told.problems == []
    assert (links(told, LinkState.CONNECTED), links(told, LinkState.RECONNECTING)) == (1, 0)
    bases = [notice.base_sample for notice in told if isinstance(notice, SessionAnnounced)]
    assert [base for base in bases if base is not None] == [0, 24_960]


async def test_what_an_old_session_still_owed_when_it_died_is_transcribed_again_and_nothing_twice(
    scripted_service: PlayScript, record: Record
) -> None:
    next_is_open, is_handed_over, next_has_spoken = asyncio.Event(), asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(expires_at=in_s(LIFE_S)),
            HearsAudio(int((1 + CHUNK_S) * SECOND_BYTES)),
            Hears(COMMIT),
            Tells(is_handed_over),
            Says(committed("item_A")),
            Waits(next_has_spoken),
            Drops(),
        ),
        post(SECRETS, gives_client_secret(value="ek_next")),
        websocket(
            *opening(expires_at=in_s(3600)),
            Tells(next_is_open),
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Second."),
            Tells(next_has_spoken),
            HearsClose(),
            may_be_left=True,
        ),
        post(SECRETS, gives_client_secret(value="ek_again")),
        websocket(
            *opening(expires_at=in_s(3600)),
            HearsAudio(int((2 + CHUNK_S) * SECOND_BYTES)),
            *turn("item_A", "First. Second."),
            HearsClose(),
        ),
    )
    speech = Speech(1.0, next_is_open, lambda: asyncio.sleep(0.1), CHUNK_S, is_handed_over, 1.0)

    told = await record(speech, script, ServerVad(), create_gate=deaf)

    assert read(told) == ["First. Second."]
    assert told.problems == ["reconnected"]


async def test_an_old_session_is_not_disturbed_by_a_new_one_that_does_not_come_about(
    scripted_service: PlayScript, record: Record
) -> None:
    tried = asyncio.Event()
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(expires_at=in_s(LIFE_S)),
            HearsAudio(2 * SECOND_BYTES),
            *turn("item_A", "Both."),
            HearsClose(),
        ),
        post(SECRETS, Tells(tried), Answers(401, {"error": {"message": "No.", "code": "invalid_api_key"}})),
    )

    told = await record(Speech(1.0, tried, lambda: asyncio.sleep(0.1), 1.0), script, ServerVad(), create_gate=deaf)

    assert read(told) == ["Both."]
    assert told.problems == []


async def test_what_a_new_session_says_of_an_item_of_the_old_one_settles_none_of_its_own_sound(
    scripted_service: PlayScript, record: Record
) -> None:
    next_is_open, is_handed_over, next_has_spoken = asyncio.Event(), asyncio.Event(), asyncio.Event()
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(expires_at=in_s(LIFE_S)),
            HearsAudio(int((1 + CHUNK_S) * SECOND_BYTES)),
            Hears(COMMIT),
            Tells(is_handed_over),
            Says(committed("item_A")),
            Waits(next_has_spoken),
            Says(completed("item_A", "First.")),
            HearsClose(),
        ),
        post(SECRETS, gives_client_secret(value="ek_next")),
        websocket(
            *opening(expires_at=in_s(3600)),
            Tells(next_is_open),
            HearsAudio(SECOND_BYTES),
            Hears(COMMIT),
            Says(committed("item_B")),
            Says(completed("item_A", "Somebody else.")),
            Tells(next_has_spoken),
            Says(completed("item_B", "Second.")),
            HearsClose(),
        ),
    )
    speech = Speech(1.0, next_is_open, lambda: asyncio.sleep(0.1), CHUNK_S, is_handed_over, 1.0)

    told = await record(speech, script, ServerVad(), create_gate=deaf)

    assert read(told) == ["First.", "Second."]
    assert told.problems == []
