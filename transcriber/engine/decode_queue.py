"""Who is decoded next: one thread, finals first, at most one waiting partial per owner.

The recogniser must not be used by two threads at once, and a partial that comes late is worth nothing while a final is
worth the turn: so finals wait in order and are never dropped, and a newer partial takes the place of an older one.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from transcriber.engine.recogniser import Recogniser, RecogniserError

_logger = logging.getLogger(__name__)

Answer = Callable[[str | RecogniserError], None]
"""Called on the event loop with the text, or with why there is none."""


@dataclass(eq=False, slots=True)
class DecodeJob:
    """One decode that was asked for; whoever holds it may give it back to `cancel`."""

    owner: Hashable
    samples: NDArray[np.float32]
    answer: Answer
    is_partial: bool = False


class Decoding(Protocol):
    """What a listener asks of the queue; everything is called on the event loop."""

    def submit_final(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> DecodeJob:
        """Decode after every final submitted before; this owner's waiting partial, older now, is dropped."""

    def submit_partial(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> None:
        """Decode when no final waits; replaces this owner's waiting partial."""

    def is_decoding_partial(self, owner: Hashable) -> bool:
        """Whether a partial of this owner is being decoded now, or its answer is on its way."""

    def cancel(self, job: DecodeJob) -> bool:
        """Take back a final; False when its decode has begun and the answer will come."""

    def forget(self, owner: Hashable) -> None:
        """Drop everything of this owner; no answer comes any more."""


class DecodeQueue:
    """The decode thread and its two queues.

    Made, used and closed on the event loop; `_decode_until_closed` is the only method that runs on the decode thread,
    and answers come back through `call_soon_threadsafe`.
    """

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._loop = asyncio.get_running_loop()
        self._changed = threading.Condition()
        self._finals: deque[DecodeJob] = deque()
        self._partials: dict[Hashable, DecodeJob] = {}
        self._begun: set[DecodeJob] = set()
        self._is_closed = False
        self._thread = threading.Thread(target=self._decode_until_closed, name="decode", daemon=True)
        self._thread.start()

    def submit_final(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> DecodeJob:
        """See `Decoding`."""
        job = DecodeJob(owner, samples, answer)
        with self._changed:
            self._finals.append(job)
            self._partials.pop(owner, None)
            self._changed.notify()
        return job

    def submit_partial(self, owner: Hashable, samples: NDArray[np.float32], answer: Answer) -> None:
        """See `Decoding`."""
        with self._changed:
            # An owner keeps its place in line when a newer partial replaces the waiting one.
            self._partials[owner] = DecodeJob(owner, samples, answer, is_partial=True)
            self._changed.notify()

    def is_decoding_partial(self, owner: Hashable) -> bool:
        """See `Decoding`."""
        with self._changed:
            return any(job.is_partial and job.owner == owner for job in self._begun)

    def cancel(self, job: DecodeJob) -> bool:
        """See `Decoding`."""
        with self._changed:
            try:
                self._finals.remove(job)
            except ValueError:
                return False
        return True

    def forget(self, owner: Hashable) -> None:
        """See `Decoding`."""
        with self._changed:
            self._finals = deque(job for job in self._finals if job.owner != owner)
            self._partials.pop(owner, None)
            self._begun = {job for job in self._begun if job.owner != owner}

    async def close(self) -> None:
        """Drop what waits, end the thread after the decode it is in; no answer comes any more."""
        with self._changed:
            self._is_closed = True
            self._finals.clear()
            self._partials.clear()
            self._begun.clear()
            self._changed.notify()
        await asyncio.to_thread(self._thread.join)

    def _next_job(self) -> DecodeJob | None:
        with self._changed:
            while not (self._finals or self._partials or self._is_closed):
                self._changed.wait()
            if self._is_closed:
                return None
            job = self._finals.popleft() if self._finals else self._partials.pop(next(iter(self._partials)))
            self._begun.add(job)
            return job

    def _decode_until_closed(self) -> None:
        while (job := self._next_job()) is not None:
            outcome = decode(self._recogniser, job.samples)
            try:
                self._loop.call_soon_threadsafe(self._deliver, job, outcome)
            except RuntimeError:
                return  # the loop is closed: nobody is left to hear the answer

    def _deliver(self, job: DecodeJob, outcome: str | RecogniserError) -> None:
        with self._changed:
            is_wanted = job in self._begun
            self._begun.discard(job)
        if is_wanted:
            job.answer(outcome)


def decode(recogniser: Recogniser, samples: NDArray[np.float32]) -> str | RecogniserError:
    """The text of the samples, or why there is none; a fault of the recogniser must not end the decode thread."""
    try:
        return recogniser.transcribe(samples)
    except RecogniserError as fault:
        return fault
    except Exception:
        _logger.exception("The recogniser raised something it should not raise")
        return RecogniserError("The speech recogniser failed on this audio.")
