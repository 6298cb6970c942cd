"""The search index fits the texts, or is made to."""

from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, held, said, traces_of
from transcriber.store.connection import Database
from transcriber.store.index_care import fits_the_texts, make_anew, scrub, scrub_whole
from transcriber.store.search import Search
from transcriber.store.turns import Turns


@pytest.fixture
def talkative(database: Database) -> Database:
    for number in range(20):
        said(Turns(database), held(database).create(NOW), f"syzygy{number} was said", "and more")
    return database


def test_words_that_were_deleted_stand_nowhere_after_scrubbing(talkative: Database, tmp_path: Path) -> None:
    with talkative.write():
        talkative.change("DELETE FROM turns")
    talkative.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert traces_of("yzygy1", tmp_path) == ["store.db"]
    scrub_whole(talkative)
    talkative.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert traces_of("yzygy1", tmp_path) == []
    assert scrub(talkative)


def test_much_to_scrub_is_done_in_small_steps(
    talkative: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcriber.store.index_care._PAGES_AT_ONCE", 1)
    for number in range(60):
        said(Turns(talkative), held(talkative).create(NOW), *(f"kept{number} {other}" for other in range(20)))
    with talkative.write():
        talkative.change("DELETE FROM turns WHERE text LIKE 'syzygy%'")
    steps = sum(1 for _ in iter(lambda: scrub(talkative), True))
    talkative.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert steps > 1
    assert traces_of("yzygy1", tmp_path) == []


def test_an_index_that_lost_its_words_is_noticed_and_made_anew(talkative: Database) -> None:
    assert fits_the_texts(talkative)
    with talkative.write():
        talkative.change("DELETE FROM turn_words_data WHERE id > 10")
    assert not fits_the_texts(talkative)
    make_anew(talkative)
    assert fits_the_texts(talkative)
    assert len(Search(talkative).find("said")) == 20
