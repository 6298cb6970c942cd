"""A store whose tables no longer say what they said takes no turn; one that is whole does, and keeps nothing of it."""

import pytest

from tests.unit.store.stage import NOW
from transcriber.store.connection import Database
from transcriber.store.dry_run import takes_a_turn
from transcriber.store.recordings import Recordings


def test_a_store_that_is_whole_takes_a_turn_and_keeps_nothing_of_it(database: Database) -> None:
    Recordings(database, "me").create(NOW)
    before = [database.number(f"SELECT count(*) FROM {table}") for table in ("recordings", "turns", "turn_words")]
    assert takes_a_turn(database)
    after = [database.number(f"SELECT count(*) FROM {table}") for table in ("recordings", "turns", "turn_words")]
    assert after == before == [1, 0, 0]


@pytest.mark.parametrize(
    ("right", "wrong"), [("new.machine_text", "new.macXine_text"), ("INSERT INTO turn_grams", "INSERT INTO turn_grXms")]
)
def test_a_trigger_in_which_a_byte_is_wrong_is_noticed(database: Database, right: str, wrong: str) -> None:
    database.change("PRAGMA writable_schema = ON")
    changed = database.change(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'turn_added'", right, wrong
    )
    assert changed == 1
    database.change("PRAGMA writable_schema = RESET")
    assert not takes_a_turn(database)
