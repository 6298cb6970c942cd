"""What is paused goes on where it was; another turn is played from its beginning."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.history.scripted_player import ScriptedPlayer
from transcriber.gui.history.playback_bar import PlaybackBar
from transcriber.gui.history.recording_sound import RecordingSound
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState


def test_space_goes_on_in_the_paused_turn_only(theme: Theme, qtbot: QtBot) -> None:
    bar, view = PlaybackBar(theme, ScriptedPlayer), StoredTranscript(theme)
    for widget in (bar, view):
        qtbot.addWidget(widget)
    turns = [Turn(number=n, state=TurnState.FINISHED, text=f"Turn {n}.", start_ms=n * 1_000) for n in range(5)]
    view.show_rows(StoredRows([StoredTurn(id=turn.number, machine=turn, position=turn.number) for turn in turns]))
    bar.show_sound(Path("sound.wav"), 5_000)
    sound = RecordingSound(view, bar)
    view.go_to(2)
    sound.play_current()
    bar.slider.setValue(2_400)
    sound.toggle()
    assert not bar.is_playing
    sound.toggle()
    assert bar.position_ms == 2_400
    sound.toggle()
    view.go_to(4)
    sound.toggle()
    assert bar.position_ms == 4_000
