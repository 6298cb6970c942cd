import threading

import pytest

from transcriber.audio import passing_thread


def test_the_call_is_made_in_a_thread_of_its_own_that_ends_with_the_program() -> None:
    thread = passing_thread.begin(threading.current_thread, "passing").result(10)

    assert (thread.name, thread.daemon) == ("passing", True)
    assert thread is not threading.current_thread()


def test_whoever_waits_gets_what_went_wrong() -> None:
    def fail() -> None:
        raise OSError("no answer")

    with pytest.raises(OSError, match="no answer"):
        passing_thread.begin(fail, "passing").result(10)


def test_what_hangs_holds_up_nobody() -> None:
    may_end = threading.Event()
    future = passing_thread.begin(lambda: may_end.wait(10), "passing")

    assert not future.done()
    may_end.set()
    assert future.result(10)
