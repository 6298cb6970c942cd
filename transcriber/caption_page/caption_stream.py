"""One way to see the captions: changes of turns become lines by one look, and move on as time passes."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence

from transcriber.captions.line import CaptionLine
from transcriber.captions.lines import CaptionLines
from transcriber.captions.look import CaptionLook
from transcriber.captions.pacing import HOLD_MS
from transcriber.transcript.turns import TurnChanged, TurnRemoved

LANE_NAMES = ("Me", "Others")
_READ_OUT_S = 4.0
"""More than captions may be late."""


class CaptionStream:
    """Session thread; nothing ticks while nothing is owed to time.

    Args:
        look: How long the lines are, how many, and when they are cleared.
        show: Takes the lines in view, whenever they are others.
        lane_names: Who is heard in each source.
    """

    def __init__(
        self,
        look: CaptionLook,
        show: Callable[[tuple[CaptionLine, ...]], object],
        lane_names: Sequence[str] = LANE_NAMES,
    ) -> None:
        self._lines = CaptionLines(look, lane_names=lane_names)
        self._show = show
        self._shown: tuple[CaptionLine, ...] = ()
        self._timer: asyncio.TimerHandle | None = None
        self._caught_up = asyncio.Event()

    def apply(self, change: TurnChanged | TurnRemoved) -> None:
        """Take a change in."""
        self._lines.apply(change, _now_ms())
        self._move()

    def begin(self) -> None:
        """Another recording."""
        self._lines.begin()
        self._move()

    def set_look(self, look: CaptionLook) -> None:
        """Counts from the next line on."""
        self._lines.set_look(look)
        self._move()

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom; counts from the next words on."""
        self._lines.name_speakers(given)

    async def read_out(self) -> None:
        """Until the words that wait are shown and the last line stood for as long as any must; 5 s at most."""
        if not self._lines.is_behind:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._caught_up.wait(), _READ_OUT_S)
        await asyncio.sleep(HOLD_MS / 1_000)

    def close(self) -> None:
        """Move no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _move(self) -> None:
        now_ms = _now_ms()
        self._lines.advance(now_ms)
        shown = self._lines.shown
        if shown != self._shown:
            self._shown = shown
            self._show(shown)
        if self._lines.is_behind:
            self._caught_up.clear()
        else:
            self._caught_up.set()
        self.close()
        next_ms = self._lines.next_ms
        if next_ms is not None:
            delay_s = max(next_ms - now_ms, 1) / 1_000
            self._timer = asyncio.get_running_loop().call_later(delay_s, self._move)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
