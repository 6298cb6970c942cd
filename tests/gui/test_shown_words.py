"""The judges of what a window shows find what they are there for."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.shown_words import Judge, LongWords
from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.language import tr


@pytest.fixture(scope="module")
def long_words(qapp: QApplication) -> LongWords:
    return LongWords()


@pytest.fixture
def judge(long_words: LongWords, qapp: QApplication) -> Iterator[Judge]:
    qapp.installTranslator(long_words)
    yield Judge(long_words, lambda words: words == "Noor")
    qapp.removeTranslator(long_words)


def window_with(widget: QWidget, qtbot: QtBot, width: int = 400) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(widget)
    widget.setFixedWidth(width)
    window.show()
    return window


def test_words_that_came_past_the_translation_are_found(judge: Judge, qtbot: QtBot) -> None:
    judge.look_at(window_with(QLabel(f"{tr('Saved as {name}').format(name='Noor')}  Noor"), qtbot), "here")
    assert (judge.untranslated, judge.cut) == (set(), set())
    judge.look_at(window_with(QLabel(f"{tr('Copied')} at noon"), qtbot), "here")
    assert {found.rsplit(": ", 1)[-1] for found in judge.untranslated} == {"at noon"}
    named = QLabel(tr("Copied"))
    named.setAccessibleName("Copied")
    judge.look_at(window_with(named, qtbot), "here")
    assert "QWidget: QLabel name: Copied" in judge.untranslated


def test_words_without_room_are_found(judge: Judge, qtbot: QtBot) -> None:
    judge.look_at(window_with(QLabel(tr("Nothing was found.")), qtbot, width=60), "here")
    assert [found for found in judge.cut if "right" in found]
    judge.cut.clear()
    low = QLabel(tr("Nothing was found."))
    low.setWordWrap(True)
    low.setFixedHeight(16)
    judge.look_at(window_with(low, qtbot, width=90), "here")
    assert [found for found in judge.cut if "below" in found or "above" in found]


def test_an_early_end_counts_unless_pointing_at_it_tells_the_rest(judge: Judge, qtbot: QtBot) -> None:
    field = QLineEdit()
    field.setPlaceholderText(tr("Search all transcripts"))
    judge.look_at(window_with(field, qtbot, width=90), "here")
    assert [found for found in judge.cut if "ends early" in found]
    judge.cut.clear()
    honest = ElidedWords("subtitle")
    honest.say(tr("Search all transcripts"))
    judge.look_at(window_with(honest, qtbot, width=90), "here")
    assert judge.cut == set()
