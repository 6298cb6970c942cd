import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, finished, no_audio, recorded, texts
from transcriber.app import FileSource, RecordingRequest
from transcriber.app import archive as opening
from transcriber.app.archive import Archive
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice, Problem, RecordingChanged, RecordingKept, RecordingState, TurnChange
from transcriber.store.errors import StoreError
from transcriber.store.store import Store, StoreReader, store_path
from transcriber.transcript.turns import TurnChanged

REQUEST = RecordingRequest(source=FileSource(Path("talk.wav")), configuration=SessionConfiguration())
BEGUN = RecordingChanged(RecordingState.RECORDING, "talk.wav")
ENDED = RecordingChanged(RecordingState.STOPPED, "talk.wav", 1_000)
SAID = TurnChanged(TurnChange.COMPLETED, finished(1, "One."), 0)


class Told(list[Notice]):
    @property
    def problems(self) -> list[str]:
        return [notice.code for notice in self if isinstance(notice, Problem)]


def record(archive: Archive, *notices: Notice) -> None:
    kept = archive.keep(REQUEST, lambda: 0)
    assert kept is not None
    for notice in notices:
        kept.publish(notice)


def kept_texts(folder: Path) -> list[list[str]]:
    reader = StoreReader(folder)
    try:
        return [texts(reader.turns.all(each.public_id)) for each in reader.recordings.page()]
    finally:
        reader.close()


def test_the_store_is_opened_once_and_closed_with_a_safety_copy(tmp_path: Path) -> None:
    told = Told()
    archive = Archive(tmp_path, told.append)

    archive.open()
    archive.open()
    record(archive, BEGUN, SAID, ENDED)
    archive.close(5.0)
    archive.close(5.0)

    assert [notice for notice in told if not isinstance(notice, RecordingKept)] == [BEGUN, SAID, ENDED]
    assert kept_texts(tmp_path) == [["One."]]
    assert len(list((tmp_path / "copies").glob("*.db"))) == 1
    again = Store(tmp_path, datetime.now(UTC))
    assert again.start.interrupted == ()
    again.close(datetime.now(UTC), no_audio)


def test_a_program_that_vanishes_is_told_of_at_the_next_start_and_only_then(tmp_path: Path) -> None:
    vanished = Archive(tmp_path, lambda notice: None)
    vanished.open()
    record(vanished, BEGUN, SAID)
    assert vanished._store is not None
    # A program that is killed closes nothing: the system only lets go of its locks.
    vanished._store._presence.end(is_clean=False)
    vanished._store._database.close()

    problems = []
    for _ in range(2):
        told = Told()
        archive = Archive(tmp_path, told.append)
        archive.open()
        archive.close(5.0)
        problems.append(told.problems)

    assert problems == [["interrupted"], []]
    assert kept_texts(tmp_path) == [["One."]]


def test_a_store_that_was_repaired_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    store.recordings.finish(recorded(store, "One.").public_id, 1_000)
    store.close(NOW, no_audio)
    store_path(tmp_path).write_bytes(b"nothing of it" * 1000)
    told = Told()

    archive = Archive(tmp_path, told.append)
    archive.open()
    archive.close(5.0)

    assert told.problems == ["history_repaired"]
    assert kept_texts(tmp_path) == [["One."]]


def test_a_store_that_cannot_be_opened_is_told_once_and_tried_again(tmp_path: Path) -> None:
    told = Told()
    (tmp_path / "history").write_text("in the way")
    archive = Archive(tmp_path / "history", told.append)

    archive.open()
    archive.open()
    assert archive.keep(REQUEST, lambda: 0) is None
    assert told.problems == ["not_kept"]
    (tmp_path / "history").unlink()
    archive.open()
    record(archive, BEGUN, SAID, ENDED)
    archive.close(5.0)

    assert kept_texts(tmp_path / "history") == [["One."]]


@pytest.mark.allowed_logs("could not be opened", logger="transcriber.app")
def test_a_bug_in_opening_costs_no_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Store:
        raise RuntimeError("a bug")

    monkeypatch.setattr(opening, "Store", fail)
    told = Told()
    archive = Archive(tmp_path, told.append)
    archive.open()
    archive.close(5.0)

    assert told.problems == ["not_kept"]


def test_what_the_store_did_not_take_is_written_at_the_latest_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, lambda notice: None)
    archive.open()
    assert archive._store is not None
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> None:
            raise StoreError("disk_full", "The disk is full.")

        full.setattr(archive._store.turns, "save", refuse)
        record(archive, BEGUN, SAID, ENDED)

    archive.close(5.0)

    assert kept_texts(tmp_path) == [["One."]]


@pytest.mark.parametrize("program", ["transcriber.gui.program", "transcriber.cli.program", "transcriber.app"])
def test_nobody_waits_for_the_database_before_the_first_window_or_the_version(program: str) -> None:
    ask = f"import sys, {program}; sys.exit('sqlite3' in sys.modules or '_sqlite3' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
