"""A window with a scripted application behind it, and the taking of pictures of it and of what it opens."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.screens.looks import Look
from tests.gui.scripted_app import ScriptedApp, ScriptedDesk
from transcriber.audio.devices import InputDevice
from transcriber.audio.loudness import Loudness
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import Theme
from transcriber.session.notices import LinkChanged, LinkState, Meter, Notice, RecordingChanged, RecordingState
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.preferences import Preferences

YETI = InputDevice("yeti", "Yeti X · USB microphone", 48_000, 1, True)
METER = Meter(
    level_dbfs=-18.0,
    peak_dbfs=-11.0,
    loudness=Loudness.GOOD,
    recorded_ms=763_000,
    delay_ms=400,
    unsaved_ms=2_600,
)
SIZE = (1320, 852)
_QUIET_S = 0.25
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown, and which of its pictures are taken in every look."""

    name: str
    play: Callable[["PictureStage"], None]
    main: frozenset[str] = frozenset()


class PictureStage:
    """Everything that scenes play on."""

    def __init__(self, application: QApplication, folder: Path, look: Look, theme: Theme | None = None) -> None:
        """`theme`: the one in force, where there is one already."""
        self.application = application
        self.folder = folder
        self.look = look
        self.theme = theme or Theme(application, look.theme, look.appearance)
        self.bridge = NoticeBridge()
        self.app = ScriptedApp(lambda notice: self.bridge.publish(notice))
        self.app.meter_now = METER
        self.devices: tuple[InputDevice, ...] = (YETI,)
        self._wanted: frozenset[str] = frozenset()
        # Nothing is lit up because the pointer happens to be there.
        QCursor.setPos(0, 0)
        self.window = self._new_window(Preferences())

    def play(self, scene: Scene) -> None:
        """In a new window."""
        self._wanted = scene.main
        self.again()
        scene.play(self)

    def again(self, preferences: Preferences | None = None) -> None:
        """Another window, with nothing said in it."""
        self.close()
        self.app = ScriptedApp(lambda notice: self.bridge.publish(notice))
        self.app.meter_now = METER
        self.window = self._new_window(preferences or Preferences())
        self.settle()

    def at_history(self, folder: Path) -> None:
        """Another window, which has this history."""
        self.close()
        self.app = ScriptedApp(lambda notice: self.bridge.publish(notice))
        self.app.meter_now = METER
        self.app.history = ScriptedDesk(folder)
        self.window = self._new_window(Preferences())
        self.settle()

    def close(self) -> None:
        """The window, without a question."""
        # Once to be asked about the words, once more to close in spite of that.
        self.window.close()
        self.window.close()
        self.settle(0.02)
        # Gone at once: another theme would otherwise dress every window there ever was.
        self.window.deleteLater()
        self.application.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)

    def publish(self, *notices: Notice) -> None:
        """Have them told and shown."""
        for notice in notices:
            self.bridge.publish(notice)
        self.settle()

    def listen(self) -> None:
        """Record and be connected."""
        self.window.toggle_recording()
        self.publish(RecordingChanged(RecordingState.RECORDING, YETI.name), LinkChanged(LinkState.CONNECTED))
        self.window.page.banner.clear_problems()
        # The meter was read: on a busy machine that takes its time.
        self.until(lambda: any(letter.isdigit() for letter in self.window.bar.chip.text))

    def resize(self, width_px: int = SIZE[0], height_px: int = SIZE[1]) -> None:
        """To the usual size, or another."""
        self.window.resize(width_px, height_px)
        self.settle()

    def settle(self, quiet_s: float = _QUIET_S) -> None:
        """Let everything come to rest that moves or waits."""
        end_s = time.monotonic() + quiet_s
        while time.monotonic() < end_s:
            self.application.processEvents()
            time.sleep(0.003)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what another thread does."""
        end_s = time.monotonic() + _PATIENCE_S
        while not is_so():
            assert time.monotonic() < end_s
            self.settle(0.05)

    def take(self, name: str, shown: QWidget | None = None) -> None:
        """The window, or something else, as it looks now; only if this look wants it."""
        if self.wants(name):
            self.settle()
            self.keep(name, (shown or self.window).grab().toImage())

    def wants(self, name: str) -> bool:
        """Whether this picture is taken in this look."""
        return self.look.is_whole or name in self._wanted

    def keep(self, name: str, image: QImage) -> None:
        """A picture that was made otherwise."""
        image.save(str(self.folder / f"{name}-{self.look.name}.png"))

    def _new_window(self, preferences: Preferences) -> MainWindow:
        self.bridge = NoticeBridge()
        worn = _dressed(preferences, self.look)
        window = MainWindow(self.app, self.bridge, self.theme, worn, lambda: self.devices, lambda _base, mine: mine)
        window.resize(*SIZE)
        painted: list[bool] = []
        window.first_painted.connect(lambda: painted.append(True))
        window.show()
        # What begins with the first paint must not come when the window is gone.
        self.until(lambda: bool(painted))
        window.bar.microphone.refresh()
        return window


def _dressed(preferences: Preferences, look: Look) -> Preferences:
    return replace(
        preferences,
        theme=look.theme,
        appearance=look.appearance,
        is_introduced=True,
        desktop=DesktopChoices(language=look.language, was_told_of_consent=True),
    )
