"""Audio files that were asked for together: one after the other, each once the recording before has ended.

The next one takes the page of the one before: only where its words are in the history, and no fault ended it.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.dropped_files import dropped_files
from transcriber.gui.foot_note import FootNote
from transcriber.gui.language import tr
from transcriber.gui.recording_control import RecordingControl
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.window_state import WindowState
from transcriber.session.notices import Problem


class FileQueue(QObject):
    """Main thread.

    Args:
        bridge: Tells of what ended a recording.
        state: Knows whether one runs, and shows what is refused.
        recording: Begins each, and is told when a person stops.
        keeping: Knows whether the words exist only in the window.
        note: Says how many wait.
        window: Owns this.
        keeps_history: Whether recordings are kept at all.
    """

    def __init__(
        self,
        bridge: NoticeBridge,
        state: WindowState,
        recording: RecordingControl,
        keeping: TranscriptKeeping,
        note: FootNote,
        window: QObject,
        *,
        keeps_history: bool,
    ) -> None:
        super().__init__(window)
        self._state = state
        self._recording = recording
        self._keeping = keeping
        self._note = note
        self._keeps_history = keeps_history
        self._waiting: list[Path] = []
        self._is_going_on = False
        recording.files_chosen.connect(self.take)
        recording.stop_asked.connect(self.leave_out)
        bridge.problem_raised.connect(self._on_problem)
        # Once everything else has heard of the end.
        state.recording_ended.connect(lambda: QTimer.singleShot(0, self, self._go_on))

    @property
    def is_going_on(self) -> bool:
        """Whether the recording that begins now was asked for before: nobody waits for it at the window."""
        return self._is_going_on

    def take_dropped(self, urls: Sequence[QUrl]) -> None:
        """Transcribe the files, or say why that cannot be."""
        files = dropped_files(urls)
        if isinstance(files, Problem):
            self._state.show_problem(files)
        else:
            self.take(files)

    def take(self, files: Sequence[Path]) -> None:
        """Begin the first one; the others wait. Refused like any recording while one runs."""
        if len(files) > 1 and not self._keeps_history:
            self._state.show_problem(_without_history(len(files)))
            return
        was_running = self._state.situation.is_running
        self._recording.transcribe_file(files[0])
        if not was_running and self._state.situation.is_running:
            self._wait(files[1:])

    def leave_out(self) -> None:
        """Nobody wants the others any more."""
        if self._waiting:
            self._note.pass_by(self._left_out())

    def _go_on(self) -> None:
        if not self._waiting or self._state.situation.is_running:
            return
        if self._keeping.is_shown_unsaved:
            self._refuse(tr("Save this transcript first, which is not in the history; then drop them again."))
            return
        file, *others = self._waiting
        self._is_going_on = True
        self._recording.transcribe_file(file)
        self._is_going_on = False
        if self._state.situation.is_running:
            self._wait(others)
        else:
            self._refuse(tr("Put right what is wrong, and drop them again."))

    def _on_problem(self, problem: Problem) -> None:
        if problem.is_fatal and self._waiting:
            self._refuse(tr("Put right what is wrong, and drop them again."))

    def _refuse(self, remedy: str) -> None:
        self._state.show_problem(Problem("files_left_out", self._left_out(), remedy))

    def _left_out(self) -> str:
        count = len(self._waiting)
        self._wait(())
        if count == 1:
            return tr("One file that waited was left out.")
        return tr("%n files that waited were left out.", "", count)

    def _wait(self, files: Sequence[Path]) -> None:
        self._waiting = list(files)
        count = len(files)
        many = tr("%n more files wait", "", count) if count else ""
        self._note.add(tr("One more file waits") if count == 1 else many)


def _without_history(count: int) -> Problem:
    return Problem(
        "not_one_file",
        tr("{count} files were asked for, but without a history each would wipe the text of the one before.").format(
            count=count
        ),
        tr("Take one file at a time, or switch the history on in the session settings and start the program again."),
    )
