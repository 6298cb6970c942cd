"""A list beside a text gives way before the text has one letter on a line."""

from PySide6.QtWidgets import QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.beside_or_below import BesideOrBelow
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance


def test_what_has_no_room_beside_the_text_stands_below_it(theme: Theme, qtbot: QtBot) -> None:
    text, side = QTextEdit(), QWidget()
    side.setFixedWidth(260)
    both = BesideOrBelow(theme, text, side, 340)
    qtbot.addWidget(both)
    both.show()
    both.resize(600, 400)
    qtbot.waitUntil(lambda: (text.width(), side.x(), side.width()) == (340, 340, 260))
    assert not both.is_below
    both.resize(599, 400)
    qtbot.waitUntil(lambda: side.y() == text.height() and side.width() == text.width() == 599)
    assert both.is_below
    assert side.height() <= 180
    both.resize(1_000, 400)
    qtbot.waitUntil(lambda: (text.width(), side.width(), side.height()) == (740, 260, 400))


def test_larger_texts_need_more_room(theme: Theme, qtbot: QtBot) -> None:
    text, side = QTextEdit(), QWidget()
    side.setFixedWidth(260)
    both = BesideOrBelow(theme, text, side, 340)
    qtbot.addWidget(both)
    both.resize(1_000, 400)
    both.show()
    qtbot.waitUntil(lambda: side.x() == 740)
    theme.wear(Appearance(text_percent=200))
    qtbot.waitUntil(lambda: side.width() == text.width() == 1_000)
    both.resize(1_300, 400)
    qtbot.waitUntil(lambda: (side.x(), side.width()) == (780, 520))
    theme.wear(Appearance())
    qtbot.waitUntil(lambda: (side.x(), side.width()) == (1_040, 260))
