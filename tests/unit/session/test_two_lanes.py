"""Two sources at once, in virtual time: every tenth of a second of both is read exactly once, whatever befalls one."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.fault_proxy import FaultProxy
from tests.fault_stage import NumbersProfile, Reader, Spoken, Stage, fault_stage
from tests.numbered_audio import NUMBER_SAMPLES, heard, spoken
from tests.recording_stage import Gate, Pause
from tests.script import Answers
from transcriber.app.lane_making import LaneSpools, two_lanes
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.lane_files import lane_path
from transcriber.audio.pcm import to_float32
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import (
    CoverageChanged,
    Meter,
    Notice,
    Problem,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
)
from transcriber.session.recording import Recording
from transcriber.session.two_lanes import TwoLanes, played_policy
from transcriber.transcript.stretches import worth_offering
from transcriber.transcript.turns import Turn, TurnState

OTHERS_FROM = 5_000
"""The played sound says other numbers: what both say would be an echo."""
SPEECH: list[Spoken | Pause] = [Spoken(4.0), Pause(1.0), Spoken(3.0), Pause(1.5)] * 3


class Numbers:
    """Says numbers from `first` on, a block each tenth of a second, from `begins_s` on, until it is lost, if it is."""

    sample_rate_hz = 24_000
    is_live = True
    duration_ms = None

    def __init__(
        self,
        name: str,
        first: int,
        begins_s: float = 0.0,
        error: Exception | None = None,
        lost_at: int | None = None,
    ) -> None:
        self.name, self._first, self._begins_s, self._error, self._lost_at = name, first, begins_s, error, lost_at
        self.given: list[int] = []
        self._is_stopped = False

    async def open(self) -> None:
        if self._error is not None:
            raise self._error

    async def blocks(self) -> AsyncIterator[Block]:
        loop = asyncio.get_running_loop()
        due_s = loop.time() + self._begins_s
        tenths = [isinstance(step, Spoken) for step in SPEECH for _ in range(round(step.duration_s * 10))]
        for at, is_spoken in enumerate(tenths):
            due_s += 0.1
            await asyncio.sleep(max(0.0, due_s - loop.time()))
            if self._is_stopped:
                return
            if at == self._lost_at:
                raise InputError("input_lost", f"{self.name} was lost.")
            number = self._first + at
            if is_spoken:
                self.given.append(number)
            samples = spoken(number) if is_spoken else np.zeros(NUMBER_SAMPLES, np.int16)
            yield Block(to_float32(samples), arrived_s=due_s)

    def stop(self) -> None:
        self._is_stopped = True

    async def close(self) -> None:
        pass


class Outcome:
    def __init__(self, sources: tuple[Numbers, Numbers], reader: Reader, told: list[Notice]) -> None:
        self.sources, self.told = sources, told
        self.turns = list(reader.turns.values())

    def read(self, lane: int) -> Counter[int]:
        finished = [turn for turn in self.turns if turn.state is TurnState.FINISHED and turn.lane == lane]
        return Counter(int(word) for turn in finished for word in turn.text.split())

    def assert_exact(self, *lanes: int) -> None:
        for lane in lanes or (0, 1):
            assert self.read(lane) == Counter(self.sources[lane].given)

    @property
    def problems(self) -> list[Problem]:
        return [notice for notice in self.told if isinstance(notice, Problem)]

    @property
    def states(self) -> list[RecordingState]:
        return [notice.state for notice in self.told if isinstance(notice, RecordingChanged)]


async def recorded(
    stage: Stage,
    sources: tuple[Numbers, Numbers],
    during: Callable[[TwoLanes], Awaitable[None]] | None = None,
    *,
    keeps_audio: bool = False,
) -> Outcome:
    """The microphone's lane reaches the service directly, the played sound's through the link of the stage."""
    reader, told = Reader(), list[Notice]()

    def publish(notice: Notice) -> None:
        told.append(notice)
        reader.take(notice)

    def make(
        source: Any,
        create: Callable[[], Spool],
        publish_lane: Callable[[Notice], None],
        lane: int,
        spent_beside: Callable[[], RecordingUsage],
    ) -> Recording:
        return Recording(
            source,
            create,
            NumbersProfile(stage.base_url if lane else stage.service.base_url, 3.0, switches=None),
            SessionConfiguration(turn_detection=ServerVad()),
            publish_lane,
            is_timed=True,
            keeps_audio=True,
            create_gate=lambda: Gate(lambda loudest: loudest > 0.01),
            spent_beside=spent_beside,
        )

    recording = two_lanes(sources, make, LaneSpools(stage.folder), publish, keeps_audio=keeps_audio)
    async with asyncio.timeout(900), asyncio.TaskGroup() as group:
        if during is not None:
            group.create_task(during(recording))  # type: ignore[arg-type]
        await recording.run()
    assert not stage.service.faults
    return Outcome(sources, reader, told)


def both(begins_s: float = 0.3) -> tuple[Numbers, Numbers]:
    return Numbers("Mic1", 0), Numbers("Speakers", OTHERS_FROM, begins_s)


def files(stage: Stage) -> list[Path]:
    return sorted(stage.folder.iterdir())


async def test_every_word_of_both_is_read_once_in_one_order() -> None:
    async with fault_stage() as stage:
        outcome = await recorded(stage, both())
        outcome.assert_exact()
        assert len({turn.number for turn in outcome.turns}) == len(outcome.turns)
        assert outcome.states == [
            RecordingState.STARTING,
            RecordingState.RECORDING,
            RecordingState.FINISHING,
            RecordingState.STOPPED,
        ]
        # All of it has its text: nothing is left on the disk.
        assert files(stage) == []
        lanes = {notice.lane for notice in outcome.told if isinstance(notice, SessionAnnounced)}
        assert lanes == {0, 1}


async def test_a_lane_that_begins_later_is_on_the_recordings_clock() -> None:
    async with fault_stage() as stage:
        outcome = await recorded(stage, both(begins_s=1.7))
        outcome.assert_exact()
        first = {lane: min(_start_ms(turn) for turn in outcome.turns if turn.lane == lane) for lane in (0, 1)}
        assert abs(first[1] - first[0] - 1_700) <= 320


@pytest.mark.parametrize("fault", [FaultProxy.cut, FaultProxy.reset])
async def test_a_fault_of_one_lanes_link_costs_neither_a_word(fault: Callable[[FaultProxy], None]) -> None:
    async def act(recording: TwoLanes) -> None:
        for _ in range(3):
            await asyncio.sleep(5.3)
            fault(stage.proxy)

    async with fault_stage() as stage:
        outcome = await recorded(stage, both(), act)
        outcome.assert_exact()
        assert "reconnected" in {problem.code for problem in outcome.problems}


async def test_a_lane_that_cannot_begin_does_not_end_the_other() -> None:
    own, _ = both()
    played = Numbers("Speakers", OTHERS_FROM, error=InputError("no_played_sound", "It cannot be recorded.", "Get one."))
    async with fault_stage() as stage:
        outcome = await recorded(stage, (own, played))
        outcome.assert_exact(0)
        problem = outcome.problems[0]
        assert len(outcome.problems) == 1, outcome.problems
        assert (problem.code, problem.is_fatal) == ("no_played_sound", False)
        assert problem.remedy == "Get one. The microphone is still recorded."
        assert outcome.states[-2:] == [RecordingState.FINISHING, RecordingState.STOPPED]


async def test_without_a_microphone_what_is_played_is_still_recorded() -> None:
    own = Numbers("Mic1", 0, error=InputError("no_microphone", "There is none."))
    async with fault_stage() as stage:
        outcome = await recorded(stage, (own, both()[1]))
        outcome.assert_exact(1)
        assert [problem.is_fatal for problem in outcome.problems] == [False]


@pytest.mark.parametrize(
    ("lane", "code", "remedy"),
    [
        (0, "input_lost", "What the computer plays is still recorded."),
        (1, "played_sound_lost", "The microphone is still recorded."),
    ],
    ids=["microphone", "played sound"],
)
async def test_a_source_that_is_lost_in_the_middle_ends_alone_with_every_word_until_then(
    lane: int, code: str, remedy: str
) -> None:
    lost_at = 65 if lane == 0 else None, 65 if lane == 1 else None
    sources = Numbers("Mic1", 0, lost_at=lost_at[0]), Numbers("Speakers", OTHERS_FROM, 0.3, lost_at=lost_at[1])
    async with fault_stage() as stage:
        outcome = await recorded(stage, sources)
        outcome.assert_exact()
        assert len(outcome.sources[lane].given) < len(outcome.sources[1 - lane].given)
        [problem] = outcome.problems
        assert (problem.code, problem.is_fatal) == (code, False)
        assert problem.remedy == remedy
        assert outcome.states[-2:] == [RecordingState.FINISHING, RecordingState.STOPPED]


async def test_a_session_that_is_refused_in_the_middle_ends_alone_and_what_it_lacks_is_kept_and_said() -> None:
    async def act(recording: TwoLanes) -> None:
        # In the middle of what is said: the refusal may follow at once.
        await asyncio.sleep(6.3)
        stage.service.habits.secrets += [Answers(401, {"error": {"message": "Incorrect API key provided."}})] * 9
        stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await recorded(stage, both(), act)
        outcome.assert_exact(0)
        refused = [problem for problem in outcome.problems if problem.code == "key_refused"]
        assert refused, outcome.problems
        assert not any(problem.is_fatal for problem in outcome.problems)
        lacking = {
            each.lane
            for notice in outcome.told
            if isinstance(notice, CoverageChanged)
            for each in worth_offering(notice.laid)
        }
        assert lacking == {1}
        read, said = outcome.read(1), outcome.sources[1].given
        assert 0 < len(read) < len(said)
        assert set(read.values()) == {1}
        # Its sound can still be heard once more.
        played = [
            path for path in files(stage) if path == lane_path(path.with_name(path.name.replace(".played", "")), 1)
        ]
        assert len(played) == 1
        samples, _ = soundfile.read(played[0], dtype="int16")
        assert set(said) <= set(heard(samples))


async def test_where_neither_can_begin_that_is_the_end() -> None:
    error = InputError("no_portaudio", "The library is missing.")
    sources = Numbers("Mic1", 0, error=error), Numbers("Speakers", OTHERS_FROM, error=error)
    async with fault_stage() as stage:
        outcome = await recorded(stage, sources)
        assert outcome.problems[-1].is_fatal
        assert outcome.states[-1] is RecordingState.STOPPED


@pytest.mark.allowed_logs("one of two sources failed", logger="transcriber.session.two_lanes")
async def test_a_bug_in_one_lane_is_told_and_logged_and_the_other_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    own = Numbers("Mic1", 0, error=ZeroDivisionError("a bug"))
    async with fault_stage() as stage:
        outcome = await recorded(stage, (own, both()[1]))
        outcome.assert_exact(1)
        assert [(problem.code, problem.is_fatal) for problem in outcome.problems] == [("bug", False)]
    [record] = [record for record in caplog.records if record.name == "transcriber.session.two_lanes"]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


async def test_a_pause_and_a_stop_are_both_lanes() -> None:
    async def act(recording: TwoLanes) -> None:
        await asyncio.sleep(4.55)
        recording.pause()
        await asyncio.sleep(0.05)
        paused_ms = recording.meter.recorded_ms
        await asyncio.sleep(10.0)
        assert recording.meter.recorded_ms == paused_ms
        recording.resume()
        await asyncio.sleep(6.0)
        recording.stop()

    async with fault_stage() as stage:
        outcome = await recorded(stage, both(), act, keeps_audio=True)
        assert [state for state in outcome.states if state is RecordingState.PAUSED] == [RecordingState.PAUSED]
        for lane in (0, 1):
            read = outcome.read(lane)
            assert set(read) <= set(outcome.sources[lane].given)
            assert set(read.values()) == {1}
        own = files(stage)[-1]
        assert files(stage) == [lane_path(own, 1), own]


async def test_both_levels_are_metered() -> None:
    seen: list[tuple[float, float | None, int]] = []

    async def act(recording: TwoLanes) -> None:
        await asyncio.sleep(2.0)
        meter = recording.meter
        seen.append((meter.level_dbfs, meter.played_level_dbfs, meter.dropped_ms))

    async with fault_stage() as stage:
        await recorded(stage, both(), act)
    [(own_dbfs, played_dbfs, dropped_ms)] = seen
    assert dropped_ms == 0
    assert own_dbfs > -60
    assert played_dbfs is not None
    assert played_dbfs > -60


def lanes_with(*meters: Meter) -> TwoLanes:
    made: Any = [(SimpleNamespace(meter=meter), SimpleNamespace()) for meter in meters]
    notices: Any = SimpleNamespace()
    return TwoLanes(lambda lane, _publish, _spent_beside: made[lane], notices)


def test_what_both_dropped_is_told_and_what_either_has_not_saved_yet() -> None:
    own = Meter(recorded_ms=9_000, dropped_ms=300, unsaved_ms=200)
    both_meters = lanes_with(own, Meter(recorded_ms=8_000, dropped_ms=40, unsaved_ms=1_500)).meter
    assert (both_meters.dropped_ms, both_meters.unsaved_ms) == (340, 1_500)
    assert lanes_with(own, Meter()).meter.unsaved_ms is None, "nothing of one is on the disk yet"


def test_nobody_holds_a_key_for_what_is_played() -> None:
    policy = CommitPolicy(push_to_talk=True, pause_ms=700)
    assert played_policy(policy) == CommitPolicy(pause_ms=700)


def _start_ms(turn: Turn) -> int:
    assert turn.start_ms is not None
    return turn.start_ms
