"""What became of each second of a recording's audio: stretches that never overlap, from sample to sample. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.sentence import said


class StretchState(StrEnum):
    """What became of a stretch of audio in the end; what has come to no end yet is in no stretch."""

    TRANSCRIBED = "transcribed"
    SILENT = "silent"
    """No turn came, and the local speech gate heard nothing."""
    UNHEARD = "unheard"
    """The local speech gate heard something, the service gave no turn, also when it was offered once more."""
    GAP = "gap"


UNHEARD_REASON = said("speech was heard here, but the service gave no text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Spool samples from `start_sample` up to, not including, `end_sample` of one lane."""

    lane: int = 0
    start_sample: int
    end_sample: int
    state: StretchState
    reason: str = ""
    """Why it is a gap."""
    has_audio: bool = True
    """Of a gap: its sound was recorded, so that it can still be transcribed; False where nothing was captured."""

    @property
    def is_missing(self) -> bool:
        """Whether something that may have been said has no text."""
        return self.state in (StretchState.GAP, StretchState.UNHEARD)

    @property
    def missing_reason(self) -> str:
        """Why there is no text, in words; empty where nothing is missing."""
        return self.reason or UNHEARD_REASON if self.state is StretchState.UNHEARD else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageSummary:
    """What a person reads of it at the end."""

    recorded_ms: int = 0
    transcribed_ms: int = 0
    silent_ms: int = 0
    missing_ms: int = 0
    """Gaps, and speech of which the service gave no text."""
    pending_ms: int = 0
    """What has come to no end yet."""


def summary_of(stretches: Iterable[Stretch], recorded_samples: int) -> CoverageSummary:
    """The sums over one lane's stretches, which never overlap."""
    samples = dict.fromkeys(StretchState, 0)
    for stretch in stretches:
        samples[stretch.state] += min(stretch.end_sample, recorded_samples) - min(
            stretch.start_sample, recorded_samples
        )
    missing = samples[StretchState.GAP] + samples[StretchState.UNHEARD]
    return CoverageSummary(
        recorded_ms=recorded_samples // SPOOL_SAMPLES_PER_MS,
        transcribed_ms=samples[StretchState.TRANSCRIBED] // SPOOL_SAMPLES_PER_MS,
        silent_ms=samples[StretchState.SILENT] // SPOOL_SAMPLES_PER_MS,
        missing_ms=missing // SPOOL_SAMPLES_PER_MS,
        pending_ms=(recorded_samples - sum(samples.values())) // SPOOL_SAMPLES_PER_MS,
    )


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether both tell of the same samples of one lane."""
    is_shared = one.start_sample < other.end_sample and other.start_sample < one.end_sample
    return is_shared and one.lane == other.lane


def worth_offering(stretches: Iterable[Stretch]) -> list[Stretch]:
    """What can still get a text: unheard speech, and gaps whose sound was recorded."""
    return [each for each in stretches if each.is_missing and each.has_audio]


def laid_over(old: Sequence[Stretch], new: Stretch) -> list[Stretch]:
    """What is left of `old` beside `new`, and `new`, joined with what it touches and is like; in order."""
    start_sample, end_sample = new.start_sample, new.end_sample
    beside: list[Stretch] = []
    for each in old:
        is_like = (each.state, each.reason, each.has_audio) == (new.state, new.reason, new.has_audio)
        if is_like and each.start_sample <= new.end_sample and each.end_sample >= new.start_sample:
            start_sample, end_sample = min(start_sample, each.start_sample), max(end_sample, each.end_sample)
            continue
        if each.start_sample < new.start_sample:
            beside.append(replace(each, end_sample=min(each.end_sample, new.start_sample)))
        if each.end_sample > new.end_sample:
            beside.append(replace(each, start_sample=max(each.start_sample, new.end_sample)))
    beside.append(replace(new, start_sample=start_sample, end_sample=end_sample))
    return sorted(beside, key=lambda each: each.start_sample)


def lacking(stretches: Iterable[Stretch], end_sample: int) -> list[tuple[int, int]]:
    """What of the samples from 0 to `end_sample` is in no stretch; the stretches are of one lane."""
    missing: list[tuple[int, int]] = []
    done_sample = 0
    for stretch in sorted(stretches, key=lambda each: each.start_sample):
        if stretch.start_sample < end_sample:
            if stretch.start_sample > done_sample:
                missing.append((done_sample, stretch.start_sample))
            done_sample = max(done_sample, stretch.end_sample)
    if done_sample < end_sample:
        missing.append((done_sample, end_sample))
    return missing
