"""A decode queue whose answers the test gives."""

from collections.abc import Hashable

import numpy as np
import pytest
from numpy.typing import NDArray

from transcriber.engine.decode_queue import Answer, DecodeJob
from transcriber.engine.recogniser import RecogniserError


class ScriptedDecoding:
    """Takes jobs as the real queue does and decodes the next one when the test says what was heard."""

    def __init__(self) -> None:
        self.finals: list[DecodeJob] = []
        self.partial: DecodeJob | None = None
        self.running: DecodeJob | None = None
        self.forgotten: list[Hashable] = []

    def submit_final(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> DecodeJob:
        job = DecodeJob(owner, samples, answer)
        self.finals.append(job)
        self.partial = None
        return job

    def submit_partial(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> None:
        self.partial = DecodeJob(owner, samples, answer, is_partial=True)

    def is_decoding_partial(self, owner: Hashable) -> bool:
        return self.running is not None and self.running.is_partial

    def cancel(self, job: DecodeJob) -> bool:
        if job not in self.finals:
            return False
        self.finals.remove(job)
        return True

    def forget(self, owner: Hashable) -> None:
        self.forgotten.append(owner)
        self.finals.clear()
        self.partial = None

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing runs."""
        return not self.finals and self.partial is None and self.running is None

    def begin(self) -> DecodeJob:
        """Begin the next decode; the job tells what audio it got."""
        assert self.running is None
        self.running = self.finals.pop(0) if self.finals else self.partial
        assert self.running is not None, "nothing was asked for"
        if self.running is self.partial:
            self.partial = None
        return self.running

    def answer(self, outcome: str | RecogniserError) -> DecodeJob:
        """Answer the running decode, or begin and answer the next."""
        job = self.running or self.begin()
        self.running = None
        job.answer(outcome)
        return job


@pytest.fixture
def decoding() -> ScriptedDecoding:
    return ScriptedDecoding()
