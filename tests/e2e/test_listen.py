import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., subprocess.CompletedProcess[str]]
Rate = Callable[[str, str], float]

_WITHOUT_QT = "import sys; sys.modules['PySide6'] = None; from transcriber.__main__ import main; sys.exit(main())"


def test_without_a_microphone_the_sample_is_played_as_if_spoken_and_said_so(run: Run) -> None:
    done = run("listen", env={"PULSE_SERVER": "unix:/nowhere"})

    assert done.returncode == 0
    assert done.stderr.splitlines()[0].endswith(
        "So the bundled sample is played as if it were being spoken; it ends by itself."
    )
    assert len(done.stdout.split()) > 30


def test_a_file_is_heard_in_real_time_where_qt_cannot_be_imported(
    program: dict[str, Any], speech: Path, transcript_of: Callable[[str], str], word_errors: Rate
) -> None:
    arguments = ["listen", "--input", str(speech / "jfk.flac"), "--format", "jsonl"]
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_QT, *arguments],
        env=program["env"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    completed = [line for line in lines if line["type"] == "completed" and line["text"]]
    assert word_errors(transcript_of("jfk.flac"), " ".join(line["text"] for line in completed)) < 0.2
    early_ms = []
    for line in completed:
        deltas = [each for each in lines if each["type"] == "delta" and each["turn"] == line["turn"]]
        assert [each["at_ms"] for each in deltas] == sorted(each["at_ms"] for each in deltas)
        early_ms += [line["at_ms"] - each["at_ms"] for each in deltas]
        assert line["start_ms"] < line["end_ms"]
    # On a busy computer not in every turn: the first is over before the engine has loaded its model.
    assert min(early_ms) >= 0
    assert max(early_ms) > 0, "the words appear before the turn is over"
    assert lines[-1]["type"] == "summary"
    assert lines[-1]["recorded_ms"] in range(10_990, 11_030)


def test_ctrl_c_ends_the_recording_and_the_last_words_still_come(program: dict[str, Any], speech: Path) -> None:
    arguments = ["listen", "--input", str(speech / "two_cities.flac"), "--format", "jsonl"]
    with subprocess.Popen([*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = []
        for text in run.stdout:
            lines.append(json.loads(text))
            if lines[-1]["type"] == "delta" and len([line for line in lines if line["type"] == "delta"]) == 3:
                run.send_signal(signal.SIGINT)
        assert run.wait(timeout=60) == 0

    assert lines[-1]["type"] == "summary"
    started = {line["turn"] for line in lines if line["type"] == "speech_started"}
    assert started == {line["turn"] for line in lines if line["type"] == "completed"}
    assert lines[-1]["recorded_ms"] < 44_000, "the clip goes on for longer"


def test_a_reader_that_goes_away_ends_it_quietly(program: dict[str, Any], speech: Path) -> None:
    arguments = ["listen", "--input", str(speech / "two_cities.flac"), "--format", "jsonl"]
    with subprocess.Popen(
        [*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.wait(timeout=60) == 0
        assert run.stderr.read() == ""


def test_an_engine_that_dies_in_mid_sentence_costs_no_word(
    program: dict[str, Any], speech: Path, transcript_of: Callable[[str], str], word_errors: Rate
) -> None:
    arguments = ["listen", "--input", str(speech / "jfk.flac"), "--format", "jsonl"]
    with subprocess.Popen([*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        lines = []
        for text in run.stdout:
            lines.append(json.loads(text))
            if lines[-1]["type"] == "delta" and len([line for line in lines if line["type"] == "delta"]) == 4:
                os.kill(_engine_of(run.pid), signal.SIGKILL)
        assert run.wait(timeout=60) == 0

    texts = [line["text"] for line in lines if line["type"] == "completed" and line["text"]]
    assert word_errors(transcript_of("jfk.flac"), " ".join(texts)) < 0.2
    assert [line["code"] for line in lines if line["type"] == "problem"] == ["reconnected"]


def test_an_unknown_device_names_those_there_are(run: Run) -> None:
    done = run("listen", "--input", "Nonexistent 9000", env={"PULSE_SERVER": "unix:/nowhere"})

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def _engine_of(pid: int) -> int:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    pids = [int(child) for each in children for child in each.read_text().split()]
    [engine] = [pid for pid in pids if re.search(rb"engine", Path(f"/proc/{pid}/cmdline").read_bytes())]
    return engine


def test_enter_ends_a_turn_at_once(program: dict[str, Any], speech: Path) -> None:
    keyboard, terminal = os.openpty()
    arguments = ["listen", "--input", str(speech / "jfk.flac"), "--format", "jsonl", "--vad", "none"]
    commits_never = ["--set", "commit.at_pauses=no", "--set", "commit.latest_after_s=none"]
    with subprocess.Popen(
        [*program["args"], *arguments, *commits_never],
        env=program["env"],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        os.close(terminal)
        assert run.stdout is not None
        assert run.stderr is not None
        lines = []
        for text in run.stdout:
            lines.append(json.loads(text))
            if len([line for line in lines if line["type"] == "delta"]) == 1 and lines[-1]["type"] == "delta":
                os.write(keyboard, b"\n")
        said = run.stderr.read()
        assert run.wait(timeout=60) == 0
    os.close(keyboard)

    completed = [line for line in lines if line["type"] == "completed" and line["text"]]
    assert said == "Enter ends a turn at once.\n"
    assert len(completed) == 2, "the one that was ended by hand, and the rest"
    assert completed[0]["at_ms"] < 11_000, "before the file was over"
