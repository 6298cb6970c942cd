"""The title is changed in its place: Enter keeps it, Escape does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.history.recording_actions import RecordingActions
from transcriber.gui.history.recording_head import RecordingHead
from transcriber.gui.theme import Theme


@pytest.fixture
def head(theme: Theme, qtbot: QtBot) -> RecordingHead:
    page = QWidget()
    made = RecordingHead(theme, RecordingActions(page))
    page.setParent(made)
    qtbot.addWidget(made)
    made.show()
    made.title.show_title("Weekly sync")
    return made


def test_escape_takes_back_what_was_written(head: RecordingHead, qtbot: QtBot) -> None:
    head.title.setText("Something")
    with qtbot.assertNotEmitted(head.renamed):
        QTest.keyClick(head.title, Qt.Key.Key_Escape)
    assert head.title.text() == "Weekly sync"


def test_enter_keeps_it_once_and_nothing_is_no_title(head: RecordingHead, qtbot: QtBot) -> None:
    told: list[str] = []
    head.renamed.connect(told.append)
    head.title.setText("  Planning  ")
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    head.title.setText("   ")
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    assert told == ["Planning"]
