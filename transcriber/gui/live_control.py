"""What a person does to the recording that runs: pause it, or go on without the service."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.history_control import HistoryApp
from transcriber.gui.language import tr
from transcriber.gui.top_bar import TopBar
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import Meter, RecordingChanged, RecordingState

_RUNS = (RecordingState.RECORDING, RecordingState.PAUSED)


class PausingApp(HistoryApp, Protocol):
    """What it needs of the application; each returns at once, notices follow."""

    def pause_recording(self) -> None:
        """Its clock stands still."""

    def resume_recording(self) -> None:
        """It goes on."""

    def go_on_locally(self) -> None:
        """The engine on this computer takes over."""

    def meter(self) -> Meter:
        """What moves all the time."""


class LiveControl(QObject):
    """Main thread."""

    def __init__(
        self,
        app: PausingApp,
        bridge: NoticeBridge,
        bar: TopBar,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._bar = bar
        self._actions = actions
        self._state = RecordingState.STOPPED
        bar.pause.clicked.connect(self.toggle_pause)
        actions.pause.triggered.connect(self.toggle_pause)
        bridge.recording_changed.connect(self._on_recording_changed)
        self._update()

    def toggle_pause(self) -> None:
        """Pause what runs, or go on with what is paused."""
        if self._state is RecordingState.RECORDING:
            self._app.pause_recording()
        elif self._state is RecordingState.PAUSED:
            self._app.resume_recording()

    def go_on_locally(self) -> None:
        """With the engine on this computer, from now on."""
        self._app.go_on_locally()

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self._state = notice.state
        self._update()

    def _update(self) -> None:
        runs, is_paused = self._state in _RUNS, self._state is RecordingState.PAUSED
        self._bar.show_pause(is_shown=runs, is_paused=is_paused)
        self._actions.pause.setText(tr("Resume") if is_paused else tr("Pause"))
        self._actions.pause.setEnabled(runs)
