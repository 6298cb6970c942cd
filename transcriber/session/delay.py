"""How far behind the microphone the text is: by the engine's own word, else from the last spoken moment. Pure."""

from typing import Protocol

from transcriber.realtime.events import ServerEvent, TranscriptCompleted, TranscriptPartial


class Places(Protocol):
    """Where in the recording a session's sound lies."""

    def recording_ms(self, session_ms: int) -> int:
        """A moment of the session as one of the recording."""

    def span_ms(self, item_id: str) -> tuple[int, int]:
        """Of an item, in the recording."""


class Delay:
    """Of one connection. Session thread.

    Args:
        places: Know where what is told lies.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._is_told = False
        self.now_ms: int | None = None
        """None before the first text."""

    def measure(self, event: ServerEvent, at_ms: int | None, trailing_silence_ms: int) -> None:
        """Follow an event.

        Args:
            event: Only texts tell something.
            at_ms: Of the recording, when it came; None where that means nothing.
            trailing_silence_ms: How much silence a turn ends with.
        """
        if at_ms is None:
            return
        match event:
            case TranscriptPartial(_, _, int() as audio_end_ms):
                self._is_told = True
                self.now_ms = max(0, at_ms - self._places.recording_ms(audio_end_ms))
            case TranscriptCompleted(item_id) if not self._is_told:
                self.now_ms = max(0, at_ms - self._places.span_ms(item_id)[1] + trailing_silence_ms)
            case _:
                pass
