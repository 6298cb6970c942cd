"""A wish becomes one change of the store; a split that cannot be is the edit alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import StoreDesk, ToldRecording
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.store.store import Store


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    made = ToldRecording(tmp_path / "history")
    yield made
    made.close()


def test_a_half_without_words_is_no_half(told: ToldRecording, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    edits = RecordingEdits(StoreDesk(told.store), page)
    edits.begin(told.public_id)
    turn_id = told.say("One two.")
    edits.split(turn_id, "One three.", 0)
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One three."]
    edits.split(turn_id, "One three.", 3)
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One", "three."]
    edits.merge((turn_id,))
    edits.rename("Planning")
    assert told.store.recordings.get(told.public_id).title == "Planning"


def test_undo_brings_a_removed_mark_or_note_back_before_it_touches_a_turn(told: ToldRecording, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    edits, said = RecordingEdits(StoreDesk(told.store), page), list[str]()
    edits.said.connect(said.append)
    edits.begin(told.public_id)
    turn_id = told.say("One.")
    edits.rewrite(turn_id, "Two.")
    annotations = told.store.annotations
    edits.remove(annotations.add_note(told.public_id, 500, "ask Ana"))
    edits.remove(annotations.add_mark(told.public_id, 700, "Decision"))
    assert said == [
        "The note was removed. Ctrl+Z brings it back.",
        "The mark was removed. Ctrl+Z brings it back.",
    ]
    edits.undo()
    assert [(mark.at_ms, mark.label) for mark in annotations.marks(told.public_id)] == [(700, "Decision")]
    edits.undo()
    assert [(note.at_ms, note.text) for note in annotations.notes(told.public_id)] == [(500, "ask Ana")]
    edits.undo()
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One."]


class HeldDesk(StoreDesk):
    """Another program holds the history, until it does not."""

    is_held = True

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        if not self.is_held:
            super().edit(public_id, act)


def test_what_could_not_be_removed_does_not_stand_there_twice_after_undo(told: ToldRecording, qtbot: QtBot) -> None:
    page, desk = QWidget(), HeldDesk(told.store)
    qtbot.addWidget(page)
    edits = RecordingEdits(desk, page)
    edits.begin(told.public_id)
    annotations = told.store.annotations
    edits.remove(annotations.add_note(told.public_id, 500, "ask Ana"))
    edits.remove(annotations.add_mark(told.public_id, 700, "Decision"))
    desk.is_held = False
    edits.undo()
    edits.undo()
    assert [note.text for note in annotations.notes(told.public_id)] == ["ask Ana"]
    assert [mark.label for mark in annotations.marks(told.public_id)] == ["Decision"]
