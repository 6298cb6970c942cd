"""A microphone as an input, through PortAudio; the only module that opens one.

Threads: PortAudio's calls `_on_block` and `_on_finished`, which only hand over; everything else is the session thread,
except opening, stopping and closing the stream, which may hang and so have passing threads of their own.
"""

import asyncio
import concurrent.futures
import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from transcriber.audio import away_words, portaudio, sound_server
from transcriber.audio.awake_clock import awake_s
from transcriber.audio.channels import MonoMixer
from transcriber.audio.devices import Route, route_to
from transcriber.audio.gaps import GapDetector
from transcriber.audio.inputs import BLOCK_MS, Block, InputError
from transcriber.sentence import said

_TICK_S = 0.25
_STALLED_AFTER_TICKS = 4
_NOT_STARTED_AFTER_TICKS = 12
_LEAST_MOVE_S = 0.1
"""What comes that late after a move is missing; less is scheduling."""
_FORMER_WITHIN_S = 0.5
"""What comes so soon after a move may still be the former device's, and waited meanwhile."""
_ANOTHER = said("Check its plug, or choose another microphone.")
_DEVICE_UNAVAILABLE = -9985

_Captured = tuple[npt.NDArray[np.float32], float]
_Result = TypeVar("_Result")


class _Finished:
    """PortAudio's own word that no more blocks come."""


class _Stop:
    """`stop` was called; what came before it in the queue was captured before it."""


class Microphone:
    """One microphone, by its id, or by None the system's default, which is followed when it changes.

    Session thread; `_on_block` and `_on_finished` run in PortAudio's thread.
    """

    is_live = True
    duration_ms: int | None = None

    def __init__(self, device_id: str | None, find_route: Callable[[str | None], Route] | None = None) -> None:
        """`find_route` says how to open it; None: as a microphone."""
        self.name = device_id or said("Default microphone")
        self.sample_rate_hz = 0
        self.captured_frames = 0
        """How many frames PortAudio has handed over; written in its thread."""
        self.first_sound_s = 0.0
        """When the first of them was heard, monotonic, once there are any; written in its thread."""
        self._device_id = device_id
        self._find_route = find_route
        self._source_index: int | None = None
        self._queue: asyncio.Queue[_Captured | _Finished | _Stop] = asyncio.Queue()
        self._opening: concurrent.futures.Future[tuple[Route, int | None]] | None = None
        self._stream: Any = None
        self._watch: sound_server.StreamWatch | None = None
        self._mixer = MonoMixer(1, 1)
        self._is_adopted = False
        self._is_played = False
        """It is what a loudspeaker plays; known once it is open."""
        self._is_stopping = False

    async def open(self) -> None:
        """Open the device at its own rate and start capturing.

        Raises:
            InputError: `no_portaudio`, `no_microphone`, `unknown_device`, `device_busy`, `device_failed`,
                `sound_system_hangs`.
        """
        await answer_of(self.begin())
        self.adopt()

    def begin(self) -> "concurrent.futures.Future[Any]":
        """Start opening the device, in a thread of its own; `adopt` follows when that is done."""
        self._loop = asyncio.get_running_loop()
        self._opening = portaudio.begin(self._open)
        return self._opening

    def adopt(self) -> bool:
        """True once the device is open; what comes can then be iterated.

        Raises:
            InputError: as `open`.
        """
        if self._is_adopted or self._opening is None or not self._opening.done():
            return self._is_adopted
        route, stream_index = self._opening.result()
        self.name = route.device.name
        self._source_index = route.source_index
        self._is_adopted = True
        if stream_index is not None and not self._is_stopping:
            self._watch = sound_server.StreamWatch(stream_index)
        return True

    async def blocks(self) -> AsyncGenerator[Block, None]:
        """20 ms at a time, as they come; after a stall it may be called again, and then counts from there.

        Raises:
            InputError: `input_lost` where the device went away, `input_stalled` where it went quiet; within 2 s.
        """
        moved_to, silent_ticks, limit_ticks = "", 0, _NOT_STARTED_AFTER_TICKS
        gaps, last_s = GapDetector(self.sample_rate_hz), 0.0
        moved_s: float | None = None
        while True:
            captured = await self._next()
            if name := self._moved():
                # Another device takes its own time to start.
                moved_to, moved_s, silent_ticks, limit_ticks = name, awake_s(), 0, _NOT_STARTED_AFTER_TICKS
                gaps = GapDetector(self.sample_rate_hz)
            if captured is None:
                silent_ticks += 1
                if silent_ticks >= limit_ticks:
                    message = said("{name} delivers no sound any more.", name=self.name)
                    raise InputError("input_stalled", message, _ANOTHER)
            elif isinstance(captured, _Finished):
                raise self._lost()
            elif isinstance(captured, _Stop):
                break
            else:
                silent_ticks, block = 0, self._block(captured, moved_to, gaps)
                if moved_s is not None and last_s:
                    block = self._after_move(block, last_s)
                if block.gap_reason:
                    gaps = GapDetector(self.sample_rate_hz)
                if moved_s is None or block.gap_reason or captured[1] - moved_s >= _FORMER_WITHIN_S:
                    moved_s, limit_ticks = None, _STALLED_AFTER_TICKS
                yield block
                moved_to, last_s = "", captured[1]
        for rest in await self._rest():
            yield self._block(rest, "", gaps)

    def stop(self) -> None:
        """Capture no more."""
        if not self._is_stopping:
            self._is_stopping = True
            self._queue.put_nowait(_Stop())

    async def close(self) -> None:
        """Close the device; a sound system that hangs is left behind after 5 s.

        Raises:
            InputError: `sound_system_hangs`.
        """
        if self._opening is None:
            return
        closing = self.let_go()
        try:
            await answer_of(closing)
        except InputError:
            if self._stream is not None:
                raise

    def let_go(self) -> "concurrent.futures.Future[None]":
        """Close the device without waiting for it, also one that is still being opened."""
        self._is_stopping = True
        if self._watch is not None:
            self._watch.close()
        return portaudio.begin(self._close)

    @property
    def device_id(self) -> str | None:
        """What was asked for."""
        return self._device_id

    @property
    def is_in_place(self) -> bool:
        """False where the sound server has put the stream on another source than the one that was opened."""
        if self._watch is None or self._watch.heard is None:
            return True
        return self._watch.heard[0].index == self._source_index

    def _open(self) -> tuple[Route, int | None]:
        route = (self._find_route or route_to)(self._device_id)
        sounddevice = portaudio.load()
        self.sample_rate_hz, self._is_played = route.device.sample_rate_hz, route.device.is_played
        self._mixer = MonoMixer(route.device.channels, self.sample_rate_hz)
        # Until it is known by its index: two streams that are opened at once are not taken for each other.
        with portaudio.LOCK:
            try:
                self._stream = portaudio.open_stream(
                    route.source_name,
                    device=route.portaudio_index,
                    samplerate=self.sample_rate_hz,
                    channels=route.device.channels,
                    dtype="float32",
                    blocksize=self.sample_rate_hz * BLOCK_MS // 1000,
                    latency="low",
                    callback=self._on_block,
                    finished_callback=self._on_finished,
                )
            except sounddevice.PortAudioError as error:
                raise _refused(route, error) from error
            return route, sound_server.newest_stream()

    def _close(self) -> None:
        if self._opening is not None:
            # Whoever waited for it may have given up before the stream came to be.
            with contextlib.suppress(InputError):
                self._opening.result()
        stream = self._stream
        if stream is not None:
            portaudio.close_stream(stream)
            self._stream = None

    def _on_block(self, samples: npt.NDArray[np.float32], frames: int, _time: object, _status: object) -> None:
        captured = (samples.copy(), awake_s())
        if not self.captured_frames:
            self.first_sound_s = captured[1] - frames / self.sample_rate_hz
        self.captured_frames += frames
        self._loop.call_soon_threadsafe(self._queue.put_nowait, captured)

    def _on_finished(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, _Finished())

    async def _next(self) -> _Captured | _Finished | _Stop | None:
        """What comes next, or None after a quarter of a second.

        Ticks are counted instead of seconds, so that a pause of this whole process is not taken for the device's.
        """
        try:
            async with asyncio.timeout(_TICK_S):
                return await self._queue.get()
        except TimeoutError:
            return None

    def _block(self, captured: _Captured, moved_to: str, gaps: GapDetector) -> Block:
        samples, arrived_s = captured
        return Block(
            self._mixer.mix(samples),
            gaps.arrived(arrived_s, len(samples)),
            moved_to=moved_to,
            sample_rate_hz=self.sample_rate_hz,
            arrived_s=arrived_s,
        )

    def _after_move(self, block: Block, last_s: float) -> Block:
        """What the move took is known at once, from when the blocks came."""
        duration_s = len(block.samples) / self.sample_rate_hz
        gap_s = 0.0 if block.arrived_s is None else block.arrived_s - duration_s - last_s
        if gap_s < _LEAST_MOVE_S:
            return block
        reason = away_words.PLAYED_MOVED if self._is_played else away_words.MOVED
        return replace(block, gap_ms=gap_s * 1000, gap_reason=reason)

    async def _rest(self) -> list[_Captured]:
        """What was captured between the wish to stop and the stop."""
        stream = self._stream
        if stream is not None:
            await answer_of(portaudio.begin(lambda: stream.stop(ignore_errors=True)))
        rest = []
        while not self._queue.empty():
            if isinstance(captured := self._queue.get_nowait(), tuple):
                rest.append(captured)
        return rest

    def _moved(self) -> str:
        """The name of another device that the sound server has put us on, once; raises where that is not wanted."""
        if self._watch is None or self._watch.heard is None:
            return ""
        source, existing = self._watch.heard
        if source.index == self._source_index:
            return ""
        # By its index: one that came back under its old name is another source, maybe with another rate.
        is_gone = self._source_index not in existing
        if is_gone and (self._device_id is not None or source.is_monitor):
            # Someone chose that microphone: another one might hear what was not meant to be heard.
            raise self._lost()
        self._source_index, self.name = source.index, source.description
        return self.name

    def _lost(self) -> InputError:
        return InputError("input_lost", said("{name} was unplugged or switched off.", name=self.name), _ANOTHER)


async def answer_of(future: "concurrent.futures.Future[_Result]") -> _Result:
    """What the sound system answers, in a thread of its own.

    Raises:
        InputError: `sound_system_hangs`, or what the thread raised.
    """
    try:
        async with asyncio.timeout(portaudio.LIMIT_S):
            return await asyncio.wrap_future(future)
    except TimeoutError as error:
        raise portaudio.hangs() from error


def _refused(route: Route, error: Exception) -> InputError:
    name = route.device.name
    if len(error.args) > 1 and error.args[1] == _DEVICE_UNAVAILABLE:
        message = said("{name} is in use by another program.", name=name)
        return InputError("device_busy", message, said("Close that program, or choose another microphone."))
    return InputError(
        "device_failed", said("{name} cannot be opened: {reason}.", name=name, reason=error.args[0]), _ANOTHER
    )
