"""A recording of real speech transcribed again by the real engine, and gone on with after a kill."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.store.stage import texts
from transcriber.app import App, FileSource, RecordingRequest, sample_path
from transcriber.app.wanted_audio import Lacking, TimeRange, WantedAudio, Whole
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import (
    Notice,
    RecordingChanged,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
)
from transcriber.settings.profiles import LOCAL
from transcriber.store.store import StoreReader
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.values import StoredRecording

OVER = (RetranscriptionState.FINISHED, RetranscriptionState.FAILED, RetranscriptionState.STOPPED)


class Program:
    """An app, and waiting for what it says."""

    def __init__(self) -> None:
        self.told: list[Notice] = []
        self._came = threading.Condition()
        self.app = App(self._hear, {})
        self.app.start()

    def _hear(self, notice: Notice) -> None:
        with self._came:
            self.told.append(notice)
            self._came.notify_all()

    def wait_for(self, is_it: Callable[[Notice], bool]) -> Notice:
        """The first such notice; what came before it is forgotten."""
        with self._came:
            assert self._came.wait_for(lambda: any(map(is_it, self.told)), 120), self.told[-5:]
            found = next(index for index, notice in enumerate(self.told) if is_it(notice))
            notice, self.told = self.told[found], self.told[found + 1 :]
            return notice

    def record(self, path: Path) -> StoredRecording:
        self.app.start_recording(RecordingRequest(source=FileSource(path, None), configuration=SessionConfiguration()))
        self.wait_for(lambda notice: notice_is_stopped(notice))
        return self.stored()[0]

    def transcribe(self, public_id: str, what: WantedAudio) -> RetranscriptionChanged:
        self.app.history.transcribe(public_id, what, LOCAL, SessionConfiguration())
        over = self.wait_for(lambda notice: isinstance(notice, RetranscriptionChanged) and notice.state in OVER)
        assert isinstance(over, RetranscriptionChanged)
        return over

    def stored(self) -> tuple[StoredRecording, list[StoredTurn]]:
        reader = StoreReader(self.app.history.folder)
        try:
            [recording] = reader.recordings.page()
            return recording, reader.turns.all(recording.public_id)
        finally:
            reader.close()


def notice_is_stopped(notice: Notice) -> bool:
    return isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED


@pytest.fixture
def program() -> Iterator[Program]:
    program = Program()
    yield program
    program.app.close()


def words(turns: list[StoredTurn]) -> list[str]:
    return " ".join(texts(turns)).lower().replace(",", "").replace(".", "").split()


def test_what_was_transcribed_again_stands_there_once(program: Program, tmp_path: Path) -> None:
    talk = tmp_path / "talk.flac"
    talk.write_bytes(sample_path().read_bytes())
    recording = program.record(talk)
    first = program.stored()[1]
    assert recording.audio_path is not None
    assert recording.audio_path.exists()

    assert program.transcribe(recording.public_id, Whole()).state is RetranscriptionState.FINISHED
    again = program.stored()[1]
    assert words(again) == words(first)

    middle_ms = (again[0].machine.start_ms or 0) + 10
    assert program.transcribe(recording.public_id, TimeRange(middle_ms, middle_ms + 20)).message == ""
    assert len(words(program.stored()[1])) == pytest.approx(len(words(first)), abs=2)

    # Nothing is lacking: nothing is done.
    assert program.transcribe(recording.public_id, Lacking()).total_ms == 0
    assert program.app.history.folder.exists()
