"""A word replaced in many recordings, and taken back as one."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.store.stage import finished, recorded, texts
from transcriber.app import FileSource, RecordingRequest
from transcriber.app.archive import Archive
from transcriber.app.history_corrections import HistoryCorrections
from transcriber.app.words_desk import MOST_UNDONE
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import HistoryChanged, Notice, Problem, RecordingChanged, RecordingState, TurnChange
from transcriber.store.store import Store
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnChanged, TurnState
from transcriber.transcript.vocabulary import Entry

PYSIDE = Replacement((Entry(written="PySide6", heard=("pie side six",)),))
REQUEST = RecordingRequest(source=FileSource(Path("talk.wav")), configuration=SessionConfiguration())


class Stage:
    """A history, what is told of it, and the tasks that wait."""

    def __init__(self, folder: Path) -> None:
        self.told: list[Notice] = []
        self.archive = Archive(folder, self.told.append)
        self.waiting: list[Coroutine[None, None, None]] = []
        self.corrections = HistoryCorrections(self.archive, self.told.append, self.waiting.append)

    @property
    def store(self) -> Store:
        return self.archive.store()

    def say(self, *said: str) -> tuple[str, tuple[int, ...]]:
        """A recording, by its public id, and the ids of its turns."""
        recording = recorded(self.store, *said)
        self.store.recordings.finish(recording.public_id, 1_000)
        return recording.public_id, tuple(turn.id for turn in self.store.turns.all(recording.public_id))

    def read(self, public_id: str) -> list[str]:
        return texts(self.store.turns.all(public_id))

    async def work(self) -> None:
        while self.waiting:
            await self.waiting.pop(0)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.archive.close(1.0)


async def test_a_word_is_replaced_in_many_recordings_and_taken_back_as_one(stage: Stage) -> None:
    first, second, other = (
        stage.say("pie side six", "nothing"),
        stage.say(*["Pie side six!"] * 120),
        stage.say("pie side six"),
    )
    stage.corrections.replace(PYSIDE, dict((first, second)))
    await stage.work()
    assert stage.read(first[0]) == ["PySide6", "nothing"]
    assert stage.read(second[0]) == ["PySide6!"] * 120
    assert stage.read(other[0]) == ["pie side six"], "only where it was asked for"
    assert stage.told == [HistoryChanged(first[0]), HistoryChanged(second[0])]
    stage.corrections.undo()
    stage.corrections.undo()
    await stage.work()
    assert stage.read(first[0]) == ["pie side six", "nothing"]
    assert stage.read(second[0]) == ["Pie side six!"] * 120
    assert all(turn.edited_text is None for turn in stage.store.turns.all(second[0])), "the machine's text counts again"


async def test_as_many_corrections_are_taken_back_as_the_desk_remembers_each_of_them_whole(stage: Stage) -> None:
    public_id, turn_ids = stage.say("word 0", "word 0 again")
    for number in range(MOST_UNDONE):
        entry = Entry(written=f"word {number + 1}", heard=(f"word {number}",))
        stage.corrections.replace(Replacement((entry,)), {public_id: turn_ids})
    await stage.work()
    assert stage.read(public_id) == [f"word {MOST_UNDONE}", f"word {MOST_UNDONE} again"]
    for number in reversed(range(MOST_UNDONE)):
        stage.corrections.undo()
        await stage.work()
        assert stage.read(public_id) == [f"word {number}", f"word {number} again"]


async def test_the_way_back_leaves_alone_what_was_changed_since(stage: Stage) -> None:
    public_id, (first, second, third) = stage.say("pie side six", "Use pie side six", "pie side six again")
    stage.store.turns.edit(second, "I use pie side six")
    stage.corrections.replace(PYSIDE, {public_id: (first, second, third)})
    await stage.work()
    assert stage.read(public_id) == ["PySide6", "I use PySide6", "PySide6 again"]
    stage.store.turns.edit(first, "Mine.")
    stage.store.turns.merge((second, third))
    stage.corrections.undo()
    await stage.work()
    assert stage.read(public_id) == ["Mine.", "I use PySide6 PySide6 again"]


async def test_what_is_gone_failed_or_recorded_now_is_left_alone(stage: Stage) -> None:
    public_id, turn_ids = stage.say("pie side six")
    failed = stage.store.turns.save(
        public_id, replace(finished(2, "pie side six"), state=TurnState.FAILED, failure="refused"), 1
    )
    assert failed is not None
    kept = stage.archive.keep(REQUEST, lambda: 0)
    assert kept is not None
    kept.publish(RecordingChanged(RecordingState.RECORDING, "talk.wav"))
    kept.publish(TurnChanged(TurnChange.COMPLETED, finished(1, "pie side six"), 0))
    [running] = stage.store.turns.all(kept.public_id)
    stage.told.clear()
    stage.corrections.replace(PYSIDE, {public_id: (99, *turn_ids, failed.id), kept.public_id: (running.id,)})
    await stage.work()
    assert stage.read(public_id) == ["PySide6", "pie side six"]
    assert stage.read(kept.public_id) == ["pie side six"]
    assert stage.told == [HistoryChanged(public_id)]


async def test_a_history_that_cannot_be_changed_is_one_problem(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = dict((stage.say("pie side six"), stage.say("pie side six")))
    monkeypatch.setattr(type(stage.store.turns), "edit_all", refuse)
    stage.corrections.replace(PYSIDE, turns)
    await stage.work()
    [problem] = stage.told
    assert isinstance(problem, Problem)
    assert problem.code == "history_failed"


def refuse(*_: object) -> int:
    from transcriber.store.errors import StoreError

    raise StoreError("disk_full", "The disk is full.")


async def test_other_tasks_go_on_between_the_steps(stage: Stage) -> None:
    public_id, turn_ids = stage.say(*["pie side six"] * 300)
    stage.corrections.replace(PYSIDE, {public_id: turn_ids})
    steps = 0

    async def tick() -> None:
        nonlocal steps
        while True:
            steps += 1
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        ticking = group.create_task(tick())
        await stage.work()
        ticking.cancel()
    assert steps >= 6
