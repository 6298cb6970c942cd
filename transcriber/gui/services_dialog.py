"""The services window: every service that can be used, how each is reached, its key, and a test of its connection."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import Profile


class TryingApp(Protocol):
    """What tries a connection."""

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        """Returns at once; `TrialStepChanged` notices follow."""


class ServicesDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    profiles_changed = Signal(object)
    """A tuple of every `Profile`, all of them valid; the built-in ones first."""

    def __init__(
        self,
        theme: Theme,
        profiles: tuple[Profile, ...],
        key_store: KeyStore,
        app: TryingApp,
        bridge: NoticeBridge,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._profiles = profiles
        self._key_store = key_store
        self._app = app
        self._bridge = bridge

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every service as it was last valid."""
        return self._profiles

    def show_profiles(self, profiles: tuple[Profile, ...]) -> None:
        """They were changed elsewhere."""
        self._profiles = profiles

    def open_profile(self, name: str) -> None:
        """Show the window with that service in it, or with the first where no service has the name."""
        self.show()
        self.raise_()
        self.activateWindow()
