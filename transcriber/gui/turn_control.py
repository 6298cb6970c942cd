"""How a person ends turns by hand: a button and a key that commit, and a key that is held to talk."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.talk_key import TalkKey
from transcriber.gui.top_bar import TopBar
from transcriber.gui.window_actions import WindowActions
from transcriber.gui.window_state import WindowState


class CommittingApp(Protocol):
    """What takes the ends of turns."""

    def commit(self) -> None:
        """End the turn now; returns at once."""

    def hold_to_talk(self, is_held: bool) -> None:
        """The key was pressed or let go; returns at once."""


class TurnControl(QObject):
    """Passes on what a person presses while a recording runs. Main thread."""

    def __init__(
        self,
        app: CommittingApp,
        state: WindowState,
        panel: SessionPanel,
        bar: TopBar,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._state = state
        self.key = TalkKey(window)
        self.key.held_changed.connect(self._on_held_changed)
        bar.commit.clicked.connect(self._on_commit_asked)
        actions.commit.triggered.connect(self._on_commit_asked)
        state.recording_ended.connect(self.watch)
        panel.changed.connect(self.watch)

    def watch(self) -> None:
        """Listen to the key while a recording runs that is pushed to talk."""
        situation = self._state.situation
        self.key.watch(situation.is_running and situation.is_push_to_talk)

    def _on_commit_asked(self) -> None:
        self._app.commit()

    def _on_held_changed(self, is_held: bool) -> None:
        self._state.set_talking(is_held)
        self._app.hold_to_talk(is_held)
