"""The bar plays, pauses, moves, and polls only while there is something to hear."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.history.scripted_player import ScriptedPlayer
from transcriber.audio.faults import AudioError
from transcriber.gui.history.playback_bar import PlaybackBar
from transcriber.gui.theme import Theme


@pytest.fixture
def players() -> list[ScriptedPlayer]:
    return []


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot, players: list[ScriptedPlayer]) -> PlaybackBar:
    def make(on_ended: Callable[[], None], on_failed: Callable[[AudioError], None]) -> ScriptedPlayer:
        players.append(ScriptedPlayer(on_ended, on_failed))
        return players[-1]

    made = PlaybackBar(theme, make)
    qtbot.addWidget(made)
    made.show_sound(Path("sound.wav"), 60_000)
    return made


def test_it_plays_pauses_and_goes_on(bar: PlaybackBar, qtbot: QtBot, players: list[ScriptedPlayer]) -> None:
    assert bar.button.accessibleName() == "Play (Space)"
    bar.button.click()
    [player] = players
    assert bar.button.accessibleName() == "Pause (Space)"
    player.position_ms = 7_000
    with qtbot.waitSignal(bar.moved) as moved:
        pass
    assert moved.args == [7_000]
    assert bar.slider.value() == 7_000
    bar.button.click()
    assert not bar._timer.isActive()
    bar.button.click()
    assert player.played == [0, 7_000]


def test_a_person_moves_it(bar: PlaybackBar, players: list[ScriptedPlayer]) -> None:
    bar.slider.setValue(30_000)
    assert players == []
    bar.toggle()
    bar.slider.setValue(45_000)
    assert players[0].played == [30_000, 45_000]


def test_the_end_and_a_fault_are_told(bar: PlaybackBar, qtbot: QtBot, players: list[ScriptedPlayer]) -> None:
    bar.toggle()
    players[0].is_playing = False
    with qtbot.waitSignal(bar.silenced):
        players[0].on_ended()
    qtbot.waitUntil(lambda: bar.position.text() == "1:00")
    bar.toggle()
    assert players[0].played[-1] == 0
    players[0].is_playing = False
    players[0].on_failed(AudioError("no_output", "Sound cannot be played here.", "Check the headphones."))
    qtbot.waitUntil(lambda: bar.note.text() == "Sound cannot be played here. Check the headphones.")


def test_without_sound_it_says_why(bar: PlaybackBar) -> None:
    bar.show_sound(None, 0, "The sound was not kept.")
    assert not bar.button.isEnabled()
    assert bar.note.text() == "The sound was not kept."
    bar.toggle()
    assert not bar.is_playing
