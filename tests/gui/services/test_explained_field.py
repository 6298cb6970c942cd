"""A field says what it is for, or what is wrong with it, to eyes and to a screen reader."""

from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.services.explained_field import ExplainedField


def test_the_label_names_the_control(styled: object, qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = ExplainedField("Address", edit, "Where it is.")
    qtbot.addWidget(field)
    assert edit.accessibleName() == "Address"
    assert [label.buddy() for label in field.findChildren(QLabel) if label.text() == "Address"] == [edit]
    assert edit.accessibleDescription() == "Where it is."


def test_a_fault_stands_in_the_place_of_the_help(styled: object, qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = ExplainedField("Address", edit, "Where it is.")
    qtbot.addWidget(field)
    field.show()
    field.show_fault("It names no computer.")
    assert (field.fault, edit.accessibleDescription()) == ("It names no computer.", "It names no computer.")
    assert [label.text() for label in field.findChildren(QLabel) if label.isVisible()] == [
        "Address",
        "It names no computer.",
    ]
    field.show_fault("")
    assert [label.text() for label in field.findChildren(QLabel) if label.isVisible()] == ["Address", "Where it is."]
    assert edit.accessibleDescription() == "Where it is."
