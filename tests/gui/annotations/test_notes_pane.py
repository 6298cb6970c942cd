"""The list at the right while it is recorded: what it says where there is none, a line to write in, a way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tests.gui.annotations.annotation_words import AnnotationWords
from transcriber.gui.annotations.notes_pane import NotesPane
from transcriber.gui.controls.bounded_text import MOST_CHARACTERS
from transcriber.gui.theme import Theme
from transcriber.store.values import Note

NOTE = Note(1, 4_000, "Ask Ana")
FULL = ("words " * MOST_CHARACTERS)[:MOST_CHARACTERS]


def shown_pane(theme: Theme, qtbot: QtBot) -> NotesPane:
    pane = NotesPane(theme)
    qtbot.addWidget(pane)
    pane.resize(268, 400)
    pane.show()
    pane.activateWindow()
    return pane


def test_where_there_is_none_it_says_what_comes_here(theme: Theme, qtbot: QtBot) -> None:
    pane = shown_pane(theme, qtbot)
    pane.show_annotations(())
    assert pane.empty.isVisible()
    assert not pane.view.isVisible()
    pane.show_annotations((NOTE,))
    assert pane.view.isVisible()
    assert not pane.empty.isVisible()


def test_a_note_is_written_while_it_is_recorded_only(theme: Theme, qtbot: QtBot) -> None:
    pane = shown_pane(theme, qtbot)
    pane.set_writable(True)
    assert not pane.keep.isEnabled()
    qtbot.keyClicks(pane.line, "ask")
    with qtbot.waitSignal(pane.line.written) as written:
        qtbot.mouseClick(pane.keep, Qt.MouseButton.LeftButton)
    assert written.args == ["ask"]
    qtbot.keyClicks(pane.line, "half of")
    with qtbot.waitSignal(pane.line.written) as written:
        pane.set_writable(False)
    assert written.args == ["half of"], "it may end while somebody writes"
    assert not pane.line.isVisible()
    assert pane.line.text() == ""


def test_what_was_removed_can_be_brought_back_for_a_while(theme: Theme, qtbot: QtBot) -> None:
    pane = shown_pane(theme, qtbot)
    pane.show_annotations((NOTE,))
    assert not pane.undo.isVisible()
    pane.offer_undo("The note was removed.")
    assert pane.undo.isVisible()
    assert pane.undo.accessibleName() == "Undo: The note was removed."
    pane.undo.setFocus()
    pane._undo_passing.timeout.emit()
    assert not pane.undo.isVisible()
    assert pane.focusWidget() is pane.view, "the keyboard stays where it can go on"


def test_what_a_note_has_no_room_for_is_said_at_its_line_and_at_its_row(theme: Theme, qtbot: QtBot) -> None:
    pane = shown_pane(theme, qtbot)
    pane.set_writable(True)
    pane.show_annotations((NOTE,))
    pane.line.insert("x" * 2_000)
    assert not pane.filled.isVisible()
    qtbot.keyClicks(pane.line, "y")
    assert pane.filled.isVisible()
    assert pane.filled.words == "There is room for 2,000 characters here; the rest was left out."
    pane.line.leave()
    assert not pane.filled.isVisible()
    pane.view.setCurrentIndex(pane.view.rows.index(0))
    pane.view.change_current()
    editor = AnnotationWords(pane.view).editor
    editor.setPlainText(FULL)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert not pane.view.filled.isVisible()
    qtbot.keyClicks(editor, "y")
    assert pane.view.filled.isVisible()
    assert pane.view.filled.words == "There is room for 16,384 characters here; the rest was left out."
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.view.filled.isVisible())
