"""Every fault of the world has a name and a remedy."""

import sqlite3

import pytest

from transcriber.store.errors import error_of


@pytest.mark.parametrize(
    ("result_code", "code"),
    [
        (sqlite3.SQLITE_BUSY, "busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "busy"),
        (sqlite3.SQLITE_LOCKED, "busy"),
        (sqlite3.SQLITE_FULL, "disk_full"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk_failed"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read_only"),
        (sqlite3.SQLITE_PERM, "read_only"),
        (sqlite3.SQLITE_CANTOPEN, "unreachable"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_INTERRUPT, "given_up"),
    ],
)
def test_a_result_code_means_something_to_a_person(result_code: int, code: str) -> None:
    error = error_of(result_code)
    assert error.code == code
    assert error.message.endswith(".")
    assert error.remedy.endswith(".")


def test_a_fault_without_a_code_is_the_disks() -> None:
    assert error_of(None).code == "disk_failed"
