"""Highlights stand on what can be seen, the chosen place differs from the rest, and a far one is gone to."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from transcriber.gui.find_marks import FindMarks
from transcriber.gui.find_needle import Needle
from transcriber.gui.find_search import Hit
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_view import TranscriptView
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState


def test_only_what_is_seen_is_highlighted_and_far_places_are_reached(qtbot: QtBot, theme: Theme) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    turns = [Turn(number=n, text=f"word {n} 🎤 Word", state=TurnState.FINISHED) for n in range(2_000)]
    view.apply(tuple(TurnChanged(TurnChange.COMPLETED, turn, turn.number) for turn in turns))
    qtbot.waitUntil(lambda: view.window_.is_complete)
    marks = FindMarks(view, theme, QObject(view))
    needle = Needle("word")
    marks.show(needle, Hit(1_999, 1))
    assert 10 < len(view.extraSelections()) < 60
    chosen = [mark for mark in view.extraSelections() if mark.format.background().color() == QColor(theme.colours.warn)]
    assert [mark.cursor.selectedText() for mark in chosen] == ["Word"]

    marks.go_to(Hit(40, 1))
    assert not view.is_following
    assert not view.textCursor().hasSelection(), "a selection would cover the colour of the place"
    assert view.textCursor().block().text().startswith("word 40 ")
    assert view.viewport().rect().contains(view.cursorRect())
    marks.choose(Hit(40, 1))
    assert view.textCursor().selectedText() == "Word"
    marks.show(Needle(""), None)
    assert not view.extraSelections()
