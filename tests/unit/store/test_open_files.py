"""A look into the store's file costs SQLite no lock: what is written here afterwards is there for everybody."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded
from transcriber.store import open_files
from transcriber.store.connection import header_of, open_writer
from transcriber.store.store import Store, StoreReader, store_path

OTHER = """
import pathlib, sys
from datetime import UTC, datetime
from transcriber.store.store import Store
now = datetime(2026, 11, 21, 8, tzinfo=UTC)
store = Store(pathlib.Path(sys.argv[1]), now)
store.recordings.finish(store.recordings.create(now, title="theirs").public_id, 1000)
store.close(now, lambda path: None)
"""
TITLES = """
import pathlib, sys
from transcriber.store.store import StoreReader
print(*sorted(each.title for each in StoreReader(pathlib.Path(sys.argv[1])).recordings.page()))
"""


def another_program(code: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, timeout=200
    ).stdout


def read_once(folder: Path) -> None:
    reader = StoreReader(folder)
    reader.recordings.page()
    reader.close()


def test_what_is_written_after_another_program_came_and_went_is_there_for_everybody(folder: Path) -> None:
    store = Store(folder, NOW)
    recorded(store, "One.", title="before")
    read_once(folder)
    reading = threading.Thread(target=read_once, args=(folder,))
    reading.start()
    reading.join()

    another_program(OTHER, folder)
    assert store_path(folder).with_name("store.db-wal").exists(), "its log belongs to the program that still runs"
    recorded(store, "Two.", title="after")

    assert another_program(TITLES, folder).split() == ["after", "before", "theirs"]
    store.close(NOW, no_audio)
    assert another_program(TITLES, folder).split() == ["after", "before", "theirs"]


def test_a_look_keeps_one_descriptor_while_the_file_is_open_and_none_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    database, second = open_writer(path), open_writer(path)
    database.change("CREATE TABLE t (x)")
    for _ in range(3):
        header_of(path)
    status = path.stat()
    descriptor = open_files._looked_into[(status.st_dev, status.st_ino)]
    database.close()
    os.fstat(descriptor)
    second.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
    assert (status.st_dev, status.st_ino) not in open_files._looked_into
    assert header_of(path) == (0, 0)


def test_what_is_not_there_cannot_be_looked_into(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_files.first_bytes(tmp_path / "nothing", 100)
    (tmp_path / "short").write_bytes(b"abc")
    assert open_files.first_bytes(tmp_path / "short", 100) == b"abc"
