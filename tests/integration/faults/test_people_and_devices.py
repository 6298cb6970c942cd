"""What people, devices and budgets do to a recording, judged by numbers, in virtual time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.fault_stage import NumberedInput, NumbersProfile, Outcome, Spoken, Stage, fault_stage, sentences
from tests.numbered_service import Habits, NumberedService, numbered_service
from tests.recording_stage import Pause
from transcriber.audio.inputs import Block
from transcriber.realtime.configuration import ServerVad, TurnDetection
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.realtime.switches import Switches
from transcriber.session.fallback import Fallback
from transcriber.session.notices import Notice, Problem, ServiceChanged
from transcriber.session.supervisor import SERVICE_AWAY
from transcriber.settings.safeguards import Safeguards
from transcriber.transcript.stretches import StretchState

SAMPLES_PER_S = 24_000
WHO_ENDS_TURNS = pytest.mark.parametrize("turn_detection", [ServerVad(), None], ids=["service", "this side"])


class EngineOfNumbers(NumbersProfile):
    is_local = True


def engine_at(service: NumberedService) -> Callable[[], Fallback]:
    return lambda: Fallback(
        service=EngineOfNumbers(service.base_url, 3.0, has_key=False, switches=Switches(uses_rest=False)),
        profile_name="local",
        profile_title="This computer",
        model=capabilities(LOCAL_MODEL),
        fit=lambda configuration: replace(configuration, turn_detection=None),
    )


def moves(outcome: Outcome) -> int:
    return sum(isinstance(notice, ServiceChanged) and notice.is_local for notice in outcome.notices)


@WHO_ENDS_TURNS
@pytest.mark.parametrize("fallback", ["always", "ask"])
async def test_a_service_that_stays_away_is_followed_by_this_computer(
    fallback: str, turn_detection: TurnDetection
) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(9.2)
        await stage.proxy.stop()

    async with fault_stage() as stage, numbered_service() as engine:
        began_s = stage.clock.now_s()

        def answer(notice: Notice) -> None:
            if isinstance(notice, Problem) and notice.code == SERVICE_AWAY:
                assert stage.recording is not None
                stage.recording.go_on_locally()

        outcome = await stage.record(
            sentences(60),
            act,
            turn_detection=turn_detection,
            hear=answer,
            safeguards=Safeguards(fallback="always" if fallback == "always" else "ask"),
            create_fallback=engine_at(engine),
        )
        outcome.assert_exact()
        assert not outcome.excused
        assert moves(outcome) == 1
        moved_s = outcome.when(lambda notice: isinstance(notice, ServiceChanged))
        assert moved_s is not None
        assert moved_s - began_s < 9.2 + 25.0
        assert (SERVICE_AWAY in outcome.problems) is (fallback == "ask")


async def test_a_budget_that_is_spent_moves_the_recording_to_this_computer() -> None:
    async with fault_stage() as stage, numbered_service() as engine:
        outcome = await stage.record(
            sentences(30),
            safeguards=Safeguards(fallback="never", monthly_budget_dollars=1.0, at_budget="move"),
            spent_before_dollars=2.0,
            create_fallback=engine_at(engine),
        )
        outcome.assert_exact()
        assert len(outcome.read) == len(outcome.given) > 200
        assert moves(outcome) == 1
        assert stage.service.audio_samples < SAMPLES_PER_S


@WHO_ENDS_TURNS
async def test_what_is_said_in_a_pause_is_nowhere_and_all_else_once(turn_detection: TurnDetection) -> None:
    inside: list[int] = []

    async def act(stage: Stage) -> None:
        assert stage.recording is not None
        assert stage.source is not None
        for _ in range(2):
            await asyncio.sleep(11.25)
            stage.recording.pause()
            first = len(stage.source.spoken)
            await asyncio.sleep(13.0)
            stage.recording.resume()
            inside.extend(stage.source.spoken[first:])

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(80), act, turn_detection=turn_detection)
        assert len(inside) > 100
        assert sorted(outcome.read) == sorted(set(outcome.given) - set(inside))
        assert max(outcome.read.values()) == 1
        assert stage.service.audio_samples < (80 - 2 * 13 + 6) * SAMPLES_PER_S


class LostInput(NumberedInput):
    """Gives nothing for a while, as a microphone that was pulled out."""

    reason = "the microphone was unplugged"

    def __init__(self, lost_s: float) -> None:
        super().__init__([Spoken(6.0), Pause(lost_s), Spoken(6.0), Pause(2.0)])
        self._lost_blocks = round(lost_s * 10)

    async def blocks(self) -> AsyncIterator[Block]:
        at = 0
        async for block in super().blocks():
            at += 1
            is_lost = 60 < at <= 60 + self._lost_blocks
            yield Block(np.zeros(0, np.float32), gap_ms=100.0, gap_reason=self.reason) if is_lost else block


@WHO_ENDS_TURNS
async def test_a_microphone_that_was_unplugged_is_a_gap_of_which_nothing_is_sent(turn_detection: TurnDetection) -> None:
    async with fault_stage() as stage:
        source, began_s = LostInput(30.0), stage.clock.now_s()
        outcome = await stage.record([], turn_detection=turn_detection, source=source)
        outcome.assert_exact()
        assert len(outcome.read) == 120
        (gap,) = [each for each in outcome.coverage if each.state is StretchState.GAP]
        assert (gap.reason, gap.has_audio) == (source.reason, False)
        assert gap.end_sample - gap.start_sample == pytest.approx(30 * SAMPLES_PER_S, abs=2_400)
        # The turn before it was ended at once, and no zeros went out in its place.
        text_s = outcome.text_after(began_s)
        assert text_s is not None
        assert text_s < 6.0 + 5.0
        for turn in outcome.turns:
            numbers = [int(word) for word in turn.text.split()]
            assert not numbers or max(numbers) < 60 or min(numbers) >= 360
        assert stage.service.audio_samples < (44 - 30 + 1) * SAMPLES_PER_S


@WHO_ENDS_TURNS
async def test_silence_is_not_sent_again_after_a_reconnect(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(40.0)
        stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await stage.record(
            [Spoken(5.0), Pause(40.0), Spoken(5.0), Pause(2.0)], act, turn_detection=turn_detection
        )
        outcome.assert_exact()
        again_samples = stage.service.audio_samples - 52 * SAMPLES_PER_S
        assert again_samples < 13 * SAMPLES_PER_S


@pytest.mark.parametrize("jump_s", [-3600.0, 3600.0])
async def test_a_wall_clock_that_jumps_costs_nothing(jump_s: float) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(12.0)
        stage.clock.sleep_computer(jump_s)

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40), act)
        outcome.assert_exact()
        assert not outcome.excused


async def test_a_turn_that_is_never_answered_is_a_gap_in_the_end() -> None:
    async with fault_stage(Habits(unanswered_turns={2})) as stage:
        outcome = await stage.record(sentences(30))
        outcome.assert_exact()
