"""What the menu does with the transcript it does with the one that is open: the live one, or one of the history."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.history.recording_actions import RecordingActions
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.window_actions import WindowActions


class ShownTranscript(QObject):
    """Main thread.

    Args:
        page: Has the live one.
        keeping: Copies, saves and prints it.
        correct: Asks which word of it is to be corrected.
        history: Knows what is open.
        actions: Those of the menu.
    """

    def __init__(
        self,
        page: TranscriptPage,
        keeping: TranscriptKeeping,
        correct: Callable[[], None],
        history: HistoryControl,
        actions: WindowActions,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._history = history
        self._taking = (actions.copy, actions.copy_with_times, actions.save, actions.print, actions.save_pdf)
        self._link(actions.copy, keeping.copy, lambda stored: stored.copy)
        self._link(actions.copy_with_times, keeping.copy_with_times, lambda stored: stored.copy_with_times)
        self._link(actions.save, keeping.ask_where_to_save, lambda stored: stored.save)
        self._link(actions.print, keeping.print, lambda stored: stored.print)
        self._link(actions.save_pdf, keeping.save_pdf, lambda stored: stored.save_pdf)
        self._link(actions.fix, correct, lambda stored: stored.fix)
        page.transcript.words_changed.connect(self._update)
        history.live_shown.connect(self._update)
        self._update()

    def _link(self, action: QAction, take: Callable[[], None], same: Callable[[RecordingActions], QAction]) -> None:
        def act() -> None:
            stored = self._history.page if self._history.open_id else None
            if stored is None:
                take()
            else:
                same(stored.actions_).trigger()

        action.triggered.connect(act)

    def _update(self) -> None:
        is_any = bool(self._history.open_id) or len(self._page.transcript.turns) > 0
        for action in self._taking:
            action.setEnabled(is_any)
