from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.stage import finished, recorded, said
from transcriber.app import FileSource, RecordingRequest
from transcriber.app.archive import Archive
from transcriber.app.history_edits import HistoryEdits
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import HistoryChanged, Notice, Problem, RecordingChanged, RecordingState, TurnChange
from transcriber.store.errors import StoreError
from transcriber.transcript.turns import TurnChanged

REQUEST = RecordingRequest(source=FileSource(Path("talk.wav")), configuration=SessionConfiguration())
BEGUN = RecordingChanged(RecordingState.RECORDING, "talk.wav")
SAID = TurnChanged(TurnChange.COMPLETED, finished(1, "One."), 0)
ENDED = RecordingChanged(RecordingState.STOPPED, "talk.wav", 1_000)


class Stage:
    """A history and what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.told: list[Notice] = []
        self.archive = Archive(folder, self.told.append)
        self.edits = HistoryEdits(self.archive, self.told.append, lambda: None)

    @property
    def last_problem(self) -> Problem:
        return [notice for notice in self.told if isinstance(notice, Problem)][-1]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.archive.close(1.0)


def test_a_change_is_made_and_told(stage: Stage) -> None:
    store = stage.archive.store()
    recording = recorded(store, "Gud morning.")
    [turn] = store.turns.all(recording.public_id)

    stage.edits.edit(recording.public_id, lambda store: store.turns.edit(turn.id, "Good morning."))

    assert store.turns.get(turn.id).text == "Good morning."
    assert stage.told == [HistoryChanged(recording.public_id)]


def test_what_cannot_be_changed_is_a_problem_that_names_the_recording(stage: Stage) -> None:
    stage.edits.edit("gone", lambda store: store.recordings.rename("gone", "New"))

    assert stage.last_problem.code == "history_failed"
    assert stage.last_problem.recording_id == "gone"
    assert not any(isinstance(notice, HistoryChanged) for notice in stage.told)


@pytest.mark.allowed_logs(r"A change of the history failed", logger="transcriber.app.history_edits")
def test_a_bug_in_a_change_does_not_end_the_thread(stage: Stage) -> None:
    stage.edits.edit("any", lambda store: 1 // 0)

    assert stage.last_problem.message == "This could not be changed because of an error in this program."


def test_what_is_deleted_can_be_taken_back(stage: Stage) -> None:
    store = stage.archive.store()
    recording = recorded(store, "Good morning.")
    store.recordings.finish(recording.public_id, 1_900)

    stage.edits.delete(recording.public_id)
    with pytest.raises(StoreError):
        store.recordings.get(recording.public_id)
    stage.edits.undo_delete(recording.public_id)

    assert store.recordings.get(recording.public_id).duration_ms == 1_900
    assert stage.told == [HistoryChanged(recording.public_id)] * 2


def test_a_deletion_that_is_over_is_told_so(stage: Stage) -> None:
    stage.edits.undo_delete("gone")

    assert stage.last_problem.message == "This was deleted for good."


def test_what_is_being_recorded_cannot_be_deleted(stage: Stage) -> None:
    store = stage.archive.store()
    recording = recorded(store)
    said(store.turns, recording, "Good morning.")

    stage.edits.delete(recording.public_id)

    assert "Stop the recording first" in stage.last_problem.remedy
    assert store.recordings.get(recording.public_id)


def test_a_mark_and_a_note_go_into_the_recording_that_runs_at_its_time(stage: Stage) -> None:
    stage.archive.open()
    kept = stage.archive.keep(REQUEST, lambda: 61_500)
    assert kept is not None
    for notice in (BEGUN, SAID):
        kept.publish(notice)

    stage.edits.add_mark("Decision")
    stage.edits.add_note("Ask Ann.")
    kept.publish(ENDED)
    stage.edits.add_mark("Too late")

    annotations, [recording] = stage.archive.store().annotations, stage.archive.store().recordings.page()
    assert [(mark.at_ms, mark.label) for mark in annotations.marks(recording.public_id)] == [(61_500, "Decision")]
    assert [(note.at_ms, note.text) for note in annotations.notes(recording.public_id)] == [(61_500, "Ask Ann.")]
    assert stage.told.count(HistoryChanged(recording.public_id)) == 2
    assert stage.last_problem.message == "Nothing that the history keeps is being recorded."
