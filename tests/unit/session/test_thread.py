import asyncio
import threading

import pytest

from transcriber.session.thread import SessionThread


async def nothing() -> None:
    pass


def test_what_is_called_runs_on_the_thread_and_the_caller_goes_on() -> None:
    thread = SessionThread(at_end=nothing)
    thread.start()
    names: list[str] = []
    done = threading.Event()

    def call() -> None:
        names.append(threading.current_thread().name)
        done.set()

    thread.call(call)
    assert done.wait(60)
    assert names == ["session"]
    assert thread.stop(60)


def test_stopping_cancels_what_runs_and_then_does_the_last_thing() -> None:
    told: list[str] = []

    async def last() -> None:
        told.append("last")

    async def for_ever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append("cancelled")

    thread = SessionThread(at_end=last)
    thread.start()
    started = threading.Event()
    thread.call(lambda: thread.spawn(for_ever()))
    thread.call(started.set)
    assert started.wait(60)

    assert thread.stop(60)
    assert told == ["cancelled", "last"]
    thread.call(lambda: told.append("too late"))
    assert told == ["cancelled", "last"]


@pytest.mark.allowed_logs(r"Unexpected failure on the session thread", logger="transcriber.session.thread")
def test_a_bug_is_logged_and_the_thread_outlives_it() -> None:
    async def bug() -> None:
        raise RuntimeError("a bug")

    thread = SessionThread(at_end=nothing)
    thread.start()
    thread.call(lambda: thread.spawn(bug()))
    alive = threading.Event()
    thread.call(alive.set)

    assert alive.wait(60)
    assert thread.stop(60)
