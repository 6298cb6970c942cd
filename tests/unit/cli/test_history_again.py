from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.unit.cli.conftest import Command
from tests.unit.store.stage import said, texts
from transcriber.app.folders import recordings_folder, remove_audio, sample_path, store_folder
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler
from transcriber.audio.spool import Spool
from transcriber.store.store import Store, StoreReader
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.values import Standing, StoredRecording


def kept(*words: str, is_interrupted: bool = False) -> StoredRecording:
    """A recording of the bundled sample, in which these turns were said."""
    sound, rate_hz = soundfile.read(sample_path(), dtype="float32")
    spool = Spool.create(recordings_folder() / "one.wav")
    spool.append(to_int16(Resampler(rate_hz, 24_000).process(np.asarray(sound, np.float32))))
    spool.close()
    store = Store(store_folder(), datetime.now(UTC))
    recording = store.recordings.create(datetime.now(UTC), title="Talk", audio_path=spool.path)
    said(store.turns, recording, *words)
    if is_interrupted:
        store._presence.end(is_clean=False)
        store._database.close()
    else:
        store.recordings.finish(recording.public_id, 10_000)
        store.close(datetime.now(UTC), remove_audio)
    return recording


def stored() -> tuple[StoredRecording, list[StoredTurn]]:
    reader = StoreReader(store_folder())
    [recording] = reader.recordings.page()
    turns = reader.turns.all(recording.public_id)
    reader.close()
    return recording, turns


def test_a_recording_is_transcribed_again_on_this_computer(command: Command) -> None:
    recording = kept("What an old model heard.")

    done = command("history", "transcribe", recording.public_id[:5])

    assert (done.code, done.out) == (0, "")
    assert f"Talk ({recording.public_id}): 00:00:" in done.err
    assert "transcribed by This computer" in done.err
    _, turns = stored()
    assert "old model" not in " ".join(texts(turns))
    assert len(" ".join(texts(turns)).split()) > 5
    assert {turn.origin.profile_name for turn in turns} == {"local"}


def test_what_was_interrupted_is_recovered_and_then_nothing_is_left_to_do(command: Command) -> None:
    recording = kept(is_interrupted=True)

    done = command("history", "recover")

    assert done.code == 0
    assert f"Talk ({recording.public_id}): 00:00:" in done.err
    found, turns = stored()
    assert found.standing is Standing.FINISHED
    assert len(" ".join(texts(turns)).split()) > 5
    again = command("history", "recover")
    assert (again.code, again.err) == (1, "No recording was interrupted.\n")
    assert "nothing was to be transcribed" in command("history", "transcribe", recording.public_id, "--missing").err


@pytest.mark.parametrize(
    ("arguments", "said_of_it"),
    [
        (["--range", "2:00-1:00"], "ends before it begins"),
        (["--range", "0:01-0:02", "--missing"], "not allowed with"),
        (["--service", "nowhere"], "argument --service"),
    ],
)
def test_what_makes_no_sense_is_refused(command: Command, arguments: list[str], said_of_it: str) -> None:
    recording = kept("One.")

    done = command("history", "transcribe", recording.public_id, *arguments)

    assert done.code == 2
    assert said_of_it in done.err


def test_audio_that_vanished_is_said_and_the_text_stays(command: Command) -> None:
    recording = kept("One.")
    Path(recordings_folder() / "one.wav").unlink()

    done = command("history", "transcribe", recording.public_id)

    assert (done.code, done.out) == (1, "")
    assert "The audio is no longer there" in done.err
    assert texts(stored()[1]) == ["One."]


def test_a_range_behind_the_end_is_told_with_the_length(command: Command) -> None:
    recording = kept("One.")
    done = command("history", "transcribe", recording.public_id, "--range", "0:10-0:20")
    assert (done.code, done.out) == (1, "")
    assert "is 00:00:10 long, so nothing lies behind 00:00:10. Begin the range earlier." in done.err
    assert texts(stored()[1]) == ["One."]


@pytest.mark.parametrize("action", ["recover", "transcribe"])
def test_what_is_being_recorded_now_is_to_be_stopped_first(command: Command, action: str) -> None:
    store = Store(store_folder(), datetime.now(UTC))
    recording = store.recordings.create(datetime.now(UTC), title="Talk")
    done = command("history", action, recording.public_id)
    store.close(datetime.now(UTC), remove_audio)
    assert done.code == 1
    assert f"Talk ({recording.public_id}) is being recorded now. Stop the recording first" in done.err
