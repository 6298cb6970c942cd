"""The bar by keyboard: Enter, Shift and Enter, arrows, Escape; what it says of the places."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.find_bar import FindBar
from transcriber.gui.theme import Theme


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> Iterator[FindBar]:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    bar = FindBar(theme)
    column.addWidget(bar)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isVisible)
    yield bar
    window.close()


def test_keys_ask_and_escape_gives_the_keyboard_back(bar: FindBar, qtbot: QtBot) -> None:
    before = bar.window().findChild(QLineEdit)
    assert before is not None
    before.setFocus()
    bar.open("one")
    assert bar.window().focusWidget() is bar.field
    assert bar.field.selectedText() == "one"
    asked: list[str] = []
    bar.next_asked.connect(lambda: asked.append("next"))
    bar.previous_asked.connect(lambda: asked.append("previous"))
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(bar.field, key, modifier)
    assert asked == ["next", "previous", "next", "previous"]
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert bar.window().focusWidget() is before


def test_what_had_the_keyboard_may_be_gone_when_it_closes(bar: FindBar) -> None:
    editor = QLineEdit(bar.window())
    editor.show()
    editor.setFocus()
    bar.open("one")
    shiboken6.delete(editor)
    bar.close_bar()
    assert bar.isHidden()


def test_it_says_which_place_of_how_many(bar: FindBar) -> None:
    bar.open("one")
    bar.show_count(3, 12, is_complete=True)
    assert bar.count.text() == "3 of 12"
    assert bar.next.isEnabled()
    bar.show_count(3, 1_200, is_complete=False)
    assert bar.count.text() == "3 of 1,200…"
    bar.show_count(None, 0, is_complete=True)
    assert bar.count.text() == "Not found"
    assert not bar.next.isEnabled()
    bar.show_count(None, 0, is_complete=False)
    assert bar.count.text() == "Searching…"
    bar.field.clear()
    bar.show_count(None, 0, is_complete=True)
    assert bar.count.text() == ""


def test_every_part_has_a_name(bar: FindBar) -> None:
    assert all(part.accessibleName() for part in (bar.field, bar.previous, bar.next, bar.close_button))
