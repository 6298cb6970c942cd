import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from tests.unit.store.stage import NOW, no_audio, said, texts
from transcriber.app.folders import recordings_folder
from transcriber.app.live_engine import LiveEngine
from transcriber.app.retranscription import Retranscriptions
from transcriber.app.wanted_audio import Lacking, LaneRange, LaneRanges, TimeRange, WantedAudio, Whole
from transcriber.app.wanted_audio_text import as_text, from_text
from transcriber.audio.compression import compress
from transcriber.audio.inputs import AudioInput, InputError
from transcriber.audio.lane_files import lane_path
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import (
    HistoryChanged,
    Notice,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
    TurnChange,
    UsageChanged,
)
from transcriber.settings.profiles import LOCAL, OPENAI, Profile
from transcriber.store.coverage import Coverage
from transcriber.store.errors import StoreError, busy
from transcriber.store.store import Store
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChanged, TurnState

SECOND = 24_000
Do = Callable[[int], "list[Notice] | Problem"]


class Session:
    """Hears the sound, says one turn for the whole of it, or what a test wants."""

    def __init__(self, stage: "Stage", source: AudioInput, spool: Spool, publish: Callable[[Notice], None]) -> None:
        self._stage = stage
        self._source = source
        self._spool = spool
        self._publish = publish

    async def run(self) -> None:
        self._stage.before_opening()
        self._stage.before_opening = lambda: None
        try:
            await self._source.open()
        except InputError as error:
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True))
            return
        samples = 0
        async for block in self._source.blocks():
            samples += len(block.samples)
            self._spool.append(np.zeros(len(block.samples), np.int16))
            self._publish(Progress(samples // 24, samples // 24))
        await self._source.close()
        self._spool.close()
        self._stage.lengths_s.append(samples / SECOND)
        self._stage.has_heard.set()
        self._stage.has_moved.set()
        await self._stage.may_answer.wait()
        number = len(self._stage.lengths_s)
        if (problem := self._stage.problems.pop(number, None)) is not None:
            self._publish(problem)
            return
        text = f"Piece {number}."
        turn = Turn(number=1, state=TurnState.FINISHED, text=text, start_ms=100, end_ms=samples // 24 - 100)
        self._publish(TurnChanged(TurnChange.COMPLETED, turn, 0))
        self._publish(UsageChanged(RecordingUsage(seconds=samples / SECOND, reported_items=1, dollars=0.5)))


@dataclass
class Stage:
    store: Store
    group: asyncio.TaskGroup
    told: list[Notice] = field(default_factory=list)
    lengths_s: list[float] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    has_heard: asyncio.Event = field(default_factory=asyncio.Event)
    has_moved: asyncio.Event = field(default_factory=asyncio.Event)

    engine: LiveEngine = field(default_factory=LiveEngine)
    before_opening: Callable[[], None] = lambda: None
    ended: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.may_answer.set()
        self.jobs = Retranscriptions(self.open_store, self.tell, self.spawn, self.make, self.engine, self.job_ended)
        self.tasks: list[asyncio.Task[None]] = []

    def spawn(self, coroutine: object) -> None:
        self.tasks.append(self.group.create_task(coroutine))  # type: ignore[arg-type]

    def job_ended(self) -> None:
        self.ended.append(self.jobs.has())

    def record(self, profile: Profile) -> None:
        """Something is recorded with this service from now on."""
        self.engine.watched(profile, lambda notice: None)(RecordingChanged(RecordingState.STARTING))

    async def until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self.has_moved.clear()
            await self.has_moved.wait()

    async def until_waiting(self) -> RetranscriptionChanged:
        await self.until(lambda: self.last.state is RetranscriptionState.WAITING and bool(self.last.message))
        return self.last

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)
        self.has_moved.set()

    def open_store(self) -> Store:
        return self.store

    def make(
        self,
        source: AudioInput,
        create_spool: Callable[[], Spool],
        profile: Profile,
        configuration: SessionConfiguration,
        publish: Callable[[Notice], None],
    ) -> Session:
        return Session(self, source, create_spool(), publish)

    def recorded(self, *words: str, long_s: float = 20.0, is_finished: bool = True) -> StoredRecording:
        spool = Spool.create(recordings_folder() / f"{long_s}.wav")
        spool.append(np.full(round(long_s * SECOND), 99, np.int16))
        spool.close()
        recording = self.store.recordings.create(NOW, audio_path=spool.path)
        said(self.store.turns, recording, *words)
        if is_finished:
            self.store.recordings.finish(recording.public_id, round(long_s * 1000))
        return recording

    def played(self, recording: StoredRecording, *words: str, long_s: float = 20.0) -> None:
        """The computer played this meanwhile, from 10 s on."""
        assert recording.audio_path is not None
        spool = Spool.create(lane_path(recording.audio_path, 1))
        spool.append(np.full(round(long_s * SECOND), 99, np.int16))
        spool.close()
        first = self.store.turns.count(recording.public_id) + 1
        for number, text in enumerate(words, first):
            start_ms = 10_000 + (number - first) * 2_000
            turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=start_ms + 900)
            self.store.turns.save(recording.public_id, replace(turn, lane=1), number - 1, lane=1)

    def by_lane(self, recording: StoredRecording) -> list[tuple[int, str]]:
        return [(each.lane, each.text) for each in self.store.turns.all(recording.public_id)]

    async def transcribe(
        self, recording: StoredRecording, what: WantedAudio, profile: Profile = OPENAI
    ) -> RetranscriptionChanged:
        self.jobs.add(recording.public_id, what, profile, SessionConfiguration())
        while self.tasks:
            await self.tasks.pop()
        return self.last

    @property
    def last(self) -> RetranscriptionChanged:
        return self.states[-1]

    @property
    def states(self) -> list[RetranscriptionChanged]:
        return [notice for notice in self.told if isinstance(notice, RetranscriptionChanged)]

    def texts(self, recording: StoredRecording) -> list[str]:
        return texts(self.store.turns.all(recording.public_id))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    store = Store(tmp_path / "history", NOW)
    async with asyncio.TaskGroup() as group:
        yield Stage(store, group)
    store.close(NOW, no_audio)
    assert not list(recordings_folder().glob(".again*"))


async def test_a_whole_recording_is_transcribed_again(stage: Stage) -> None:
    recording = stage.recorded("Old one.", "Old two.")

    last = await stage.transcribe(recording, Whole())

    assert last == RetranscriptionChanged(recording.public_id, RetranscriptionState.FINISHED, 20_000, 20_000)
    assert stage.texts(recording) == ["Piece 1."]
    [made] = stage.store.turns.all(recording.public_id)
    assert (made.origin.profile_name, made.machine.start_ms, made.machine.end_ms) == (OPENAI.name, 100, 19_900)
    assert stage.store.recordings.get(recording.public_id).usage.dollars == 0.5
    assert HistoryChanged(recording.public_id) in stage.told
    assert stage.store.coverage.lacking(recording.public_id, 20 * SECOND) == []
    assert stage.store.turns.undo(recording.public_id)
    assert stage.texts(recording) == ["Old one.", "Old two."]


async def test_a_range_and_a_turn_leave_the_others_alone(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.", "Three.")
    _, two, _ = stage.store.turns.all(recording.public_id)

    await stage.transcribe(recording, TimeRange(2_900, 4_000))
    assert stage.texts(recording) == ["One.", "Two.", "Piece 1."]
    await stage.transcribe(recording, (two.id,))

    assert stage.texts(recording) == ["One.", "Piece 2.", "Piece 1."]
    assert stage.lengths_s == [1.1, 1.0]


async def test_what_an_interrupted_recording_lacks_is_transcribed_and_then_it_is_finished(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.", is_finished=False)
    stage.store.recordings.find_interrupted(())
    stage.store.recordings._holder = "another"
    stage.store.recordings.find_interrupted(())

    await stage.transcribe(recording, Lacking())

    found = stage.store.recordings.get(recording.public_id)
    assert (found.standing, found.duration_ms) == (Standing.FINISHED, 20_000)
    assert stage.texts(recording) == ["One.", "Two.", "Piece 1."]


async def test_all_of_two_sources_is_transcribed_again_each_turn_in_its_own_with_its_own_number(stage: Stage) -> None:
    recording = stage.recorded("Mine.", "Mine too.")
    stage.played(recording, "Theirs.", long_s=18.0)

    last = await stage.transcribe(recording, Whole())

    assert (last.state, last.total_ms) == (RetranscriptionState.FINISHED, 20_000), "its length, once"
    assert stage.lengths_s == [18.0, 20.0]
    assert sorted(stage.by_lane(recording)) == [(0, "Piece 2."), (1, "Piece 1.")]
    numbers = [each.machine.number for each in stage.store.turns.all(recording.public_id)]
    assert len(set(numbers)) == 2
    for lane, long_s in ((0, 20), (1, 18)):
        assert stage.store.coverage.lacking(recording.public_id, long_s * SECOND, lane) == []


async def test_a_range_and_a_turn_of_two_sources_are_transcribed_in_theirs_alone(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.")
    stage.played(recording, "Their one.", "Their two.")
    theirs = stage.store.turns.all(recording.public_id)[3]

    await stage.transcribe(recording, (theirs.id,))
    assert stage.by_lane(recording) == [(0, "One."), (0, "Two."), (1, "Their one."), (1, "Piece 1.")]
    assert stage.lengths_s == [1.4]

    await stage.transcribe(recording, TimeRange(9_900, 11_000))
    assert [text for lane, text in stage.by_lane(recording) if lane] == ["Piece 2.", "Piece 1."]
    assert [text for lane, text in stage.by_lane(recording) if not lane] == ["One.", "Two.", "Piece 3."]


async def test_what_both_sources_lack_is_transcribed_and_what_one_lacks_in_it_alone(stage: Stage) -> None:
    recording = stage.recorded("One.")
    stage.played(recording, "Theirs.")
    whole = Stretch(start_sample=0, end_sample=20 * SECOND, state=StretchState.TRANSCRIBED)
    gap = Stretch(lane=1, start_sample=5 * SECOND, end_sample=9 * SECOND, state=StretchState.GAP, reason="no link")
    stage.store.coverage.lay(recording.public_id, [whole, replace(whole, lane=1), gap])

    assert (await stage.transcribe(recording, Lacking())).total_ms == 4_000
    assert stage.by_lane(recording) == [(0, "One."), (1, "Piece 1."), (1, "Theirs.")]
    assert [each.lane for each in stage.store.coverage.of(recording.public_id) if each.is_missing] == []

    later = replace(gap, start_sample=12 * SECOND, end_sample=16 * SECOND)
    stage.store.coverage.lay(recording.public_id, [later, replace(later, lane=0)])
    assert (await stage.transcribe(recording, Lacking())).total_ms == 4_000


async def test_a_gap_of_one_source_is_made_up_for_in_it_alone(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.")
    stage.played(recording, "Their one.", "Their two.")

    await stage.transcribe(recording, LaneRange(1, TimeRange(9_900, 11_000)))

    assert stage.by_lane(recording) == [(0, "One."), (0, "Two."), (1, "Piece 1."), (1, "Their two.")]


async def test_of_two_sources_the_one_whose_sound_is_there_is_transcribed(stage: Stage) -> None:
    recording = stage.recorded(long_s=3.0)
    stage.played(recording, long_s=2.0)
    assert recording.audio_path is not None
    recording.audio_path.unlink()

    assert (await stage.transcribe(recording, Whole())).state is RetranscriptionState.FINISHED
    assert stage.by_lane(recording) == [(1, "Piece 1.")]


async def test_long_audio_goes_piece_by_piece_and_a_failure_leaves_what_was_there(stage: Stage) -> None:
    recording = stage.recorded(long_s=1900.0)
    stage.problems[3] = Problem("no_key", "OpenAI needs a key.", "Enter one.", is_fatal=True)

    last = await stage.transcribe(recording, Whole())

    assert (last.state, last.message) == (RetranscriptionState.FAILED, "OpenAI needs a key. Enter one.")
    assert stage.texts(recording) == ["Piece 1.", "Piece 2."]
    assert all(480 <= length_s <= 720 for length_s in stage.lengths_s)
    done = [notice.done_ms for notice in stage.states]
    assert done == sorted(done)
    [(first, last_sample)] = stage.store.coverage.lacking(recording.public_id, 1900 * SECOND)
    assert (first, last_sample) == (round(sum(stage.lengths_s[:2]) * SECOND), 1900 * SECOND)

    # What is lacking is gone on with.
    assert (await stage.transcribe(recording, Lacking())).state is RetranscriptionState.FINISHED
    assert stage.texts(recording) == ["Piece 1.", "Piece 2.", "Piece 4.", "Piece 5."]
    # A lead-in of the tenth of a second that was in no turn.
    assert sum(stage.lengths_s[:2] + stage.lengths_s[3:]) == 1900.1


async def test_one_job_at_a_time_the_others_wait_and_can_be_stopped(stage: Stage) -> None:
    first, second, third = (stage.recorded(long_s=long_s) for long_s in (1.0, 2.0, 3.0))
    stage.may_answer.clear()
    for recording in (first, second, third):
        stage.jobs.add(recording.public_id, Whole(), OPENAI, SessionConfiguration())
    await stage.has_heard.wait()
    assert len(stage.tasks) == 1
    assert stage.jobs.has(third.public_id)

    stage.jobs.stop(first.public_id)
    stage.jobs.stop(second.public_id)
    stage.may_answer.set()
    await stage.tasks.pop()

    assert [(stage.texts(recording)) for recording in (first, second)] == [[], []]
    assert stage.texts(third) == ["Piece 2."]
    ends = {each.public_id: each.state for each in stage.states}
    assert list(ends.values()) == ["stopped", "stopped", "finished"]
    assert not stage.jobs.has()
    assert stage.ended == [True, True, False]


async def test_what_is_recorded_comes_first_on_this_computers_engine(stage: Stage) -> None:
    recording = stage.recorded(long_s=1500.0)
    stage.jobs.add(recording.public_id, Whole(), LOCAL, SessionConfiguration())
    await stage.until(lambda: len(stage.lengths_s) == 1)
    stage.may_answer.clear()
    await stage.until(lambda: len(stage.lengths_s) == 2)

    stage.record(LOCAL)
    waiting = await stage.until_waiting()
    assert "being recorded" in waiting.message
    assert waiting.total_ms == 1_500_000
    assert stage.texts(recording) == ["Piece 1."], "what was done stays, the piece that it was at is given up"
    stage.may_answer.set()
    await asyncio.sleep(0.01)
    assert len(stage.lengths_s) == 2, "nothing is heard meanwhile"

    stage.engine.end()
    while stage.tasks:
        await stage.tasks.pop()
    assert stage.last.state is RetranscriptionState.FINISHED
    assert stage.texts(recording) == ["Piece 1.", "Piece 3.", "Piece 4."]
    assert stage.lengths_s[1] == stage.lengths_s[2], "it goes on with that piece"
    assert stage.store.coverage.lacking(recording.public_id, 1500 * SECOND) == []
    done = [notice.done_ms for notice in stage.states]
    assert done == sorted(done)


async def test_another_service_goes_on_beside_a_recording(stage: Stage) -> None:
    recording = stage.recorded(long_s=2.0)
    stage.record(LOCAL)
    assert (await stage.transcribe(recording, Whole(), OPENAI)).state is RetranscriptionState.FINISHED


async def test_the_engine_is_not_waited_for_where_a_service_transcribes_the_recording(stage: Stage) -> None:
    recording = stage.recorded(long_s=2.0)
    stage.record(OPENAI)
    assert (await stage.transcribe(recording, Whole(), LOCAL)).state is RetranscriptionState.FINISHED


async def test_a_job_that_gives_way_can_be_stopped(stage: Stage) -> None:
    recording = stage.recorded(long_s=2.0)
    stage.record(LOCAL)
    stage.jobs.add(recording.public_id, Whole(), LOCAL, SessionConfiguration())
    await stage.until_waiting()
    stage.jobs.stop()
    while stage.tasks:
        await stage.tasks.pop()
    assert (stage.last.state, stage.lengths_s) == (RetranscriptionState.STOPPED, [])


async def test_audio_that_is_made_smaller_between_two_steps_is_found_under_its_new_name(stage: Stage) -> None:
    recording = stage.recorded(long_s=1500.0)
    public_id = recording.public_id

    def make_smaller() -> None:
        path = stage.store.recordings.get(public_id).audio_path
        assert path is not None
        smaller = compress(path, "flac", lambda: True)
        stage.store.recordings.keep_audio(public_id, smaller)
        path.unlink()

    # As another program does it: between asking where the file is and opening it.
    stage.before_opening = make_smaller
    last = await stage.transcribe(recording, Whole())

    assert last.state is RetranscriptionState.FINISHED, last.message
    assert stage.store.coverage.lacking(public_id, 1500 * SECOND) == []
    kept = stage.store.recordings.get(public_id).audio_path
    assert kept is not None
    assert kept.suffix == ".flac"


async def test_undo_brings_back_what_was_known_of_the_audio(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.")
    gap = Stretch(start_sample=4 * SECOND, end_sample=9 * SECOND, state=StretchState.GAP, reason="the link was down")
    stage.store.coverage.lay(recording.public_id, [gap])
    before = stage.store.coverage.of(recording.public_id)

    await stage.transcribe(recording, Lacking())
    assert gap not in stage.store.coverage.of(recording.public_id)

    assert stage.store.turns.undo(recording.public_id)
    assert stage.store.coverage.of(recording.public_id) == before
    assert stage.texts(recording) == ["One.", "Two."]


async def test_audio_that_is_gone_or_being_recorded_is_said(stage: Stage) -> None:
    gone = stage.recorded(long_s=1.0)
    running = stage.recorded(long_s=2.0, is_finished=False)
    (recordings_folder() / "1.0.wav").unlink()

    assert "no longer there" in (await stage.transcribe(gone, Whole())).message
    assert "recorded now" in (await stage.transcribe(running, Whole())).message
    stage.store.recordings.drop_audio(gone.public_id)
    assert "not kept" in (await stage.transcribe(gone, Whole())).message
    assert "no recording" in (await stage.transcribe(StoredRecording(public_id="x", started_utc=NOW), Whole())).message


async def test_a_store_that_another_program_holds_is_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = stage.recorded(long_s=1.0)
    monkeypatch.setattr("transcriber.app.retranscription._BUSY_PAUSE_S", 0.01)
    renewed, left = Coverage.renewed, [1, 2]

    def held(coverage: Coverage, public_id: str, stretches: list[Stretch]) -> str:
        if left:
            left.pop()
            raise busy()
        return renewed(coverage, public_id, stretches)

    monkeypatch.setattr(Coverage, "renewed", held)
    await stage.transcribe(recording, Whole())

    assert stage.texts(recording) == ["Piece 1."]
    [stretch] = [each for each in stage.store.coverage.of(recording.public_id) if each.state is not StretchState.SILENT]
    assert stretch.state is StretchState.TRANSCRIBED


async def test_a_fault_in_the_midst_of_a_piece_changes_nothing_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = stage.recorded("Old.", long_s=3.0)

    def full(public_id: str, usage: RecordingUsage, at_utc: datetime) -> None:
        raise StoreError("disk_full", "The disk is full.")

    monkeypatch.setattr(stage.store.recordings, "save_usage", full)

    assert (await stage.transcribe(recording, Whole())).state is RetranscriptionState.FAILED
    assert stage.texts(recording) == ["Old."]


@pytest.mark.allowed_logs(r"Transcribing again failed", logger="transcriber.app.retranscription")
async def test_a_bug_ends_the_job_and_not_the_next_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = stage.recorded(long_s=1.0)
    with monkeypatch.context() as patch:
        patch.setattr(stage.store.recordings, "save_usage", None)
        assert "error in this program" in (await stage.transcribe(recording, Whole())).message

    assert (await stage.transcribe(recording, Whole())).state is RetranscriptionState.FINISHED


def wanted_by_jobs(stage: Stage) -> list[WantedAudio | None]:
    return [from_text(row["wanted"]) for row in stage.store._database.rows("SELECT wanted FROM jobs ORDER BY id")]


async def test_what_is_left_of_a_job_is_known_all_the_time_and_nothing_of_it_at_its_end(stage: Stage) -> None:
    recording = stage.recorded(long_s=1_500.0)
    heard: list[list[WantedAudio | None]] = []
    tell = stage.tell

    def told(notice: Notice) -> None:
        if isinstance(notice, HistoryChanged | RetranscriptionChanged):
            heard.append(wanted_by_jobs(stage))
        tell(notice)

    stage.jobs._publish = told
    await stage.transcribe(recording, Whole())

    assert heard[0] == [Whole()]
    left = [each for wanted in heard for each in wanted if isinstance(each, LaneRanges)]
    starts_ms = [each.ranges[0].times.start_ms for each in left if each.ranges]
    assert starts_ms == sorted(starts_ms)
    assert len(set(starts_ms)) == 2
    assert wanted_by_jobs(stage) == []


async def test_a_job_that_fails_or_is_given_up_is_not_left_behind(stage: Stage) -> None:
    recording = stage.recorded("Old.")
    stage.problems[1] = Problem("unreachable", "It cannot be reached.", is_fatal=True)
    assert (await stage.transcribe(recording, Whole())).state is RetranscriptionState.FAILED
    assert wanted_by_jobs(stage) == []

    stage.may_answer.clear()
    stage.has_heard.clear()
    for _ in range(2):
        stage.jobs.add(recording.public_id, Whole(), OPENAI, SessionConfiguration())
    await stage.has_heard.wait()
    assert wanted_by_jobs(stage) == [Whole(), Whole()]
    stage.jobs.stop()
    await asyncio.wait(stage.tasks)
    assert not stage.jobs.has()
    assert wanted_by_jobs(stage) == []


async def test_what_another_program_left_is_gone_on_with_where_it_was(stage: Stage) -> None:
    recording = stage.recorded("One.", "Two.", "Three.")
    left = LaneRanges((LaneRange(0, TimeRange(2_900, 4_000)),))
    stage.store.jobs.begin(recording.public_id, as_text(left), profile_name="openai", model="", language="")
    stage.store._database.change("UPDATE jobs SET holder = 'gone'")

    stage.jobs.go_on((OPENAI,))
    while stage.tasks:
        await stage.tasks.pop()

    assert stage.texts(recording) == ["One.", "Two.", "Piece 1."]
    assert wanted_by_jobs(stage) == []
