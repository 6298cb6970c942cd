"""The order of decodes, with a recogniser that waits to be told to go on."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from transcriber.engine.decode_queue import DecodeQueue, decode
from transcriber.engine.recogniser import RecogniserError


class GatedRecogniser:
    """Names audio by its first sample; decodes one each time it is let go."""

    def __init__(self) -> None:
        self.decoded: list[int] = []
        self.threads: set[int] = set()
        self.begun = threading.Semaphore(0)
        self.let_go = threading.Semaphore(0)

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        self.threads.add(threading.get_ident())
        self.decoded.append(int(samples[0]))
        self.begun.release()
        assert self.let_go.acquire(timeout=60)
        if samples[0] < 0:
            raise RecogniserError("cannot")
        return f"text {int(samples[0])}"


class Desk:
    """A queue, its recogniser, and the answers so far."""

    def __init__(self) -> None:
        self.recogniser = GatedRecogniser()
        self.queue = DecodeQueue(self.recogniser)
        self.answers: list[str | RecogniserError] = []
        self.answered = asyncio.Event()

    def take(self, outcome: str | RecogniserError) -> None:
        self.answers.append(outcome)
        self.answered.set()

    async def begun(self) -> None:
        await asyncio.to_thread(self.recogniser.begun.acquire)

    async def finish(self, count: int) -> None:
        target = len(self.answers) + count
        self.recogniser.let_go.release(count)
        while len(self.answers) < target:
            self.answered.clear()
            await asyncio.wait_for(self.answered.wait(), 60)


def audio(name: int) -> NDArray[np.float32]:
    return np.full(10, name, dtype=np.float32)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    yield desk
    desk.recogniser.let_go.release(100)
    await desk.queue.close()


async def test_finals_go_first_and_in_order_and_only_the_newest_partial_is_decoded(desk: Desk) -> None:
    desk.queue.submit_partial("a", audio(1), desk.take)
    await desk.begun()
    assert desk.queue.is_decoding_partial("a")
    desk.queue.submit_partial("a", audio(2), desk.take)
    desk.queue.submit_partial("b", audio(3), desk.take)
    desk.queue.submit_partial("a", audio(4), desk.take)
    desk.queue.submit_final("c", audio(5), desk.take)
    desk.queue.submit_final("c", audio(6), desk.take)
    await desk.finish(5)

    assert desk.recogniser.decoded == [1, 5, 6, 4, 3]
    assert desk.answers == ["text 1", "text 5", "text 6", "text 4", "text 3"]
    assert len(desk.recogniser.threads - {threading.get_ident()}) == 1 == len(desk.recogniser.threads)
    assert not desk.queue.is_decoding_partial("a")


async def test_a_final_makes_its_owners_waiting_partial_stale(desk: Desk) -> None:
    desk.queue.submit_partial("a", audio(1), desk.take)
    await desk.begun()
    desk.queue.submit_partial("a", audio(2), desk.take)
    desk.queue.submit_partial("b", audio(3), desk.take)
    desk.queue.submit_final("a", audio(4), desk.take)
    await desk.finish(3)
    assert desk.recogniser.decoded == [1, 4, 3]


async def test_a_final_can_be_taken_back_until_its_decode_begins(desk: Desk) -> None:
    first = desk.queue.submit_final("a", audio(1), desk.take)
    second = desk.queue.submit_final("a", audio(2), desk.take)
    desk.queue.submit_final("a", audio(3), desk.take)
    await desk.begun()
    assert not desk.queue.cancel(first)
    assert desk.queue.cancel(second)
    assert not desk.queue.cancel(second)
    await desk.finish(2)
    assert desk.answers == ["text 1", "text 3"]


async def test_who_is_forgotten_hears_nothing_not_even_of_the_running_decode(desk: Desk) -> None:
    desk.queue.submit_final("a", audio(1), desk.take)
    await desk.begun()
    desk.queue.submit_final("a", audio(2), desk.take)
    desk.queue.submit_partial("a", audio(3), desk.take)
    desk.queue.submit_final("b", audio(4), desk.take)
    desk.queue.forget("a")
    desk.recogniser.let_go.release()
    await desk.finish(1)
    assert desk.answers == ["text 4"]
    assert desk.recogniser.decoded == [1, 4]


async def test_a_failed_decode_is_an_answer_and_the_next_one_goes_on(desk: Desk) -> None:
    desk.queue.submit_final("a", audio(-1), desk.take)
    desk.queue.submit_final("a", audio(2), desk.take)
    await desk.finish(2)
    assert isinstance(desk.answers[0], RecogniserError)
    assert desk.answers[1] == "text 2"


async def test_closing_ends_the_thread_and_drops_what_waits() -> None:
    desk = Desk()
    desk.queue.submit_final("a", audio(1), desk.take)
    await desk.begun()
    desk.queue.submit_final("a", audio(2), desk.take)
    closing = asyncio.ensure_future(desk.queue.close())
    await asyncio.sleep(0)
    desk.recogniser.let_go.release(2)
    await closing
    await asyncio.sleep(0)
    assert desk.recogniser.decoded == [1]
    assert desk.answers == []
    assert "decode" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.allowed_logs("should not raise")
def test_a_bug_in_the_recogniser_is_logged_and_answered(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        transcribe: Callable[[NDArray[np.float32]], str]

        def __init__(self) -> None:
            self.transcribe = lambda samples: str(1 / 0)

    assert isinstance(decode(Broken(), audio(1)), RecogniserError)
    assert "ZeroDivisionError" in caplog.text
