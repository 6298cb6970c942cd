"""A turn is corrected at its place: keys, what was heard, and where the focus goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.bounded_text import MOST_CHARACTERS
from transcriber.gui.history.turn_editor import TurnEditor
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState

PLACE = QRectF(80, 40, 500, 25)
TURN = StoredTurn(id=7, machine=Turn(number=1, state=TurnState.FINISHED, text="Heard words."))


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[TurnEditor]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    made = TurnEditor(window)
    made.open(TURN, PLACE)
    yield made
    window.close()


def test_what_was_not_changed_is_not_saved(editor: TurnEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.saved):
        QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert not editor.isVisible()


def test_another_turn_saves_the_one_before(editor: TurnEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText("Other words.")
    with qtbot.waitSignal(editor.saved) as saved:
        editor.open(StoredTurn(id=8, machine=TURN.machine), PLACE)
    assert saved.args == [7, "Other words."]


def test_it_is_cut_where_the_caret_stands(editor: TurnEditor, qtbot: QtBot) -> None:
    cursor = editor.text.textCursor()
    cursor.setPosition(6)
    editor.text.setTextCursor(cursor)
    with qtbot.waitSignal(editor.split_asked) as asked:
        QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [7, "Heard words.", 6]


def test_only_an_edited_turn_can_be_taken_back(editor: TurnEditor) -> None:
    assert not editor.take_back.isVisible()
    editor.open(StoredTurn(id=8, machine=TURN.machine, edited_text="Edited."), PLACE)
    assert editor.take_back.isVisible()
    assert editor.text.toPlainText() == "Edited."


def test_its_buttons_are_never_cut(editor: TurnEditor) -> None:
    beside = editor.height()
    editor.move_to(QRectF(700, 40, 60, 25))
    assert editor.height() > beside, "one under the other"
    for button in (editor.save, editor.split, editor.cancel):
        assert button.width() >= button.sizeHint().width()
    assert editor.geometry().right() < editor.window().width()
    editor.move_to(PLACE)
    assert editor.height() == beside


def test_it_asks_for_its_place_when_there_is_other_room(editor: TurnEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.room_changed):
        editor.window().resize(600, 400)
    editor.give_up()
    with qtbot.assertNotEmitted(editor.room_changed, wait=20):
        editor.window().resize(700, 400)


def test_what_there_is_no_room_for_is_said_and_moves_the_buttons_down(editor: TurnEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText(("words " * MOST_CHARACTERS)[:MOST_CHARACTERS])
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    before_px = editor.height()
    QTest.keyClicks(editor.text, "y")
    assert editor.filled.isVisible()
    assert editor.filled.words == "There is room for 16,384 characters here; the rest was left out."
    assert editor.height() >= before_px + editor.filled.height()
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    assert not editor.filled.isVisible()
    QTest.keyClicks(editor.text, "yz")
    editor.open(TURN, PLACE)
    assert not editor.filled.isVisible(), "it was about another turn"
