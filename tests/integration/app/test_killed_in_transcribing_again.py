"""`transcriber history transcribe` killed in its midst: what was there is there, and the next run is whole."""

import itertools
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import numpy as np
import soundfile

from tests.unit.store.stage import texts
from transcriber.app.folders import recordings_folder, remove_audio, sample_path, store_folder
from transcriber.app.interruptions import problem_of_jobs
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler
from transcriber.audio.spool import Spool
from transcriber.store.store import Store, StoreReader
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState

TIMES = 4
IN_SHORT_PIECES = """
import sys
from transcriber.app import retranscribed_ranges as ranges
ranges.PIECE_SAMPLES, ranges._LOOSE_SAMPLES = 6 * 24_000, 6 * 24_000
from transcriber.__main__ import main
sys.exit(main())
"""
"""The program, which has little to lose at a time."""
AGAIN = (sys.executable, "-m", "transcriber", "history", "transcribe")


def kept() -> str:
    """The bundled sample, several times over, in which one turn was heard each time."""
    sound, rate_hz = soundfile.read(sample_path(), dtype="float32")
    samples = to_int16(Resampler(rate_hz, 24_000).process(np.asarray(sound, np.float32)))
    spool = Spool.create(recordings_folder() / "talk.wav")
    for _ in range(TIMES):
        spool.append(samples)
    spool.close()
    store = Store(store_folder(), datetime.now(UTC))
    recording = store.recordings.create(datetime.now(UTC), title="Talk", audio_path=spool.path)
    long_ms = len(samples) // 24
    for number in range(TIMES):
        start_ms = number * long_ms + 500
        turn = Turn(
            number=number + 1,
            state=TurnState.FINISHED,
            text=f"Old {number}.",
            start_ms=start_ms,
            end_ms=start_ms + long_ms - 700,
        )
        store.turns.save(recording.public_id, turn, number)
    store.recordings.finish(recording.public_id, TIMES * long_ms)
    store.close(datetime.now(UTC), remove_audio)
    return recording.public_id


def stored(public_id: str) -> list[StoredTurn]:
    reader = StoreReader(store_folder())
    try:
        return reader.turns.all(public_id)
    finally:
        reader.close()


def test_a_kill_costs_nothing_that_was_there_and_the_next_run_has_every_turn_once() -> None:
    public_id = kept()
    before = texts(stored(public_id))
    for wait_s in (1.5, 3.0):
        killed = subprocess.Popen([*AGAIN, public_id], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            killed.wait(wait_s)
        except subprocess.TimeoutExpired:
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait()
            # Or it had just come to its end.
            after = texts(stored(public_id))
            assert after == before or not any(text.startswith("Old") for text in after)

    done = subprocess.run([*AGAIN, public_id], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    turns = stored(public_id)
    assert not any(turn.text.startswith("Old") for turn in turns)
    spans = [(turn.machine.start_ms or 0, turn.machine.end_ms or 0) for turn in turns]
    assert spans == sorted(spans)
    assert all(early[1] <= late[0] for early, late in itertools.pairwise(spans))
    words = " ".join(texts(turns)).lower().split()
    assert 1 < words.count(max(words[:10], key=len)) <= TIMES
    assert not list(recordings_folder().glob(".again*"))


def kill_after_a_piece(public_id: str) -> None:
    """Transcribe it again in short pieces, and kill that once the first one is kept."""
    killed = subprocess.Popen(
        [sys.executable, "-c", IN_SHORT_PIECES, "history", "transcribe", public_id],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while all(turn.text.startswith("Old") for turn in stored(public_id)):
            assert killed.poll() is None, "it came to its end unseen"
            time.sleep(0.02)
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()


def test_a_kill_between_two_pieces_keeps_the_finished_ones_and_every_turn_once() -> None:
    public_id = kept()
    kill_after_a_piece(public_id)

    turns = stored(public_id)
    old = [turn for turn in turns if turn.text.startswith("Old")]
    assert 0 < len(old) < TIMES, "some of it is new, some of it as it was"
    assert turns[-len(old) :] == old
    spans = [(turn.machine.start_ms or 0, turn.machine.end_ms or 0) for turn in turns]
    assert all(early[1] <= late[0] for early, late in itertools.pairwise(spans))

    done = subprocess.run([*AGAIN, public_id], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not any(turn.text.startswith("Old") for turn in stored(public_id))


def test_a_job_that_was_killed_is_told_at_the_next_start_and_gone_on_with_where_it_was() -> None:
    public_id = kept()
    kill_after_a_piece(public_id)
    new = [turn for turn in stored(public_id) if not turn.text.startswith("Old")]

    store = Store(store_folder(), datetime.now(UTC))
    told = problem_of_jobs(store.start.given_up)
    store.close(datetime.now(UTC), remove_audio)
    assert told is not None
    assert told.message == "Talk was still being transcribed when the program ended. What was done is kept."

    command = [sys.executable, "-m", "transcriber", "history", "recover"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    turns = stored(public_id)
    assert not any(turn.text.startswith("Old") for turn in turns)
    assert turns[: len(new)] == new, "what was done is not done again"
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stderr) == (1, "No recording was interrupted.\n")
