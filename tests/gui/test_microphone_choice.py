"""The choice of microphone stays what the person chose, whatever comes and goes, also during a recording."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from transcriber.audio.devices import InputDevice
from transcriber.gui.microphone_choice import DeviceRefresh, MicrophoneChoice
from transcriber.gui.theme import Theme

YETI = InputDevice("yeti", "Yeti X", 48_000, 1, True)
BUILT_IN = InputDevice("built-in", "Built-in microphone", 44_100, 2, False)


class Shelf:
    """The devices there are."""

    def __init__(self) -> None:
        self.devices: tuple[InputDevice, ...] = (YETI, BUILT_IN)
        self.fault: Exception | None = None
        self.asked_on: list[threading.Thread] = []

    def list(self) -> tuple[InputDevice, ...]:
        self.asked_on.append(threading.current_thread())
        if self.fault is not None:
            raise self.fault
        return self.devices


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot, shelf: Shelf) -> Iterator[MicrophoneChoice]:
    made = MicrophoneChoice(theme, shelf.list, None)
    qtbot.addWidget(made)
    yield made
    made.close_list()


def look(choice: MicrophoneChoice, qtbot: QtBot) -> list[str]:
    with qtbot.waitSignal(choice.devices_changed):
        choice.refresh()
    return [choice.itemText(index) for index in range(choice.count())]


def test_the_list_is_made_away_from_the_main_thread(choice: MicrophoneChoice, qtbot: QtBot, shelf: Shelf) -> None:
    assert look(choice, qtbot) == ["Yeti X (default)", "Yeti X", "Built-in microphone"]
    assert shelf.asked_on
    assert threading.main_thread() not in shelf.asked_on


def test_a_chosen_one_that_vanished_keeps_its_name_and_its_place(
    choice: MicrophoneChoice, qtbot: QtBot, shelf: Shelf
) -> None:
    look(choice, qtbot)
    choice.setCurrentIndex(2)
    shelf.devices = (YETI,)
    assert look(choice, qtbot)[-1] == "Built-in microphone (not connected)"
    assert choice.currentText() == "Built-in microphone (not connected)"
    assert (choice.device_id, choice.device_name) == ("built-in", "Built-in microphone")
    shelf.devices = (YETI, BUILT_IN)
    look(choice, qtbot)
    assert choice.currentText() == "Built-in microphone"


def test_a_list_made_during_a_recording_is_shown_after_it(choice: MicrophoneChoice, qtbot: QtBot, shelf: Shelf) -> None:
    look(choice, qtbot)
    choice.setCurrentIndex(2)
    choice.show_input("Built-in microphone")
    assert choice.device_id == "built-in"
    shelf.devices = (BUILT_IN, InputDevice("headset", "Headset", 48_000, 1, False))
    look(choice, qtbot)
    assert choice.currentIndex() == -1
    assert choice.placeholderText() == "Built-in microphone"
    choice.show_choice()
    assert choice.isEnabled()
    assert choice.currentText() == "Built-in microphone"
    assert choice.findText("Headset") > 0
    assert choice.findText("Yeti X") < 0


def test_a_fault_while_listing_means_no_device(choice: MicrophoneChoice, qtbot: QtBot, shelf: Shelf) -> None:
    assert not choice.has_no_device
    shelf.fault = OSError("PortAudio is missing")
    assert look(choice, qtbot) == ["Default microphone"]
    assert choice.has_no_device


def test_one_from_the_last_start_is_kept_before_the_first_list(theme: Theme, qtbot: QtBot, shelf: Shelf) -> None:
    choice = MicrophoneChoice(theme, shelf.list, "built-in")
    qtbot.addWidget(choice)
    assert choice.device_id == "built-in"
    assert choice.device_name == ""
    assert choice.currentText() == "Chosen microphone"
    look(choice, qtbot)
    assert choice.device_name == "Built-in microphone"
    assert choice.currentText() == "Built-in microphone"
    choice.close_list()


def test_who_asks_again_as_soon_as_the_list_is_there_gets_another_one(
    choice: MicrophoneChoice, qtbot: QtBot, shelf: Shelf
) -> None:
    look(choice, qtbot)
    # The thread has told its list and has not come to its own end yet.
    choice._refresh._thread = threading.current_thread()
    shelf.devices = (YETI,)

    assert look(choice, qtbot) == ["Yeti X (default)", "Yeti X"]


def test_a_list_that_comes_after_the_end_is_told_to_nobody(qtbot: QtBot, shelf: Shelf) -> None:
    may_list, told = threading.Event(), list[object]()

    def list_late() -> tuple[InputDevice, ...]:
        may_list.wait(10)
        return shelf.list()

    refresh = DeviceRefresh(list_late)
    refresh.listed.connect(told.append)
    refresh.start()
    threading.Timer(0.05, may_list.set).start()
    refresh.close()
    qtbot.wait(30)
    assert (len(shelf.asked_on), told) == (1, [])
