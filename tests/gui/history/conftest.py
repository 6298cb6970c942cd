"""A history with recordings of several days, and the thread that reads it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from transcriber.gui.history import hits_model, recordings_model
from transcriber.gui.history.reading import HistoryReading
from transcriber.store.store import Store
from transcriber.store.values import StoredRecording
from transcriber.transcript.turns import Turn, TurnState

NOW = datetime(2026, 11, 20, 10, 4, tzinfo=UTC)
"""What the window takes for the present too: no midnight comes while the tests run."""


class Shelf:
    """The store, and short words to fill it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder, NOW)

    def add(self, title: str, *texts: str, hours_ago: float = 0, is_finished: bool = True) -> StoredRecording:
        recording = self.store.recordings.create(NOW - timedelta(hours=hours_ago), title=title)
        for number, text in enumerate(texts, start=1):
            turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 4_000)
            self.store.turns.save(recording.public_id, turn, number - 1)
        if is_finished:
            self.store.recordings.finish(recording.public_id, 63_000)
        return self.store.recordings.get(recording.public_id)

    def close(self) -> None:
        self.store.close(NOW, lambda _: None)


class Standing(datetime):
    """The time that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Standing":
        return cls.fromtimestamp(NOW.timestamp(), tz)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (hits_model, recordings_model):
        monkeypatch.setattr(module, "datetime", Standing)


@pytest.fixture
def history_folder(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def shelf(history_folder: Path) -> Iterator[Shelf]:
    made = Shelf(history_folder)
    yield made
    made.close()


@pytest.fixture
def reading(history_folder: Path, qapp: QApplication) -> Iterator[HistoryReading]:
    made = HistoryReading(history_folder)
    yield made
    made.close()
