"""Devices, clocks and the sound server as the test sets them: only the class itself and its search are real.

The loop's time jumps, so that each waits as long as the others do however busy this computer is.
"""

import asyncio
import concurrent.futures
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.virtual_clock import virtual_time
from transcriber.audio import lasting_microphone as module
from transcriber.audio import microphone_search, portaudio, sound_server
from transcriber.audio.devices import InputDevice, Route
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.lasting_microphone import LastingMicrophone

RATE_HZ = 16_000
LOST = InputError("input_lost", "It was unplugged or switched off.")
STALLED = InputError("input_stalled", "It delivers no sound any more.")


def done(value: Any = None) -> "concurrent.futures.Future[Any]":
    future: concurrent.futures.Future[Any] = concurrent.futures.Future()
    future.set_result(value)
    return future


def at_once(function: Callable[[], Any]) -> "concurrent.futures.Future[Any]":
    """In the place of a thread, which comes when it comes."""
    future: concurrent.futures.Future[Any] = concurrent.futures.Future()
    try:
        future.set_result(function())
    except InputError as error:
        future.set_exception(error)
    return future


class World:
    """What is plugged in, what time it is, and every microphone that was opened."""

    def __init__(self) -> None:
        self.now_s, self.slept_s = 100.0, 5000.0
        self.devices = [device("yeti", is_default=False), device("built-in", is_default=True)]
        self.opened: list[Microphone] = []
        self.refused: set[str] = set()
        self.watch: Watch | None = None
        self.has_server = True

    def open(self, device_id: str) -> Any:
        self.opened.append(Microphone(self, device_id))
        return self.opened[-1]

    def plug(self, *devices: InputDevice) -> None:
        self.devices = list(devices)
        if self.watch is not None:
            self.watch.on_change()


class Watch:
    def __init__(self, on_change: Callable[[], None]) -> None:
        self.on_change = on_change
        self.found: tuple[object, ...] | None = ()

    def close(self) -> None:
        pass


class Microphone:
    """One opened device; `hear` and `fail` are what it does."""

    def __init__(self, world: World, device_id: str) -> None:
        self.device_id, self.name = device_id, device_id.title()
        self.sample_rate_hz = next((d.sample_rate_hz for d in world.devices if d.device_id == device_id), RATE_HZ)
        self.captured_frames, self.first_sound_s = 0, 0.0
        self.is_in_place, self.is_stopped, self.is_let_go = True, False, False
        self._world = world
        self._queue: asyncio.Queue[Block | InputError | None] = asyncio.Queue()

    def hear(self, duration_ms: int = 1000, moved_to: str = "") -> None:
        """Sound that comes while this much time passes."""
        frames = duration_ms * self.sample_rate_hz // 1000
        if not self.captured_frames:
            self.first_sound_s = self._world.now_s
        self._world.now_s += duration_ms / 1000
        self.captured_frames += frames
        samples = np.full(frames, 0.25, np.float32)
        block = Block(samples, moved_to=moved_to, sample_rate_hz=self.sample_rate_hz, arrived_s=self._world.now_s)
        self._queue.put_nowait(block)

    def fail(self, error: InputError) -> None:
        self._queue.put_nowait(error)

    async def open(self) -> None:
        self.begin()
        self.adopt()

    def begin(self) -> None:
        pass

    def adopt(self) -> bool:
        if self.device_id in self._world.refused:
            raise InputError("device_busy", "In use.")
        return True

    async def blocks(self) -> AsyncGenerator[Block, None]:
        while (step := await self._queue.get()) is not None:
            if isinstance(step, InputError):
                raise step
            yield step

    def stop(self) -> None:
        if not self.is_stopped:
            self.is_stopped = True
            self._queue.put_nowait(None)

    def let_go(self) -> "concurrent.futures.Future[Any]":
        self.is_let_go = True
        return done()

    async def close(self) -> None:
        self.let_go()


def device(name: str, *, is_default: bool = False, rate_hz: int = RATE_HZ) -> InputDevice:
    return InputDevice(name, name.title(), rate_hz, 1, is_default)


YETI, BUILT_IN = device("yeti"), device("built-in", is_default=True)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()

    def watched(on_change: Callable[[], None]) -> Watch:
        world.watch = Watch(on_change)
        world.watch.found = () if world.has_server else None
        return world.watch

    def route_to(device_id: str | None) -> Route:
        for found in world.devices:
            if found.device_id == device_id or (device_id is None and found.is_default):
                return Route(found, 0)
        raise InputError("unknown_device", "There is none.")

    monkeypatch.setattr(portaudio, "begin", at_once)
    monkeypatch.setattr(sound_server, "SourceWatch", watched)
    monkeypatch.setattr(module, "route_to", route_to)
    monkeypatch.setattr(module, "route_to_played", route_to)
    monkeypatch.setattr(module, "played_devices", lambda: tuple(world.devices))
    monkeypatch.setattr(module, "_LOOK_EVERY_S", 0.002)
    monkeypatch.setattr(microphone_search, "input_devices", lambda: tuple(world.devices))
    return world


class Listener:
    """Takes every block as it comes, and says what was in them."""

    def __init__(self, world: World, microphone: LastingMicrophone) -> None:
        self.world, self.microphone = world, microphone
        self.blocks: list[Block] = []

    async def listen(self) -> None:
        async for block in self.microphone.blocks():
            self.blocks.append(block)

    async def passes(self, duration_s: float = 0.0) -> list[Block]:
        """What comes while this much time passes."""
        before = len(self.blocks)
        for _ in range(max(10, round(duration_s * 10))):
            self.world.now_s += duration_s / max(10, round(duration_s * 10))
            await asyncio.sleep(0.004)
        return self.blocks[before:]

    async def goes_on(self, microphone: Microphone) -> list[Block]:
        """What comes while the microphone delivers a few blocks, one after the other."""
        before = len(self.blocks)
        for _ in range(3):
            microphone.hear(20)
            await self.passes()
        return self.blocks[before:]

    @property
    def newest(self) -> Microphone:
        return self.world.opened[-1]


@contextlib.asynccontextmanager
async def listening(
    world: World, device_id: str | None, *, substitutes: bool = True, returns: bool = True, is_played: bool = False
) -> AsyncIterator[Listener]:
    """A recording from the device, of which a second was heard."""
    microphone = LastingMicrophone(
        device_id,
        substitutes=substitutes,
        returns=returns,
        is_played=is_played,
        open_microphone=world.open,
        now_s=lambda: world.now_s,
        slept_s=lambda: world.slept_s,
    )
    with virtual_time():
        await microphone.open()
        listener = Listener(world, microphone)
        async with asyncio.TaskGroup() as group:
            group.create_task(listener.listen())
            listener.newest.hear()
            assert len(await listener.passes()) == 1
            yield listener
            microphone.stop()
        await microphone.close()
    assert all(each.is_let_go for each in world.opened)


def told(blocks: list[Block]) -> list[str]:
    return [f"{each.message} {each.remedy}".strip() for block in blocks for each in block.incidents if not each.is_over]


def gap_ms(blocks: list[Block]) -> float:
    return round(sum(block.gap_ms for block in blocks))


def sound_ms(blocks: list[Block]) -> float:
    return round(sum(block.samples.size * 1000 / (block.sample_rate_hz or RATE_HZ) for block in blocks))


async def test_it_opens_the_default_by_its_name_or_says_why_not(world: World) -> None:
    microphone = LastingMicrophone(None, open_microphone=world.open)
    await microphone.open()
    assert (microphone.name, microphone.sample_rate_hz, microphone.is_live) == ("Built-In", RATE_HZ, True)
    await microphone.close()
    with pytest.raises(InputError, match="There is none"):
        await LastingMicrophone("gone", open_microphone=world.open).open()


@pytest.mark.parametrize(
    ("then", "reason"), [(None, "The sound server stopped"), ((), "Yeti was unplugged")], ids=["server", "device"]
)
async def test_what_a_busy_sound_server_tells_a_little_later_is_waited_for(
    world: World, then: tuple[object, ...] | None, reason: str
) -> None:
    async with listening(world, "yeti", substitutes=False) as listener:
        assert world.watch is not None
        world.watch.found = (SimpleNamespace(name="yeti"),)
        before = len(listener.blocks)
        world.opened[0].fail(LOST)
        await asyncio.sleep(3.5 * module._LOOK_EVERY_S)
        assert listener.blocks[before:] == []
        world.watch.found = then
        blocks = await listener.passes(1.5)
        assert {block.gap_reason for block in blocks if block.gap_ms} == {reason}


async def test_unplugged_the_next_best_takes_over_until_the_chosen_one_is_back(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        await listener.passes(0.5)
        assert listener.newest.device_id == "built-in"
        listener.newest.hear(500)
        blocks = await listener.passes()

        assert gap_ms(listener.blocks) == pytest.approx(500, abs=1)
        assert {block.gap_reason for block in listener.blocks if block.gap_ms} == {"Yeti was unplugged"}
        assert told(blocks) == ["Yeti was unplugged; now using Built-In. It goes back when Yeti is plugged in again."]

        world.plug(YETI, BUILT_IN)
        blocks = await listener.goes_on(world.opened[1])
        assert listener.newest.device_id == "yeti"
        assert (told(blocks), sound_ms(blocks)) == ([], 60), "it is heard until the other one delivers"
        listener.newest.hear(100)
        blocks = [*await listener.goes_on(world.opened[1]), *await listener.goes_on(listener.newest)]
        assert told(blocks) == ["Back on Yeti."]
        assert listener.microphone.name == "Yeti"
        assert world.opened[1].is_let_go


async def returning(listener: Listener) -> tuple[Microphone, Microphone]:
    """The yeti is back and opened again, and the built-in one, which took over, is still heard."""
    world = listener.world
    world.plug(BUILT_IN)
    world.opened[0].fail(LOST)
    await listener.passes(0.5)
    listener.newest.hear(100)
    world.plug(YETI, BUILT_IN)
    await listener.goes_on(world.opened[1])
    return world.opened[2], world.opened[1]


async def test_what_two_microphones_heard_at_once_is_taken_once(world: World) -> None:
    async with listening(world, "yeti") as listener:
        yeti, built_in = await returning(listener)
        started_s, before = world.now_s, len(listener.blocks)
        yeti.hear(300)
        world.now_s = started_s
        built_in.hear(400)
        await listener.passes()
        world.now_s = started_s + 0.3
        yeti.hear(200)
        await listener.passes()
        blocks = listener.blocks[before:]

    assert sound_ms(blocks) == 500
    assert gap_ms(blocks) == 0


async def test_a_microphone_that_is_heard_is_left_only_when_it_has_delivered_up_to_the_others_first_sound(
    world: World,
) -> None:
    async with listening(world, "yeti") as listener:
        yeti, built_in = await returning(listener)
        before = len(listener.blocks)
        heard_until_s = world.now_s
        world.now_s += 0.05
        yeti.hear(20)
        world.now_s = heard_until_s
        for is_enough in (False, False, False, False, True):
            built_in.hear(20)
            await listener.passes()
            assert built_in.is_stopped is is_enough
        for late_s in (0.07, 0.09):
            world.now_s = heard_until_s + late_s
            yeti.hear(20)
        await listener.passes()
        blocks = listener.blocks[before:]

    assert (sound_ms(blocks), gap_ms(blocks)) == (110, 0)


async def test_what_the_next_microphone_held_back_until_it_was_listened_to_makes_the_recording_no_longer(
    world: World,
) -> None:
    async with listening(world, "yeti") as listener:
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        await listener.passes(1.5)
        built_in, arrived_s = listener.newest, world.now_s
        for _ in range(40):
            world.now_s = arrived_s
            built_in.hear(20)
        await listener.passes()
        await listener.goes_on(built_in)
        assert sound_ms(listener.blocks[1:]) + gap_ms(listener.blocks) == pytest.approx(
            (world.now_s - 101.0) * 1000, abs=50
        )
        before = len(listener.blocks)
        assert sound_ms(await listener.goes_on(built_in)) == 60
        assert gap_ms(listener.blocks[before:]) == 0


async def test_what_a_late_last_block_does_not_hold_is_missing_before_the_next_microphone(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.now_s += 0.5
        world.opened[0].hear(20)
        await listener.passes()
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        await listener.passes(0.5)
        listener.newest.hear(20)
        await listener.passes()

    assert gap_ms(listener.blocks) == pytest.approx(1000, abs=1)


@pytest.mark.parametrize("wishes", [{"returns": False}, {"returns": True}])
async def test_it_returns_only_where_that_is_wished_also_later(world: World, wishes: dict[str, bool]) -> None:
    async with listening(world, "yeti", **wishes) as listener:
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        await listener.passes(0.2)
        listener.newest.hear(100)
        world.plug(YETI, BUILT_IN)
        await listener.passes()
        world.opened[1].hear(100)
        await listener.passes()
        assert (listener.newest.device_id == "yeti") is wishes["returns"]

        listener.microphone.update(substitutes=True, returns=True)
        world.opened[1].hear(100)
        await listener.passes()
        world.opened[1].hear(100)
        await listener.passes()
        assert listener.newest.device_id == "yeti"


async def test_without_substitution_it_waits_for_the_chosen_one_and_says_so(world: World) -> None:
    async with listening(world, "yeti", substitutes=False) as listener:
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        blocks = await listener.passes(5)
        assert len(world.opened) == 1
        assert told(blocks) == [
            "Yeti was unplugged; nothing is recorded now. The recording waits for Yeti. Plug it in again, or stop."
        ]
        assert gap_ms(blocks) == pytest.approx(5000, abs=1100)
        assert len([block for block in blocks if block.gap_ms]) <= 6

        world.plug(device("yeti", rate_hz=48_000), BUILT_IN)
        await listener.passes()
        listener.newest.hear(100)
        blocks = await listener.passes()
        assert told(blocks) == ["Back on Yeti."]
        assert blocks[-1].sample_rate_hz == 48_000
        assert gap_ms(listener.blocks) == pytest.approx(5000, abs=1)


async def test_wished_while_it_waits_another_one_takes_over_at_once(world: World) -> None:
    async with listening(world, "yeti", substitutes=False) as listener:
        world.plug(BUILT_IN)
        world.opened[0].fail(LOST)
        await listener.passes(1)
        listener.microphone.update(substitutes=True, returns=True)
        await listener.passes()
        assert listener.newest.device_id == "built-in"


async def test_a_stop_while_nothing_delivers_ends_with_the_gap_so_far(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.plug()
        world.opened[0].fail(LOST)
        await listener.passes(2.5)
        listener.microphone.stop()
        await listener.passes()
    assert gap_ms(listener.blocks) == pytest.approx(2500, abs=1)


async def test_a_suspended_one_wakes_with_its_first_sound(world: World) -> None:
    async with listening(world, "yeti") as listener:
        yeti = world.opened[0]
        yeti.fail(STALLED)
        await listener.passes(0.5)
        assert listener.newest.device_id == "built-in"
        listener.newest.hear(100)
        blocks = await listener.passes()
        assert told(blocks) == ["Yeti delivered no sound; now using Built-In. It goes back when Yeti is there again."]
        assert not yeti.is_let_go
        yeti.hear(100)
        blocks = [*await listener.goes_on(world.opened[1]), *await listener.goes_on(yeti)]
        assert told(blocks) == ["Back on Yeti."]
        assert len(world.opened) == 2


async def test_one_that_cannot_be_opened_is_passed_over_and_tried_again_later(world: World) -> None:
    usb = device("usb")
    async with listening(world, "yeti") as listener:
        world.refused = {"built-in"}
        world.plug(BUILT_IN, usb)
        world.opened[0].fail(LOST)
        await listener.passes(0.5)
        assert [each.device_id for each in world.opened] == ["yeti", "built-in", "usb"]
        world.refused = set()
        world.plug(BUILT_IN)
        await listener.passes(4)
        assert listener.newest.device_id == "built-in"


async def test_one_that_opens_and_delivers_nothing_makes_room_for_another(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.plug(BUILT_IN, device("usb"))
        world.opened[0].fail(LOST)
        await listener.passes(4)
        assert [each.device_id for each in world.opened[:3]] == ["yeti", "built-in", "usb"]
        assert world.opened[1].is_let_go


async def test_the_default_is_followed_without_a_gap(world: World) -> None:
    async with listening(world, None) as listener:
        world.plug(device("yeti", is_default=True), device("built-in"))
        await listener.goes_on(world.opened[0])
        assert listener.newest.device_id == "yeti"
        started_s = world.now_s
        listener.newest.hear(100)
        world.now_s = started_s
        await listener.goes_on(world.opened[0])
        assert [block.moved_to for block in listener.blocks if block.moved_to] == ["Yeti"]
        assert gap_ms(listener.blocks) == 0


@pytest.mark.parametrize(
    ("is_played", "reason"), [(False, "The microphone changed"), (True, "The loudspeaker changed")]
)
async def test_what_is_lost_while_the_default_changes_says_what_changed(
    world: World, is_played: bool, reason: str
) -> None:
    async with listening(world, None, is_played=is_played) as listener:
        world.plug(device("yeti", is_default=True), device("built-in"))
        await listener.goes_on(world.opened[0])
        listener.newest.captured_frames = 1
        await listener.goes_on(world.opened[0])
        await listener.passes(0.5)
        listener.newest.hear(100)
        await listener.passes()
        assert {block.gap_reason for block in listener.blocks if block.gap_ms} == {reason}


@pytest.mark.parametrize("substitutes", [True, False])
async def test_a_default_that_was_unplugged_is_followed_by_the_next_whatever_is_wished_of_chosen_ones(
    world: World, substitutes: bool
) -> None:
    async with listening(world, None, substitutes=substitutes) as listener:
        world.plug(device("yeti", is_default=True))
        world.opened[0].fail(LOST)
        await listener.passes(0.5)
        listener.newest.hear(100)
        assert told(await listener.passes()) == ["Built-In was unplugged; now using Yeti."]


async def test_a_person_may_move_the_stream_by_hand(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.opened[0].hear(100, moved_to="Built-In")
        (block,) = await listener.passes()
        assert (block.moved_to, listener.microphone.name) == ("Built-In", "Built-In")
        world.opened[0].hear(100)
        await listener.passes()
        assert len(world.opened) == 1


async def test_a_sleep_is_a_gap_of_its_length_at_its_place(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.slept_s += 600
        world.opened[0].hear()
        first = await listener.passes()
        world.opened[0].hear()
        second = await listener.passes()

    assert (gap_ms(first), first[0].gap_reason) == (600_000, "The computer was asleep for 10 min")
    assert told(first) == ["The computer was asleep for 10 min; nothing was recorded meanwhile."]
    assert (gap_ms(second), told(second)) == (0, [])


async def test_a_device_that_does_not_wake_with_the_computer_is_one_gap_with_the_sleep(world: World) -> None:
    async with listening(world, "yeti") as listener:
        world.slept_s += 600
        world.plug()
        world.opened[0].fail(STALLED)
        await listener.passes(3)
        world.plug(YETI)
        await listener.passes()
        listener.newest.hear(100)
        await listener.passes()

    assert gap_ms(listener.blocks) == pytest.approx(603_000, abs=1)
    assert {block.gap_reason for block in listener.blocks if block.gap_ms} == {"The computer was asleep for 10 min"}


async def test_two_clocks_that_differ_a_little_are_no_sleep(world: World) -> None:
    async with listening(world, "yeti") as listener:
        for drift_s in (0.2, -0.2, 0.3, 0.1):
            world.slept_s += drift_s
            world.opened[0].hear()
            await listener.passes()
    assert gap_ms(listener.blocks) == 0
    assert sound_ms(listener.blocks) == 5000


async def test_where_no_sound_server_tells_of_changes_devices_are_looked_for_every_3_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[float] = []

    def looking() -> tuple[InputDevice, ...]:
        assert all(each.is_let_go for each in world.opened), "never while a stream is open"
        looked.append(world.now_s)
        return tuple(world.devices)

    world.has_server = False
    async with listening(world, "yeti") as listener:
        await listener.goes_on(world.opened[0])
        monkeypatch.setattr(microphone_search, "input_devices", looking)
        world.devices = []
        world.opened[0].fail(LOST)
        await listener.passes(10)
        assert len(looked) in (3, 4)
        world.devices = [YETI]
        await listener.passes(3.2)
        assert listener.newest.device_id == "yeti"
