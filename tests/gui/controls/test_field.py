"""A field says why its control cannot be used, to the eye and to a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.bounded_text import MOST_CHARACTERS, BoundedText
from transcriber.gui.controls.field import Field


def test_a_reason_disables_the_control_and_no_reason_enables_it_again(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("Prompt", edit)
    qtbot.addWidget(field)
    field.set_reason("This model takes no prompt.")
    assert not edit.isEnabled()
    assert edit.accessibleDescription() == field.reason == "This model takes no prompt."
    field.set_reason("")
    assert edit.isEnabled()
    assert edit.accessibleDescription() == field.reason == ""


def test_a_note_leaves_the_control_usable(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("Service", edit)
    qtbot.addWidget(field)
    field.show()
    field.set_note("Needs no key.")
    assert edit.isEnabled()
    assert [label.text() for label in field.findChildren(QLabel) if label.isVisible() and label.text()] == [
        "Service",
        "Needs no key.",
    ]


def test_the_label_leads_to_the_control(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("Address", edit)
    qtbot.addWidget(field)
    assert [label.buddy() for label in field.findChildren(QLabel) if label.text()] == [edit]


def test_words_under_a_control_stand_in_order_of_weight(qtbot: QtBot) -> None:
    field = Field("Prompt", QLineEdit(), help_words="Names to expect.")
    qtbot.addWidget(field)
    field.show()
    field.set_difference("Service uses none")
    field.set_error("Too long.")
    field.set_when("Applies now")
    lines = sorted(
        (label for label in field.findChildren(QLabel) if label.isVisible() and label.y() > field.control.y()),
        key=lambda label: label.y(),
    )
    assert [line.text() for line in lines] == ["Too long.", "Service uses none", "Names to expect."]
    assert field.control.accessibleDescription() == "Too long. Service uses none Names to expect. Applies now"
    assert (field.error, field.difference, field.help, field.when) == (
        "Too long.",
        "Service uses none",
        "Names to expect.",
        "Applies now",
    )


def test_a_service_that_sends_one_endless_word_does_not_widen_the_panel(qtbot: QtBot) -> None:
    field = Field("Prompt", QLineEdit())
    qtbot.addWidget(field)
    field.show()
    field.set_error("x" * 2_000)
    assert field.minimumSizeHint().width() < 300
    assert field.error == "x" * 2_000
    assert all(label.textFormat().name == "PlainText" for label in field.findChildren(QLabel) if label.wordWrap())


def test_what_a_text_has_no_room_for_is_said_under_it(qtbot: QtBot) -> None:
    text = BoundedText()
    field = Field("Prompt", text, help_words="Names to expect.")
    qtbot.addWidget(field)
    text.setPlainText(("words " * MOST_CHARACTERS)[:MOST_CHARACTERS])
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, "y")
    no_room = "There is room for 16,384 characters here; the rest was left out."
    assert no_room in [label.text() for label in field.findChildren(QLabel) if not label.isHidden()]
    assert text.accessibleDescription() == f"{no_room} Names to expect."
    qtbot.keyClick(text, Qt.Key.Key_Backspace)
    assert text.accessibleDescription() == "Names to expect."
