"""A disk that is full in the middle of a recording: the captions go on, and every number is read."""

import asyncio
import errno
import json
import os
import resource
import subprocess
import sys

import pytest

from tests.fault_stage import fault_stage, sentences

FULL_AFTER_BYTES = 10 * 48_000


async def test_the_captions_go_on_when_the_disk_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.pwrite

    def write_until_full(descriptor: int, data: bytes, offset_bytes: int) -> int:
        if offset_bytes + len(data) > FULL_AFTER_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data, offset_bytes)

    monkeypatch.setattr(os, "pwrite", write_until_full)
    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40))
        outcome.assert_exact()
        assert len(outcome.read) == len(outcome.given)
        assert any("disk" in code for code in outcome.problems), outcome.problems


def test_a_system_that_lets_no_file_grow_stops_no_caption() -> None:
    """The system's own refusal (`RLIMIT_FSIZE`), in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.faults.test_disk"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["lost"], told["doubled"], told["read"], told["given"]) == ([], [], 320, 320)
    assert told["problems"], "a person must learn of it"


async def _recorded_on_a_full_disk() -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AFTER_BYTES, FULL_AFTER_BYTES))
    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40))
    return {
        "lost": outcome.lost,
        "doubled": outcome.doubled,
        "read": len(outcome.read),
        "given": len(outcome.given),
        "problems": outcome.problems,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_recorded_on_a_full_disk())))
