import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from transcriber.audio import microphone as module
from transcriber.audio import portaudio, sound_server
from transcriber.audio.devices import InputDevice, Route
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.microphone import Microphone
from transcriber.audio.sound_server import Source

RATE_HZ = 16_000
BLOCK_FRAMES = 320
INDEXES = {"first": 1, "second": 2, "monitor": 3}


class PortAudioError(Exception):
    pass


class Stream:
    """Stands in for PortAudio's stream; `deliver` is its thread."""

    error: Exception | None = None
    left_at_stop = 0

    def __init__(self, **arguments: Any) -> None:
        if self.error is not None:
            raise self.error
        self.arguments = arguments
        self.delivered = 0
        self.is_closed = False

    def deliver(self, count: int = 1) -> None:
        buffer = np.zeros((BLOCK_FRAMES, 2), np.float32)
        for _ in range(count):
            self.delivered += 1
            buffer[:] = self.delivered / 1000
            self.arguments["callback"](buffer, BLOCK_FRAMES, None, None)
            buffer[:] = np.nan

    def finish(self) -> None:
        self.arguments["finished_callback"]()

    def start(self) -> None:
        pass

    def stop(self, ignore_errors: bool) -> None:
        assert ignore_errors
        self.deliver(self.left_at_stop)
        self.finish()

    def close(self, ignore_errors: bool) -> None:
        assert ignore_errors
        self.is_closed = True


class Watch:
    heard: tuple[Source, frozenset[int]] | None = None

    def __init__(self, stream_index: int) -> None:
        assert stream_index == 7

    def close(self) -> None:
        pass

    @classmethod
    def hears(cls, name: str, existing: set[str], is_monitor: bool = False) -> None:
        source = Source(INDEXES[name], name, name.title(), RATE_HZ, 2, is_monitor, is_default=True)
        cls.heard = (source, frozenset(INDEXES[each] for each in existing))


@pytest.fixture(autouse=True)
def _sound_system(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        InputStream = Stream

    Library.PortAudioError = PortAudioError  # type: ignore[attr-defined]
    route = Route(InputDevice("first", "First", RATE_HZ, 2, is_default=True), 0, source_index=1)
    monkeypatch.setattr(Stream, "error", None)
    monkeypatch.setattr(Stream, "left_at_stop", 0)
    monkeypatch.setattr(Watch, "heard", None)
    monkeypatch.setattr(portaudio, "load", Library)
    monkeypatch.setattr(module, "route_to", lambda device_id: route)
    monkeypatch.setattr(module, "_TICK_S", 0.02)
    monkeypatch.setattr(sound_server, "newest_stream", lambda: 7)
    monkeypatch.setattr(sound_server, "StreamWatch", Watch)


@contextlib.asynccontextmanager
async def opened(device_id: str | None = None) -> AsyncIterator[tuple[Microphone, Stream]]:
    microphone = Microphone(device_id)
    await microphone.open()
    try:
        yield microphone, microphone._stream
    finally:
        await microphone.close()


async def rest_of(microphone: Microphone) -> list[Block]:
    return [block async for block in microphone.blocks()]


async def test_blocks_come_in_order_and_are_ours_to_keep() -> None:
    async with opened() as (microphone, stream):
        assert (microphone.name, microphone.sample_rate_hz, microphone.is_live) == ("First", RATE_HZ, True)
        stream.deliver(3)
        await asyncio.sleep(0)
        microphone.stop()
        microphone.stop()
        blocks = await rest_of(microphone)
    assert [block.samples.tolist() for block in blocks] == [
        [pytest.approx(number / 1000)] * BLOCK_FRAMES for number in (1, 2, 3)
    ]
    assert microphone.captured_frames == 3 * BLOCK_FRAMES
    assert stream.is_closed


async def test_the_device_is_opened_for_20_ms_blocks_of_floats() -> None:
    async with opened() as (_, stream):
        asked = {name: stream.arguments[name] for name in ("samplerate", "blocksize", "channels", "dtype", "latency")}
    assert asked == {
        "samplerate": RATE_HZ,
        "blocksize": BLOCK_FRAMES,
        "channels": 2,
        "dtype": "float32",
        "latency": "low",
    }


async def test_what_was_captured_while_stopping_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stream, "left_at_stop", 2)
    async with opened() as (microphone, stream):
        stream.deliver(1)
        await asyncio.sleep(0)
        microphone.stop()
        assert len(await rest_of(microphone)) == 3


async def test_the_end_that_nobody_asked_for_is_a_loss_after_everything_that_came() -> None:
    async with opened() as (microphone, stream):
        iterator = microphone.blocks()
        stream.deliver(2)
        stream.finish()
        assert [len((await anext(iterator)).samples) for _ in range(2)] == [BLOCK_FRAMES] * 2
        with pytest.raises(InputError) as caught:
            await anext(iterator)
    assert caught.value.code == "input_lost"
    assert caught.value.message == "First was unplugged or switched off."


@pytest.mark.parametrize(("delivered", "ticks"), [(0, 12), (1, 4)])
async def test_a_device_that_falls_silent_is_given_up_sooner_than_one_that_has_yet_to_start(
    delivered: int, ticks: int
) -> None:
    async with opened() as (microphone, stream):
        stream.deliver(delivered)
        await asyncio.sleep(0)
        waited: list[None] = []
        real_next = microphone._next

        async def counted() -> Any:
            result = await real_next()
            waited.extend([None] if result is None else [])
            return result

        microphone._next = counted  # type: ignore[method-assign]
        with pytest.raises(InputError) as caught:
            await rest_of(microphone)
    assert caught.value.code == "input_stalled"
    assert len(waited) == ticks


async def test_a_pause_of_our_own_is_not_the_devices() -> None:
    async with opened() as (microphone, stream):
        iterator = microphone.blocks()
        stream.deliver()
        await anext(iterator)
        for _ in range(3):
            # The loop is meant to be stuck, for longer than a device may be silent.
            time.sleep(0.05)  # noqa: ASYNC251
            delivering = threading.Thread(target=stream.deliver)
            delivering.start()
            delivering.join()
            time.sleep(0.1)  # noqa: ASYNC251
            await anext(iterator)
        microphone.stop()
        assert [block async for block in iterator] == []


async def test_the_default_follows_the_system_and_says_so_once() -> None:
    async with opened(None) as (microphone, stream):
        iterator = microphone.blocks()
        Watch.hears("first", {"first", "second"})
        stream.deliver()
        assert (await anext(iterator)).moved_to == ""
        Watch.hears("second", {"second"})
        stream.deliver(2)
        assert [(await anext(iterator)).moved_to for _ in range(2)] == ["Second", ""]
        assert microphone.name == "Second"


async def test_what_the_former_device_still_gave_is_no_start_of_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 100.0
    monkeypatch.setattr(module, "awake_s", lambda: now_s)
    async with opened(None) as (microphone, stream):
        iterator = microphone.blocks()
        Watch.hears("first", {"first", "second"})
        stream.deliver()
        await anext(iterator)
        stream.deliver(2)
        Watch.hears("second", {"second"})
        assert [(await anext(iterator)).moved_to for _ in range(2)] == ["Second", ""]
        waiting = asyncio.ensure_future(anext(iterator))
        # Longer than one that delivers may be silent, shorter than one may take to start.
        real_next, ticks = microphone._next, 0

        async def counted() -> Any:
            nonlocal ticks
            ticks += 1
            if ticks == 8:
                stream.deliver()
            return await real_next()

        microphone._next = counted  # type: ignore[method-assign]
        now_s = 101.5
        block = await waiting
        microphone.stop()
    assert round(block.gap_ms) == 1480
    assert block.gap_reason == "The microphone changed"


async def test_a_chosen_microphone_that_is_gone_is_not_replaced_by_another() -> None:
    async with opened("first") as (microphone, stream):
        Watch.hears("second", {"second"})
        stream.deliver()
        with pytest.raises(InputError) as caught:
            await rest_of(microphone)
    assert caught.value.code == "input_lost"
    assert "First" in caught.value.message


async def test_a_person_may_move_the_stream_by_hand() -> None:
    async with opened("first") as (microphone, stream):
        Watch.hears("second", {"first", "second"})
        stream.deliver()
        assert (await anext(microphone.blocks())).moved_to == "Second"


async def test_what_the_computer_plays_is_never_heard_in_place_of_a_microphone() -> None:
    async with opened(None) as (microphone, stream):
        Watch.hears("monitor", {"monitor"}, is_monitor=True)
        stream.deliver()
        with pytest.raises(InputError) as caught:
            await rest_of(microphone)
    assert caught.value.code == "input_lost"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PortAudioError("Error opening InputStream: Device unavailable", -9985), "device_busy", "in use"),
        (PortAudioError("Invalid sample rate", -9997), "device_failed", "Invalid sample rate"),
    ],
)
async def test_a_device_that_cannot_be_opened_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, words: str
) -> None:
    monkeypatch.setattr(Stream, "error", error)
    microphone = Microphone(None)
    with pytest.raises(InputError) as caught:
        await microphone.open()
    await microphone.close()
    assert caught.value.code == code
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_sound_system_that_hangs_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(portaudio, "LIMIT_S", 0.05)
    monkeypatch.setattr(module, "route_to", lambda device_id: release.wait())
    microphone = Microphone(None)
    with pytest.raises(InputError) as caught:
        await microphone.open()
    await microphone.close()
    assert caught.value.code == "sound_system_hangs"
    release.set()


async def test_a_stream_that_opens_after_everyone_left_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    route = Route(InputDevice("first", "First", RATE_HZ, 2, is_default=True), 0, source_index=1)

    def slow(_: str | None) -> Route:
        release.wait()
        return route

    monkeypatch.setattr(module, "route_to", slow)
    microphone = Microphone(None)
    async with asyncio.TaskGroup() as tasks:
        opening = tasks.create_task(microphone.open())
        await asyncio.sleep(0.02)
        opening.cancel()
    closing = asyncio.get_running_loop().call_later(0.05, release.set)
    await microphone.close()
    assert closing.when() < asyncio.get_running_loop().time()
    assert microphone._stream is None
    assert portaudio._open_streams == set()


async def test_closing_twice_or_before_opening_does_nothing() -> None:
    microphone = Microphone(None)
    await microphone.close()
    async with opened() as (other, _):
        await other.close()
