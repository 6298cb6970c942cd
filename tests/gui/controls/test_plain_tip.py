import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.plain_tip import plain_tip


@pytest.mark.parametrize("words", ["", "Budget 2026", "3 < 4 & 5 > 4", "Gap 0:12 to 0:18: no answer"])
def test_words_without_markup_stay_as_they_are(words: str) -> None:
    assert plain_tip(words) == words


@pytest.mark.parametrize("words", ["<b>Budget</b>", "Notes <img src='file:///etc/hostname'>", "<a href='x'>here</a>"])
def test_what_looks_like_markup_is_read_letter_by_letter(qtbot: QtBot, words: str) -> None:
    tip = QLabel(plain_tip(words))
    qtbot.addWidget(tip)
    assert tip.textFormat() is Qt.TextFormat.AutoText

    shown = QTextDocument()
    shown.setHtml(tip.text())

    assert shown.toPlainText() == words
