"""Turn detection on this side: the spool's samples in, places to commit out. Pure: the speech gate is handed in.

Each sample of a recording is rated once, in order, and what was found is remembered by spool sample: audio that is sent
a second time is committed where it was committed the first time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.pcm import F32, I16, to_float32
from transcriber.audio.resampler import Resampler
from transcriber.audio.turn_detection import (
    SAMPLE_RATE_HZ,
    WINDOW_SAMPLES,
    TurnDetector,
    TurnRules,
    TurnStarted,
    TurnStopped,
    Window,
)
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.talk_key import Stretch, cut_before, next_cut

LEAD_SAMPLES = 700 * SPOOL_SAMPLES_PER_MS
"""Sent before the turn's own prefix padding: a second in all, for what was said too softly at first."""
TRAIL_SAMPLES = 1_000 * SPOOL_SAMPLES_PER_MS
"""Sent after a turn's end, for what is said too softly at last."""

_NEVER_MS = 10**9
_WEAK_PAUSE_MS = 96
_WINDOW_SAMPLES = WINDOW_SAMPLES * SPOOL_SAMPLE_RATE_HZ // SAMPLE_RATE_HZ
_WEAK_PAUSE_SEARCH_SAMPLES = 3 * SPOOL_SAMPLE_RATE_HZ


@dataclass(slots=True)
class _HeardTurn:
    start_sample: int
    end_sample: int | None = None
    last_speech_sample: int | None = None
    is_cut: bool = False
    """Ended because it had become too long, not because of a pause."""

    def has_speech_after(self, sample: int) -> bool:
        return self.last_speech_sample is not None and self.last_speech_sample > sample


@dataclass(slots=True)
class _Ear:
    """The state that a stream of samples leaves behind."""

    origin_sample: int
    resampler: Resampler = field(default_factory=lambda: Resampler(SPOOL_SAMPLE_RATE_HZ, SAMPLE_RATE_HZ))
    waiting: F32 = field(default_factory=lambda: np.zeros(0, np.float32))
    rated_samples: int = 0
    """At 16 kHz, since the origin."""

    def spool_sample(self, sample: int) -> int:
        return self.origin_sample + sample * SPOOL_SAMPLE_RATE_HZ // SAMPLE_RATE_HZ


class LocalTurns:
    """The turns of one recording as the speech gate hears them. Session thread."""

    def __init__(self, rate: Callable[[F32], float], policy: CommitPolicy, reset: Callable[[], None]) -> None:
        """`rate` gives the probability of speech in the next 512 samples of 16 kHz; `reset` makes it forget them."""
        self._rate = rate
        self._reset = reset
        self._latest_samples: int | None = None
        self._detector = TurnDetector(TurnRules())
        self._ear = _Ear(0)
        self._turns: list[_HeardTurn] = []
        self._heard_sample = 0
        self._unheard_until_sample = 0
        self.speech = HeardSpeech()
        """What was heard, whatever the rules for turns are."""
        self.follow(policy)

    @property
    def heard_sample(self) -> int:
        """Everything before it was listened to, or left out."""
        return self._heard_sample

    @property
    def rated_sample(self) -> int:
        """Everything before it was rated, or left out; what is too little for a window waits for more."""
        return min(self._heard_sample, self._ear.spool_sample(self._ear.rated_samples))

    def follow(self, policy: CommitPolicy) -> None:
        """Other rules from here on; an open turn goes on under them."""
        latest_s = policy.latest_after_s
        self._latest_samples = None if latest_s is None else latest_s * SPOOL_SAMPLE_RATE_HZ
        self._detector.rules = TurnRules(
            threshold=policy.threshold,
            silence_duration_ms=policy.pause_ms if policy.at_pauses else _NEVER_MS,
            early_silence_ms=min(_WEAK_PAUSE_MS, policy.pause_ms),
            longest_turn_ms=_NEVER_MS,
        )

    def begin(self, sample: int, *, is_silent: bool = False) -> None:
        """What lies between `heard_sample` and `sample` is not listened to, or known to be silent."""
        self._end_turn(self._heard_sample)
        self._reset()
        self._ear = _Ear(sample)
        self._detector.restart(0)
        if not is_silent:
            self.speech.leave_out(self._heard_sample, sample)
            self._unheard_until_sample = sample
        self._heard_sample = sample

    def hear(self, samples: I16) -> None:
        """Take the spool samples that follow `heard_sample`: shape (n,), mono at 24 kHz."""
        ear = self._ear
        waiting = np.concatenate((ear.waiting, ear.resampler.process(to_float32(samples))))
        self._heard_sample += len(samples)
        whole = len(waiting) - len(waiting) % WINDOW_SAMPLES
        for start in range(0, whole, WINDOW_SAMPLES):
            self._take(waiting[start : start + WINDOW_SAMPLES])
        ear.waiting = waiting[whole:]

    def stretch(self, from_sample: int, end_sample: int) -> Stretch | None:
        """The first turn with some silence around it, from `from_sample` on, if that begins before `end_sample`."""
        for turn in self._turns:
            turn_end_sample = None if turn.end_sample is None else cut_before(turn.end_sample + TRAIL_SAMPLES)
            if turn_end_sample is None or turn_end_sample > from_sample:
                start_sample = max(from_sample, cut_before(turn.start_sample - LEAD_SAMPLES))
                if start_sample < end_sample:
                    return Stretch(start_sample, turn_end_sample)
        return None

    def next_end(self, sample: int) -> int | None:
        """The first end of a turn with speech after `sample`."""
        ends = (turn.end_sample for turn in self._turns if turn.last_speech_sample is not None)
        return next((end for end in ends if end is not None and end > sample), None)

    def has_ended(self, since_sample: int, until_sample: int) -> bool:
        """Whether a turn ended by `until_sample` in which something was said after `since_sample`."""
        return any(
            turn.end_sample is not None and turn.end_sample <= until_sample and turn.has_speech_after(since_sample)
            for turn in self._turns
        )

    def was_cut(self, since_sample: int, until_sample: int) -> bool:
        """Like `has_ended`, but only where the turn had become too long."""
        return any(
            turn.is_cut
            and turn.end_sample is not None
            and turn.end_sample <= until_sample
            and turn.has_speech_after(since_sample)
            for turn in self._turns
        )

    def may_have_speech(self, since_sample: int) -> bool:
        """Whether anything was said after `since_sample`, or may have been where nobody listened."""
        is_unheard = since_sample < self._unheard_until_sample
        return is_unheard or self._is_in_mid_word(since_sample) or self.speech_start(since_sample) is not None

    def speech_start(self, since_sample: int) -> int | None:
        """Where the first turn begins in which something was said after `since_sample`."""
        starts = (turn.start_sample for turn in self._turns if turn.has_speech_after(since_sample))
        return min(starts, default=None)

    def quiet_until(self, since_sample: int) -> int:
        """Nothing was said from `since_sample` to here."""
        if since_sample < self._unheard_until_sample:
            return since_sample
        start_sample = self.speech_start(since_sample)
        return self._heard_sample if start_sample is None else start_sample

    def forget(self, before_sample: int) -> None:
        """Nothing before `before_sample` is sent again."""
        ends_before = before_sample - TRAIL_SAMPLES
        self._turns = [turn for turn in self._turns if turn.end_sample is None or turn.end_sample > ends_before]

    def _take(self, samples: F32) -> None:
        ear = self._ear
        power = float(np.dot(samples, samples)) / WINDOW_SAMPLES
        window = Window(ear.rated_samples, self._rate(samples), power)
        ear.rated_samples += WINDOW_SAMPLES
        self.speech.note(ear.spool_sample(window.start_sample), ear.spool_sample(window.end_sample), window.probability)
        if self._is_nearly_too_long(ear.spool_sample(window.end_sample)):
            self._detector.sentence_ended()
        for fact in self._detector.push(window):
            match fact:
                case TurnStarted(start_sample):
                    self._turns.append(_HeardTurn(ear.spool_sample(start_sample)))
                case TurnStopped(end_sample):
                    self._end_turn(ear.spool_sample(end_sample))
        self._note_speech(window)
        self._cut_if_too_long(window.end_sample)

    def _end_turn(self, sample: int) -> None:
        turn = self._open_turn()
        if turn is not None:
            turn.is_cut = self._is_nearly_too_long(sample)
            turn.end_sample = next_cut(sample)

    def _open_turn(self) -> _HeardTurn | None:
        return self._turns[-1] if self._turns and self._turns[-1].end_sample is None else None

    def _is_in_mid_word(self, since_sample: int) -> bool:
        """Whether what is too little to be rated follows speech."""
        turn, rated_sample = self._open_turn(), self._ear.spool_sample(self._ear.rated_samples)
        return self._heard_sample > since_sample and turn is not None and turn.last_speech_sample == rated_sample

    def _note_speech(self, window: Window) -> None:
        turn = self._open_turn()
        if turn is not None and window.probability >= self._detector.rules.threshold:
            turn.last_speech_sample = self._ear.spool_sample(window.end_sample)

    def _is_nearly_too_long(self, sample: int) -> bool:
        """In the last seconds before a turn has to be cut, a weak pause is a better place than none."""
        turn = self._open_turn()
        if turn is None or self._latest_samples is None:
            return False
        return sample - turn.start_sample >= self._latest_samples - _WEAK_PAUSE_SEARCH_SAMPLES

    def _cut_if_too_long(self, window_end_sample: int) -> None:
        turn, sample = self._open_turn(), self._ear.spool_sample(window_end_sample)
        if turn is None or self._latest_samples is None:
            return
        latest_sample = turn.start_sample + self._latest_samples
        if sample + _WINDOW_SAMPLES < latest_sample:
            return
        self._end_turn(sample)
        turn.end_sample = max(next_cut(sample), cut_before(latest_sample))
        self._turns.append(_HeardTurn(turn.end_sample))
        self._detector.restart(window_end_sample, window_end_sample)
