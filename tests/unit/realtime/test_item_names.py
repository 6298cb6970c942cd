from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ItemDeleted,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
)
from transcriber.realtime.item_names import ItemNames


def test_what_comes_before_the_end_of_a_text_belongs_to_it() -> None:
    names = ItemNames()
    told: list[ServerEvent] = [
        TranscriptDelta("", "Hel"),
        AudioCommitted(""),
        TranscriptCompleted("", "Hello."),
        TranscriptPartial("", "Bye"),
        TranscriptFailed("", ErrorDetail("No.")),
        TranscriptDelta("", "Again"),
    ]

    assert [names.named(event) for event in told] == [
        TranscriptDelta("unnamed_1", "Hel"),
        AudioCommitted("unnamed_1"),
        TranscriptCompleted("unnamed_1", "Hello."),
        TranscriptPartial("unnamed_2", "Bye"),
        TranscriptFailed("unnamed_2", ErrorDetail("No.")),
        TranscriptDelta("unnamed_3", "Again"),
    ]


def test_a_name_that_a_service_gives_stays() -> None:
    names = ItemNames()
    for event in (TranscriptCompleted("item_A", "Hello."), ItemDeleted("item_A")):
        assert names.named(event) is event
