import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from transcriber.app.audio_keeping import AudioKeeper, audio_bytes, audio_kind, kept_until
from transcriber.app.folders import remove_audio, size_bytes
from transcriber.audio import compression
from transcriber.audio.compression import Codec, compress
from transcriber.audio.lane_files import lane_path
from transcriber.audio.spool_file import SpoolFile
from transcriber.session.notices import HistoryChanged, Notice, Problem
from transcriber.settings.safeguards import AudioKeeping
from transcriber.store.store import Store
from transcriber.store.values import UNTIL_TRANSCRIBED, StoredRecording
from transcriber.transcript.stretches import Stretch, StretchState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = 24_000


class Stage:
    """A history with its recordings' sound, and the one who looks after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "recordings"
        self.store = Store(folder / "history", NOW)
        self.told: list[Notice] = []
        self.is_idle = True
        self.in_use: set[str] = set()
        self.keeper = AudioKeeper(
            lambda: self.store,
            self.folder,
            lambda: self.is_idle,
            self.told.append,
            lambda public_id: public_id in self.in_use,
        )

    def recorded(
        self,
        name: str = "one",
        *,
        until: datetime | None = None,
        codec: str = "none",
        state: StretchState | None = None,
        days_later: int = 0,
    ) -> StoredRecording:
        """Two seconds, all of them in `state` of the coverage."""
        path = self.folder / f"{name}.wav"
        spool = SpoolFile.create(path)
        spool.append(np.arange(2 * SECOND, dtype=np.int16))
        spool.close()
        began = NOW - timedelta(days=40 - days_later)
        os.utime(path, (began.timestamp() + 2,) * 2)
        made = self.store.recordings.create(
            began, title=name, audio_path=path, audio_until_utc=until, audio_codec=codec
        )
        if state is not None:
            stretch = Stretch(start_sample=0, end_sample=2 * SECOND, state=state)
            self.store.coverage.lay(made.public_id, [stretch])
        self.store.recordings.finish(made.public_id, 2000)
        return self.again(made)

    def again(self, recording: StoredRecording) -> StoredRecording:
        return self.store.recordings.get(recording.public_id)

    async def look(self) -> None:
        await self.keeper.look(NOW)

    def orphan(self, name: str, age_s: float) -> Path:
        path = self.folder / name
        self.folder.mkdir(exist_ok=True)
        path.write_bytes(b"sound")
        os.utime(path, (NOW.timestamp() - age_s,) * 2)
        return path


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.store.close(NOW, lambda path: None, lambda: True)


def test_how_long_audio_is_kept_is_what_the_setting_says() -> None:
    assert kept_until(AudioKeeping(retention="always"), NOW) is None
    assert kept_until(AudioKeeping(days=7), NOW) == NOW + timedelta(days=7)
    assert kept_until(AudioKeeping(retention="until_transcribed"), NOW) == UNTIL_TRANSCRIBED


async def test_audio_whose_time_has_come_goes_and_other_audio_stays(stage: Stage) -> None:
    old = stage.recorded("old", until=NOW - timedelta(seconds=1))
    young = stage.recorded("young", until=NOW + timedelta(seconds=1))
    for_good = stage.recorded("for good")
    await stage.look()
    assert stage.again(old).audio_path is None
    assert old.audio_path is not None
    assert not old.audio_path.exists()
    assert stage.told == [HistoryChanged(old.public_id)]
    assert audio_bytes(stage.again(old)) == 0
    assert audio_bytes(stage.again(young)) == audio_bytes(stage.again(for_good)) == 4 * SECOND + 44


def test_the_size_is_that_of_both_sources_whichever_are_there(tmp_path: Path) -> None:
    path = tmp_path / "meeting.wav"
    assert size_bytes(path) is None
    lane_path(path, 1).write_bytes(b"12345")
    assert size_bytes(path) == 5
    path.write_bytes(b"123")
    assert size_bytes(path) == 8


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (StretchState.TRANSCRIBED, False),
        (StretchState.SILENT, False),
        (StretchState.GAP, True),
        (StretchState.UNHEARD, True),
        (None, True),
    ],
)
async def test_until_transcribed_means_as_long_as_something_is_missing(
    stage: Stage, state: StretchState | None, stays: bool
) -> None:
    recording = stage.recorded(until=UNTIL_TRANSCRIBED, state=state)
    await stage.look()
    assert (stage.again(recording).audio_path is not None) is stays


@pytest.mark.parametrize(("codec", "ending", "kind"), [("flac", ".flac", "FLAC"), ("opus", ".ogg", "Opus")])
async def test_what_is_finished_is_made_smaller_and_the_history_knows(
    stage: Stage, codec: str, ending: str, kind: str
) -> None:
    recording = stage.recorded(codec=codec)
    await stage.look()
    smaller = stage.again(recording)
    assert smaller.audio_path == stage.folder / f"one{ending}"
    assert [path.name for path in stage.folder.iterdir()] == [f"one{ending}"]
    assert audio_kind(smaller) == kind
    assert 0 < audio_bytes(smaller) < 4 * SECOND
    assert soundfile.info(smaller.audio_path).frames == 2 * SECOND
    assert stage.told == [HistoryChanged(recording.public_id)]


async def test_while_something_is_recorded_nothing_is_done(stage: Stage) -> None:
    recording = stage.recorded(codec="flac", until=NOW - timedelta(days=1))
    stage.is_idle = False
    await stage.look()
    assert stage.again(recording) == recording


async def test_audio_that_is_transcribed_again_or_waits_for_it_is_left_as_it_is(stage: Stage) -> None:
    due = stage.recorded("due", until=NOW - timedelta(days=1))
    big, other = stage.recorded("big", codec="flac"), stage.recorded("other", codec="flac")
    stage.in_use = {due.public_id, big.public_id}
    await stage.look()
    assert (stage.again(due), stage.again(big)) == (due, big)
    assert audio_kind(stage.again(other)) == "FLAC"

    stage.in_use.clear()
    await stage.look()
    assert stage.again(due).audio_path is None
    assert audio_kind(stage.again(big)) == "FLAC"


async def test_a_job_that_begins_while_audio_is_made_smaller_finds_it_where_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = stage.recorded(codec="flac")

    def begun_meanwhile(path: Path, codec: Codec, is_wanted: Callable[[], bool]) -> Path:
        smaller = compress(path, codec, is_wanted)
        stage.in_use = {recording.public_id}
        return smaller

    with monkeypatch.context() as patch:
        patch.setattr(compression, "compress", begun_meanwhile)
        await stage.look()
    assert stage.again(recording) == recording
    assert [path.name for path in stage.folder.iterdir()] == ["one.wav"]

    stage.in_use.clear()
    await stage.look()
    assert [path.name for path in stage.folder.iterdir()] == ["one.flac"]


async def test_what_a_kill_left_between_two_steps_is_put_in_order(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    # Killed after the history had the smaller one and before the WAV was removed.
    await stage.look()
    twin = stage.orphan("one.wav", 0)
    part = stage.orphan("two.flac.part", 3600)
    growing = stage.orphan("three.flac.part", 5)
    await stage.look()
    assert not twin.exists()
    assert not part.exists()
    assert growing.exists()
    assert stage.again(recording).audio_path == stage.folder / "one.flac"


async def test_what_no_recording_knows_is_left_alone_for_a_month(stage: Stage) -> None:
    kept = stage.recorded()
    young, old = stage.orphan("young.wav", 29 * 86_400), stage.orphan("old.wav", 31 * 86_400)
    foreign = stage.orphan("notes.txt", 99 * 86_400)
    await stage.look()
    assert young.exists()
    assert foreign.exists()
    assert not old.exists()
    assert kept.audio_path is not None
    assert kept.audio_path.exists()


async def test_audio_of_a_recording_that_runs_or_is_deleted_is_not_an_orphan(stage: Stage) -> None:
    running, deleted = stage.orphan("running.wav", 40 * 86_400), stage.orphan("deleted.wav", 40 * 86_400)
    stage.store.recordings.create(NOW, audio_path=running)
    made = stage.store.recordings.create(NOW, audio_path=deleted)
    stage.store.deletion.delete(made.public_id, NOW)
    await stage.look()
    assert running.exists()
    assert deleted.exists()


async def test_audio_that_vanished_is_told_once_and_forgotten(stage: Stage) -> None:
    stage.recorded("Before")
    recording = stage.recorded("Meeting", days_later=1)
    assert recording.audio_path is not None
    recording.audio_path.unlink()
    assert audio_bytes(recording) == 0
    await stage.look()
    await stage.look()
    problems = [notice for notice in stage.told if isinstance(notice, Problem)]
    assert [problem.message for problem in problems] == ["The sound of Meeting is no longer where it was kept."]
    assert stage.again(recording).audio_path is None


async def test_a_disk_that_is_away_is_not_audio_that_vanished(stage: Stage) -> None:
    recording = stage.recorded()
    stage.folder.rename(stage.folder.with_name("unplugged"))
    await stage.look()
    assert stage.again(recording) == recording
    assert not stage.told


@pytest.mark.parametrize("is_recorded_meanwhile", [False, True])
async def test_an_empty_folder_where_a_disk_was_is_not_audio_that_vanished(
    stage: Stage, is_recorded_meanwhile: bool
) -> None:
    recording = stage.recorded()
    stage.folder.rename(stage.folder.with_name("unplugged"))
    stage.folder.mkdir()
    if is_recorded_meanwhile:
        stage.recorded("Meanwhile", days_later=1)
    await stage.look()
    assert stage.again(recording) == recording
    assert not stage.told


async def test_what_cannot_be_made_smaller_stays_and_is_tried_once_a_start(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    assert recording.audio_path is not None
    recording.audio_path.write_bytes(b"no sound")
    await stage.look()
    await stage.look()
    assert stage.again(recording) == recording
    assert not stage.told


async def test_a_recording_deleted_while_it_is_made_smaller_leaves_nothing(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    assert recording.audio_path is not None
    stage.store.deletion.delete(recording.public_id, NOW)
    await stage.keeper._compress(stage.store, recording)
    assert [path.name for path in stage.folder.iterdir()] == ["one.wav"]


async def test_audio_that_goes_when_it_is_transcribed_waits_for_both_sources(stage: Stage) -> None:
    recording = stage.recorded(until=UNTIL_TRANSCRIBED, state=StretchState.TRANSCRIBED)
    assert recording.audio_path is not None
    spool = SpoolFile.create(lane_path(recording.audio_path, 1))
    spool.append(np.arange(SECOND, dtype=np.int16))
    spool.close()
    await stage.look()
    assert len(list(stage.folder.iterdir())) == 2, "what was played has no text yet"
    # It is not as long as the recording: its source ended before.
    heard = Stretch(lane=1, start_sample=0, end_sample=SECOND, state=StretchState.TRANSCRIBED)
    gap = Stretch(lane=1, start_sample=0, end_sample=SECOND // 2, state=StretchState.GAP, reason="no link")
    stage.store.coverage.lay(recording.public_id, [heard, gap])
    await stage.look()
    assert len(list(stage.folder.iterdir())) == 2, "a part of it has no text yet"
    stage.store.coverage.lay(recording.public_id, [heard])
    await stage.look()
    assert list(stage.folder.iterdir()) == []
    assert stage.again(recording).audio_path is None


async def test_the_second_lanes_sound_is_looked_after_with_the_first_ones(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    assert recording.audio_path is not None
    played = lane_path(recording.audio_path, 1)
    spool = SpoolFile.create(played)
    spool.append(np.arange(SECOND, dtype=np.int16))
    spool.close()
    os.utime(played, (0, 0))
    both_bytes = audio_bytes(recording)
    assert both_bytes == recording.audio_path.stat().st_size + played.stat().st_size
    await stage.look()
    smaller = stage.again(recording).audio_path
    assert smaller is not None
    assert sorted(each.name for each in stage.folder.iterdir()) == ["one.flac", "one.played.flac"]
    # Where only the played sound is left, it is still the recording's.
    smaller.unlink()
    await stage.look()
    assert stage.again(recording).audio_path == smaller
    remove_audio(smaller)
    assert list(stage.folder.iterdir()) == []


async def test_what_was_played_alone_is_made_smaller_too(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    assert recording.audio_path is not None
    recording.audio_path.rename(lane_path(recording.audio_path, 1))

    await stage.look()

    assert stage.again(recording).audio_path == recording.audio_path.with_suffix(".flac")
    assert [each.name for each in stage.folder.iterdir()] == ["one.played.flac"]


async def test_where_one_source_cannot_be_made_smaller_both_stay_as_they_are(stage: Stage) -> None:
    recording = stage.recorded(codec="flac")
    assert recording.audio_path is not None
    lane_path(recording.audio_path, 1).write_text("no sound")

    await stage.look()

    assert stage.again(recording).audio_path == recording.audio_path
    assert sorted(each.name for each in stage.folder.iterdir()) == ["one.played.wav", "one.wav"]


async def test_until_transcribed_a_source_that_cannot_be_read_is_not_thrown_away(stage: Stage) -> None:
    recording = stage.recorded(until=UNTIL_TRANSCRIBED, state=StretchState.TRANSCRIBED)
    assert recording.audio_path is not None
    lane_path(recording.audio_path, 1).write_text("no sound")

    await stage.look()

    assert stage.again(recording).audio_path == recording.audio_path
