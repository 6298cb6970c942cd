"""A store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, fresh_database
from transcriber.store.connection import Database
from transcriber.store.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store(folder, NOW)
    yield opened
    opened.close(NOW, lambda _: None)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = fresh_database(tmp_path)
    yield opened
    opened.close()
