"""Damage is found, said and made good from the newest copy that is whole."""

import random
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded, texts
from transcriber.store.errors import StoreError
from transcriber.store.presence import Presence
from transcriber.store.repair import Condition, Finding
from transcriber.store.store import Store, store_path

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def filled(folder: Path) -> str:
    """A store with one recording in the safety copy and one more after it; returns the first one's id."""
    store = Store(folder, NOW)
    public_id = recorded(store, *(f"turn number {number}" for number in range(80))).public_id
    store.close(NOW, no_audio)
    again = Store(folder, NOW)
    recorded(again, "later")
    again.close(NOW, no_audio)
    return public_id


def test_a_sound_store_has_nothing_to_say(folder: Path, filled: str) -> None:
    store = Store(folder, TOMORROW)
    assert store.start.finding.condition in (Condition.SOUND, Condition.CHECKED)
    assert store.start.finding.message == ""
    assert len(store.recordings.page()) == 2
    store.close(TOMORROW, no_audio)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_store_is_replaced_by_its_copy_and_kept(folder: Path, filled: str, kept: float) -> None:
    content = store_path(folder).read_bytes()
    damaged = content[: int(len(content) * kept)]
    store_path(folder).write_bytes(damaged)
    store = Store(folder, TOMORROW)
    finding = store.start.finding
    assert finding.condition is Condition.RESTORED
    assert finding.copy_made_utc == NOW
    assert finding.damaged_path is not None
    assert finding.damaged_path.read_bytes() == damaged
    assert "The safety copy of 2026-11-21 08:00 UTC was restored." in finding.message
    assert len(store.turns.all(filled)) == 80
    assert len(store.recordings.page()) == 1
    store.close(TOMORROW, no_audio)


def test_pages_of_zeros_are_noticed_before_anyone_reads_them(folder: Path, filled: str) -> None:
    content = store_path(folder).read_bytes()
    pages = [content[start : start + 4096] for start in range(0, len(content), 4096)]
    zeroed = [bytes(4096) if page.count(b"turn number") > 3 else page for page in pages]
    assert zeroed != pages
    store_path(folder).write_bytes(b"".join(zeroed))
    store = Store(folder, TOMORROW)
    assert store.start.finding.condition is Condition.RESTORED
    assert len(store.turns.all(filled)) == 80
    store.close(TOMORROW, no_audio)


def test_a_wrong_byte_in_the_words_of_the_tables_is_noticed_before_a_turn_is_lost(folder: Path, filled: str) -> None:
    content = store_path(folder).read_bytes()
    damaged = content.replace(b"VALUES (new.id, coalesce(new.edited_text", b"VALUES (new.id, coalesce(new.ediXed_text")
    assert damaged != content
    store_path(folder).write_bytes(damaged)
    store = Store(folder, TOMORROW)
    assert store.start.finding.condition is Condition.RESTORED
    assert len(store.turns.all(filled)) == 80
    store.close(TOMORROW, no_audio)


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_are_made_good_or_harm_nothing(folder: Path, filled: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(store_path(folder).read_bytes())
    for _ in range(60):
        content[chance.randrange(100, len(content))] ^= chance.randrange(1, 256)
    store_path(folder).write_bytes(content)
    store = Store(folder, TOMORROW)
    assert store.start.finding.condition is not Condition.BEGUN_ANEW
    assert len(store.turns.all(filled)) == 80
    store.turns.save(store.recordings.create(TOMORROW).public_id, store.turns.all(filled)[0].machine, 0)
    store.close(TOMORROW, no_audio)


def test_a_page_of_zeros_in_the_search_index_costs_no_text(folder: Path, filled: str) -> None:
    store = Store(folder, NOW)
    with store._database.write():
        store._database.change("UPDATE turn_grams_data SET block = zeroblob(length(block)) WHERE id > 10")
    store.close(NOW, no_audio)
    Presence(folder / "open").end(is_clean=False)
    again = Store(folder, TOMORROW)
    assert again.start.finding.condition is Condition.INDEX_RENEWED
    assert "no text was lost" in again.start.finding.message
    assert len(again.recordings.page()) == 2
    assert len(again.search.find("umbe")) == 50
    again.close(TOMORROW, no_audio)


def test_without_a_copy_a_new_store_is_begun_and_the_damaged_file_kept(folder: Path, filled: str) -> None:
    for copy in (folder / "copies").iterdir():
        copy.unlink()
    store_path(folder).write_bytes(b"SQLite format 3\0" + b"?" * 9000)
    store = Store(folder, TOMORROW)
    assert store.start.finding.condition is Condition.BEGUN_ANEW
    assert "a new one was begun" in store.start.finding.message
    recorded(store, "it works")
    store.close(TOMORROW, no_audio)


def test_a_damaged_copy_is_passed_over(folder: Path, filled: str) -> None:
    store = Store(folder, TOMORROW)
    store.close(TOMORROW, no_audio)
    newest = max((folder / "copies").iterdir())
    newest.write_bytes(newest.read_bytes()[:5000])
    store_path(folder).write_text("gone")
    again = Store(folder, TOMORROW)
    assert again.start.finding.copy_made_utc == NOW
    again.close(TOMORROW, no_audio)


def test_a_lost_log_costs_what_was_in_it_and_nothing_else(folder: Path, filled: str) -> None:
    store = Store(folder, TOMORROW)
    recorded(store, "only in the log")
    files = {path.name: path.read_bytes() for path in folder.glob("store.db*")}
    assert len(files["store.db-wal"]) > 0
    store.close(TOMORROW, no_audio)
    store_path(folder).write_bytes(files["store.db"])
    again = Store(folder, TOMORROW)
    assert again.start.finding.message == ""
    assert len(again.recordings.page()) == 2
    again.close(TOMORROW, no_audio)


def test_a_store_that_another_program_has_open_is_not_replaced(folder: Path, filled: str) -> None:
    other = Store(folder, TOMORROW)
    content = store_path(folder).read_bytes()
    store_path(folder).write_bytes(b"?" * 200)
    with pytest.raises(StoreError, match="damaged"):
        Store(folder, TOMORROW)
    store_path(folder).write_bytes(content)
    other.close(TOMORROW, no_audio)
    assert not list(folder.glob("store-damaged*"))


def test_damage_that_is_met_while_running_is_looked_into_by_the_next_start(folder: Path, filled: str) -> None:
    store = Store(folder, TOMORROW)
    with store._database.write():
        store._database.change("UPDATE turn_words_data SET block = x'00' WHERE id > 10")
    with pytest.raises(StoreError, match="damaged"):
        store.search.find("turn number")
    store.close(TOMORROW, no_audio)
    assert [sign.suffix for sign in (folder / "open").iterdir()] == [".damage"]
    again = Store(folder, TOMORROW)
    assert again.start.finding.condition is Condition.INDEX_RENEWED
    assert texts(again.turns.page(filled, count=1)) == ["turn number 0"]
    again.close(TOMORROW, no_audio)
    assert not list((folder / "open").iterdir())


def test_every_finding_says_a_sentence_or_nothing() -> None:
    for condition in Condition:
        message = Finding(condition, Path("store-damaged.db"), NOW.astimezone(UTC)).message
        assert message == "" or message.endswith(".")
