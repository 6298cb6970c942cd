"""Copies to fall back on."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, held, said, traces_of
from transcriber.store.connection import Database
from transcriber.store.safety_copies import KEPT, SafetyCopies, is_sound
from transcriber.store.turns import Turns


@pytest.fixture
def copies(tmp_path: Path) -> SafetyCopies:
    return SafetyCopies(tmp_path / "copies")


def test_one_a_day_is_due_and_three_are_kept(copies: SafetyCopies, database: Database) -> None:
    made = []
    for day in range(KEPT + 2):
        now = NOW + timedelta(days=day)
        assert copies.is_due(now)
        made.append(copies.make(database, now))
        assert not copies.is_due(now + timedelta(hours=3))
    assert copies.newest_first() == made[: -KEPT - 1 : -1]
    assert copies.made_utc(made[-1]) == NOW + timedelta(days=KEPT + 1)


def test_a_copy_is_private_and_whole(copies: SafetyCopies, database: Database) -> None:
    copy = copies.make(database, NOW)
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert is_sound(copy)


def test_the_newest_good_copy_is_not_the_newest(copies: SafetyCopies, database: Database) -> None:
    good, truncated, foreign = (copies.make(database, NOW + timedelta(days=day)) for day in range(3))
    content = truncated.read_bytes()
    truncated.write_bytes(content[: len(content) // 2])
    foreign.write_text("hello")
    good.with_name("store-20270101T000000000000Z.db").write_text("")
    assert copies.newest_good() == good


def test_where_no_copy_is_good_there_is_none(copies: SafetyCopies) -> None:
    assert copies.newest_good() is None


def test_a_restored_copy_is_the_store_again(copies: SafetyCopies, database: Database, tmp_path: Path) -> None:
    recording = held(database).create(NOW)
    said(Turns(database), recording, "kept")
    restored = tmp_path / "restored.db"
    copies.restore(copies.make(database, NOW), restored)
    assert is_sound(restored)
    assert restored.stat().st_mode & 0o777 == 0o600


def test_a_forgotten_recording_is_in_no_copy(copies: SafetyCopies, database: Database, tmp_path: Path) -> None:
    secret, kept = held(database).create(NOW), held(database).create(NOW)
    said(Turns(database), secret, "xylophone")
    said(Turns(database), kept, "marimba")
    for day in range(2):
        copies.make(database, NOW + timedelta(days=day))
    copies.newest_first()[0].write_text("no database, but xylophone")
    copies.forget([secret.public_id])
    [left] = copies.newest_first()
    assert is_sound(left)
    assert traces_of("xyloph", tmp_path / "copies") == []
    assert traces_of("marimba", tmp_path / "copies") == [left.name]


def test_what_a_program_did_not_finish_copying_goes(copies: SafetyCopies, database: Database) -> None:
    copy = copies.make(database, NOW)
    (copy.parent / "store-1.unfinished").write_text("half of everything that was said")
    copies.forget([])
    assert list(copy.parent.iterdir()) == [copy]


def test_a_copy_that_cannot_be_made_leaves_the_others(copies: SafetyCopies, database: Database) -> None:
    first = copies.make(database, NOW)
    database.change("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="VACUUM"):
        copies.make(database, NOW + timedelta(days=1))
    database.change("ROLLBACK")
    assert list(first.parent.iterdir()) == [first]
