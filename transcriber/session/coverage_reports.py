"""Tells what became of a recording's audio: the stretches in batches, and rows of the transcript for what lacks."""

import time
from collections.abc import Callable

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.session.coverage import Coverage
from transcriber.session.heard_speech import EDGE_SAMPLES
from transcriber.session.hearing import Hearing
from transcriber.session.ledger import Ledger
from transcriber.session.notices import CoverageChanged, Notice
from transcriber.session.silent_turns import is_on_silence
from transcriber.session.turn_taking import TurnTaking
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.transcript import Transcript

TELL_EVERY_S = 1.0


class CoverageReports:
    """One recording's. Session thread."""

    def __init__(
        self,
        transcript: Transcript,
        turn_taking: TurnTaking,
        publish: Callable[[Notice], None],
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is told before there is something.

        Args:
            transcript: Takes the rows.
            turn_taking: Whose ears are listened to; it sends nothing of what was not captured.
            publish: Takes every notice.
            now_s: A monotonic clock.
        """
        self._transcript = transcript
        self._turn_taking = turn_taking
        self._publish = publish
        self._now_s = now_s
        self._coverage = Coverage()
        self._may_tell_s = 0.0
        self._is_over = False
        transcript.ask_about_silence(self._is_on_silence)

    @property
    def done_sample(self) -> int:
        """Everything before it has come to its end."""
        return self._coverage.done_sample

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Everything that is known, in order."""
        return self._coverage.stretches

    def capture_gap(self, gap: Stretch) -> None:
        """Nothing was captured there; again with the same start as it grows."""
        self._turn_taking.leave_out(gap.start_sample, gap.end_sample)
        self._coverage.capture_gap(gap)
        self._tell_in_time()

    def note(self, ledger: Ledger) -> None:
        """Take in what a connection has settled."""
        hearing = self._hearing
        self._coverage.note(ledger, hearing.speech, hearing.rated_sample)
        self._judge_silence()
        if hearing.speech is not None:
            hearing.speech.forget(self._forgettable_sample)
        self._tell_in_time()

    def finish(self, recorded_samples: int, reason: str = "") -> None:
        """The recording is over; `reason` says why there is no text for what has come to no end, empty where the
        service has had all of it.
        """
        hearing = self._hearing
        self._is_over = True
        self._judge_silence()
        kept_back = self._turn_taking.kept_back(self._coverage.done_sample, recorded_samples)
        self._coverage.finish(
            recorded_samples, hearing.speech, hearing.rated_sample, kept_back=kept_back, reason=reason
        )
        self._tell()

    def _judge_silence(self) -> None:
        for change in self._transcript.judge_silence():
            self._publish(change)

    def _is_on_silence(self, start_ms: int | None, end_ms: int | None) -> bool | None:
        return is_on_silence(self._hearing, start_ms, end_ms, is_over=self._is_over)

    @property
    def _forgettable_sample(self) -> int:
        """What was heard before it concerns nobody: all has come to its end, and all turns there are judged."""
        unjudged_ms = self._transcript.first_unjudged_ms
        if unjudged_ms is None:
            return self._coverage.done_sample
        return min(self._coverage.done_sample, unjudged_ms * SPOOL_SAMPLES_PER_MS - EDGE_SAMPLES)

    @property
    def _hearing(self) -> Hearing:
        return self._turn_taking.hearing

    def _tell_in_time(self) -> None:
        if self._now_s() >= self._may_tell_s:
            self._tell()

    def _tell(self) -> None:
        laid = self._coverage.take_laid()
        if not laid:
            return
        self._may_tell_s = self._now_s() + TELL_EVERY_S
        self._publish(CoverageChanged(laid))
        for change in self._transcript.show_gaps(self._coverage.rows()):
            self._publish(change)
