"""What a later start of the program, or the tray, asks of the window, done in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from transcriber.gui.language import tr
from transcriber.gui.recording_control import RecordingControl
from transcriber.gui.window_actions import WindowActions
from transcriber.gui.window_state import WindowState
from transcriber.session.notices import RecordingState


class WindowVerbs(QObject):
    """Main thread.

    Args:
        state: Knows whether something runs.
        recording: Starts and stops.
        actions: What the window can do now.
        why_no_mark: Why nothing of what runs can be marked; empty where that is not the reason.
        window: Is shown.
    """

    def __init__(
        self,
        state: WindowState,
        recording: RecordingControl,
        actions: WindowActions,
        why_no_mark: Callable[[], str],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._state = state
        self._recording = recording
        self._actions = actions
        self._why_no_mark = why_no_mark
        self._window = window
        self._acts: dict[str, Callable[[], str]] = {
            "show": self.show,
            "toggle": self._toggle,
            "mark": self._mark,
            "captions": self._captions,
        }

    def perform(self, verbs: Sequence[str]) -> str:
        """Each in turn, until one cannot be done; why that is, or nothing."""
        for verb in verbs:
            if refusal := self._acts[verb]():
                return refusal
        return ""

    def show(self) -> str:
        """Before everything else on the screen, as far as the desktop lets it."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        return ""

    def _toggle(self) -> str:
        if self._state.situation.recording is RecordingState.FINISHING:
            return tr("The recording is just being finished; start the next one after that.")
        self._recording.toggle()
        return ""

    def _mark(self) -> str:
        if not self._actions.mark.isEnabled():
            return self._why_no_mark() or tr("Nothing is being recorded, so there is nothing to mark.")
        self._actions.mark.trigger()
        return ""

    def _captions(self) -> str:
        self._actions.captions.trigger()
        return ""
