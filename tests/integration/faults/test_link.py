"""What networks do to a recording, in virtual time: everything that was said is there exactly once afterwards."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.fault_proxy import FaultProxy
from tests.fault_stage import Stage, fault_stage, sentences
from transcriber.realtime.configuration import ServerVad, TurnDetection
from transcriber.session.notices import LinkChanged, LinkState

NOTICED_WITHIN_S = 10.0
TEXT_WITHIN_S = 15.0
SERVER_VAD = ServerVad()
WHO_ENDS_TURNS = pytest.mark.parametrize("turn_detection", [SERVER_VAD, None], ids=["service", "this side"])


def silence_from(at_s: float, until_s: float) -> Callable[[Stage], Awaitable[None]]:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(at_s)
        stage.proxy.swallow()
        await asyncio.sleep(until_s - at_s)
        stage.proxy.heal()

    return act


@WHO_ENDS_TURNS
@pytest.mark.parametrize("silent_s", [5.0, 30.0, 300.0])
async def test_a_link_that_goes_silent(silent_s: float, turn_detection: TurnDetection) -> None:
    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(
            sentences(silent_s + 40), silence_from(12.3, 12.3 + silent_s), turn_detection=turn_detection
        )
        outcome.assert_exact()
        if silent_s > NOTICED_WITHIN_S:
            outcome.assert_noticed_within(NOTICED_WITHIN_S, began_s + 12.3)
        outcome.assert_text_within(TEXT_WITHIN_S, began_s + 12.3 + silent_s)


@pytest.mark.parametrize("way", ["up", "down"])
async def test_a_link_that_goes_silent_one_way(way: str) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(13.7)
        stage.proxy.swallow("up" if way == "up" else "down")
        await asyncio.sleep(20.0)
        stage.proxy.heal()

    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(60), act)
        outcome.assert_exact()
        outcome.assert_noticed_within(NOTICED_WITHIN_S, began_s + 13.7)


@WHO_ENDS_TURNS
@pytest.mark.parametrize("ends", [FaultProxy.cut, FaultProxy.reset], ids=["FIN", "RST"])
@pytest.mark.parametrize("at_s", [0.03, 4.05, 4.7, 6.2])
async def test_a_connection_that_ends_at_once_or_in_a_word_or_before_its_text_or_at_a_pause(
    at_s: float, ends: Callable[[FaultProxy], None], turn_detection: TurnDetection
) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(at_s)
        ends(stage.proxy)

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(20), act, turn_detection=turn_detection)
        outcome.assert_exact()
        assert len(stage.service.connected_s) >= 1 + (at_s > 1)


@WHO_ENDS_TURNS
async def test_many_resets_in_one_recording(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        for wait_s in (3.1, 9.9, 17.3, 14.2, 21.7, 13.3):
            await asyncio.sleep(wait_s)
            stage.proxy.reset()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(120), act, turn_detection=turn_detection)
        outcome.assert_exact()


@WHO_ENDS_TURNS
async def test_a_link_that_is_down_refuses_and_comes_back(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(8.0)
        await stage.proxy.stop()
        await asyncio.sleep(40.0)
        await stage.proxy.start()

    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(80), act, turn_detection=turn_detection)
        outcome.assert_exact()
        outcome.assert_noticed_within(1.0, began_s + 8.0)
        outcome.assert_text_within(TEXT_WITHIN_S, began_s + 48.0)


async def test_a_link_that_is_down_when_the_recording_begins_and_when_it_ends() -> None:
    async def act(stage: Stage) -> None:
        await stage.proxy.stop()
        await asyncio.sleep(12.0)
        await stage.proxy.start()
        await asyncio.sleep(11.0)
        await stage.proxy.stop()
        await asyncio.sleep(9.0)
        await stage.proxy.start()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(25), act)
        outcome.assert_exact()


@pytest.mark.parametrize("bytes_per_s", [40_000.0, 63_000.0])
async def test_an_uplink_that_is_slower_than_speech(bytes_per_s: float) -> None:
    async def act(stage: Stage) -> None:
        stage.proxy.bytes_per_s = bytes_per_s

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(60), act)
        outcome.assert_exact()


async def test_a_link_that_takes_two_seconds_for_everything() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(5.0)
        stage.proxy.delay_s = 1.0

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(30), act)
        outcome.assert_exact()


async def test_a_computer_that_slept_for_ten_minutes_breaks_its_connection_off() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(13.0)
        stage.clock.sleep_computer(600.0)

    async with fault_stage() as stage:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(40), act)
        outcome.assert_exact()
        outcome.assert_noticed_within(5.0, began_s + 13.0)
        assert len(stage.service.connected_s) == 2


@pytest.mark.parametrize("variable", ["http_proxy", "HTTPS_PROXY", "all_proxy"])
async def test_a_proxy_in_the_environment_is_no_way_to_a_service_on_this_computer(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "http://127.0.0.1:9")
    async with fault_stage() as stage:
        outcome = await stage.record(sentences(10))
        outcome.assert_exact()
        assert outcome.when(lambda notice: notice == LinkChanged(LinkState.CONNECTED)) is not None
