"""`listen` as a person runs it, from before something is spoken until it has ended."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Line = dict[str, Any]
"""What it tells as JSON."""
_HEADER_BYTES = 1000
_SECOND_BYTES = 48_000
PATIENCE_S = 60.0


@contextmanager
def listening(program: dict[str, Any], *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The program with these arguments, which is not left behind."""
    with subprocess.Popen(
        [*program["args"], "listen", "--format", "jsonl", *arguments],
        env=program["env"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            yield run
        finally:
            run.kill()


def wait_until_captured(home: Path, sources: int = 1) -> None:
    """Until the spool of each source holds sound: speaking before that would be speaking to a closed door."""
    _wait_for(lambda: sum(size > _HEADER_BYTES for size in _spool_bytes(home).values()) >= sources)


def wait_until_heard(home: Path) -> None:
    """Until what was spoken up to now is in each spool: a busy computer captures it later."""
    before = _spool_bytes(home)
    _wait_for(lambda: all(size >= before[path] + _SECOND_BYTES for path, size in _spool_bytes(home).items()))


def _spool_bytes(home: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in home.rglob("recordings/*.wav")}


def _wait_for(is_so: Callable[[], bool]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("nothing was captured")
