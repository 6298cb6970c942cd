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
        name_speakers: Asks for the names of those who speak in it.
        history: Knows what is open.
        actions: Those of the menu.
    """

    def __init__(
        self,
        page: TranscriptPage,
        keeping: TranscriptKeeping,
        correct: Callable[[], None],
        name_speakers: Callable[[], None],
        history: HistoryControl,
        actions: WindowActions,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._history = history
        self._speakers = actions.speakers
        self._followed: RecordingActions | None = None
        """Of the page for stored recordings, once there is one."""
        self._taking = (actions.copy, actions.copy_with_times, actions.save, actions.print, actions.save_pdf)
        self._link(actions.copy, keeping.copy, lambda stored: stored.copy)
        self._link(actions.copy_with_times, keeping.copy_with_times, lambda stored: stored.copy_with_times)
        self._link(actions.save, keeping.ask_where_to_save, lambda stored: stored.save)
        self._link(actions.print, keeping.print, lambda stored: stored.print)
        self._link(actions.save_pdf, keeping.save_pdf, lambda stored: stored.save_pdf)
        self._link(actions.fix, correct, lambda stored: stored.fix)
        self._link(actions.speakers, name_speakers, lambda stored: stored.speakers)
        page.transcript.speakers_changed.connect(self._update)
        page.transcript.words_changed.connect(self._update)
        history.live_shown.connect(self._update)
        self._update()

    def _link(self, action: QAction, take: Callable[[], None], same: Callable[[RecordingActions], QAction]) -> None:
        def act() -> None:
            stored = self._stored
            if stored is None:
                take()
            else:
                same(stored).trigger()

        action.triggered.connect(act)

    @property
    def _stored(self) -> RecordingActions | None:
        """Those of the recording of the history that is open."""
        page = self._history.page
        return page.actions_ if self._history.open_id and page is not None else None

    def _update(self) -> None:
        stored = self._stored
        is_any = bool(self._history.open_id) or len(self._page.transcript.turns) > 0
        for action in self._taking:
            action.setEnabled(is_any)
        if stored is not None and stored is not self._followed:
            # What can be done with it is known once it has been read.
            self._followed = stored
            stored.speakers.changed.connect(self._update)
        live = self._page.transcript.turns.names
        self._speakers.setEnabled(bool(live.speakers) if stored is None else stored.speakers.isEnabled())
