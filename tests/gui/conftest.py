"""A window with a scripted application behind it; everything offscreen unless another platform is named."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.gui.scripted_app import ScriptedApp
from transcriber.audio.devices import InputDevice
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import FAMILY, load_typeface, typeface
from transcriber.session.notices import Notice
from transcriber.settings.appearance import Appearance
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.merging import merged
from transcriber.settings.preferences import Preferences


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do is no fault of the window; every other Qt warning fails a test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


class Stage:
    """A window, what stands behind it, and what it wanted to remember."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.bridge = NoticeBridge()
        self.app = ScriptedApp(self.bridge.publish)
        self.theme = theme
        self.devices: tuple[InputDevice, ...] = (
            InputDevice("yeti", "Yeti X", 48_000, 1, True),
            InputDevice("built-in", "Built-in microphone", 44_100, 2, False),
        )
        self.saved: list[Preferences] = []
        self.meanwhile: Callable[[Preferences], Preferences] = lambda base: base
        """What somebody else makes of what is saved."""
        self.save_fault: OSError | None = None
        self.window = self.new_window()

    def new_window(self, preferences: Preferences | None = None) -> MainWindow:
        kept = preferences or Preferences(desktop=DesktopChoices(was_told_of_consent=True))
        window = MainWindow(self.app, self.bridge, self.theme, kept, lambda: self.devices, self._save)
        self._qtbot.addWidget(window)
        return window

    def _save(self, base: Preferences, mine: Preferences) -> Preferences:
        if self.save_fault is not None:
            raise self.save_fault
        self.saved.append(merged(base, mine, self.meanwhile(base)))
        return self.saved[-1]

    def publish(self, *notices: Notice) -> None:
        for notice in notices:
            self.app.publish(notice)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["transcriber"]


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    if FAMILY not in QFontDatabase.families():
        load_typeface()
    qapp.setFont(typeface(13))
    return qapp


@pytest.fixture(scope="session")
def one_theme(styled: QApplication) -> Theme:
    return Theme(styled, "light")


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    one_theme.wear(Appearance())
    one_theme.choose("light")
    return one_theme


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.chdir(tmp_path)
    made = Stage(theme, qtbot)
    made.window.show()
    qtbot.waitUntil(made.window.isVisible)
    # As a person who has seen the window finds it.
    made.window.panel.fill()
    yield made
    made.window.close()
    # Once more: not before its words are saved, otherwise.
    made.window.close()
