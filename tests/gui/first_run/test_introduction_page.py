"""Everything on the first page has a name and is reached with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage


def test_names_and_keys(stage: Stage, qtbot: QtBot) -> None:
    stage.window.parts.introduction.open()
    page = stage.window.parts.introduction.page
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    page.elsewhere.button.setChecked(True)
    controls: list[QWidget] = [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QComboBox) and each.isVisible()
    ]
    assert controls
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        assert control is page.here.button or control.focusPolicy() & Qt.FocusPolicy.TabFocus
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    page.elsewhere.button.setFocus()
    qtbot.keyClick(page.elsewhere.button, Qt.Key.Key_Up)
    assert page.here.button.isChecked(), "of the two ways the arrows reach the other one"
    page.test.button.setFocus()
    with qtbot.waitSignal(page.test.asked):
        qtbot.keyClick(page.test.button, Qt.Key.Key_Space)
