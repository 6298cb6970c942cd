"""The one way to the file: durable, private, and with plain names for its faults."""

import sqlite3
import threading
from pathlib import Path

import pytest

from transcriber.store.connection import (
    Database,
    header_of,
    make_private_folder,
    open_lock,
    open_reader,
    open_writer,
)
from transcriber.store.errors import StoreError


def test_a_writer_is_set_to_lose_nothing_and_to_leave_nothing(database: Database) -> None:
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "fullfsync": 1}
    found = {name: row[0] for name in settings if (row := database.row(f"PRAGMA {name}"))}
    assert found == settings


def test_nobody_else_can_read_the_file_nor_its_log(tmp_path: Path, database: Database) -> None:
    files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert files == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}


def test_a_folder_is_made_private_or_becomes_it(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    for name in ("open", "new/inner"):
        make_private_folder(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o700


def test_a_block_that_fails_changes_nothing(database: Database) -> None:
    def write_twice() -> None:
        with database.write():
            for _ in range(2):
                database.insert("INSERT INTO forgotten VALUES ('a')")

    with pytest.raises(sqlite3.IntegrityError):
        write_twice()
    assert database.rows("SELECT * FROM forgotten") == []


def test_a_reader_sees_what_is_committed_and_can_change_nothing(tmp_path: Path, database: Database) -> None:
    reader = open_reader(tmp_path / "store.db")
    with database.write():
        database.insert("INSERT INTO forgotten VALUES ('a')")
        assert reader.rows("SELECT * FROM forgotten") == []
    assert [row["public_id"] for row in reader.rows("SELECT * FROM forgotten")] == ["a"]
    with pytest.raises(StoreError, match="cannot be written") as caught:
        reader.change("DELETE FROM forgotten")
    assert caught.value.code == "read_only"
    reader.close()


def test_a_reader_finds_a_store_that_no_writer_has_open(tmp_path: Path, database: Database) -> None:
    database.close()
    reader = open_reader(tmp_path / "store.db")
    assert reader.number("SELECT count(*) FROM recordings") == 0
    reader.close()


def test_another_thread_is_refused(database: Database) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            database.rows("SELECT 1")
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_full_disk_is_named_and_what_was_there_stays(database: Database) -> None:
    database.insert("INSERT INTO forgotten VALUES ('before')")
    database.row(f"PRAGMA max_page_count = {database.number('PRAGMA page_count')}")
    with pytest.raises(StoreError) as caught, database.write():
        database.insert("INSERT INTO forgotten VALUES (?)", "more" * 100_000)
    assert caught.value.code == "disk_full"
    assert [row[0] for row in database.rows("SELECT * FROM forgotten")] == ["before"]


def test_a_statement_that_is_wrong_stays_the_bug_that_it_is(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.rows("SELECT * FROM nowhere")


def test_who_comes_second_to_a_lock_is_told_so(tmp_path: Path) -> None:
    first = open_lock(tmp_path / "lock", wait_s=0)
    assert first is not None
    assert open_lock(tmp_path / "lock", wait_s=0) is None
    first.close()
    second = open_lock(tmp_path / "lock", wait_s=0)
    assert second is not None
    second.close()


def test_the_header_is_read_without_touching_the_file(tmp_path: Path, database: Database) -> None:
    database.row("PRAGMA user_version = 7")
    database.row("PRAGMA application_id = 9")
    database.close()
    assert header_of(tmp_path / "store.db") == (7, 9)
    assert header_of(tmp_path / "nothing.db") == (0, 0)


@pytest.mark.parametrize("content", [b"x", b"no database" * 50, b"SQLite format 3\0" + b"\0" * 40])
def test_what_is_no_database_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store.db").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        header_of(tmp_path / "store.db")


def test_a_file_shorter_than_it_says_is_damage(tmp_path: Path, database: Database) -> None:
    database.close()
    path = tmp_path / "store.db"
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(StoreError, match="damaged"):
        header_of(path)


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("")
    for act in (make_private_folder, open_writer, open_reader):
        with pytest.raises(StoreError) as caught:
            act(tmp_path / "history" / "store")
        assert caught.value.code == "unreachable"


def test_nothing_is_written_into_a_file_that_someone_removed_or_replaced(tmp_path: Path, database: Database) -> None:
    path, aside = tmp_path / "store.db", tmp_path / "aside.db"
    path.rename(aside)
    for replaces in (False, True):
        if replaces:
            path.write_bytes(aside.read_bytes())
        with pytest.raises(StoreError, match="removed or replaced") as refused, database.write():
            database.insert("INSERT INTO forgotten VALUES ('nowhere')")
        assert refused.value.code == "vanished"

    aside.replace(path)
    assert database.number("SELECT count(*) FROM forgotten") == 0
    with database.write():
        database.insert("INSERT INTO forgotten VALUES ('there again')")
