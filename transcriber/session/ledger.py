"""What became of the audio of one connection: sent, heard of, answered. Pure; counts spool samples, knows no clock.

The watermark is the sample up to which every second is done: it moves when an item's `completed` (or final failure)
arrives, never when the item is merely committed, because a committed item can still be lost with its connection.
"""

from collections import deque
from dataclasses import dataclass

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorOccurred,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
)

LEAST_COMMIT_SAMPLES = 100 * SPOOL_SAMPLES_PER_MS
"""A service refuses to commit less than 100 ms."""
COMMIT_EMPTY = "input_audio_buffer_commit_empty"


@dataclass(slots=True)
class _Item:
    start_sample: int
    end_sample: int | None = None
    is_committed: bool = False
    is_done: bool = False


class Ledger:
    """The account of one connection whose first byte of audio is spool sample `base_sample`. Session thread."""

    def __init__(self, base_sample: int) -> None:
        self._base_sample = base_sample
        self._committed_sample = base_sample
        self._requested_sample = base_sample
        self._sent_sample = base_sample
        self._items: dict[str, _Item] = {}
        self._commits: deque[int] = deque()
        self._watermark_sample = base_sample

    @property
    def watermark_sample(self) -> int:
        """Everything before it is done; a new connection begins here."""
        return self._watermark_sample

    @property
    def sent_sample(self) -> int:
        """The first spool sample that was not sent."""
        return self._sent_sample

    @property
    def uncommitted_samples(self) -> int:
        """Sent, and neither in an item yet nor asked to be sealed, as far as this side knows."""
        return self._sent_sample - max(self._committed_sample, self._requested_sample)

    @property
    def owes_text(self) -> bool:
        """A commit without its acknowledgement, or an item without its end."""
        return bool(self._commits) or any(not item.is_done for item in self._items.values())

    @property
    def open_sample(self) -> int:
        """Where the oldest unfinished item begins; everything sent where there is none."""
        return min((item.start_sample for item in self._items.values() if not item.is_done), default=self._sent_sample)

    def sent(self, samples: int) -> None:
        """`samples` more spool samples went out."""
        self._sent_sample += samples

    def commit_requested(self) -> None:
        """The client asked to seal what was sent so far."""
        self._requested_sample = self._sent_sample
        self._commits.append(self._sent_sample)

    def span_ms(self, item_id: str) -> tuple[int, int]:
        """Start and end of an item in milliseconds of the recording."""
        item = self._items[item_id]
        end_sample = item.start_sample if item.end_sample is None else item.end_sample
        return item.start_sample // SPOOL_SAMPLES_PER_MS, end_sample // SPOOL_SAMPLES_PER_MS

    def apply(self, event: ServerEvent) -> None:
        """Take note of what the service said."""
        match event:
            case SpeechStarted(item_id, audio_start_ms):
                self._item(item_id).start_sample = self._sample(audio_start_ms)
            case SpeechStopped(item_id, audio_end_ms):
                self._item(item_id).end_sample = self._sample(audio_end_ms)
            case TranscriptDelta(item_id):
                self._item(item_id)
            case AudioCommitted(item_id):
                self._commit(self._item(item_id))
            case TranscriptCompleted(item_id) | TranscriptFailed(item_id) | ItemDone(item_id, _, str()):
                self._finish(self._item(item_id))
            case ErrorOccurred(error) if error.code == COMMIT_EMPTY and self._commits:
                self._commits.popleft()
            case AudioCleared():
                self._committed_sample = self._sent_sample
            case _:
                pass

    def _item(self, item_id: str) -> _Item:
        if item_id not in self._items:
            self._items[item_id] = _Item(start_sample=self._committed_sample)
        return self._items[item_id]

    def _sample(self, session_ms: int) -> int:
        return min(self._base_sample + session_ms * SPOOL_SAMPLES_PER_MS, self._sent_sample)

    def _commit(self, item: _Item) -> None:
        if item.is_committed:
            return
        item.is_committed = True
        if item.end_sample is None:
            item.end_sample = self._commits[0] if self._commits else self._sent_sample
        # What is left after an item that the service ended may be too little to commit: that is an answer too.
        while self._commits and self._commits[0] < item.end_sample + LEAST_COMMIT_SAMPLES:
            self._commits.popleft()
        self._committed_sample = max(self._committed_sample, item.end_sample)

    def _finish(self, item: _Item) -> None:
        item.is_done = True
        if item.end_sample is None:
            item.end_sample = self._committed_sample
        self._advance()

    def _advance(self) -> None:
        """Up to the end of the last finished item that no unfinished one begins before; finished ones are forgotten."""
        limit_sample = self.open_sample
        finished = [item.end_sample for item in self._items.values() if item.is_done and item.end_sample is not None]
        done_sample = max((end for end in finished if end <= limit_sample), default=self._watermark_sample)
        if all(item.is_done for item in self._items.values()):
            done_sample = max(finished, default=done_sample)
        self._watermark_sample = max(self._watermark_sample, done_sample)
