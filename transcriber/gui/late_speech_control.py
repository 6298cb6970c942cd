"""The live page after its end: what the history learns of the recording then, such as speech heard once more, follows.

Rows of gaps give way to the turns that fill them; strip, copies and exports are those of what is shown.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from transcriber.app.late_speech import LateSpeech, late_speech
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import tr
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.session.notices import (
    HistoryChanged,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
)
from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.late_speech import late_changes

if TYPE_CHECKING:
    from transcriber.gui.history.reading import HistoryReading
    from transcriber.store.errors import StoreError

_NOT_KEPT = "not_kept"
"""The problem of a history that lacks something of the recording: it must not take anything from the page."""


class LateSpeechControl(QObject):
    """Between the history and the live page. Main thread.

    Args:
        bridge: Tells when the recording is over, and when the history of it is other than before.
        page: The live one.
        reading: The history.
        parent: Owns this.
    """

    def __init__(
        self, bridge: NoticeBridge, page: TranscriptPage, reading: "HistoryReading", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._reading = reading
        self._public_id = ""
        """Of the recording on the live page, as soon as it is kept."""
        self._is_over = False
        self._is_history_whole = True
        self._is_asking = False
        self._has_changed_since = False
        bridge.recording_kept.connect(self._on_recording_kept)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.history_changed.connect(self._on_history_changed)
        bridge.retranscription_changed.connect(self._on_retranscription_changed)
        bridge.problem_raised.connect(self._on_problem)
        bridge.problem_passed.connect(self._on_problem_passed)

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_recording_kept(self, notice: RecordingKept) -> None:
        self._public_id = notice.public_id

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STARTING:
            self._public_id, self._is_history_whole = "", True
        self._is_over = notice.state is RecordingState.STOPPED

    def _on_history_changed(self, notice: HistoryChanged) -> None:
        if notice.public_id == self._public_id:
            self._ask()

    def _on_retranscription_changed(self, job: RetranscriptionChanged) -> None:
        is_done = job.state is RetranscriptionState.FINISHED and job.total_ms > 0
        if is_done and self._is_over and job.public_id == self._public_id:
            self._page.note.pass_by(tr("What was missing was heard once more"))

    def _on_problem(self, problem: Problem) -> None:
        if problem.code == _NOT_KEPT:
            self._is_history_whole = False

    def _on_problem_passed(self, notice: ProblemPassed) -> None:
        if notice.code == _NOT_KEPT:
            self._is_history_whole = True

    # ---- the history's answer ----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        public_id = self._public_id
        if not (public_id and self._is_over and self._is_history_whole):
            return
        # While one answer is on its way, however much changes asks for one more at most.
        self._has_changed_since = self._is_asking
        if not self._is_asking:
            self._is_asking = True
            self._reading.ask(
                lambda reader: late_speech(reader, public_id), lambda late: self._show(public_id, late), self._on_failed
            )

    def _show(self, public_id: str, late: LateSpeech) -> None:
        if public_id == self._public_id and self._is_over:
            self._catch_up(late)
        self._answered()

    def _on_failed(self, _error: "StoreError") -> None:
        # A recording that was deleted meanwhile stays on the page as it was heard.
        self._answered()

    def _answered(self) -> None:
        self._is_asking = False
        if self._has_changed_since:
            self._ask()

    def _catch_up(self, late: LateSpeech) -> None:
        page = self._page
        if changes := late_changes(tuple(page.transcript.turns), late.turns, late.stretches):
            page.transcript.apply(tuple(changes))
        if late.stretches and CoverageAccount(late.stretches).stretches != page.coverage.stretches:
            page.coverage.show_stretches(late.stretches, late.duration_ms * SPOOL_SAMPLES_PER_MS)
        if page.coverage.stretches:
            page.note.stand(page.coverage.words)
