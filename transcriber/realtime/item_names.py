"""Names for the items of a service that names none: what it says then is about one item at a time. Pure."""

from dataclasses import replace

from transcriber.realtime.events import (
    AudioCommitted,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
)

_ABOUT_AN_ITEM = (
    SpeechStarted
    | SpeechStopped
    | AudioCommitted
    | TranscriptDelta
    | TranscriptPartial
    | TranscriptSegment
    | TranscriptCompleted
    | TranscriptFailed
)


class ItemNames:
    """Lives with the `ClientProtocol` that owns it. Together AI documents its events without `item_id`."""

    def __init__(self) -> None:
        self._number = 1

    def named(self, event: ServerEvent) -> ServerEvent:
        """`event` with a name for its item; the end of a text ends the item."""
        if not isinstance(event, _ABOUT_AN_ITEM) or event.item_id:
            return event
        named = replace(event, item_id=f"unnamed_{self._number}")
        if isinstance(event, TranscriptCompleted | TranscriptFailed):
            self._number += 1
        return named
