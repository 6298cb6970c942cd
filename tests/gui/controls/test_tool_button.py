"""A button without words still has a name, and is reached with the keyboard."""

from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.tool_button import ToolButton


def test_its_name_is_said_and_shown_and_the_keyboard_presses_it(qtbot: QtBot) -> None:
    button = ToolButton("Remove this preset", 32, 34, icon_px=18)
    qtbot.addWidget(button)
    button.show()

    assert (button.accessibleName(), button.toolTip(), button.text()) == ("Remove this preset",) * 2 + ("",)
    assert (button.size(), button.iconSize()) == (QSize(32, 34), QSize(18, 18))
    assert button.focusPolicy() is Qt.FocusPolicy.StrongFocus
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
