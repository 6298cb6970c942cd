"""The history is read on a thread of its own; answers come on the main thread, and only where they are wanted."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.history.reading import NO_STORE, HistoryReading
from transcriber.store.errors import StoreError
from transcriber.store.store import Store, StoreReader, store_path

NOW = datetime(2026, 11, 20, 10, 4, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "history", NOW)
    yield opened
    opened.close(NOW, lambda _: None)


@pytest.fixture
def reading(tmp_path: Path, qtbot: QtBot) -> Iterator[HistoryReading]:
    made = HistoryReading(tmp_path / "history")
    yield made
    made.close()


class Listener:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.threads: set[str] = set()

    def __call__(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.current_thread().name)


def test_the_work_is_done_elsewhere_and_the_answer_comes_here(
    reading: HistoryReading, store: Store, qtbot: QtBot
) -> None:
    store.recordings.create(NOW, title="Weekly sync")
    listener = Listener()

    def titles(reader: StoreReader) -> tuple[list[str], str]:
        return [each.title for each in reader.recordings.page()], threading.current_thread().name

    reading.ask(titles, listener, listener)
    qtbot.waitUntil(lambda: bool(listener.answers))
    assert listener.answers == [(["Weekly sync"], "history")]
    assert listener.threads == {"MainThread"}


def test_one_connection_serves_every_question(reading: HistoryReading, store: Store, qtbot: QtBot) -> None:
    listener = Listener()
    for _ in range(3):
        reading.ask(id, listener, listener)
    qtbot.waitUntil(lambda: len(listener.answers) == 3)
    assert len(set(listener.answers)) == 1


def test_before_anything_is_kept_that_is_said_and_afterwards_it_is_read(
    reading: HistoryReading, tmp_path: Path, qtbot: QtBot
) -> None:
    listener = Listener()
    reading.ask(lambda reader: reader.recordings.page(), listener, listener)
    qtbot.waitUntil(lambda: bool(listener.answers))
    assert isinstance(listener.answers[0], StoreError)
    assert listener.answers[0].code == NO_STORE
    store = Store(tmp_path / "history", NOW)
    reading.ask(lambda reader: reader.recordings.page(), listener, listener)
    qtbot.waitUntil(lambda: len(listener.answers) == 2)
    assert listener.answers[1] == []
    store.close(NOW, lambda _: None)


def test_a_store_that_was_put_in_its_place_is_opened_anew(
    reading: HistoryReading, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    listener = Listener()
    reading.ask(lambda reader: len(reader.recordings.page()), listener, listener)
    qtbot.waitUntil(lambda: bool(listener.answers))
    other = Store(tmp_path / "other", NOW)
    other.recordings.create(NOW, title="From the copy")
    other.close(NOW, lambda _: None)
    shutil.move(tmp_path / "history", tmp_path / "aside")
    shutil.move(tmp_path / "other", tmp_path / "history")
    reading.ask(lambda reader: len(reader.recordings.page()), listener, listener)
    qtbot.waitUntil(lambda: len(listener.answers) == 2)
    assert listener.answers == [0, 1]


def test_what_was_dropped_is_neither_done_nor_told(reading: HistoryReading, store: Store, qtbot: QtBot) -> None:
    gate, done, listener = threading.Event(), [], Listener()
    reading.ask(lambda _: gate.wait(5), listener, listener)
    dropped = reading.ask(lambda _: done.append("begun"), listener, listener)
    dropped.drop()
    reading.ask(lambda _: "last", listener, listener)
    gate.set()
    qtbot.waitUntil(lambda: len(listener.answers) == 2)
    assert (listener.answers, done) == ([True, "last"], [])


@pytest.mark.allowed_logs(r"history could not be read", logger="transcriber.gui.history.reading")
def test_a_bug_is_told_as_a_fault_and_the_next_question_is_answered(
    reading: HistoryReading, store: Store, qtbot: QtBot
) -> None:
    listener = Listener()
    reading.ask(lambda reader: 1 // 0, listener, listener)
    reading.ask(lambda reader: "still here", listener, listener)
    qtbot.waitUntil(lambda: len(listener.answers) == 2)
    assert [getattr(answer, "code", answer) for answer in listener.answers] == ["bug", "still here"]


def test_a_damaged_file_is_a_plain_sentence(reading: HistoryReading, tmp_path: Path, qtbot: QtBot) -> None:
    path = store_path(tmp_path / "history")
    path.parent.mkdir()
    path.write_bytes(b"not a database " * 100)
    listener = Listener()
    reading.ask(lambda reader: reader.recordings.page(), listener, listener)
    qtbot.waitUntil(lambda: bool(listener.answers))
    assert listener.answers[0].code == "damaged"


def test_after_the_close_nobody_is_told_and_the_thread_ends(
    reading: HistoryReading, store: Store, qtbot: QtBot
) -> None:
    listener = Listener()
    reading.ask(lambda _: "too late", listener, listener)
    reading.close()
    reading.ask(lambda _: "later", listener, listener)
    qtbot.waitUntil(lambda: all(thread.name != "history" for thread in threading.enumerate()))
    qtbot.wait(10)
    assert listener.answers == []


def test_the_thread_ends_with_its_window(tmp_path: Path, store: Store, qtbot: QtBot) -> None:
    from PySide6.QtCore import QObject

    window = QObject()
    reading = HistoryReading(tmp_path / "history", window)
    listener = Listener()
    reading.ask(lambda _: "here", listener, listener)
    qtbot.waitUntil(lambda: bool(listener.answers))
    window.deleteLater()
    qtbot.waitUntil(lambda: all(thread.name != "history" for thread in threading.enumerate()))
