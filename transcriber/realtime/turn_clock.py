"""One clock for a service that begins to count anew with every turn: its times on the session's clock. Pure.

speaches counts from where its buffer begins, which is the end of the turn before; the Realtime API counts from the
first audio of the session.
"""

from dataclasses import replace

from transcriber.realtime.events import (
    AppendAudio,
    AudioCommitted,
    ClientEvent,
    CommitAudio,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
)


class TurnClock:
    """Lives with the `ClientProtocol` that owns it.

    Args:
        bytes_per_second: Of the session's audio as it is sent.
    """

    def __init__(self, bytes_per_second: int) -> None:
        self._bytes_per_second = bytes_per_second
        self._sent_bytes = 0
        self._begin_ms = 0
        self._asked_ms: int | None = None
        """Where this side last asked for the end of a turn."""
        self._ends_ms: dict[str, int] = {}
        self._committed_id = ""

    def sent(self, event: ClientEvent) -> None:
        """Take note of what goes out."""
        if isinstance(event, AppendAudio):
            self._sent_bytes += len(event.audio)
        elif isinstance(event, CommitAudio):
            self._asked_ms = self._sent_bytes * 1000 // self._bytes_per_second

    def on_session_clock(self, event: ServerEvent) -> ServerEvent:
        """`event` with its times counted from the session's first audio. Too early rather than too late."""
        match event:
            case SpeechStarted(_, audio_start_ms):
                return replace(event, audio_start_ms=self._begin_ms + audio_start_ms)
            case SpeechStopped(item_id, audio_end_ms):
                end_ms = self._ends_ms.setdefault(item_id, self._begin_ms + audio_end_ms)
                return replace(event, audio_end_ms=end_ms)
            case AudioCommitted(item_id) if item_id != self._committed_id:
                self._begin_after(item_id)
        return event

    def _begin_after(self, item_id: str) -> None:
        end_ms = self._ends_ms.get(item_id, self._asked_ms)
        self._begin_ms = max(self._begin_ms, end_ms or 0)
        self._ends_ms = {item_id: self._begin_ms} if item_id in self._ends_ms else {}
        self._asked_ms, self._committed_id = None, item_id
