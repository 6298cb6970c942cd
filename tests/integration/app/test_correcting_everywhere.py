"""A word corrected in the recording that ran last and in the history, with the real engine, and taken back as one."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcriber.app import App, FileSource, RecordingRequest
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import HistoryChanged, Notice, RecordingChanged, RecordingState
from transcriber.store.store import StoreReader
from transcriber.transcript.turns import TurnChange, TurnChanged
from transcriber.transcript.vocabulary import Entry, Vocabulary

SPEECH = Path(__file__).parents[2] / "speech" / "jfk.flac"
FELLOW = Entry(written="Felow", heard=("fellow",))


class Program:
    """An app, and waiting for what it says."""

    def __init__(self) -> None:
        self._told: list[Notice] = []
        self._came = threading.Condition()
        self.app = App(self._hear, {})
        self.app.start()

    def _hear(self, notice: Notice) -> None:
        with self._came:
            self._told.append(notice)
            self._came.notify_all()

    def wait_for(self, is_it: Callable[[Notice], bool]) -> None:
        with self._came:
            assert self._came.wait_for(lambda: any(map(is_it, self._told)), 120), self._told[-5:]
            self._told.clear()

    def record(self) -> None:
        request = RecordingRequest(source=FileSource(SPEECH, None), configuration=SessionConfiguration())
        self.app.start_recording(request)
        self.wait_for(lambda told: isinstance(told, RecordingChanged) and told.state is RecordingState.STOPPED)

    def texts(self) -> list[str]:
        """Of every recording, the newest first."""
        reader = StoreReader(self.app.history.folder)
        try:
            pages = [reader.turns.all(recording.public_id) for recording in reader.recordings.page()]
            return [" ".join(turn.text for turn in turns) for turns in pages]
        finally:
            reader.close()

    def elsewhere(self) -> tuple[str, dict[str, tuple[int, ...]]]:
        """Where the word stands besides the newest recording."""
        reader = StoreReader(self.app.history.folder)
        try:
            newest, other = reader.recordings.page()
            hits = reader.word_places.find(FELLOW, without=newest.public_id)
            assert {hit.public_id for hit in hits} == {other.public_id}
            return other.public_id, {other.public_id: tuple(hit.turn_id for hit in hits)}
        finally:
            reader.close()


@pytest.fixture
def program() -> Iterator[Program]:
    made = Program()
    yield made
    made.app.close()


def test_a_word_is_corrected_here_and_there_and_taken_back_as_one(program: Program) -> None:
    program.record()
    program.record()
    before = program.texts()
    assert all("fellow" in text for text in before)
    other_id, turns = program.elsewhere()

    def is_done(told: Notice) -> bool:
        return told == HistoryChanged(other_id)

    program.app.words.correct(Vocabulary((FELLOW,)), turns)
    program.wait_for(is_done)
    assert program.texts() == [text.replace("fellow", "Felow") for text in before]
    program.app.words.undo()
    program.wait_for(is_done)
    assert program.texts() == before


def test_what_is_corrected_here_alone_leaves_the_history_as_it_is(program: Program) -> None:
    program.record()
    program.record()
    newest, other = program.texts()
    program.app.words.correct(Vocabulary((FELLOW,)))
    program.wait_for(lambda told: isinstance(told, TurnChanged) and told.change is TurnChange.CORRECTED)
    assert program.texts() == [newest.replace("fellow", "Felow"), other]
