"""Garbage of Qt's is ended on the thread that it belongs to, and none of it stays."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.collecting import Collecting, uncollected

MANY = 50_000
"""More than is made before Python would look on its own, many times over."""


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    made = Collecting()
    yield made
    made.deleteLater()
    gc.unfreeze()
    gc.enable()


class Ring(QObject):
    """Holds itself, so that only the collector can end it, and says on which thread that was."""

    ended_on: list[threading.Thread]

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended_on.append(threading.current_thread()))


def make_many(kept: list[list[object]]) -> None:
    for _ in range(MANY):
        kept.append([])
    kept.clear()


def test_what_another_thread_makes_ends_nothing_there(collecting: Collecting, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    Ring(ended_on)
    kept: list[list[object]] = []
    worker = threading.Thread(target=make_many, args=(kept,))
    worker.start()
    worker.join()
    assert ended_on == []
    rings = [[] for _ in range(1_000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: ended_on == [threading.main_thread()])
    assert len(rings) == 1_000


def test_garbage_that_was_looked_through_before_goes_too(collecting: Collecting, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    ring = Ring(ended_on)
    gc.collect()
    del ring

    held: list[list[object]] = []

    def is_ended_while_more_is_made() -> bool:
        held.extend([] for _ in range(2_000))
        return bool(ended_on)

    qtbot.waitUntil(is_ended_while_more_is_made, timeout=20_000)


def test_what_is_made_uncollected_is_looked_through_by_nobody(collecting: Collecting, qtbot: QtBot) -> None:
    ended_on: list[threading.Thread] = []
    with uncollected():
        Ring(ended_on)
        held = [[] for _ in range(2_000)]  # type: ignore[var-annotated]
        qtbot.wait(30)
        assert ended_on == []
    gc.collect()
    assert (ended_on, len(held)) == ([], 2_000)


def test_without_a_window_python_collects_as_before() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()
