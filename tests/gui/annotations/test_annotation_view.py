"""The list is worked by mouse and keys, is as high as its rows, and a thousand of them do not hold it up."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.annotations.annotation_words import AnnotationWords
from transcriber.gui.annotations.annotation_view import AnnotationView
from transcriber.gui.theme import Theme
from transcriber.store.values import Mark, Note

NOTE, MARK = Note(1, 4_000, "Ask Ana"), Mark(1, 9_000)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> AnnotationView:
    window = QWidget()
    window.resize(268, 500)
    column = QVBoxLayout(window)
    made = AnnotationView(theme)
    for part in (made, made.change, made.remove):
        column.addWidget(part)
    made.rows.show((NOTE, MARK))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    made.setFocus()
    return made


def choose(view: AnnotationView, row: int) -> QModelIndex:
    view.setCurrentIndex(view.rows.index(row))
    return view.currentIndex()


def test_enter_and_a_click_go_there(view: AnnotationView, qtbot: QtBot) -> None:
    gone: list[object] = []
    view.chosen.connect(gone.append)
    choose(view, 1)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(view.rows.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone == [MARK, NOTE]


def test_one_is_written_in_at_its_place_and_escape_leaves_it_as_it_was(view: AnnotationView, qtbot: QtBot) -> None:
    told: list[tuple[object, str]] = []
    view.rewritten.connect(lambda annotation, words: told.append((annotation, words)))
    words = AnnotationWords(view)
    choose(view, 0)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert (words.editor.toPlainText(), words.editor.accessibleName()) == ("Ask Ana", "Note at 0:04")
    qtbot.keyClicks(words.editor, "no")
    qtbot.keyClick(words.editor, Qt.Key.Key_Escape)
    assert told == []
    assert view.hasFocus()
    choose(view, 1)
    view.change.click()
    assert words.editor.accessibleName() == "Label of the mark at 0:09"
    qtbot.keyClicks(words.editor, "Decision")
    qtbot.keyClick(words.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(words.editor, "of all")
    qtbot.keyClick(words.editor, Qt.Key.Key_Tab)
    assert told == [(MARK, "Decision\nof all")]
    assert view.hasFocus()


def test_wishing_to_write_in_it_twice_goes_on_with_what_is_written(view: AnnotationView, qtbot: QtBot) -> None:
    words = AnnotationWords(view)
    choose(view, 0)
    view.change_current()
    qtbot.keyClicks(words.editor, "Ask Ben")
    view.change_current()
    assert words.editor.toPlainText() == "Ask Ben"


def test_what_is_being_written_is_not_disturbed_by_others(view: AnnotationView, qtbot: QtBot) -> None:
    words = AnnotationWords(view)
    choose(view, 0)
    view.change_current()
    qtbot.keyClicks(words.editor, "Ask Ben")
    view.rows.show((Note(2, 1_000, "earlier"), Note(1, 4_000, "changed elsewhere"), MARK))
    assert words.editor.toPlainText() == "Ask Ben"
    with qtbot.waitSignal(view.rewritten) as told:
        qtbot.keyClick(words.editor, Qt.Key.Key_Return)
    assert told.args == [Note(1, 4_000, "changed elsewhere"), "Ask Ben"]


def test_delete_removes_and_ctrl_z_brings_back(view: AnnotationView, qtbot: QtBot) -> None:
    asked: list[object] = []
    view.removal_asked.connect(asked.append)
    view.undo_asked.connect(lambda: asked.append("undo"))
    choose(view, 1)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked == [MARK, "undo"]


def test_what_is_not_kept_yet_can_be_gone_to_and_nothing_else(view: AnnotationView, qtbot: QtBot) -> None:
    told: list[object] = []
    for signal in (view.chosen, view.removal_asked):
        signal.connect(told.append)
    new = Note(-1, 20_000, "new")
    view.rows.show((NOTE, MARK, new))
    choose(view, 2)
    assert not view.change.isEnabled()
    assert not view.remove.isEnabled()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert told == [new]


def test_it_wants_to_be_as_high_as_its_rows(view: AnnotationView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.sizeHint().height() > 0)
    before = view.sizeHint().height()
    view.rows.show((NOTE, MARK, Note(3, 12_000, "words that go on and on over more than one line of this list")))
    qtbot.waitUntil(lambda: view.sizeHint().height() > before + 40)


def test_the_newest_of_a_thousand_is_seen(view: AnnotationView, qtbot: QtBot) -> None:
    notes = [Note(number, number * 1_000, f"number {number}") for number in range(1, 1_001)]
    view.rows.show(notes)
    view.show_newest(notes[-1])
    last = view.rows.index(999)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(last).center()))
    assert view.visualRect(last).isValid()


def test_one_that_is_longer_than_a_field_takes_is_left_as_it_is(view: AnnotationView) -> None:
    view.rows.show((Note(1, 4_000, "x" * 100_000),))
    choose(view, 0)
    assert not view.change.isEnabled(), "to write in it would hold up the window for seconds"
    view.change_current()
    assert view.state() is not AnnotationView.State.EditingState
    assert view.remove.isEnabled()
