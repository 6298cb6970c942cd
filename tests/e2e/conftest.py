"""The program as a person runs it: a process of its own, real engine, real speech."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SPEECH = Path(__file__).parents[1] / "speech"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def speech() -> Path:
    return SPEECH


@pytest.fixture
def transcript_of() -> Callable[[str], str]:
    """What was really said in a clip."""
    clips = {clip["path"]: clip["transcript"] for clip in json.loads((SPEECH / "manifest.json").read_text())}
    return lambda name: str(clips[name])


@pytest.fixture
def program(tmp_path: Path) -> dict[str, Any]:
    """How to start the program with a home of its own and no display."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    folders = {name: str(tmp_path / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    return {"args": [sys.executable, "-m", "transcriber"], "env": kept | folders}


@pytest.fixture
def run(program: dict[str, Any]) -> Run:
    """Run a command to its end."""

    def run_to_end(*arguments: str, timeout_s: float = 120, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*program["args"], *arguments],
            env=program["env"] | options.pop("env", {}),
            capture_output=True,
            text=True,
            timeout=timeout_s,
            stdin=subprocess.DEVNULL,
            check=False,
            **options,
        )

    return run_to_end


@pytest.fixture
def word_errors() -> Callable[[str, str], float]:
    """The share of words that are wrong, missing or too many (word error rate)."""

    def words(text: str) -> list[str]:
        return re.findall(r"[a-z']+", text.lower())

    def rate(said: str, heard: str) -> float:
        reference, hypothesis = words(said), words(heard)
        row = list(range(len(hypothesis) + 1))
        for i, word in enumerate(reference, start=1):
            previous, row[0] = row[0], i
            for j, other in enumerate(hypothesis, start=1):
                previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (word != other))
        return row[-1] / len(reference)

    return rate
