"""What the history keeps of real recordings: of one whose program is killed, of one beside a store that stalls."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import soundfile

from tests.pulse_server import PulseServer
from transcriber.app import App, MicrophoneSource, RecordingRequest
from transcriber.app.folders import remove_audio, store_folder
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.session.notices import Notice, Problem, RecordingChanged, RecordingState
from transcriber.store.index_care import fits_the_texts
from transcriber.store.safety_copies import is_whole
from transcriber.store.store import Store, StoreReader
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.turns import Turns
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.turns import TurnChanged, TurnState

Run = Callable[..., subprocess.CompletedProcess[str]]
Rate = Callable[[str, str], float]


def kept(folder: Path) -> list[tuple[StoredRecording, list[str]]]:
    """The recordings of a history, newest first, and what was said in them."""
    reader = StoreReader(folder)
    try:
        return [(each, [turn.text for turn in reader.turns.all(each.public_id)]) for each in reader.recordings.page()]
    finally:
        reader.close()


def test_a_killed_recording_has_every_finished_turn_and_the_next_start_names_it(
    program: dict[str, Any], run: Run, speech: Path, tmp_path: Path
) -> None:
    arguments = ["listen", "--input", str(speech / "two_cities.flac"), "--format", "jsonl"]
    shown: list[str] = []
    with subprocess.Popen(
        [*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        for text in first.stdout:
            line = json.loads(text)
            if line["type"] == "completed" and line["text"]:
                shown.append(line["text"])
            if len(shown) == 2:
                # Nobody waits: what was shown must be on the disk already.
                first.send_signal(signal.SIGKILL)
                break
        first.wait(timeout=60)

    again = run("transcribe", str(speech / "jfk.flac"))

    history = tmp_path / "XDG_DATA_HOME" / "transcriber" / "history"
    [(second, _), (interrupted, texts)] = kept(history)
    assert texts[:2] == shown
    assert (interrupted.title, interrupted.standing) == ("two_cities.flac", Standing.INTERRUPTED)
    assert interrupted.duration_ms > 1_000
    assert interrupted.audio_path is not None
    assert interrupted.audio_path.exists()
    assert "two_cities.flac was interrupted at " in again.stderr
    assert interrupted.public_id in again.stderr
    assert (again.returncode, second.title, second.standing) == (0, "jfk.flac", Standing.FINISHED)
    assert second.audio_path is not None, "it is kept for the days that the settings say"
    assert second.audio_path.exists()


def test_a_file_is_a_recording_of_the_day_on_which_it_came_in_with_its_sound(
    run: Run, speech: Path, tmp_path: Path
) -> None:
    talk = tmp_path / "Talk of last year.flac"
    shutil.copy(speech / "jfk.flac", talk)
    os.utime(talk, (1_000_000_000,) * 2)
    before = datetime.now(UTC)

    done = run("transcribe", str(talk))

    [(recording, texts)] = kept(tmp_path / "XDG_DATA_HOME" / "transcriber" / "history")
    assert (recording.title, recording.standing) == (talk.name, Standing.FINISHED)
    assert before - timedelta(seconds=1) <= recording.started_utc <= datetime.now(UTC)
    assert recording.audio_path is not None
    assert abs(soundfile.info(recording.audio_path).duration - soundfile.info(talk).duration) < 0.1
    assert " ".join(texts).split() == done.stdout.split()
    assert talk.name in run("history", "list").stdout
    # The file itself is no longer needed.
    talk.unlink()
    again = run("history", "transcribe", recording.public_id)
    assert (again.returncode, "transcribed by This computer" in again.stderr) == (0, True), again.stderr


def test_two_programs_work_on_the_same_history_and_see_what_the_other_did(
    program: dict[str, Any], run: Run, speech: Path, tmp_path: Path
) -> None:
    history = tmp_path / "XDG_DATA_HOME" / "transcriber" / "history"
    for name in ("jfk.flac", "LJ001-0002.flac"):
        assert run("transcribe", str(speech / name)).returncode == 0
    [(doomed, _), (older, heard)] = kept(history)
    arguments = ["listen", "--input", str(speech / "two_cities.flac"), "--format", "jsonl"]
    with subprocess.Popen(
        [*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, text=True
    ) as listening:
        assert listening.stdout is not None
        lines = [json.loads(listening.stdout.readline())]
        while lines[-1]["type"] != "completed":
            lines.append(json.loads(listening.stdout.readline()))

        store = Store(history, datetime.now(UTC))
        [running] = [each for each in store.recordings.page() if each.standing is Standing.RECORDING]
        store.recordings.rename(running.public_id, "Read aloud")
        [first, *_] = store.turns.all(running.public_id)
        store.turns.edit(first.id, "What a person made of it.")
        store.close(datetime.now(UTC), remove_audio)
        assert run("history", "delete", "--yes", doomed.public_id).returncode == 0
        assert run("history", "transcribe", older.public_id).returncode == 0
        lines += [json.loads(line) for line in listening.stdout]
        assert listening.wait(60) == 0

    shown = [line["text"] for line in lines if line["type"] == "completed" and line["text"]]
    [(recording, texts), (again, heard_again)] = kept(history)
    assert (recording.title, recording.standing) == ("Read aloud", Standing.FINISHED)
    assert texts == ["What a person made of it.", *shown[1:]]
    assert [line for line in lines if line["type"] == "problem"] == []
    assert (again.public_id, heard_again) == (older.public_id, heard)
    assert doomed.audio_path is not None
    assert not doomed.audio_path.exists()
    store = Store(history, datetime.now(UTC))
    assert is_whole(store._database)
    assert fits_the_texts(store._database)
    store.close(datetime.now(UTC), remove_audio)


def test_what_is_not_to_be_kept_and_the_demonstration_leave_no_trace(run: Run, speech: Path, tmp_path: Path) -> None:
    assert run("transcribe", "--no-history", str(speech / "jfk.flac")).returncode == 0
    history = tmp_path / "XDG_DATA_HOME" / "transcriber" / "history"
    assert not history.exists()

    run("listen", env={"PULSE_SERVER": "unix:/nowhere"})
    assert kept(history) == []


def test_a_store_that_stalls_costs_no_sound(
    pulse: PulseServer,
    monkeypatch: pytest.MonkeyPatch,
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
) -> None:
    save = Turns.save
    told: list[Notice] = []
    is_over = threading.Event()

    def save_slowly(turns: Turns, *arguments: Any, **named: Any) -> StoredTurn | None:
        time.sleep(1.5)
        return save(turns, *arguments, **named)

    def hear(notice: Notice) -> None:
        told.append(notice)
        if isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED:
            is_over.set()

    monkeypatch.setattr(Turns, "save", save_slowly)
    app = App(hear)
    app.start()
    turns_end_often = ServerVad(silence_duration_ms=200)
    app.start_recording(
        RecordingRequest(
            source=MicrophoneSource(), configuration=SessionConfiguration(language="en", turn_detection=turns_end_often)
        )
    )
    while app.meter().recorded_ms < 100:
        time.sleep(0.02)
    pulse.speak(speech / "jfk.flac").wait()
    # A busy computer hears the end of it later.
    spoken_ms = app.meter().recorded_ms + 1000
    while app.meter().recorded_ms < spoken_ms:
        time.sleep(0.02)
    app.stop_recording()
    assert is_over.wait(60)
    app.close()

    finished = [n.turn for n in told if isinstance(n, TurnChanged) and n.turn.state is TurnState.FINISHED]
    [(recording, texts)] = kept(store_folder())
    assert len(finished) > 1, "it stalled in the midst of the speech"
    assert [turn.text for turn in finished] == texts
    assert word_errors(transcript_of("jfk.flac"), " ".join(texts)) < 0.25
    assert recording.duration_ms > 11_000
    # Before and after the only words the microphone is as silent as a file.
    assert {notice.code for notice in told if isinstance(notice, Problem)} <= {"silent_input"}
