"""A disk that is full in the middle of a recording: the captions go on, and every number is read."""

import errno
import os

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
