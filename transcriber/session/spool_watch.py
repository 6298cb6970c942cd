"""What a disk that does not take a recording's sound means to a person: one banner while it lasts, gaps where text is
lost too. Captions never wait for a disk.
"""

from collections.abc import Callable

from transcriber.audio.durations import clock
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import SpoolTrouble
from transcriber.sentence import said
from transcriber.session.notices import Problem, ProblemPassed
from transcriber.transcript.stretches import Stretch, StretchState

_MEMORY_IS_FULL = said("The disk took no sound, and the memory for what waits to be transcribed was full")

_WAS_CUT = said("Another program cut the recording's file short")


class SpoolWatch:
    """The listener of one recording's spool. Session thread."""

    def __init__(
        self,
        publish: Callable[[Problem | ProblemPassed], None],
        on_gap: Callable[[Stretch], None],
        first_needed: Callable[[], int],
        first_unsent: Callable[[], int],
    ) -> None:
        """Nothing is wrong yet.

        Args:
            publish: Takes what a person must see.
            on_gap: Takes what can no longer be transcribed; again with the same start as it grows.
            first_needed: The first sample that is not transcribed yet.
            first_unsent: The first sample that no open connection has been sent.
        """
        self._publish = publish
        self._on_gap = on_gap
        self._first_needed = first_needed
        self._first_unsent = first_unsent
        self._told_code = ""
        self._gap: tuple[int, int] | None = None
        self._hole: tuple[int, int] | None = None
        self._cut: tuple[int, int] | None = None
        self._cut_gap: tuple[int, int] | None = None

    def first_needed(self) -> int:
        """The first sample that is not transcribed yet."""
        return self._first_needed()

    def trouble_changed(self, trouble: SpoolTrouble | None) -> None:
        """Say it, or take it back."""
        if trouble is not None:
            self._told_code = trouble.error.code
            self._publish(Problem(trouble.error.code, _what(trouble), _remedy(trouble)))
            return
        hole, self._hole = self._hole, None
        if hole is None:
            self._publish(ProblemPassed(self._told_code))
        else:
            message = said(
                "The sound is kept again, but from {clock} to {clock_2} there is none.",
                clock=_clock(hole[0]),
                clock_2=_clock(hole[1]),
            )
            self._publish(Problem(self._told_code, message, said("Its text is kept as far as it was transcribed.")))

    def samples_lost(self, start_sample: int, end_sample: int, *, is_needed: bool) -> None:
        """Show as a gap what nobody can transcribe any more."""
        self._hole = _grown(self._hole, start_sample, end_sample)
        if is_needed:
            self._gap = _grown(self._gap, start_sample, end_sample)
            self._lay(*self._gap, _MEMORY_IS_FULL)

    def samples_cut(self, start_sample: int, end_sample: int) -> None:
        """Say it once, and show as a gap what nobody can be sent any more; what was sent may still get its text."""
        if self._cut != (start_sample, end_sample):
            self._cut = start_sample, end_sample
            message = said(
                "{was_cut}: its sound from {clock} to {clock_2} is gone.",
                was_cut=_WAS_CUT,
                clock=_clock(start_sample),
                clock_2=_clock(end_sample),
            )
            self._publish(Problem("spool_cut", message, said("The recording goes on, and what comes is kept.")))
        start_sample = max(start_sample, self._first_unsent())
        if start_sample < end_sample and (start_sample, end_sample) != self._cut_gap:
            self._cut_gap = start_sample, end_sample
            self._lay(start_sample, end_sample, _WAS_CUT)

    def _lay(self, start_sample: int, end_sample: int, reason: str) -> None:
        self._on_gap(
            Stretch(
                start_sample=start_sample,
                end_sample=end_sample,
                state=StretchState.GAP,
                reason=reason,
                has_audio=False,
            )
        )


def _grown(before: tuple[int, int] | None, start_sample: int, end_sample: int) -> tuple[int, int]:
    if before is None or before[1] != start_sample:
        return start_sample, end_sample
    return before[0], end_sample


def _what(trouble: SpoolTrouble) -> str:
    start = _clock(trouble.from_sample)
    if trouble.error.code == "disk_full":
        return said("The disk is full: captions go on, but the sound is not kept from {start} on.", start=start)
    message = trouble.error.message
    return said("{message} Captions go on, but the sound is not kept from {start} on.", message=message, start=start)


def _remedy(trouble: SpoolTrouble) -> str:
    if trouble.error.code == "spool_removed":
        return said("Stop and start again to have the sound kept.")
    remedy = trouble.error.remedy
    return said(
        "{remedy} The last ten minutes are held in memory and saved as soon as that is possible.", remedy=remedy
    )


def _clock(sample: int) -> str:
    return clock(sample // SPOOL_SAMPLES_PER_MS)
