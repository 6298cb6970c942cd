"""The page without words offers the first steps that are possible now."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from transcriber.gui.empty_page import EmptyPage, PageState
from transcriber.gui.theme import Theme


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("ready", ["Open an audio file", "Play the demo"]),
        ("no_microphone", ["Look again", "Open an audio file", "Play the demo"]),
        ("listening", []),
    ],
)
def test_each_state_offers_its_steps(theme: Theme, qtbot: QtBot, state: PageState, buttons: list[str]) -> None:
    page = EmptyPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.show_state(state)
    assert page.state == state
    assert [each.accessibleName() for each in page.findChildren(QPushButton) if each.isVisible()] == buttons


def test_each_button_asks_for_its_step(theme: Theme, qtbot: QtBot) -> None:
    page = EmptyPage(theme)
    qtbot.addWidget(page)
    page.show_state("no_microphone")
    for name, signal in (
        ("Look again", page.rescan_asked),
        ("Open an audio file", page.file_asked),
        ("Play the demo", page.demo_asked),
    ):
        [button] = [each for each in page.findChildren(QPushButton) if each.accessibleName() == name]
        with qtbot.waitSignal(signal):
            button.click()
