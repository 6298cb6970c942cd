"""One session's ears: audio in, server events out.

Audio is held once, rated window by window, cut into items by turn detection or by the client's commits, and decoded
through the shared queue. Times are milliseconds since the session's first sample.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from transcriber.audio.speech_gate import SpeechGate
from transcriber.audio.turn_detection import (
    SAMPLES_PER_MS,
    WINDOW_SAMPLES,
    TurnDetector,
    TurnRules,
    TurnStarted,
    TurnStopped,
    Window,
    windows_in,
)
from transcriber.engine.decode_queue import Decoding
from transcriber.engine.held_audio import HeldAudio
from transcriber.engine.item import Item, Surroundings
from transcriber.engine.pieces import LEAD_SAMPLES, PieceTracker
from transcriber.engine.settling import ends_sentence
from transcriber.realtime.configuration import Eagerness, SemanticVad, ServerVad, TurnDetection
from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
)

LONGEST_BACKLOG_BYTES = 64 * 1024 * 1024
"""Undecoded audio of one session, as float32: 17 minutes."""

SHORTEST_COMMIT_MS = 100

_SLICE_WINDOWS = 32
"""Windows rated in one go, about 5 ms of work: longer bursts yield to the event loop in between."""

_MANUAL_THRESHOLD = 0.5
_LOWEST_PIECE_THRESHOLD = 0.1
_SEMANTIC_SILENCE_MS: dict[Eagerness, tuple[int, int]] = {
    "low": (8_000, 1_200),
    "medium": (4_000, 800),
    "auto": (4_000, 800),
    "high": (2_000, 480),
}
"""By eagerness: the longest wait, and the wait once the words end a sentence."""


def turn_rules(turn_detection: ServerVad | SemanticVad) -> TurnRules:
    """What the setting means for the detector."""
    match turn_detection:
        case ServerVad(threshold=threshold, prefix_padding_ms=prefix_ms, silence_duration_ms=silence_ms):
            return TurnRules(threshold=threshold, prefix_padding_ms=prefix_ms, silence_duration_ms=silence_ms)
        case SemanticVad(eagerness=eagerness):
            longest_ms, early_ms = _SEMANTIC_SILENCE_MS[eagerness]
            return TurnRules(silence_duration_ms=longest_ms, early_silence_ms=early_ms)
        case _ as unknown:
            assert_never(unknown)


class Listener:
    """The ears of one session; everything happens on the event loop it is used on.

    Publishes `SpeechStarted`, `SpeechStopped`, `AudioCommitted`, `TranscriptDelta`, `TranscriptPartial` (where wanted),
    and exactly one `TranscriptCompleted` or `TranscriptFailed` for each committed item; `ErrorOccurred` when audio had
    to be refused. Starts with the API's default turn detection until `configure` is called.
    """

    def __init__(
        self,
        decode_queue: Decoding,
        publish: Callable[[ServerEvent], None],
        new_item_id: Callable[[], str],
        wants_partials: bool,
        gate: SpeechGate | None = None,
    ) -> None:
        self._decoding = decode_queue
        self._publish = publish
        self._new_item_id = new_item_id
        self._gate = gate or SpeechGate()
        self._audio = HeldAudio()
        self._detector: TurnDetector | None = TurnDetector(turn_rules(ServerVad()))
        self._recent: deque[Window] = deque()
        self._rated_sample = 0
        self._buffer_start_sample = 0
        self._refused_samples = 0
        self._is_refusing = False
        self._item: Item | None = None
        self._finishing: list[Item] = []
        self._last_committed_id: str | None = None
        self._next_slice: asyncio.Handle | None = None
        self._around = Surroundings(
            audio=self._audio,
            decoding=decode_queue,
            owner=self,
            publish=publish,
            clock_ms=self._clock_ms,
            wants_partials=wants_partials,
            on_piece_settled=self._on_piece_settled,
            on_partial_answered=self._on_partial_answered,
            on_finished=self._finishing_done,
        )

    @property
    def undecoded_bytes(self) -> int:
        """Audio that is held or waits to be decoded, in bytes of float32."""
        waiting = sum(item.waiting_bytes for item in self._finishing)
        return self._audio.size_bytes + waiting + (self._item.waiting_bytes if self._item else 0)

    def configure(self, turn_detection: TurnDetection) -> None:
        """Change turn detection from here on; an open turn goes on under the new rules."""
        self._rate_all()
        if turn_detection is None:
            self._detector = None
            return
        rules = turn_rules(turn_detection)
        if self._detector is not None:
            self._detector.rules = rules
            return
        self._detector = TurnDetector(rules, self._buffer_start_sample)
        if self._item is not None and self._item.has_speech:
            self._detector.restart(self._buffer_start_sample, self._item.start_sample)
            self._announce(self._item)
        elif self._item is not None:
            self._item.abandon()
            self._item = None

    def feed(self, samples: NDArray[np.float32]) -> None:
        """Take float32 samples of shape (n,), 16 kHz mono.

        When more than 64 MiB wait already, the samples are refused and an `ErrorOccurred` says so, once until there is
        room again.
        """
        if self.undecoded_bytes + samples.nbytes > LONGEST_BACKLOG_BYTES:
            self._refuse(samples.size)
            return
        self._is_refusing = False
        self._audio.append(samples)
        if self._next_slice is None:
            self._rate_slice()

    def commit(self) -> float | None:
        """Seal what was fed into an item; None when done, else the buffered milliseconds, which are too few."""
        self._rate_all()
        end_sample = self._audio.end_sample
        buffered_ms = (end_sample - self._buffer_start_sample) / SAMPLES_PER_MS
        if buffered_ms < SHORTEST_COMMIT_MS:
            return buffered_ms
        self._rate_remainder()
        item = self._item or self._open_item(self._buffer_start_sample)
        self._end_item(item, end_sample)
        self._start_over(end_sample)
        return None

    def clear(self) -> None:
        """Forget what was fed and not committed."""
        if self._item is not None:
            self._item.abandon()
            self._item = None
        self._start_over(self._audio.end_sample)

    async def close(self) -> None:
        """Publish nothing more; waiting decodes are dropped."""
        if self._next_slice is not None:
            self._next_slice.cancel()
            self._next_slice = None
        self.clear()
        self._finishing.clear()
        self._decoding.forget(self)
        self._gate.close()

    # ---- rating ------------------------------------------------------------------------------------------------------

    def _rate_slice(self) -> None:
        self._next_slice = None
        for _ in range(_SLICE_WINDOWS):
            if not self._has_window():
                break
            self._rate_window()
        if self._has_window():
            self._next_slice = asyncio.get_running_loop().call_soon(self._rate_slice)
        elif self._item is not None:
            # Only ears that have caught up ask for partials: late ones would be of no use.
            self._item.request_partial()

    def _rate_all(self) -> None:
        while self._has_window():
            self._rate_window()

    def _has_window(self) -> bool:
        return self._audio.end_sample - self._rated_sample >= WINDOW_SAMPLES

    def _rate_window(self) -> None:
        start_sample = self._rated_sample
        samples = self._audio.read(start_sample, start_sample + WINDOW_SAMPLES)
        self._rated_sample += WINDOW_SAMPLES
        self._take(self._rated(start_sample, samples))
        self._forget_old_audio()

    def _rate_remainder(self) -> None:
        """Rate the last samples before a commit as if silence followed."""
        start_sample, end_sample = self._rated_sample, self._audio.end_sample
        if start_sample == end_sample:
            return
        samples = self._audio.read(start_sample, end_sample, WINDOW_SAMPLES - (end_sample - start_sample))
        window = self._rated(start_sample, samples)
        self._remember(window)
        if self._item is not None:
            self._item.push(window)

    def _rated(self, start_sample: int, samples: NDArray[np.float32]) -> Window:
        power = float(np.dot(samples, samples)) / WINDOW_SAMPLES
        return Window(start_sample, self._gate.probability(samples), power)

    def _remember(self, window: Window) -> None:
        self._recent.append(window)
        while self._recent[0].start_sample < window.start_sample - self._history_samples():
            self._recent.popleft()

    def _history_samples(self) -> int:
        """How much of the past a turn may begin in: its prefix padding, or the last 3 s of a long turn."""
        prefix_windows = windows_in(self._detector.rules.prefix_padding_ms) if self._detector is not None else 0
        return max(windows_in(3_000), prefix_windows + 3) * WINDOW_SAMPLES

    def _forget_old_audio(self) -> None:
        needed = self._rated_sample - self._history_samples()
        if self._item is not None:
            needed = self._item.needed_from_sample
        self._audio.forget_before(max(needed, self._buffer_start_sample))

    # ---- items -------------------------------------------------------------------------------------------------------

    def _take(self, window: Window) -> None:
        self._remember(window)
        if self._item is not None:
            self._item.push(window)
        elif self._detector is None:
            self._open_item(self._buffer_start_sample)
        for fact in self._detector.push(window) if self._detector is not None else ():
            match fact:
                case TurnStarted(start_sample):
                    self._announce(self._open_item(start_sample))
                case TurnStopped(end_sample):
                    self._stop_turn(end_sample)

    def _stop_turn(self, end_sample: int) -> None:
        if self._item is not None:
            self._buffer_start_sample = end_sample
            self._end_item(self._item, end_sample)

    def _open_item(self, start_sample: int) -> Item:
        threshold, lead_samples = _MANUAL_THRESHOLD, LEAD_SAMPLES
        if self._detector is not None:
            rules = self._detector.rules
            threshold = max(_LOWEST_PIECE_THRESHOLD, min(_MANUAL_THRESHOLD, rules.threshold))
            lead_samples = max(LEAD_SAMPLES, (windows_in(rules.prefix_padding_ms) + 2) * WINDOW_SAMPLES)
        tracker_start_sample = max(start_sample, self._audio.start_sample)
        tracker = PieceTracker(tracker_start_sample, threshold, lead_samples)
        item = Item(self._new_item_id(), start_sample, tracker, self._around)
        self._item = item
        for window in self._recent:
            if window.start_sample >= tracker_start_sample:
                item.push(window)
        return item

    def _announce(self, item: Item) -> None:
        if not item.is_announced:
            item.is_announced = True
            self._publish(SpeechStarted(item.item_id, self._clock_ms(item.start_sample)))

    def _end_item(self, item: Item, end_sample: int) -> None:
        if item.is_announced:
            self._publish(SpeechStopped(item.item_id, self._clock_ms(end_sample)))
        self._publish(AudioCommitted(item.item_id, self._last_committed_id))
        self._last_committed_id = item.item_id
        self._item = None
        self._finishing.append(item)
        item.finish(end_sample)

    def _start_over(self, sample: int) -> None:
        """Nothing before this place belongs to a later item."""
        self._buffer_start_sample = self._rated_sample = sample
        self._recent.clear()
        self._audio.forget_before(sample)
        if self._detector is not None:
            self._detector.restart(sample)

    def _on_piece_settled(self, item: Item, text: str) -> None:
        if item is self._item and self._detector is not None and ends_sentence(text):
            self._detector.sentence_ended()

    def _on_partial_answered(self) -> None:
        if self._item is not None and not self._has_window():
            self._item.request_partial()

    def _finishing_done(self, item: Item) -> None:
        if item in self._finishing:
            self._finishing.remove(item)

    # ---- clock and backlog -------------------------------------------------------------------------------------------

    def _clock_ms(self, sample: int) -> int:
        return (sample + self._refused_samples) // SAMPLES_PER_MS

    def _refuse(self, count_samples: int) -> None:
        self._refused_samples += count_samples
        if self._is_refusing:
            return
        self._is_refusing = True
        message = (
            "More than 64 MiB of audio wait to be transcribed, so this audio was not taken. "
            "Send audio more slowly and wait for the transcripts."
        )
        self._publish(ErrorOccurred(ErrorDetail(message, type="server_error", code="audio_backlog_full")))
