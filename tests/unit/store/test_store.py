"""The store from start to end, with everything that both owe."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio, recorded, texts
from transcriber.store.connection import open_writer
from transcriber.store.errors import StoreError
from transcriber.store.migrations import migrate
from transcriber.store.schema import STEPS
from transcriber.store.store import Store, StoreReader, store_path
from transcriber.store.values import Standing

_VANISHES = """
import os, pathlib, sys
from datetime import UTC, datetime
from transcriber.store.store import Store
now = datetime(2026, 11, 21, 8, tzinfo=UTC)
store = Store(pathlib.Path(sys.argv[1]), now)
print(store.recordings.create(now, title="Cut off").public_id, flush=True)
sys.stdin.read(1)
os._exit(9)
"""
_AS_ANOTHER_USER = """
import os, pathlib, sys
from datetime import UTC, datetime
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Store(pathlib.Path(sys.argv[1]), datetime(2026, 11, 21, 8, tzinfo=UTC))
except StoreError as error:
    print(error.code, error.message, error.remedy)
"""
_WITH_LITTLE_ROOM = """
import pathlib, resource, sys
from datetime import UTC, datetime
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnState
now = datetime(2026, 11, 21, 8, tzinfo=UTC)
store = Store(pathlib.Path(sys.argv[1]), now)
public_id = store.recordings.create(now).public_id
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
saved = 0
try:
    while saved < 5000:
        store.turns.save(public_id, Turn(number=saved + 1, state=TurnState.FINISHED, text="words " * 50), saved)
        saved += 1
except StoreError as error:
    print(public_id, saved, error.code, error.remedy)
store.close(now, lambda path: None)
"""


def run(script: str, folder: Path) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    ).stdout


def test_what_was_saved_is_there_at_the_next_start(folder: Path) -> None:
    store = Store(folder, NOW)
    public_id = recorded(store, "a", "b").public_id
    store.recordings.finish(public_id, 2000)
    store.close(NOW, no_audio)
    again = Store(folder, NOW)
    assert (again.start.finding.message, again.start.interrupted) == ("", ())
    assert texts(again.turns.all(public_id)) == ["a", "b"]
    again.close(NOW, no_audio)


def test_a_clean_end_makes_one_copy_a_day_and_leaves_one_file(folder: Path) -> None:
    for hours in (0, 1, 2, 24):
        Store(folder, NOW + timedelta(hours=hours)).close(NOW + timedelta(hours=hours), no_audio)
    assert sorted(path.name for path in folder.iterdir()) == [
        "copies",
        "copies.lock",
        "open",
        "starting.lock",
        "store.db",
    ]
    assert len(list((folder / "copies").iterdir())) == 2
    assert list((folder / "open").iterdir()) == []


def test_nobody_else_can_read_any_of_it(folder: Path) -> None:
    store = Store(folder, NOW)
    recorded(store, "private")
    store.close(NOW, no_audio)
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert (modes, folder.stat().st_mode & 0o777) == ({0o600}, 0o700)


def test_a_program_that_vanished_left_an_interrupted_recording(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _VANISHES, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        public_id = process.stdout.readline().strip()
        beside = Store(folder, NOW)
        assert beside.start.interrupted == ()
        assert beside.recordings.get(public_id).standing is Standing.RECORDING
        beside.close(NOW, no_audio)
        reader = StoreReader(folder)
        assert reader.left_behind() == frozenset()
    assert reader.left_behind() == {public_id}
    reader.close()
    after = Store(folder, NOW)
    assert [(each.public_id, each.title) for each in after.start.interrupted] == [(public_id, "Cut off")]
    after.recordings.go_on(public_id)
    after.recordings.finish(public_id, 1000)
    after.close(NOW, no_audio)
    last = Store(folder, NOW)
    assert last.start.interrupted == ()
    last.close(NOW, no_audio)


def test_a_reader_sees_each_turn_as_soon_as_it_is_saved(store: Store, folder: Path) -> None:
    reader = StoreReader(folder)
    public_id = recorded(store, "a").public_id
    assert texts(reader.turns.all(public_id)) == ["a"]
    assert len(reader.search.find("a")) == 1
    with pytest.raises(AttributeError):
        reader.turns.save  # type: ignore[attr-defined]  # noqa: B018
    reader.close()


def test_where_there_is_no_store_a_reader_makes_none(folder: Path) -> None:
    with pytest.raises(StoreError) as caught:
        StoreReader(folder)
    assert caught.value.code == "unreachable"
    assert not folder.exists()


@pytest.mark.parametrize("kind", [Store, lambda folder, _: StoreReader(folder)])
def test_a_newer_store_is_refused_and_nothing_is_touched(folder: Path, kind: type[Store]) -> None:
    Store(folder, NOW).close(NOW, no_audio)
    newer = open_writer(store_path(folder))
    newer.row("PRAGMA user_version = 99")
    newer.close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(StoreError, match="format 99") as caught:
        kind(folder, NOW)
    assert caught.value.code == "newer"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o755)
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    code, _, said = run(_AS_ANOTHER_USER, locked / "history").strip().partition(" ")
    assert code == "read_only"
    assert said == "The history cannot be written. Allow this user to write in the data folder."


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("")
    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "history", NOW)
    assert caught.value.code == "unreachable"


def test_a_full_disk_is_named_and_every_turn_before_it_is_kept(folder: Path) -> None:
    public_id, saved, code, remedy = run(_WITH_LITTLE_ROOM, folder).strip().split(" ", 3)
    assert code in ("disk_full", "disk_failed")
    assert "space" in remedy
    store = Store(folder, NOW)
    assert store.start.finding.damaged_path is None
    assert len(store.turns.all(public_id)) == int(saved) > 10
    recorded(store, "there is room again")
    store.close(NOW, no_audio)


def test_an_end_that_cannot_make_its_copy_is_still_an_end(folder: Path) -> None:
    store = Store(folder, NOW)
    (folder / "copies").write_text("in the way")
    recorded(store, "a")
    store.close(NOW, no_audio)
    again = Store(folder, NOW)
    assert len(again.recordings.page()) == 1
    again.close(NOW, no_audio)
    assert (folder / "copies").read_text() == "in the way"


def test_an_end_that_takes_too_long_leaves_the_rest_for_another_one(tmp_path: Path) -> None:
    store = Store(tmp_path, NOW)
    recorded(store, *(f"word {number}" for number in range(400)))
    looks = iter(range(1_000_000))

    store.close(NOW, no_audio, lambda: next(looks) >= 2)

    assert list((tmp_path / "copies").glob("*")) == []
    assert list((tmp_path / "open").glob("*")) == [], "nobody vanished"
    again = Store(tmp_path, NOW)
    again.close(NOW, no_audio)
    assert len(list((tmp_path / "copies").glob("*.db"))) == 1


def test_a_reader_brings_a_store_of_an_older_version_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    folder.mkdir()
    old = open_writer(store_path(folder))
    migrate(old, lambda _: None, STEPS[:1])
    old.change(
        """INSERT INTO recordings (public_id, title, started_utc_ms, standing, input_name, profile_name, profile_title,
        model, language) VALUES ('abc', 'Old', 0, 'finished', '', '', '', '', '')"""
    )
    old.close()

    reader = StoreReader(folder)

    assert [found.title for found in reader.recordings.page()] == ["Old"]
    assert reader.coverage.of("abc") == []
    assert list((folder / "copies").iterdir())
    reader.close()


def test_a_store_that_is_being_made_is_not_there_yet(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    folder.mkdir()
    open_writer(store_path(folder)).close()

    with pytest.raises(StoreError) as refused:
        StoreReader(folder)

    assert refused.value.code == "unreachable"
