"""`listen` as a person runs it, from before something is spoken until it has ended."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Line = dict[str, Any]
"""What it tells as JSON."""
_HEADER_BYTES = 1000
_CAPTURED_WITHIN_S = 30


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
    until_s = time.monotonic() + _CAPTURED_WITHIN_S
    while time.monotonic() < until_s:
        if sum(path.stat().st_size > _HEADER_BYTES for path in home.rglob("recordings/*.wav")) >= sources:
            return
        time.sleep(0.05)
    pytest.fail("nothing was captured")
