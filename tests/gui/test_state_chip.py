"""The chip says state and delay; its colour repeats the word."""

from pytestqt.qtbot import QtBot

from transcriber.gui.state_chip import StateChip
from transcriber.gui.theme import Theme


def test_it_says_state_and_delay(theme: Theme, qtbot: QtBot) -> None:
    chip = StateChip()
    qtbot.addWidget(chip)
    chip.show()
    assert chip.text == "Ready"
    assert not chip._delay.isVisible()
    chip.show_state("Live", "0.4 s", "ok")
    assert chip.text == "Live 0.4 s"
    assert chip.accessibleName() == "State: Live 0.4 s"


def test_its_tone_colours_the_ground_and_the_dot(theme: Theme, qtbot: QtBot) -> None:
    theme.dress()
    chip = StateChip()
    qtbot.addWidget(chip)
    chip.show()
    seen = []
    for tone in ("ok", "bad"):
        chip.show_state("Live", "", tone)
        image = chip.grab().toImage()
        dot = chip._dot.geometry().center()
        seen.append((image.pixelColor(chip.width() // 2, 2).name(), image.pixelColor(dot).name()))
    colours = theme.colours
    assert seen == [
        (colours.ok_soft.lower(), colours.ok.lower()),
        (colours.record_soft.lower(), colours.record.lower()),
    ]
