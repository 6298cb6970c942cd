"""The dialog as a whole: every control has a name, and the keyboard reaches each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.caption_page_dialog import CaptionPageDialog
from transcriber.gui.theme import Theme
from transcriber.settings.caption_sharing import CaptionSharing


def test_every_control_has_a_name_and_can_be_reached(theme: Theme, qtbot: QtBot) -> None:
    dialog = CaptionPageDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()
    labelled = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    kinds = (QAbstractButton, QLineEdit, QSpinBox)
    controls = [
        each
        for each in dialog.findChildren(QWidget)
        if isinstance(each, kinds) and each.objectName() != "qt_spinbox_lineedit" and each.isVisible()
    ]
    assert len(controls) >= 8
    for control in controls:
        words = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or words or control in labelled, control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control


def test_one_form_knows_what_the_other_changed(theme: Theme, qtbot: QtBot) -> None:
    dialog = CaptionPageDialog(theme)
    qtbot.addWidget(dialog)
    chosen: list[CaptionSharing] = []
    dialog.changed.connect(chosen.append)
    dialog.page.on.click()
    dialog.file.take_path("captions.txt")
    assert chosen[-1] == CaptionSharing(is_page_on=True, is_file_on=True, file_path="captions.txt")
    dialog.page.on.click()
    assert chosen[-1] == CaptionSharing(is_file_on=True, file_path="captions.txt")
