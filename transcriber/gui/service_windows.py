"""The windows about services: made when they are first asked for, and kept."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.panel.service_fields import ServiceFields
from transcriber.gui.theme import Theme
from transcriber.gui.window_actions import WindowActions
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import Profile

if TYPE_CHECKING:
    from transcriber.gui.protocol_view import ProtocolView
    from transcriber.gui.services_dialog import ServicesDialog


class ServingApp(Protocol):
    """What these windows need of the application."""

    @property
    def key_store(self) -> KeyStore:
        """To be called off the main thread."""

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        """Returns at once; `TrialStepChanged` notices follow."""

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        """Returns at once; `ProtocolTraced` notices follow while watched."""


class ServiceWindows(QObject):
    """Opens them beside the main window, which is never blocked. Main thread."""

    profiles_changed = Signal(object)
    """A tuple of every `Profile`."""

    def __init__(
        self,
        app: ServingApp,
        bridge: NoticeBridge,
        theme: Theme,
        fields: ServiceFields,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._bridge = bridge
        self._theme = theme
        self._fields = fields
        self._window = window
        self._services: ServicesDialog | None = None
        self._protocol: ProtocolView | None = None
        fields.services_asked.connect(self._on_services_asked)
        fields.changed.connect(self.refresh)
        actions.services.triggered.connect(self._on_services_asked)
        actions.protocol.triggered.connect(self.open_protocol)

    def open_services(self, name: str = "") -> None:
        """Show all services, and the one of that name or the chosen one."""
        profiles = self._fields.profiles
        if self._services is None:
            from transcriber.gui.services_dialog import ServicesDialog

            self._services = ServicesDialog(
                self._theme, profiles, self._app.key_store, self._app, self._bridge, self._window
            )
            self._services.profiles_changed.connect(self.profiles_changed)
        self.refresh()
        self._services.open_profile(name or self._fields.profile.name)

    def open_protocol(self) -> None:
        """Show the raw exchange."""
        if self._protocol is None:
            from transcriber.gui.protocol_view import ProtocolView

            self._protocol = ProtocolView(self._theme, self._app, self._bridge, self._window)
        self._protocol.show()
        self._protocol.raise_()
        self._protocol.activateWindow()

    def refresh(self) -> None:
        """The services were changed here: what is open must not bring back what they were."""
        if self._services is not None and self._services.profiles != self._fields.profiles:
            self._services.show_profiles(self._fields.profiles)

    def close(self) -> None:
        """With the main window."""
        for window in (self._services, self._protocol):
            if window is not None:
                window.close()

    def _on_services_asked(self) -> None:
        self.open_services()
