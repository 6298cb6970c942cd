"""A group tells of every change once, and of those that go on before they end."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.panel.field_group import FieldGroup
from transcriber.gui.theme import Theme


class Group(FieldGroup):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        scale = Scale(lowest=0, highest=100, slider_highest=100, step=1)
        self.told: list[str] = []
        for name, widget in (
            ("words", QLineEdit()),
            ("number", ValueSlider("Number", scale)),
            ("switch", Switch(theme, "Switch")),
            ("kind", SegmentedChoice(theme, "Kind", (("A", 1), ("B", 2)))),
        ):
            self._add(name, widget)
        self.typed.connect(lambda: self.told.append("typed"))
        self.changed.connect(lambda: self.told.append("changed"))

    def widget(self, name: str) -> QWidget:
        return self.controls[name].widget


@pytest.fixture
def group(theme: Theme, qapp: QApplication) -> Group:
    return Group(theme, QObject(qapp))


def test_letters_and_a_dragged_slider_may_go_on(group: Group) -> None:
    words, number = group.widget("words"), group.widget("number")
    assert isinstance(words, QLineEdit)
    assert isinstance(number, ValueSlider)
    words.setText("a")
    number.slider.setValue(5)
    assert group.told == ["typed", "changed"] * 2


def test_a_press_and_an_entered_number_are_done(group: Group) -> None:
    switch, kind, number = group.widget("switch"), group.widget("kind"), group.widget("number")
    assert isinstance(switch, Switch)
    assert isinstance(kind, SegmentedChoice)
    assert isinstance(number, ValueSlider)
    switch.click()
    kind.segments[1].click()
    number.figure.setValue(7)
    assert group.told == ["changed"] * 3


def test_the_keyboard_goes_to_the_part_that_takes_it(group: Group, qtbot: QtBot) -> None:
    number, kind = group.widget("number"), group.widget("kind")
    assert isinstance(number, ValueSlider)
    assert isinstance(kind, SegmentedChoice)
    assert group.controls["number"].focus is number.figure
    assert group.controls["kind"].focus is kind.segments[0]
