"""The record button says what pressing it does, and its clock moves nothing."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.record_button import RecordButton
from transcriber.gui.theme import Theme
from transcriber.session.notices import RecordingState


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> RecordButton:
    made = RecordButton(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("state", "name", "can_press"),
    [
        (RecordingState.STOPPED, "Record", True),
        (RecordingState.STARTING, "Stop recording", True),
        (RecordingState.RECORDING, "Stop recording", True),
        (RecordingState.FINISHING, "Finishing the recording", False),
    ],
)
def test_each_state_has_its_name(button: RecordButton, state: RecordingState, name: str, can_press: bool) -> None:
    size = button.size()
    button.show_state(state)
    assert (button.accessibleName(), button.isEnabled()) == (name, can_press)
    assert button.size() == size


def test_a_file_is_transcribed_before_it_is_finished(button: RecordButton) -> None:
    size = button.size()
    button.show_transcribing(True)
    button.show_state(RecordingState.RECORDING)
    assert (button.text(), button.isEnabled()) == ("Stop", True)
    button.show_state(RecordingState.FINISHING)
    assert (button.text(), button.accessibleName()) == ("Transcribing", "Transcribing the file")
    assert not button.isEnabled()
    button.show_transcribing(False)
    assert (button.text(), button.accessibleName()) == ("Finishing", "Finishing the recording")
    assert button.size() == size


@pytest.mark.parametrize("moves_on", [False, True])
def test_the_keyboard_comes_back_unless_it_was_moved_on(theme: Theme, qtbot: QtBot, moves_on: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    button, neighbour, third = RecordButton(theme), QLineEdit(), QLineEdit()
    for widget in (button, neighbour, third):
        layout.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    button.show_state(RecordingState.FINISHING)
    assert window.focusWidget() is neighbour
    if moves_on:
        third.setFocus()
    button.show_state(RecordingState.STOPPED)
    assert window.focusWidget() is (third if moves_on else button)


def test_the_states_look_different(button: RecordButton) -> None:
    pictures = []
    for state in RecordingState:
        button.show_state(state)
        pictures.append(button.grab().toImage())
    assert all(first != second for index, first in enumerate(pictures) for second in pictures[:index])


def test_the_clock_changes_once_a_second_and_is_said(button: RecordButton) -> None:
    button.show_state(RecordingState.RECORDING)
    button.show_clock(61_000)
    before = button.grab().toImage()
    button.show_clock(61_900)
    assert button.grab().toImage() == before
    button.show_clock(62_000)
    assert button.grab().toImage() != before
    assert button.accessibleDescription() == "1:02 recorded"


def test_it_shows_the_key_that_a_person_chose_where_there_is_room(button: RecordButton) -> None:
    usual = button.grab().toImage()
    button.show_key("F5")
    assert button.grab().toImage() != usual
    button.show_key("")
    bare = button.grab().toImage()
    button.show_key("Ctrl+Shift+Alt+Return")
    assert button.grab().toImage() == bare
    button.show_key("F9")
    assert button.grab().toImage() == usual
