"""What became of the audio of one connection: sent, heard of, answered. Pure; counts spool samples, knows no clock.

The watermark is the sample up to which every second is done: it moves when an item's `completed` (or final failure)
arrives, never when the item is merely committed, because a committed item can still be lost with its connection. It
also passes what will never have a text: silence, and what was not meant to be sent.
"""

from collections import deque
from dataclasses import dataclass, replace

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorOccurred,
    ItemDeleted,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
)
from transcriber.session.sent_pieces import SentPieces

LEAST_COMMIT_SAMPLES = 100 * SPOOL_SAMPLES_PER_MS
"""A service refuses to commit less than 100 ms."""
COMMIT_EMPTY = "input_audio_buffer_commit_empty"


@dataclass(slots=True)
class _Item:
    start_sample: int
    end_sample: int | None = None
    is_announced: bool = False
    """By `speech_started`: its start is the service's own word."""
    is_committed: bool = False
    is_done: bool = False
    has_segments: bool = False
    """Words came apart from the text as a whole."""


@dataclass(frozen=True, slots=True)
class _Commit:
    """A request to seal everything before `end_sample`; the words in it begin at `start_sample`."""

    start_sample: int
    end_sample: int
    is_filled_up: bool = False


@dataclass(frozen=True, slots=True)
class SettledItem:
    """An item that has come to its end, and what became of it."""

    start_sample: int
    end_sample: int
    has_text: bool
    failure: str | None = None
    """Why it got no text; None where it did not fail: an item without text is one in which the service heard nothing.
    """


class Ledger:
    """The account of one connection whose first byte of audio is spool sample `base_sample`. Session thread."""

    def __init__(self, base_sample: int) -> None:
        self._base_sample = base_sample
        self._pieces = SentPieces(base_sample)
        self._committed_sample = base_sample
        self._requested_sample = base_sample
        self._items: dict[str, _Item] = {}
        self._unfinished: dict[str, _Item] = {}
        self._commits: deque[_Commit] = deque()
        self._done_samples: list[int] = []
        self._settled_items: list[SettledItem] = []
        self._watermark_sample = base_sample
        self._last_stop_sample = base_sample
        self.announces_speech = False
        """The service has said `speech_started` since this side last asked it to commit."""
        self.signs_of_work = 0
        """How often the service has said something of what it owed a text for, or has answered a commit."""

    @property
    def base_sample(self) -> int:
        """The connection's first sample."""
        return self._base_sample

    @property
    def watermark_sample(self) -> int:
        """Everything before it is done; a new connection begins here."""
        return self._watermark_sample

    @property
    def sent_sample(self) -> int:
        """The first spool sample that was neither sent nor left out."""
        return self._pieces.next_sample

    @property
    def unsent_sample(self) -> int:
        """After the last spool sample that was sent: nothing before it is sent again on this connection."""
        return self._pieces.end_sample

    @property
    def settled_sample(self) -> int:
        """Everything before it is in an item or was asked to be sealed, as far as this side knows."""
        return max(self._committed_sample, self._requested_sample)

    @property
    def uncommitted_start_sample(self) -> int:
        """Where the audio begins that a commit now would seal; the next sample to be sent where there is none."""
        return self._pieces.start_after(self.settled_sample)

    @property
    def uncommitted_samples(self) -> int:
        """How much was sent that is neither in an item yet nor asked to be sealed."""
        return self._pieces.count_between(self.settled_sample, self.unsent_sample)

    @property
    def is_cut_by_this_side(self) -> bool:
        """What a commit now would seal begins where this side asked for the last one, or the connection began."""
        return self._requested_sample >= self._committed_sample

    @property
    def owes_text(self) -> bool:
        """A commit without its acknowledgement, or an item without its end."""
        return bool(self._commits or self._unfinished)

    @property
    def has_open_item(self) -> bool:
        """An item without its end that was not committed yet."""
        return any(not item.is_committed for item in self._unfinished.values())

    @property
    def is_commit_unanswered(self) -> bool:
        """This side asked to seal audio and has heard nothing of it."""
        return bool(self._commits)

    @property
    def has_unsealed_audio(self) -> bool:
        """The service holds audio that it has not told to be in an item for good."""
        return bool(self.uncommitted_samples or self._commits or self.has_open_item)

    @property
    def answered_sample(self) -> int:
        """Where the oldest turn ends that is sealed and has no text yet; everything sent where there is none."""
        sealed = (item.end_sample for item in self._unfinished.values() if item.is_committed)
        ends = [end for end in sealed if end is not None]
        ends += [commit.end_sample for commit in self._commits]
        return min(ends, default=self.sent_sample)

    def is_quiet(self, samples: int) -> bool:
        """Whether the service has announced no speech in the last `samples` that were sent or left out."""
        return not self.has_open_item and self.sent_sample - self._last_stop_sample >= samples

    @property
    def speaking_since_sample(self) -> int | None:
        """Where the turn begins that the service has announced and not ended; None where nobody speaks."""
        for item in reversed(self._unfinished.values()):
            if item.is_announced and item.end_sample is None:
                return item.start_sample
        return None

    def take_settled(self) -> list[SettledItem]:
        """The items that came to their end since this was last asked."""
        settled, self._settled_items = self._settled_items, []
        return settled

    def sent_between(self, start_sample: int, end_sample: int) -> list[tuple[int, int]]:
        """What of the spool between two samples was sent, in order."""
        return self._pieces.between(start_sample, end_sample)

    def sent(self, samples: int) -> None:
        """`samples` more spool samples went out."""
        self._pieces.sent(samples)

    def filled_up(self, samples: int) -> None:
        """`samples` of silence went out that are no part of the recording."""
        self._pieces.filled_up(samples)

    def leap(self, to_sample: int) -> None:
        """Go on at spool sample `to_sample`: what lies between is left out, or is not left out after all."""
        self._pieces.leap(to_sample)

    def commit_requested(self, speech_start_sample: int | None = None, *, is_filled_up: bool = False) -> None:
        """The client asked to seal what was sent so far, in which the words begin at `speech_start_sample`.

        Where it was filled up with silence, it is not too little for an item of its own.
        """
        first_sample = self.uncommitted_start_sample
        start_sample = first_sample if speech_start_sample is None else max(first_sample, speech_start_sample)
        self._requested_sample = self.unsent_sample
        self._commits.append(_Commit(min(start_sample, self.unsent_sample), self.unsent_sample, is_filled_up))
        self.announces_speech = False

    def commit_refused(self) -> None:
        """The service will not do what the oldest open commit asked for."""
        if self._commits:
            self._commits.popleft()
            self.signs_of_work += 1

    def silent(self, until_sample: int) -> None:
        """What was captured before `until_sample` and is in no item will never have a text."""
        self._pass(min(until_sample, self._owed_sample))

    def close(self) -> None:
        """The service has answered for everything: what has no item by now will have none."""
        self._watermark_sample = max(self._watermark_sample, self.sent_sample)

    def span_ms(self, item_id: str) -> tuple[int, int]:
        """Start and end of an item in milliseconds of the recording."""
        item = self._items[item_id]
        end_sample = item.start_sample if item.end_sample is None else item.end_sample
        return item.start_sample // SPOOL_SAMPLES_PER_MS, end_sample // SPOOL_SAMPLES_PER_MS

    def recording_ms(self, session_ms: int) -> int:
        """The end of `session_ms` of the connection's audio in milliseconds of the recording."""
        return self._pieces.sample_at(session_ms, is_end=True) // SPOOL_SAMPLES_PER_MS

    def without_gaps(self, event: ServerEvent) -> ServerEvent:
        """`event` as it would be if nothing had been left out: its times count from the connection's first sample."""
        base_ms = self._base_sample // SPOOL_SAMPLES_PER_MS
        match event:
            case SpeechStarted(_, audio_start_ms):
                sample = self._pieces.sample_at(audio_start_ms, is_end=False)
                return replace(event, audio_start_ms=sample // SPOOL_SAMPLES_PER_MS - base_ms)
            case SpeechStopped(_, audio_end_ms):
                return replace(event, audio_end_ms=self.recording_ms(audio_end_ms) - base_ms)
            case _:
                return event

    def apply(self, event: ServerEvent) -> None:
        """Take note of what the service said; whatever it says about a finished item changes nothing."""
        is_about_debt = getattr(event, "item_id", None) in self._unfinished or isinstance(event, AudioCleared)
        commits = len(self._commits)
        self._take_note(event)
        self.signs_of_work += is_about_debt or len(self._commits) < commits

    def _take_note(self, event: ServerEvent) -> None:
        match event:
            case SpeechStarted(item_id, audio_start_ms):
                self._start(self._item(item_id), self._pieces.sample_at(audio_start_ms, is_end=False))
            case SpeechStopped(item_id, audio_end_ms):
                self._stop(self._item(item_id), self._pieces.sample_at(audio_end_ms, is_end=True))
            case TranscriptDelta(item_id) | TranscriptPartial(item_id):
                self._item(item_id)
            case AudioCommitted(item_id):
                self._commit(self._item(item_id))
            case TranscriptSegment(item_id):
                self._item(item_id).has_segments = True
            case TranscriptCompleted(item_id, transcript) | ItemDone(item_id, _, str() as transcript):
                self._finish(item_id, has_text=bool(transcript.strip()))
            case TranscriptFailed(item_id, error):
                self._finish(item_id, failure=error.message)
            case ItemDeleted(item_id) if item_id in self._items:
                self._finish(item_id)
            case ErrorOccurred(error) if error.code == COMMIT_EMPTY:
                self.commit_refused()
            case AudioCleared():
                self._clear()
            case _:
                pass

    @property
    def _owed_sample(self) -> int:
        """Where the oldest audio begins that a text is still owed for; everything sent where there is none."""
        starts = [item.start_sample for item in self._unfinished.values()]
        starts += [commit.start_sample for commit in self._commits]
        return min(starts, default=self.sent_sample)

    def _item(self, item_id: str) -> _Item:
        if item_id not in self._items:
            item = _Item(self._pieces.start_after(self._committed_sample))
            self._items[item_id] = self._unfinished[item_id] = item
        return self._items[item_id]

    def _start(self, item: _Item, sample: int) -> None:
        self.announces_speech = True
        if not item.is_committed and not item.is_done:
            item.start_sample = sample
            item.is_announced = True

    def _stop(self, item: _Item, sample: int) -> None:
        self._last_stop_sample = max(self._last_stop_sample, sample)
        if not item.is_committed and not item.is_done:
            item.end_sample = sample

    def _commit(self, item: _Item) -> None:
        if item.is_committed or item.is_done:
            return
        item.is_committed = True
        if item.end_sample is None:
            item.end_sample = self._commits[0].end_sample if self._commits else self.unsent_sample
            if self._commits and not item.is_announced:
                item.start_sample = self._commits[0].start_sample
        # What is left after an item that the service ended may be too little to commit: that is an answer too.
        while self._commits and self._is_answered_by(item.end_sample, self._commits[0]):
            self._commits.popleft()
        self._committed_sample = max(self._committed_sample, item.end_sample)

    def _is_answered_by(self, end_sample: int, commit: _Commit) -> bool:
        if commit.is_filled_up:
            # Where its only words begin after what was sent, it begins where it ends.
            return end_sample > commit.start_sample or end_sample >= commit.end_sample
        return self._pieces.count_between(end_sample, commit.end_sample) < LEAST_COMMIT_SAMPLES

    def _finish(self, item_id: str, *, has_text: bool = False, failure: str | None = None) -> None:
        item = self._item(item_id)
        if item.is_done:
            return
        if self._commits:
            # A service that says nothing of the commit has done it all the same.
            self._commit(item)
        reach_sample = item.end_sample
        if item.end_sample is None:
            # Nobody said where it ends: too early costs a second transcription, too late would cost speech.
            item.end_sample = max(item.start_sample, self._committed_sample)
            reach_sample = max(item.end_sample, self.unsent_sample)
        has_text = has_text or (item.has_segments and failure is None)
        self._settled_items.append(
            SettledItem(item.start_sample, max(item.start_sample, reach_sample or 0), has_text, failure)
        )
        item.is_done = True
        del self._unfinished[item_id]
        self._committed_sample = max(self._committed_sample, item.end_sample)
        self._done_samples.append(item.end_sample)
        self._advance()

    def _clear(self) -> None:
        """The service has forgotten what it was sent: what was not committed there is still owed from here."""
        for item_id in [item_id for item_id, item in self._unfinished.items() if not item.is_committed]:
            del self._unfinished[item_id], self._items[item_id]
        self._committed_sample = self.unsent_sample

    def _advance(self) -> None:
        """Up to the end of the last finished item that nothing unfinished begins before."""
        limit_sample = self._owed_sample
        self._pass(max((end for end in self._done_samples if end <= limit_sample), default=self._watermark_sample))
        self._done_samples = [end for end in self._done_samples if end > self._watermark_sample]

    def _pass(self, sample: int) -> None:
        self._watermark_sample = max(self._watermark_sample, min(sample, self.sent_sample))
