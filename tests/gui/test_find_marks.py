"""Highlights stand on what can be seen, the chosen place differs from the rest, and a far one is gone to."""

from PySide6.QtCore import QObject, QPoint
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


def test_of_a_very_long_turn_only_what_can_be_seen_is_marked_and_all_of_that(qtbot: QtBot, theme: Theme) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    text = "so 🎤 the word goes " * 800
    view.apply((TurnChanged(TurnChange.COMPLETED, Turn(number=1, text=text, state=TurnState.FINISHED), 0),))
    marks = FindMarks(view, theme, QObject(view))
    needle, current = Needle("word"), Hit(0, 400)
    marks.show(needle, None)
    view.verticalScrollBar().setValue(0)
    marks.show(needle, current)
    for _ in range(2):
        qtbot.waitUntil(lambda: _seen_words(view) <= _marked(view))
        assert len(_seen_words(view)) > 30
        assert len(view.extraSelections()) < 200, "Qt needs seconds to paint all of them"
        assert {mark.cursor.selectedText() for mark in view.extraSelections()} == {"word"}
        marks.go_to(current)
    chosen = [mark for mark in view.extraSelections() if mark.format.background().color() == QColor(theme.colours.warn)]
    assert len(chosen) == 1


def _marked(view: TranscriptView) -> set[int]:
    return {mark.cursor.selectionStart() for mark in view.extraSelections()}


def _seen_words(view: TranscriptView) -> set[int]:
    """Where the words begin that stand within the view."""
    first = view.cursorForPosition(QPoint(0, 0)).position()
    last = view.cursorForPosition(view.viewport().rect().bottomRight()).position()
    shown = view.document().toPlainText().encode("utf-16-le")
    units = [shown[at : at + 8] for at in range(2 * first, 2 * last, 2)]
    word = "word".encode("utf-16-le")
    return {first + at for at, unit in enumerate(units) if unit == word}
