"""Questions to the history are answered on the main thread, in order, also before there is a history."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from transcriber.gui.history.reading import HistoryReading
from transcriber.store.errors import StoreError
from transcriber.store.store import Store

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_answers_come_in_order_on_the_main_thread(qtbot: QtBot, tmp_path: Path) -> None:
    store = Store(tmp_path / "history", NOW)
    made = store.recordings.create(NOW, title="Weekly sync")
    reading = HistoryReading(tmp_path / "history")
    told: list[Any] = []

    def take(answer: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append(answer)

    reading.ask(lambda reader: reader.recordings.get(made.public_id).title, take, take)
    reading.ask(lambda reader: reader.turns.get(17), take, take)
    reading.ask(lambda _: threading.current_thread() is threading.main_thread(), take, take)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told[0] == "Weekly sync"
    assert isinstance(told[1], StoreError)
    assert told[1].code == "unknown_turn"
    assert told[2] is False
    reading.close()
    store.close(NOW, lambda _: None)


def test_a_history_that_is_made_later_is_found(qtbot: QtBot, tmp_path: Path) -> None:
    reading = HistoryReading(tmp_path / "history")
    told: list[Any] = []
    reading.ask(lambda reader: reader.recordings.page(), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].code == "unreachable"
    store = Store(tmp_path / "history", NOW)
    reading.ask(lambda reader: reader.recordings.page(), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == []
    reading.close()
    store.close(NOW, lambda _: None)


def test_nothing_is_told_after_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    reading = HistoryReading(tmp_path / "history")
    told: list[Any] = []
    reading.ask(lambda reader: reader.recordings.page(), told.append, told.append)
    reading.close()
    reading.ask(lambda reader: reader.recordings.page(), told.append, told.append)
    qtbot.wait(50)
    assert told == []
