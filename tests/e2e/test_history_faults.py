"""Captions beside a history that is out of order: they come, one problem says what is kept, nothing is made worse."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from transcriber.store.store import StoreReader

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "XDG_DATA_HOME" / "transcriber" / "history"
    folder.mkdir(parents=True, mode=0o700)
    return folder


def of_a_newer_version(folder: Path) -> str:
    with sqlite3.connect(folder / "store.db") as database:
        database.execute("PRAGMA user_version = 999")
        database.execute("CREATE TABLE later (words TEXT)")
    return "newer"


def a_file_where_the_folder_belongs(folder: Path) -> str:
    folder.rmdir()
    folder.write_text("mine", encoding="utf-8")
    return "history"


def damaged(folder: Path) -> str:
    (folder / "store.db").write_bytes(b"SQLite format 3\0" + os.urandom(20_000))
    return "damaged"


@pytest.mark.parametrize("wrong", [of_a_newer_version, a_file_where_the_folder_belongs, damaged])
def test_captions_come_and_one_problem_says_what_becomes_of_the_history(
    run: Run, speech: Path, folder: Path, wrong: Callable[[Path], str]
) -> None:
    words = wrong(folder)
    path = folder / "store.db" if folder.is_dir() else folder
    before = path.read_bytes()

    done = run("listen", "--input", str(speech / "jfk.flac"), "--format", "jsonl")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    said = " ".join(line["text"] for line in lines if line["type"] == "completed").lower()
    assert "country" in said
    [problem] = [line for line in lines if line["type"] == "problem"]
    assert words in f"{problem['message']} {problem['remedy']}", problem
    if wrong is damaged:
        [recording] = kept(folder)
        assert recording == "jfk.flac"
        assert any(each.read_bytes() == before for each in folder.iterdir() if each.is_file()), "it is set aside"
    else:
        assert path.read_bytes() == before, "it is left as it was"


def test_a_history_that_another_program_holds_for_ten_seconds_is_waited_for(
    program: dict[str, Any], speech: Path, folder: Path
) -> None:
    with subprocess.Popen(
        [*program["args"], "listen", "--input", str(speech / "two_cities.flac"), "--format", "jsonl"],
        env=program["env"],
        stdout=subprocess.PIPE,
        text=True,
    ) as listening:
        assert listening.stdout is not None
        lines: list[dict[str, Any]] = []
        holder: sqlite3.Connection | None = None
        until_s = 0.0
        for text in listening.stdout:
            lines.append(json.loads(text))
            if holder is None and lines[-1]["type"] == "completed":
                holder = sqlite3.connect(folder / "store.db", isolation_level=None, timeout=60)
                holder.execute("BEGIN IMMEDIATE")
                until_s = time.monotonic() + 10
            if holder is not None and until_s and time.monotonic() > until_s:
                holder.execute("ROLLBACK")
                until_s = 0.0
        listening.wait(60)
    assert holder is not None
    holder.close()
    shown = [line["text"] for line in lines if line["type"] == "completed" and line["text"]]
    assert len(shown) > 2
    problems = [line["code"] for line in lines if line["type"] == "problem"]
    assert problems in ([], ["not_kept"]), problems

    reader = StoreReader(folder)
    [recording] = reader.recordings.page()
    assert [turn.text for turn in reader.turns.all(recording.public_id)] == shown
    reader.close()


def test_a_disk_that_takes_no_more_costs_no_caption(program: dict[str, Any], speech: Path, folder: Path) -> None:
    full = [
        sys.executable,
        "-c",
        "import os, resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000)); os.execvp(sys.argv[1], sys.argv[1:])",
    ]
    done = subprocess.run(
        [*full, *program["args"], "listen", "--input", str(speech / "jfk.flac"), "--format", "jsonl"],
        env=program["env"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert "country" in " ".join(line["text"] for line in lines if line["type"] == "completed").lower(), done.stderr
    codes = [line["code"] for line in lines if line["type"] == "problem"]
    assert codes
    assert len(codes) == len(set(codes)), "each is said once"


def kept(folder: Path) -> list[str]:
    reader = StoreReader(folder)
    try:
        return [each.title for each in reader.recordings.page()]
    finally:
        reader.close()
