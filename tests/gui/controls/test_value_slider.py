"""A number as slider and figure: exact until a person changes it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.value_slider import Scale, ValueSlider

SILENCE = Scale(lowest=0, highest=60_000, slider_highest=2_000, step=20, suffix=" ms")


@pytest.fixture
def slider(styled: object, qtbot: QtBot) -> ValueSlider:
    made = ValueSlider("Silence", SILENCE)
    qtbot.addWidget(made)
    made.show()
    return made


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 60_000))
def test_what_is_set_is_what_is_read(slider: ValueSlider, value: int) -> None:
    slider.set_value(value)
    assert slider.value == value
    assert slider.figure.value() == value


def test_the_slider_stays_at_its_end_for_a_value_beyond_it(slider: ValueSlider) -> None:
    slider.set_value(45_000)
    assert slider.slider.value() == slider.slider.maximum()
    assert slider.figure.text() == "45000 ms"


def test_sliding_and_entering_change_the_value_and_say_so(slider: ValueSlider, qtbot: QtBot) -> None:
    with qtbot.waitSignal(slider.changed):
        slider.slider.setValue(10)
    assert (slider.value, slider.figure.value()) == (200, 200)
    with qtbot.waitSignal(slider.changed):
        slider.figure.setValue(555)
    assert (slider.value, slider.slider.value()) == (555, 28)
    with qtbot.assertNotEmitted(slider.changed):
        slider.set_value(700)


def test_the_wheel_changes_nothing_in_passing(slider: ValueSlider) -> None:
    slider.set_value(500)
    for part in (slider.slider, slider.figure):
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(part.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(part, event)
    assert slider.value == 500
    assert (slider.figure.accessibleName(), slider.slider.accessibleName()) == ("Silence", "Silence, slider")


def test_without_words_the_figure_stands_beside_the_slider(styled: object, qtbot: QtBot) -> None:
    slider = ValueSlider("Silence", SILENCE, is_labelled=False)
    qtbot.addWidget(slider)
    slider.show()
    assert abs(slider.figure.geometry().center().y() - slider.slider.geometry().center().y()) <= 4
    with qtbot.waitSignal(slider.slid):
        slider.slider.setValue(10)
    with qtbot.assertNotEmitted(slider.slid), qtbot.waitSignal(slider.changed):
        slider.figure.setValue(300)
