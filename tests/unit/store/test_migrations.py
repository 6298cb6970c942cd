"""From version to version: whole or not at all, and never backwards."""

import sqlite3
from pathlib import Path

import pytest

from transcriber.store.connection import Database, open_writer
from transcriber.store.errors import StoreError
from transcriber.store.migrations import VERSION, migrate, refuse_newer
from transcriber.store.schema import APPLICATION_ID, STEPS

COLOURS = (*STEPS, ("CREATE TABLE colours (name TEXT) STRICT", "INSERT INTO colours VALUES ('red')"))
BROKEN = (*STEPS, ("CREATE TABLE colours (name TEXT) STRICT", "INSERT INTO nowhere VALUES (1)"))


def no_copy(version: int) -> None:
    raise AssertionError(f"no copy of version {version} was expected")


def test_an_empty_file_becomes_a_store_without_a_copy(tmp_path: Path) -> None:
    database = open_writer(tmp_path / "store.db")
    assert migrate(database, no_copy) == (0, VERSION)
    assert database.number("PRAGMA application_id") == APPLICATION_ID
    assert migrate(database, no_copy) == (VERSION, VERSION)
    database.close()


def test_a_copy_is_made_before_a_step(database: Database) -> None:
    copied: list[int] = []
    assert migrate(database, copied.append, COLOURS) == (VERSION, VERSION + 1)
    assert copied == [VERSION]
    assert database.number("SELECT count(*) FROM colours") == 1


def test_a_step_that_fails_leaves_the_store_as_it_was(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, lambda _: None, BROKEN)
    assert database.number("PRAGMA user_version") == VERSION
    assert database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'colours'") == 0


def test_without_a_copy_no_step_is_taken(database: Database) -> None:
    def fail(_: int) -> None:
        raise StoreError("disk_full", "The disk is full.")

    with pytest.raises(StoreError, match="full"):
        migrate(database, fail, COLOURS)
    assert database.number("PRAGMA user_version") == VERSION


def test_who_comes_second_takes_no_step_twice(tmp_path: Path, database: Database) -> None:
    second = open_writer(tmp_path / "store.db")
    migrate(second, lambda _: migrate(database, lambda _: None, COLOURS) and None, COLOURS)
    assert second.number("SELECT count(*) FROM colours") == 1
    second.close()


def test_a_newer_store_is_refused_and_stays_as_it_is(tmp_path: Path, database: Database) -> None:
    migrate(database, lambda _: None, COLOURS)
    with pytest.raises(
        StoreError, match=rf"newer version of this program \(format {VERSION + 1}; this one knows {VERSION}\)"
    ) as caught:
        migrate(database, no_copy)
    assert caught.value.code == "newer"
    database.close()
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(StoreError, match="newer"):
        refuse_newer(tmp_path / "store.db")
    assert (tmp_path / "store.db").read_bytes() == before
