"""A property that the style sheet asks for: what it says then is seen at once, or when the widget is seen first."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.restyling import restyle

_SHEET = "QLabel { color: #112233; } QLabel[isUrgent='true'] { color: #445566; }"


def label(qtbot: QtBot) -> QLabel:
    made = QLabel("Words")
    made.setStyleSheet(_SHEET)
    qtbot.addWidget(made)
    return made


def colour_of(part: QLabel) -> str:
    return part.palette().color(part.foregroundRole()).name()


def test_what_is_seen_changes_at_once(qtbot: QtBot) -> None:
    part = label(qtbot)
    part.show()
    assert colour_of(part) == "#112233"
    part.setProperty("isUrgent", True)
    assert colour_of(part) == "#112233"
    restyle(part)
    assert colour_of(part) == "#445566"
    part.setProperty("isUrgent", False)
    restyle(part)
    assert colour_of(part) == "#112233"


def test_what_is_not_seen_yet_is_right_when_it_is(qtbot: QtBot) -> None:
    part = label(qtbot)
    part.setProperty("isUrgent", True)
    restyle(part)
    part.show()
    assert colour_of(part) == "#445566"
