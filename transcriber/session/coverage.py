"""What became of every second of a recording, over all its connections. Pure; counts spool samples, knows no clock.

Each sample ends in exactly one stretch. What was never captured stays a gap; a text is stronger than any gap before it;
what no item was about is silent, unless the speech gate heard speech there of which the service said nothing.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.session.heard_speech import EDGE_SAMPLES, HeardSpeech
from transcriber.session.ledger import Ledger
from transcriber.transcript.missing_words import NO_REASON_OF_SERVICE
from transcriber.transcript.stretches import Stretch, StretchState, laid_over

LEAST_SPEECH_SAMPLES = 250 * SPOOL_SAMPLES_PER_MS
"""Less than that of sure speech is a cough or a click."""
LEAST_ROW_SAMPLES = 500 * SPOOL_SAMPLES_PER_MS
"""Less than that is missing in no sentence: it is kept, but not a row of the transcript."""
_AROUND_SAMPLES = 300 * SPOOL_SAMPLES_PER_MS
"""Belongs to what was heard: words begin and end more softly than a gate hears."""

_START = attrgetter("start_sample")
Span = tuple[int, int]
_Kind = tuple[StretchState, bool]
_WEAKER_THAN_FAILURE: frozenset[_Kind] = frozenset(
    {(StretchState.SILENT, True), (StretchState.UNHEARD, True), (StretchState.GAP, True)}
)
_WEAKER_THAN_TEXT = _WEAKER_THAN_FAILURE | {(StretchState.TRANSCRIBED, True)}


class Coverage:
    """One lane's account. Session thread."""

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []
        self._failed: list[Span] = []
        self._laid: list[Stretch] = []
        self._done_sample = 0
        self._rows: tuple[Stretch, ...] | None = ()
        """None where something that is missing was laid or filled since they were last asked for."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Everything that is known, in order; no two overlap."""
        return tuple(self._stretches)

    @property
    def done_sample(self) -> int:
        """Every sample before it is in a stretch."""
        return self._done_sample

    def take_laid(self) -> tuple[Stretch, ...]:
        """What was laid since this was last asked, in order of laying."""
        laid, self._laid = tuple(self._laid), []
        return laid

    def rows(self) -> tuple[Stretch, ...]:
        """What is missing and long enough for a row of its own; a turn that failed has one already."""
        if self._rows is None:
            # Long recordings have thousands of stretches and hardly anything missing.
            self._rows = tuple(
                stretch
                for stretch in self._stretches
                if stretch.is_missing
                and stretch.end_sample - stretch.start_sample >= LEAST_ROW_SAMPLES
                and not self._is_of_failed_turn(stretch)
            )
        return self._rows

    def capture_gap(self, gap: Stretch) -> None:
        """Nothing was captured there."""
        self._lay(gap)

    def note(self, ledger: Ledger, speech: HeardSpeech | None, rated_sample: int) -> None:
        """Take in what a connection has settled.

        Args:
            ledger: The connection's account.
            speech: What the gate heard; None where there is none.
            rated_sample: Up to where it has listened: what lies beyond waits until it has.
        """
        for item in ledger.take_settled():
            if item.failure is not None:
                self._failed = _joined([*self._failed, (item.start_sample, item.end_sample)])
                self._rows = None
                reason = item.failure or NO_REASON_OF_SERVICE
                self._lay_where(item.start_sample, item.end_sample, StretchState.GAP, reason, _WEAKER_THAN_FAILURE)
            elif item.has_text:
                self._lay_where(item.start_sample, item.end_sample, StretchState.TRANSCRIBED, "", _WEAKER_THAN_TEXT)
        end_sample = ledger.watermark_sample
        if end_sample > rated_sample:
            cut = speech.spells(rated_sample - 1, rated_sample) if speech else []
            end_sample = min([rated_sample, *(spell.start_sample for spell in cut)]) - _AROUND_SAMPLES
        for start, end in self._unlaid(max(ledger.base_sample, self._done_sample), end_sample):
            self._judge(start, end, ledger.sent_between(start, end), speech)

    def finish(
        self,
        recorded_samples: int,
        speech: HeardSpeech | None,
        rated_sample: int,
        *,
        kept_back: Sequence[Span] = (),
        reason: str = "",
    ) -> None:
        """Nothing more comes: whatever came to no end gets one.

        Args:
            recorded_samples: How long the recording is.
            speech: What the gate heard; None where there is none.
            rated_sample: Up to where it has listened.
            kept_back: What a person did not want to be sent.
            reason: Why there is no text for the rest; empty where the service has had all of it.
        """
        self._stretches, self._rows = list(_cut_off(self._stretches, recorded_samples)), None
        for start, end in self._unlaid(0, recorded_samples):
            wanted = _without(start, end, kept_back)
            if reason:
                self._give_up(start, end, wanted, speech, rated_sample, reason)
            else:
                self._judge(start, end, wanted, speech)

    def _is_of_failed_turn(self, stretch: Stretch) -> bool:
        at = bisect_right(self._failed, (stretch.start_sample, sys.maxsize)) - 1
        return at >= 0 and stretch.end_sample <= self._failed[at][1]

    def _judge(self, start_sample: int, end_sample: int, sent: Sequence[Span], speech: HeardSpeech | None) -> None:
        """The service has had its chance: what it was sent is unheard where the gate is sure of speech."""
        unheard = []
        for start, end in sent if speech is not None else ():
            unheard += self._unheard(start, end, speech) if speech is not None else []
        for start, end in _without(start_sample, end_sample, unheard):
            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.SILENT))
        for start, end in unheard:
            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.UNHEARD))

    def _unheard(self, start_sample: int, end_sample: int, speech: HeardSpeech) -> list[Span]:
        """A turn reaches a little beyond what its service says of it."""
        first = start_sample + (EDGE_SAMPLES if self._is_answered(start_sample - 1) else 0)
        last = end_sample - (EDGE_SAMPLES if self._is_answered(end_sample) else 0)
        found = []
        for spell in speech.spells(first, last):
            if spell.speech_samples(first, last) >= LEAST_SPEECH_SAMPLES:
                start = max(start_sample, spell.start_sample - _AROUND_SAMPLES)
                found.append((start, min(end_sample, spell.end_sample + _AROUND_SAMPLES)))
        return _joined(found)

    def _give_up(
        self,
        start_sample: int,
        end_sample: int,
        wanted: Sequence[Span],
        speech: HeardSpeech | None,
        rated_sample: int,
        reason: str,
    ) -> None:
        """The service has had no chance: only what the gate has listened to and found empty is silent."""
        missing: list[Span] = []
        for start, end in wanted:
            rated = start if speech is None else min(max(start, rated_sample), end)
            missing += [(rated, end)] if rated < end else []
            if speech is not None:
                missing += speech.left_out(start, rated)
                for spell in speech.spells(start, rated):
                    first, last = spell.start_sample - _AROUND_SAMPLES, spell.end_sample + _AROUND_SAMPLES
                    missing.append((max(start, first), min(end, last)))
        missing = _joined(missing)
        for start, end in _without(start_sample, end_sample, missing):
            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.SILENT))
        for start, end in missing:
            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.GAP, reason=reason))

    def _is_answered(self, sample: int) -> bool:
        at = bisect_right(self._stretches, sample, key=_START) - 1
        if at < 0 or self._stretches[at].end_sample <= sample:
            return False
        return self._stretches[at].state in (StretchState.TRANSCRIBED, StretchState.GAP)

    def _lay_where(
        self, start_sample: int, end_sample: int, state: StretchState, reason: str, weaker: frozenset[_Kind]
    ) -> None:
        """Over what is unknown and what is weaker."""
        strong = [
            (s.start_sample, s.end_sample)
            for s in self._touching(start_sample, end_sample)
            if (s.state, s.has_audio) not in weaker
        ]
        for start, end in _without(start_sample, end_sample, strong):
            self._lay(Stretch(start_sample=start, end_sample=end, state=state, reason=reason))

    def _touching(self, start_sample: int, end_sample: int) -> list[Stretch]:
        first, last = self._places(start_sample, end_sample)
        return self._stretches[first:last]

    def _places(self, start_sample: int, end_sample: int) -> Span:
        first = bisect_right(self._stretches, start_sample, key=_START)
        while first and self._stretches[first - 1].end_sample >= start_sample:
            first -= 1
        return first, bisect_right(self._stretches, end_sample, key=_START)

    def _unlaid(self, start_sample: int, end_sample: int) -> list[Span]:
        known = [(s.start_sample, s.end_sample) for s in self._touching(start_sample, end_sample)]
        return _without(start_sample, end_sample, known)

    def _lay(self, stretch: Stretch) -> None:
        if stretch.start_sample >= stretch.end_sample:
            return
        first, last = self._places(stretch.start_sample, stretch.end_sample)
        touched = self._stretches[first:last]
        if stretch.is_missing or any(each.is_missing for each in touched):
            self._rows = None
        self._stretches[first:last] = laid_over(touched, stretch)
        self._laid.append(stretch)
        at = bisect_right(self._stretches, self._done_sample, key=_START) - 1
        while 0 <= at < len(self._stretches) and self._stretches[at].start_sample <= self._done_sample:
            self._done_sample = max(self._done_sample, self._stretches[at].end_sample)
            at += 1


def _without(start_sample: int, end_sample: int, taken: Iterable[Span]) -> list[Span]:
    """What of the samples between two is in none of `taken`."""
    left: list[Span] = []
    for start, end in sorted(taken):
        if start > start_sample:
            left.append((start_sample, min(start, end_sample)))
        start_sample = max(start_sample, end)
        if start_sample >= end_sample:
            break
    if start_sample < end_sample:
        left.append((start_sample, end_sample))
    return [(start, end) for start, end in left if start < end]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _cut_off(stretches: Iterable[Stretch], end_sample: int) -> Iterable[Stretch]:
    for stretch in stretches:
        if stretch.start_sample < end_sample:
            yield replace(stretch, end_sample=min(stretch.end_sample, end_sample))
