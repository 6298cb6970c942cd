"""Marks and notes of a stored recording stand in one list beside its text; where there are none, it says how to add."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tests.gui.annotations.annotation_words import AnnotationWords
from transcriber.gui.controls.bounded_text import MOST_CHARACTERS
from transcriber.gui.history.annotation_list import AnnotationList
from transcriber.gui.theme import Theme
from transcriber.store.values import Mark, Note


def test_they_are_in_order_and_tell_what_is_asked_of_them(theme: Theme, qtbot: QtBot) -> None:
    entries = AnnotationList(theme)
    qtbot.addWidget(entries)
    entries.show()
    assert entries.empty.isVisible()
    assert not entries.list.change.isEnabled()
    mark, note = Mark(1, 9_000), Note(1, 4_000, "Ask <b>Ana</b>")
    entries.show_annotations((mark,), (note,))
    assert not entries.empty.isVisible()
    assert AnnotationWords(entries.list).all == ["0:04  Ask <b>Ana</b>", "0:09  Mark"]
    entries.list.setCurrentIndex(entries.list.rows.index(0))
    with qtbot.waitSignal(entries.removal_asked) as asked:
        entries.list.remove.click()
    assert asked.args == [note]
    entries.list.change.click()
    with qtbot.waitSignal(entries.rewritten) as written:
        AnnotationWords(entries.list).write("Ask Ben")
    assert written.args == [note, "Ask Ben"]


def test_what_one_has_no_room_for_is_said_below_the_list(theme: Theme, qtbot: QtBot) -> None:
    entries = AnnotationList(theme)
    qtbot.addWidget(entries)
    entries.show()
    entries.show_annotations((), (Note(1, 4_000, "Ask Ana"),))
    entries.list.setCurrentIndex(entries.list.rows.index(0))
    entries.list.change.click()
    editor = AnnotationWords(entries.list).editor
    editor.setPlainText(("words " * MOST_CHARACTERS)[:MOST_CHARACTERS])
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "y")
    assert entries.list.filled.isVisible()
    assert entries.list.filled.words == "There is room for 16,384 characters here; the rest was left out."
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert not entries.list.filled.isVisible()
