from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.unit.store.stage import NOW, no_audio, said
from transcriber.app.interruptions import look_into, problem_of_jobs
from transcriber.audio.spool import HEADER_BYTES, Spool
from transcriber.store.jobs import StoredJob
from transcriber.store.store import Store
from transcriber.store.values import Standing, StoredRecording


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "history", NOW)
    yield store
    store.close(NOW, no_audio)


def interrupted(store: Store, *texts: str, sound: Path | None = None, title: str = "talk.wav") -> StoredRecording:
    """A recording whose program vanished; of three seconds of sound the file's header knows nothing yet."""
    if sound is not None:
        spool = Spool.create(sound)
        spool.append(np.ones(72_000, np.int16))
        spool._is_open = False
    begun_utc = datetime.now(UTC) - timedelta(hours=1)
    recording = store.recordings.create(begun_utc, title=title, audio_path=sound)
    said(store.turns, recording, *texts)
    return recording


def test_the_sound_is_whole_again_and_a_person_learns_what_is_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    recording = interrupted(store, "One.", sound=path)
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()

    problem = look_into(store, [recording])

    assert problem is not None
    assert problem.code == "interrupted"
    kept = "Its text up to 0:01 and its sound up to 0:03 are kept."
    assert problem.message == f"talk.wav was interrupted at {at:%H:%M}. {kept}"
    assert problem.recording_id == recording.public_id
    assert problem.remedy == (
        f"`transcriber history show {recording.public_id}` shows it. `transcriber history recover "
        f"{recording.public_id}` transcribes the rest. Its sound is in {path}."
    )
    assert int.from_bytes(path.read_bytes()[40:44], "little") == path.stat().st_size - HEADER_BYTES == 144_000
    assert store.recordings.get(recording.public_id).duration_ms == 3_000


def test_it_is_told_once(store: Store) -> None:
    recording = interrupted(store, "One.")

    assert look_into(store, [recording]) is not None
    assert look_into(store, [store.recordings.get(recording.public_id)]) is None


def test_several_are_told_in_one_breath(store: Store) -> None:
    first, last = interrupted(store, "One.", title="first"), interrupted(store, "Two.", title="last")

    problem = look_into(store, [last, first])

    assert problem is not None
    assert problem.message.startswith("2 recordings were interrupted, the last one (last) at ")
    assert last.public_id in problem.remedy


def test_sound_that_vanished_is_not_named(store: Store, tmp_path: Path) -> None:
    recording = interrupted(store, "One.", sound=tmp_path / "one.wav")
    (tmp_path / "one.wav").unlink()

    problem = look_into(store, [recording])

    assert problem is not None
    assert problem.message.endswith("Its text up to 0:01 is kept.")
    assert "sound" not in problem.remedy
    assert store.recordings.get(recording.public_id).audio_path is None


def test_a_file_that_is_no_spool_is_left_as_it_is(store: Store, tmp_path: Path) -> None:
    recording = interrupted(store, "One.", sound=tmp_path / "one.wav")
    (tmp_path / "one.wav").write_bytes(b"something else " * 10)

    problem = look_into(store, [recording])

    assert problem is not None
    assert problem.message.endswith("Its text up to 0:01 is kept.")
    assert (tmp_path / "one.wav").read_bytes() == b"something else " * 10


def test_sound_without_text_is_kept_too(store: Store, tmp_path: Path) -> None:
    problem = look_into(store, [interrupted(store, sound=tmp_path / "one.wav")])

    assert problem is not None
    assert problem.message.endswith("Its sound up to 0:03 is kept.")


def test_one_in_which_nothing_had_begun_is_nothing_to_tell(store: Store) -> None:
    recording = interrupted(store)

    assert look_into(store, [recording]) is None
    assert store.recordings.get(recording.public_id).standing is Standing.FINISHED


def test_what_was_still_being_transcribed_is_told_with_what_goes_on_with_it() -> None:
    def job(public_id: str, title: str = "") -> StoredJob:
        return StoredJob(1, public_id, title, "local", "tiny", "en", "{}")

    assert problem_of_jobs([]) is None
    one = problem_of_jobs([job("abc", "Talk"), job("abc", "Talk")])
    assert one is not None
    assert (one.code, one.recording_id) == ("job_interrupted", "abc")
    assert one.message == "Talk was still being transcribed when the program ended. What was done is kept."
    assert one.remedy == "`transcriber history recover abc` goes on with it."
    several = problem_of_jobs([job("abc"), job("def", "Song")])
    assert several is not None
    assert several.message.startswith("2 recordings were still being transcribed when the program ended, A recording")
    assert several.remedy == "`transcriber history recover` goes on with them."
