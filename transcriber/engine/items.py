"""What a session can still tell of its items: every transcript, and the audio of the last minute. Pure."""

from dataclasses import dataclass

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.events import (
    AudioCommitted,
    ItemRetrieved,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
)

AUDIO_KEPT_MS = 60_000


@dataclass(slots=True)
class _Item:
    start_ms: float
    end_ms: float | None = None
    transcript: str | None = None


class Items:
    """Answers `conversation.item.retrieve` and `.delete` for one session. Event loop only."""

    def __init__(self) -> None:
        self._items: dict[str, _Item] = {}
        self._open: dict[str, _Item] = {}
        self._buffer_start_ms = 0.0
        self._audio = bytearray()
        self._audio_format = AudioFormat.PCM16
        self._heard_ms = 0.0

    def hear(self, audio: bytes | memoryview, audio_format: AudioFormat) -> None:
        """Append what the client sent, in its format; another format than before forgets the earlier audio."""
        if audio_format is not self._audio_format:
            self._audio.clear()
            self._audio_format = audio_format
        self._audio += audio
        self._heard_ms += audio_format.duration_ms(len(audio))
        # Trimmed to a minute whenever a minute too much has come, so that each byte is moved about once.
        most_bytes = AUDIO_KEPT_MS * audio_format.bytes_per_second // 1000
        if len(self._audio) > 2 * most_bytes:
            del self._audio[:-most_bytes]

    def clear(self) -> None:
        """The input audio buffer was cleared: the next item begins after it."""
        self._buffer_start_ms = self._heard_ms

    def note(self, event: ServerEvent) -> None:
        """Learn from an event on its way to the client."""
        match event:
            case SpeechStarted(item_id, start_ms):
                self._open[item_id] = _Item(start_ms)
            case SpeechStopped(item_id, end_ms) if item_id in self._open:
                self._open[item_id].end_ms = end_ms
            case AudioCommitted(item_id):
                self._commit(item_id)
            case TranscriptCompleted(item_id, transcript) if item_id in self._items:
                self._items[item_id].transcript = transcript

    def _commit(self, item_id: str) -> None:
        item = self._open.pop(item_id, None) or _Item(self._buffer_start_ms)
        if item.end_ms is None:
            item.end_ms = self._heard_ms
        self._buffer_start_ms = item.end_ms
        self._items[item_id] = item

    def retrieve(self, item_id: str) -> ItemRetrieved:
        """What is known of an item: its transcript (None while there is none), its audio if all of it is kept."""
        item = self._items.get(item_id)
        return ItemRetrieved(item_id) if item is None else ItemRetrieved(item_id, item.transcript, self._audio_of(item))

    def delete(self, item_id: str) -> None:
        """Forget an item."""
        self._items.pop(item_id, None)

    def _audio_of(self, item: _Item) -> bytes | None:
        kept_from_ms = self._heard_ms - min(AUDIO_KEPT_MS, self._audio_format.duration_ms(len(self._audio)))
        if item.end_ms is None or item.start_ms < kept_from_ms:
            return None
        audio_start_ms = self._heard_ms - self._audio_format.duration_ms(len(self._audio))
        first, last = (self._byte_at(at_ms - audio_start_ms) for at_ms in (item.start_ms, item.end_ms))
        return bytes(self._audio[first:last])

    def _byte_at(self, offset_ms: float) -> int:
        samples = round(offset_ms * self._audio_format.sample_rate_hz / 1000)
        return max(0, samples) * self._audio_format.bytes_per_sample
