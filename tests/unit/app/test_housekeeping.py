import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.unit.store.stage import recorded, traces_of
from transcriber.app.archive import Archive
from transcriber.app.housekeeping import Housekeeping
from transcriber.audio.spool import Spool
from transcriber.session.notices import HistoryChanged, Notice


class Stage:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[Notice] = []
        self.is_idle = True
        self.archive = Archive(folder, self.told.append)
        self.keeping = Housekeeping(self.archive, folder, lambda: self.is_idle, self.told.append, undo_s=0.01)

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            task = group.create_task(self.keeping.run())
            while not is_so():  # noqa: ASYNC110 - what it waits for is on the disk
                await asyncio.sleep(0.01)
            task.cancel()

    @property
    def copies(self) -> list[Path]:
        return list((self.folder / "copies").glob("*.db"))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "history")


async def test_what_was_deleted_goes_for_good_when_its_time_is_over(stage: Stage, tmp_path: Path) -> None:
    spool = Spool.create(tmp_path / "one.wav")
    spool.append(np.zeros(100, np.int16))
    spool.close()
    store = stage.archive.store()
    gone, fresh = recorded(store, "Something secret."), recorded(store, "Just deleted.")
    store.recordings.keep_audio(gone.public_id, spool.path)
    store.deletion.delete(gone.public_id, datetime.now(UTC) - timedelta(seconds=11))
    store.deletion.delete(fresh.public_id, datetime.now(UTC))
    stage.keeping.wake()

    await stage.until(lambda: HistoryChanged(gone.public_id) in stage.told and not traces_of("secret", stage.folder))

    assert not spool.path.exists()
    assert store.deletion.undo(fresh.public_id, datetime.now(UTC))
    stage.archive.close(1.0)


async def test_a_long_run_has_its_safety_copy_every_day_too(stage: Stage) -> None:
    recorded(stage.archive.store(), "One.")

    await stage.until(lambda: bool(stage.copies))

    assert stage.archive.store().recordings.newest() is not None
    stage.archive.close(1.0)
    assert len(stage.copies) == 1


async def test_nothing_is_tidied_while_something_is_recorded(stage: Stage) -> None:
    recording = recorded(stage.archive.store(), "One.")
    stage.archive.store().deletion.delete(recording.public_id, datetime.now(UTC) - timedelta(seconds=11))
    stage.is_idle = False
    turns = iter(range(20))

    await stage.until(lambda: next(turns, None) is None)

    assert (stage.told, stage.copies) == ([], [])
    stage.archive.close(1.0)


async def test_without_a_store_there_is_nothing_to_do(stage: Stage) -> None:
    turns = iter(range(3))

    await stage.until(lambda: next(turns, None) is None)

    assert not stage.folder.exists()
