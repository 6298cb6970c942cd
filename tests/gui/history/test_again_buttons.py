"""Buttons beside what has no text: one a row, at its height, telling which row is meant."""

from PySide6.QtWidgets import QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.history.again_buttons import AgainButtons
from transcriber.gui.history.stored_rows import StoredRow
from transcriber.transcript.turns import Turn, TurnState

FAILED = StoredRow(Turn(number=2, state=TurnState.FAILED, failure="The service refused it."))


def view_of(qtbot: QtBot, *lines: str) -> QTextEdit:
    view = QTextEdit()
    qtbot.addWidget(view)
    view.setPlainText("\n".join(lines))
    view.resize(400, 300)
    view.show()
    return view


def shown(view: QTextEdit) -> list[QPushButton]:
    return [button for button in view.viewport().findChildren(QPushButton) if button.isVisible()]


def test_a_button_stands_beside_its_row_and_says_which_is_meant(qtbot: QtBot) -> None:
    view = view_of(qtbot, "One.", "Two.")
    buttons = AgainButtons(view)
    asked: list[int] = []
    buttons.asked.connect(asked.append)
    block = view.document().findBlockByNumber(1)
    buttons.place([(7, block, FAILED)])

    (button,) = shown(view)
    assert button.accessibleName() == "Try again: The service refused it."
    assert button.y() == round(view.document().documentLayout().blockBoundingRect(block).top())
    assert button.geometry().right() < view.viewport().width()
    button.click()
    assert asked == [7]


def test_buttons_whose_rows_are_out_of_sight_go(qtbot: QtBot) -> None:
    view = view_of(qtbot, "One.", "Two.")
    buttons = AgainButtons(view)
    block = view.document().firstBlock()
    buttons.place([(0, block, FAILED), (1, block.next(), FAILED)])
    assert len(shown(view)) == 2
    buttons.place([(1, block, FAILED)])
    assert [button.property("row") for button in shown(view)] == [1]
    buttons.place([])
    assert shown(view) == []
