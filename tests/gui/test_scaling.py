"""Another text size: widgets that are there and widgets that come later, back and forth without drifting."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.screen_room import screen_room
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import TEXT_STEPS_PERCENT, Appearance


def made(qtbot: QtBot) -> tuple[QWidget, QToolButton, QVBoxLayout]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(5)
    button = QToolButton(window)
    button.setFixedSize(40, 36)
    button.setIconSize(QSize(20, 20))
    column.addWidget(button)
    window.show()
    return window, button, column


def sizes(button: QToolButton, column: QVBoxLayout) -> tuple[int, ...]:
    margins = column.contentsMargins()
    return button.width(), button.height(), button.iconSize().width(), margins.left(), margins.top(), column.spacing()


def test_what_is_there_grows_and_shrinks(theme: Theme, qtbot: QtBot) -> None:
    _, button, column = made(qtbot)
    theme.wear(Appearance(text_percent=200))
    qtbot.waitUntil(lambda: sizes(button, column) == (80, 72, 40, 24, 16, 10))
    theme.wear(Appearance(text_percent=100))
    qtbot.waitUntil(lambda: sizes(button, column) == (40, 36, 20, 12, 8, 5))


def test_what_comes_later_is_as_large(theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Appearance(text_percent=150))
    _, button, column = made(qtbot)
    qtbot.waitUntil(lambda: sizes(button, column) == (60, 54, 30, 18, 12, 8))


def test_all_steps_up_and_down_lead_back(theme: Theme, qtbot: QtBot) -> None:
    _, button, column = made(qtbot)
    for percent in (*TEXT_STEPS_PERCENT, *reversed(TEXT_STEPS_PERCENT), 100):
        theme.wear(Appearance(text_percent=percent))
    qtbot.waitUntil(lambda: sizes(button, column) == (40, 36, 20, 12, 8, 5))


def test_unbounded_stays_unbounded_and_windows_are_the_window_managers(theme: Theme, qtbot: QtBot) -> None:
    window, _, _ = made(qtbot)
    window.setMinimumSize(300, 200)
    label = QLabel("Words", window)
    theme.wear(Appearance(text_percent=300))
    assert (label.minimumSize(), label.maximumWidth()) == (QSize(0, 0), 16_777_215)
    assert window.minimumSize() == QSize(300, 200)


@pytest.mark.parametrize("percent", [100, 150])
def test_a_dialog_that_the_screen_cannot_hold_scrolls(
    theme: Theme, qtbot: QtBot, styled: QApplication, percent: int
) -> None:
    theme.wear(Appearance(text_percent=150))
    theme.wear(Appearance(text_percent=percent))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for _ in range(40):
        button = QPushButton("Press")
        button.setFixedSize(60, 40)
        column.addWidget(button)
    dialog.show()
    room = screen_room(dialog).size()
    area = dialog.findChild(QScrollArea, "wholeDialog")
    assert area is not None
    assert dialog.height() <= room.height()
    assert len(dialog.findChildren(QPushButton)) == 40


def test_figures_follow_whatever_size_they_were_made_at(theme: Theme, stage: Stage) -> None:
    figures = stage.window.findChildren(QAbstractSpinBox, "figure")
    assert figures
    for percent in (300, 80, 100):
        theme.wear(Appearance(text_percent=percent))
        assert {each.font().pixelSize() for each in figures} == {round(12 * percent / 100)}
        assert stage.window.bar.level.font().pixelSize() == round(12 * percent / 100)
