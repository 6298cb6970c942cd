"""A drop-down that a scrolled panel does not change in passing, and that never cuts a word."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolTip
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.theme import Theme


def wheel_down(box: ChoiceBox) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    return event


def shown_box(theme: Theme, qtbot: QtBot) -> ChoiceBox:
    box = ChoiceBox(theme)
    qtbot.addWidget(box)
    box.addItems(["One", "Two", "Three"])
    box.show()
    return box


def test_the_wheel_changes_nothing_in_passing(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    box.clearFocus()
    assert not wheel_down(box).isAccepted()
    assert box.currentText() == "One"


def test_the_wheel_changes_a_box_that_was_chosen_first(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    wheel_down(box)
    assert box.currentText() == "Two"


def test_it_says_that_its_choices_are_looked_at(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    with qtbot.waitSignal(box.opened):
        box.showPopup()
    box.hidePopup()


def test_a_long_choice_ends_in_an_ellipsis(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    box.addItem("A microphone with a name that is longer than anything")
    box.setCurrentIndex(3)
    box.setFixedWidth(150)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.startswith("A micro")
    assert option.currentText.endswith("…")


def test_a_choice_that_ends_early_is_told_whole_by_pointing_at_it(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    box.addItem("A choice whose words are far longer than the box is wide")
    box.setToolTip("What it is for")
    box.setFixedWidth(120)
    for choice, told in ((0, "What it is for"), (3, box.itemText(3))):
        box.setCurrentIndex(choice)
        place = QPoint(5, 5)
        QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, place, box.mapToGlobal(place)))
        assert QToolTip.text() == told
        QToolTip.hideText()


def test_the_choices_have_room_for_their_words_also_where_the_box_has_none(theme: Theme, qtbot: QtBot) -> None:
    box = shown_box(theme, qtbot)
    box.addItem("A choice whose words are far longer than the box is wide")
    box.setFixedWidth(120)
    box.showPopup()
    assert box.view().viewport().width() >= box.fontMetrics().horizontalAdvance(box.itemText(3))
    box.hidePopup()
