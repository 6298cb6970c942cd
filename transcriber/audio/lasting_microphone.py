"""A microphone that outlives its device: unplugged, stalled, moved, replaced; the sound goes on with the next best one.

Time without sound is a gap of the blocks: by when blocks came, on a clock that counts the computer's sleep apart.
"""

import asyncio
import contextlib
import functools
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

import numpy as np

from transcriber.audio import away_words, portaudio
from transcriber.audio.awake_clock import asleep_s, awake_s
from transcriber.audio.devices import Route, played_devices, route_to, route_to_played
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.microphone import Microphone, answer_of
from transcriber.audio.microphone_search import MicrophoneSearch
from transcriber.audio.sound_end import TOLERANCE_S, SoundEnd
from transcriber.sentence import said

_logger = logging.getLogger(__name__)
_LOOK_EVERY_S = 0.1
_TELL_GAP_EVERY_S = 1.0
_TOLD_AFTER_S = 1.0
"""By then another microphone mostly delivers, and there is one thing to tell instead of two."""
_TOLD_WITHIN_LOOKS = 5
"""By then the sound server has told what it has lost."""
_LEAST_SLEEP_S = 1.0
_LEAST_GAP_S = 0.005
_CATCHES_UP_FOR_S = 3.0
_COMES_EARLY_BY_S = 0.05
"""Blocks of sound that is heard now come so far apart from their time; what was held back comes all at once."""
_NO_SOUND = np.zeros(0, np.float32)


class LastingMicrophone:
    """The chosen microphone, or by None the system's default, which is followed. Session thread.

    Once open it never breaks off: it waits for a microphone until it is stopped.
    """

    is_live = True
    duration_ms: int | None = None

    def __init__(
        self,
        device_id: str | None,
        *,
        substitutes: bool = True,
        returns: bool = True,
        remembered_name: str | None = None,
        is_played: bool = False,
        open_microphone: Callable[[str], Microphone] | None = None,
        now_s: Callable[[], float] = awake_s,
        slept_s: Callable[[], float] = asleep_s,
    ) -> None:
        """Nothing happens before `open`.

        Args:
            device_id: What a person chose.
            substitutes: Another microphone takes over where this one goes away.
            returns: When the chosen one is back, it takes over again.
            remembered_name: Of a device that was chosen some time ago: what it was called, or nothing. Where it is
                absent at the start, another one takes over; None: it was named just now, and must be there.
            is_played: What a loudspeaker plays instead of a microphone: its id, or the system's loudspeaker.
            open_microphone: Makes a microphone, by its id.
            now_s: Seconds, without those in which the computer slept.
            slept_s: How long it slept, on a scale of its own.
        """
        self.name = device_id or (said("What the computer plays") if is_played else said("Default microphone"))
        self.sample_rate_hz = 0
        self._chosen_id = device_id
        self._chosen_name = ""
        self._remembered_name = remembered_name
        self._is_absent = False
        """The remembered one was not there at the start, and nobody was told yet."""
        self._substitutes, self._returns = substitutes, returns
        self._is_played = is_played
        self._moved = away_words.PLAYED_MOVED if is_played else away_words.MOVED
        find_route = route_to_played if is_played else None
        self._open_microphone = open_microphone or (lambda device_id: Microphone(device_id, find_route))
        self._now_s, self._slept_s = now_s, slept_s
        self._current: Microphone | None = None
        self._search: MicrophoneSearch | None = None
        self._changed = asyncio.Event()
        self._is_stopping = False
        self._end_s: float | None = None
        """When the sound, or the gap after it, ends so far; None before the first block."""
        self._sound_end: SoundEnd | None = None
        """The same of the stream that is recorded from; None before the first block."""
        self._end_slept_s = 0.0
        self._reason = ""
        """Why there is no sound; empty while there is."""
        self._former_id: str | None = None
        """What was recorded from last."""

    async def open(self) -> None:
        """Open the device and start capturing.

        Raises:
            InputError: as `Microphone.open`.
        """
        loop = asyncio.get_running_loop()
        # By its id also where the default is followed: this class moves, not the sound server, and knows when.
        route = await answer_of(portaudio.begin(self._route))
        self._current = self._open_microphone(route.device.device_id)
        await self._current.open()
        self.name, self.sample_rate_hz = self._current.name, self._current.sample_rate_hz
        if self._is_absent:
            self._chosen_name = self._remembered_name or away_words.CHOSEN
        else:
            self._chosen_name = self.name if self._chosen_id is not None else ""
        self._end_slept_s = self._slept_s()
        self._search = MicrophoneSearch(
            self._chosen_id,
            on_change=functools.partial(_wake, loop, self._changed),
            open_microphone=self._open_microphone,
            list_devices=played_devices if self._is_played else None,
        )
        self.update(substitutes=self._substitutes, returns=self._returns)

    def _route(self) -> Route:
        if self._is_played:
            return route_to_played(self._chosen_id)
        try:
            return route_to(self._chosen_id)
        except InputError as error:
            if error.code != "unknown_device" or self._remembered_name is None or not self._substitutes:
                raise
            self._is_absent = True
            return route_to(None)

    def update(self, *, substitutes: bool, returns: bool) -> None:
        """Other wishes from now on."""
        self._substitutes, self._returns = substitutes, returns
        if self._search is not None:
            self._search.substitutes, self._search.returns = substitutes, returns
            self._search.look_again()
            self._changed.set()

    async def blocks(self) -> AsyncGenerator[Block, None]:
        """20 ms at a time while there is sound, a gap each second while there is none; until `stop`."""
        while self._current is not None and self._search is not None:
            async with aclosing(self._heard(self._current, self._search)) as heard:
                async for block in heard:
                    yield block
            if self._current is None:
                async with aclosing(self._without(self._search)) as pieces:
                    async for block in pieces:
                        yield block
            elif self._is_stopping:
                return

    def stop(self) -> None:
        """Capture no more."""
        self._is_stopping = True
        self._changed.set()
        if self._current is not None:
            self._current.stop()

    async def close(self) -> None:
        """Close every device; a sound system that hangs is left behind after 5 s.

        Raises:
            InputError: `sound_system_hangs`.
        """
        self._is_stopping = True
        current, self._current = self._current, None
        search, self._search = self._search, None
        if current is not None:
            await current.close()
        for closing in search.close() if search is not None else ():
            await answer_of(closing)

    async def _heard(self, current: Microphone, search: MicrophoneSearch) -> AsyncGenerator[Block, None]:
        """What one microphone delivers, until it is lost, or a better one delivers, or the end."""
        better: Microphone | None = None
        arrival: Block | None = self._arrival(current)
        held_back = _HeldBack() if self._end_s is not None else None
        try:
            async with aclosing(current.blocks()) as blocks:
                async for block in blocks:
                    if held_back is not None and held_back.has(block):
                        # The gap stands for it already, or the former microphone heard it.
                        continue
                    placed = self._placed(block, arrival)
                    if placed is not None:
                        arrival, self.name = None, placed.moved_to or self.name
                        yield placed
                    if better is None and not self._is_stopping:
                        better = search.found(current.device_id, self._now_s())
                    if better is not None and self._reaches(better.first_sound_s):
                        # Stopped before that, nobody would have heard what is between them.
                        current.stop()
        except InputError as error:
            self._let_go_of_lost(current, error, search)
            # The sound server's own end shows a moment after the device's; on a busy computer some moments.
            for _ in range(_TOLD_WITHIN_LOOKS):
                await asyncio.sleep(_LOOK_EVERY_S)
                if self._is_stopping or error.code == away_words.STALLED or search.has_told_of(current.device_id):
                    break
            self._reason = away_words.lost(current.name, error, is_server_gone=search.is_server_gone)
            self._current = better
            return
        if better is not None:
            search.let_go(current)
            self._current = better
            if self._is_stopping:
                better.stop()

    def _reaches(self, moment_s: float) -> bool:
        """What was delivered reaches up to there for certain, whatever was late of it."""
        return self._end_s is not None and self._end_s - TOLERANCE_S >= moment_s

    def _let_go_of_lost(self, current: Microphone, error: InputError, search: MicrophoneSearch) -> None:
        _logger.info("%s", error)
        if error.code == away_words.STALLED:
            search.keep_stalled(current, self._now_s())
        else:
            search.let_go(current)
        search.look_again()

    async def _without(self, search: MicrophoneSearch) -> AsyncGenerator[Block, None]:
        """A piece of the gap each second, until some microphone delivers, or the end."""
        lost_s, is_told = self._now_s(), False
        # At once, for a turn ends here.
        yield self._gap_until(lost_s)
        while not self._is_stopping:
            now_s = self._now_s()
            self._current = search.found(None, now_s)
            if self._current is not None:
                return
            if self._is_piece_due(now_s) and not search.is_opening(now_s):
                yield self._gap_until(now_s)
            if not is_told and now_s - lost_s >= _TOLD_AFTER_S:
                is_told, wishes = True, {"substitutes": self._substitutes, "is_played": self._is_played}
                told = away_words.waiting(self._reason, self._chosen_name, **wishes)
                yield Block(_NO_SOUND, arrived_s=self._end_s, incidents=(told,))
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._changed.wait()
        yield self._gap_until(self._now_s())

    def _is_piece_due(self, now_s: float) -> bool:
        return self._end_s is None or now_s - self._end_s >= _TELL_GAP_EVERY_S or self._slept_since_end_s() > 0

    def _slept_since_end_s(self) -> float:
        """How long the computer slept since then; two clocks are never read at quite the same time."""
        slept_s = self._slept_s() - self._end_slept_s
        return slept_s if slept_s >= _LEAST_SLEEP_S else 0.0

    def _gap_until(self, now_s: float) -> Block:
        slept_s = self._slept_since_end_s()
        if slept_s:
            self._reason = away_words.slept(slept_s * 1000)
        if self._end_s is None:
            # A recording begins with its first sound.
            return Block(_NO_SOUND)
        gap_s = max(0.0, now_s - self._end_s + slept_s)
        self._ends(now_s)
        return Block(_NO_SOUND, gap_s * 1000, self._reason, arrived_s=now_s)

    def _ends(self, end_s: float) -> None:
        """What was delivered reaches up to there."""
        self._end_s = end_s
        self._end_slept_s += self._slept_since_end_s()

    def _placed(self, block: Block, arrival: Block | None) -> Block | None:
        """The block with the gap before it, where it is the first of its microphone with what is to be told; or None
        where all of it was heard by another microphone already."""
        arrived_s = self._now_s() if block.arrived_s is None else block.arrived_s
        slept_s = self._slept_since_end_s()
        if arrival is None:
            lost_s = 0.0 if slept_s else block.gap_ms / 1000
            duration_s = block.samples.size / block.sample_rate_hz
            self._ends(self._sound_end.arrived(arrived_s, duration_s, lost_s) if self._sound_end else arrived_s)
            return self._with_sleep(block, slept_s) if slept_s else block
        gap_s = 0.0
        if self._end_s is not None:
            gap_s = arrived_s - block.samples.size / block.sample_rate_hz - self._end_s + slept_s
        overlap_frames = round(max(0.0, -gap_s) * block.sample_rate_hz)
        if overlap_frames >= block.samples.size:
            return None
        self._ends(arrived_s)
        self._sound_end = SoundEnd(arrived_s)
        reason = away_words.slept(slept_s * 1000) if slept_s else arrival.gap_reason or self._moved
        is_gap = gap_s >= _LEAST_GAP_S
        return replace(
            block,
            samples=block.samples[overlap_frames:],
            gap_ms=gap_s * 1000 if is_gap else 0.0,
            gap_reason=reason if is_gap else "",
            moved_to=arrival.moved_to,
            incidents=arrival.incidents,
        )

    def _with_sleep(self, block: Block, slept_s: float) -> Block:
        reason = away_words.slept(slept_s * 1000)
        return replace(block, gap_ms=slept_s * 1000, gap_reason=reason, incidents=(away_words.awake_again(reason),))

    def _arrival(self, microphone: Microphone) -> Block:
        """What is to be told with a microphone's first sound."""
        former_id, self._former_id = self._former_id, microphone.device_id
        former_name, self.name = self.name, microphone.name
        reason, self._reason = self._reason, ""
        if former_id is None:
            absent = self._is_absent and (away_words.absent(self._chosen_name, self.name, returns=self._returns),)
            return Block(_NO_SOUND, incidents=absent or ())
        if microphone.device_id == (self._chosen_id or former_id):
            return Block(_NO_SOUND, gap_reason=reason, incidents=away_words.back(self.name))
        if reason:
            told = away_words.replaced(reason, self.name, self._chosen_name, returns=self._returns)
            return Block(_NO_SOUND, gap_reason=reason, incidents=told)
        # The sound server may have moved the stream by itself before.
        return Block(_NO_SOUND, moved_to="" if self.name == former_name else self.name)


class _HeldBack:
    """Tells what a stream held back, while it stalled or until a busy computer took it, from what is heard since: there
    is no more of that than time."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._heard_s = 0.0

    def has(self, block: Block) -> bool:
        """Whether the next block is of what was held back."""
        if block.arrived_s is None:
            return False
        if self._since_s is None:
            self._since_s = block.arrived_s
            return False
        passed_s, duration_s = block.arrived_s - self._since_s, block.samples.size / block.sample_rate_hz
        if passed_s < _CATCHES_UP_FOR_S and self._heard_s + duration_s > passed_s + _COMES_EARLY_BY_S:
            return True
        self._heard_s += duration_s
        return False


def _wake(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    with contextlib.suppress(RuntimeError):
        # The loop may have ended a moment ago.
        loop.call_soon_threadsafe(event.set)
