"""Pressing the keys for an action: taken as they are, but Tab leads on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.appearance.key_field import KeyField


def test_keys_are_taken_and_tab_leads_on(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, behind = KeyField(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(behind)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert field.key == "Ctrl+Shift+M"
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.key, window.focusWidget()) == ("Ctrl+Shift+M", behind)
