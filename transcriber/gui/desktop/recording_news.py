"""What of a recording somebody wants to know who does not look at the window: interrupted, a gap, finished."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from transcriber.audio.durations import clock
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import in_words, tr
from transcriber.session.notices import CoverageChanged, Problem, RecordingChanged, RecordingState
from transcriber.transcript.stretches import StretchState

_LEAST_GAP_MS = 1_000
_ONE_IN_MS = 60_000
"""Of gaps, by the recording's own clock: a line that comes and goes must not become a string of messages."""


class RecordingNews(QObject):
    """Main thread. Never tells what was said.

    Args:
        bridge: Tells what happens.
        tell: Shows a title and words.
        is_looked_at: Whether the window is in front; then it says all of it itself.
        parent: Owns this.
    """

    def __init__(
        self,
        bridge: NoticeBridge,
        tell: Callable[[str, str], None],
        is_looked_at: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._is_looked_at = is_looked_at
        self._runs = False
        self._is_broken = False
        self._told_gap_ms: int | None = None
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.problem_raised.connect(self._on_problem_raised)
        bridge.coverage_changed.connect(self._on_coverage_changed)

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STARTING:
            self._runs, self._is_broken, self._told_gap_ms = True, False, None
        elif notice.state is RecordingState.RECORDING:
            self._runs = True
        elif notice.state is RecordingState.STOPPED:
            if self._runs and not self._is_broken:
                words = tr("{time} recorded.").format(time=clock(notice.recorded_ms)) if notice.recorded_ms else ""
                self._news(tr("The transcript is finished"), words)
            self._runs = False

    def _on_problem_raised(self, problem: Problem) -> None:
        if problem.is_fatal and self._runs and not self._is_broken:
            self._is_broken = True
            words = " ".join(filter(None, (in_words(problem.message), in_words(problem.remedy))))
            self._news(tr("The recording was interrupted"), words)

    def _on_coverage_changed(self, notice: CoverageChanged) -> None:
        for stretch in notice.laid:
            length_ms = (stretch.end_sample - stretch.start_sample) // SPOOL_SAMPLES_PER_MS
            at_ms = stretch.start_sample // SPOOL_SAMPLES_PER_MS
            is_new = self._told_gap_ms is None or at_ms - self._told_gap_ms >= _ONE_IN_MS
            if stretch.state is StretchState.GAP and length_ms >= _LEAST_GAP_MS and is_new:
                self._told_gap_ms = at_ms
                words = tr("{reason}. The recording goes on.").format(reason=in_words(stretch.reason) or tr("No text"))
                self._news(tr("Gap at {time}").format(time=clock(at_ms)), words)

    def _news(self, title: str, words: str) -> None:
        if not self._is_looked_at():
            self._tell(title, words)
