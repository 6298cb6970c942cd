"""A turn is merged with its neighbour, over a gap too, and a gap itself cannot be corrected."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import ToldRecording
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.playback_bar import PlaybackBar
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.history.turn_commands import TurnCommands
from transcriber.gui.history.turn_editor import TurnEditor
from transcriber.gui.theme import Theme
from transcriber.store.store import Store


class Desk:
    def __init__(self, store: Store) -> None:
        self._store = store

    def edit(self, _public_id: str, act: Callable[[Store], object]) -> None:
        act(self._store)


def test_the_neighbour_is_found_behind_a_gap(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    told = ToldRecording(tmp_path / "history")
    told.say("One.")
    told.say("Two.")
    told.miss(2, 3, "the link was lost")
    page, view, bar = QWidget(), StoredTranscript(theme), PlaybackBar(theme)
    for widget in (page, view, bar):
        qtbot.addWidget(widget)
    view.show_rows(StoredRows(told.store.turns.all(told.public_id), told.store.coverage.of(told.public_id)))
    editor = TurnEditor(view.viewport())
    edits = RecordingEdits(Desk(told.store), NoticeBridge(), page)
    edits.begin(told.public_id)
    commands = TurnCommands(view, editor, edits, bar)
    commands.edit(1)
    assert editor.turn is None
    view.go_to(2)
    commands.mark()
    assert [mark.at_ms for mark in told.store.annotations.marks(told.public_id)] == [4_000]
    commands.merge_before()
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One. Two."]
    told.close()
