"""Errands: work away from the main thread, answers on it, in order, and none after the end."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.errands import Errands


@pytest.fixture
def errands(styled: object) -> Errands:
    return Errands()


def refuse(error: Exception) -> None:
    raise error


def test_work_is_done_elsewhere_and_answered_here(errands: Errands, qtbot: QtBot) -> None:
    told: list[tuple[threading.Thread, threading.Thread]] = []
    errands.run(threading.current_thread, lambda thread: told.append((thread, threading.current_thread())), refuse)
    qtbot.waitUntil(lambda: bool(told))
    worker, listener = told[0]
    assert worker is not listener
    assert listener is threading.main_thread()


def test_one_errand_follows_the_other(errands: Errands, qtbot: QtBot) -> None:
    done: list[str] = []
    may_go_on = threading.Event()

    def first() -> None:
        may_go_on.wait()
        done.append("first")

    errands.run(first, None, refuse)
    errands.run(lambda: done.append("second"), None, refuse)
    assert done == []
    may_go_on.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["first", "second"]


def test_a_fault_is_told_and_the_next_errand_still_runs(errands: Errands, qtbot: QtBot) -> None:
    told: list[object] = []

    def fail() -> None:
        raise OSError("no room")

    errands.run(fail, told.append, lambda error: told.append(str(error)))
    errands.run(lambda: "whole", told.append, refuse)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["no room", "whole"]


def test_nothing_is_told_after_the_end(errands: Errands, qtbot: QtBot) -> None:
    told: list[object] = []
    may_go_on, has_ended = threading.Event(), threading.Event()

    def work() -> str:
        may_go_on.wait()
        has_ended.set()
        return "late"

    errands.run(work, told.append, refuse)
    errands.close()
    errands.run(lambda: "never", told.append, refuse)
    may_go_on.set()
    assert has_ended.wait(60)
    qtbot.wait(20)
    assert told == []


def test_a_window_that_is_gone_is_told_nothing(styled: object, qtbot: QtBot) -> None:
    may_go_on, has_ended = threading.Event(), threading.Event()
    errands = Errands()
    told: list[object] = []

    def work() -> None:
        may_go_on.wait()
        has_ended.set()

    errands.run(work, told.append, refuse)
    errands.deleteLater()
    qtbot.wait(20)
    may_go_on.set()
    assert has_ended.wait(60)
    qtbot.wait(20)
    assert told == []
