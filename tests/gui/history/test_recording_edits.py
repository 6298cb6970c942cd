"""A wish becomes one change of the store; a split that cannot be is the edit alone; what is gone is said once it is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import StoreDesk, ToldRecording
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.session.notices import HistoryChanged
from transcriber.store.errors import StoreError, busy
from transcriber.store.store import Store
from transcriber.store.values import Mark, Note


class Desk(StoreDesk):
    """Changes the store when it is told to, and tells of it; another program may hold the history."""

    def __init__(self, store: Store, bridge: NoticeBridge) -> None:
        super().__init__(store)
        self._bridge = bridge
        self._wishes: list[tuple[str, Callable[[Store], object]]] = []
        self.is_slow = False

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        self._wishes.append((public_id, act))
        if not self.is_slow:
            self.carry_out()

    def carry_out(self) -> None:
        """All that was wished for."""
        wishes, self._wishes = self._wishes, []
        for public_id, act in wishes:
            try:
                super().edit(public_id, act)
            except StoreError:
                continue
            self._bridge.history_changed.emit(HistoryChanged(public_id))


class Edited:
    """A page whose changes are written down as they are told."""

    def __init__(self, told: ToldRecording, qtbot: QtBot) -> None:
        self.page, self.bridge = QWidget(), NoticeBridge()
        qtbot.addWidget(self.page)
        self.desk = Desk(told.store, self.bridge)
        self.edits = RecordingEdits(self.desk, self.bridge, self.page)
        self.said: list[str] = []
        self.gone: list[Mark | Note] = []
        self.edits.said.connect(self.said.append)
        self.edits.removed.connect(self.gone.append)
        self.edits.begin(told.public_id)


@pytest.fixture
def edited(told: ToldRecording, qtbot: QtBot) -> Edited:
    return Edited(told, qtbot)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    made = ToldRecording(tmp_path / "history")
    yield made
    made.close()


def test_a_half_without_words_is_no_half(told: ToldRecording, edited: Edited) -> None:
    edits = edited.edits
    turn_id = told.say("One two.")
    edits.split(turn_id, "One three.", 0)
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One three."]
    edits.split(turn_id, "One three.", 3)
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One", "three."]
    edits.merge((turn_id,))
    edits.rename("Planning")
    assert told.store.recordings.get(told.public_id).title == "Planning"


def test_undo_brings_a_removed_mark_or_note_back_before_it_touches_a_turn(told: ToldRecording, edited: Edited) -> None:
    edits = edited.edits
    turn_id = told.say("One.")
    edits.rewrite(turn_id, "Two.")
    annotations = told.store.annotations
    edits.remove(annotations.add_note(told.public_id, 500, "ask Ana"))
    edits.remove(annotations.add_mark(told.public_id, 700, "Decision"))
    assert edited.said == [
        "The note was removed. Ctrl+Z brings it back.",
        "The mark was removed. Ctrl+Z brings it back.",
    ]
    edits.undo()
    assert [(mark.at_ms, mark.label) for mark in annotations.marks(told.public_id)] == [(700, "Decision")]
    edits.undo()
    assert [(note.at_ms, note.text) for note in annotations.notes(told.public_id)] == [(500, "ask Ana")]
    edits.undo()
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One."]


def test_it_is_said_when_it_is_so(told: ToldRecording, edited: Edited) -> None:
    note = told.store.annotations.add_note(told.public_id, 500, "ask Ana")
    edited.desk.is_slow = True
    edited.edits.remove(note)
    edited.bridge.history_changed.emit(HistoryChanged(told.public_id))
    assert (edited.said, edited.gone) == ([], []), "that was another change"
    edited.desk.carry_out()
    edited.bridge.history_changed.emit(HistoryChanged(told.public_id))
    assert (edited.said, edited.gone) == (["The note was removed. Ctrl+Z brings it back."], [note])


def test_what_is_brought_back_before_it_was_gone_is_not_said_to_be_gone(told: ToldRecording, edited: Edited) -> None:
    note = told.store.annotations.add_note(told.public_id, 500, "ask Ana")
    edited.desk.is_slow = True
    edited.edits.remove(note)
    assert edited.edits.has_removed
    edited.edits.undo()
    edited.desk.carry_out()
    assert edited.said == []
    assert [note.text for note in told.store.annotations.notes(told.public_id)] == ["ask Ana"]


@pytest.mark.parametrize("is_early", [False, True])
def test_what_could_not_be_removed_is_not_said_to_be_and_stands_there_once(
    told: ToldRecording, edited: Edited, is_early: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`is_early`: Undo is asked for before the store has refused."""
    annotations, edits = told.store.annotations, edited.edits
    turn_id = told.say("One.")
    edits.rewrite(turn_id, "Two.")
    note = annotations.add_note(told.public_id, 500, "ask Ana")
    mark = annotations.add_mark(told.public_id, 700, "Decision")

    def refuse(_id: int) -> None:
        raise busy()

    with monkeypatch.context() as held:
        for name in ("remove_note", "remove_mark"):
            held.setattr(annotations, name, refuse)
        edited.desk.is_slow = is_early
        edits.remove(note)
        edits.remove(mark)
        if is_early:
            edits.undo()
            edits.undo()
            edited.desk.carry_out()
    edited.bridge.history_changed.emit(HistoryChanged(told.public_id))
    assert (edited.said, edited.gone, edits.has_removed) == ([], [], False)
    assert (annotations.notes(told.public_id), annotations.marks(told.public_id)) == ([note], [mark])
    edited.desk.is_slow = False
    edits.undo()
    assert [turn.text for turn in told.store.turns.all(told.public_id)] == ["One."], "that was the last change"


def test_another_recording_is_not_told_of_it(told: ToldRecording, edited: Edited) -> None:
    edited.desk.is_slow = True
    edited.edits.remove(told.store.annotations.add_mark(told.public_id, 700))
    edited.edits.begin("another")
    edited.desk.carry_out()
    assert edited.said == []
