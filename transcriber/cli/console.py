"""What a person sees in a terminal: the live line rewritten in place, finished lines, problems, a progress bar."""

import math
import shutil
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TextIO

from transcriber.cli.lag_words import lag_words
from transcriber.cli.plain_lines import one_line, problem_line
from transcriber.cli.reading_order import ReadingOrder
from transcriber.cli.service_reports import ServiceReports
from transcriber.export.txt import turn_lines
from transcriber.session.notices import LinkChanged, LinkState, Meter, Notice, Problem, Progress, RecordingChanged
from transcriber.session.notices import RecordingState as State
from transcriber.transcript.missing_words import gap_words
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState

_ERASE_LINE = "\r\x1b[K"
_BAR_CELLS = 30
_LONG_WAIT_MS = 15_000
"""Where no line counts down, only such a wait is worth a line."""
_STRUCK, _PLAIN = "\x1b[9m", "\x1b[0m"
"""ECMA-48, SGR: crossed out, and nothing special."""


class Captions:
    """Live captions: on a terminal the newest turn grows in place, in a pipe only finished lines. Main thread."""

    def __init__(self, out: TextIO, err: TextIO, now_s: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._err = err
        self._now_s = now_s
        self._is_terminal = out.isatty()
        self._order = ReadingOrder()
        self._reports = ServiceReports()
        self._names = SpeakerNames()
        self._is_link_away = False
        self._why_away = ""
        self._next_try_at_s = 0.0
        self._lag = ""

    def tell_sources_apart(self) -> None:
        """The recording has two: each line says whose it is."""
        self._names.show_lanes()

    @property
    def wants_meter(self) -> bool:
        """Whether there is a line on which it can be told how far the text is behind."""
        return self._is_terminal and self._err.isatty()

    def show_meter(self, meter: Meter) -> None:
        """Say before the live line how far it is behind, if that is out of the ordinary; about once a second."""
        next_try_s = math.ceil(self._next_try_at_s - self._now_s())
        lag = lag_words(meter, is_link_away=self._is_link_away, next_try_s=next_try_s)
        if lag != self._lag:
            self._lag = lag
            self._rewrite()
            self._out.flush()

    def show(self, notice: Notice) -> None:
        """Show one notice."""
        match notice:
            case TurnChanged() | TurnRemoved():
                finished = self._order.update(notice)
                self._show_turns(finished)
            case Problem():
                self._say(problem_line(notice))
            case LinkChanged(LinkState.CONNECTED):
                self._is_link_away, self._why_away = False, ""
            case LinkChanged(LinkState.RECONNECTING, _, int() as wait_ms):
                self._next_try_at_s = self._now_s() + wait_ms / 1000
                if not self.wants_meter and wait_ms >= _LONG_WAIT_MS:
                    self._say(f"Trying again in {-(-wait_ms // 1000)} s.")
            case LinkChanged(LinkState.RECONNECTING, detail):
                self._tell_of_absence(detail)
            case RecordingChanged(State.RECORDING, input_name):
                self._say(f"Listening to {input_name}. Ctrl-C ends it.")
            case RecordingChanged(State.FINISHING) if self._is_terminal:
                self._say("Waiting for the last words.")
            case RecordingChanged(State.STOPPED, _, recorded_ms):
                self._lag = ""
                self._show_turns(self._order.rest())
                self._erase()
                self._say_if_any(self._reports.coverage_line(recorded_ms))
                self._say_if_any(self._reports.closing_line)
            case _:
                self._say_if_any(self._reports.line(notice))

    def _tell_of_absence(self, why: str) -> None:
        """Once for each reason: a link may be tried for hours."""
        self._is_link_away = True
        if why != self._why_away:
            self._why_away = why
            self._say(f"Trying again: {why}")

    def _show_turns(self, finished: list[Turn]) -> None:
        if finished:
            self._erase()
        for turn in finished:
            spoken = replace(turn, is_on_silence=False)
            lines = [self._gap_line(turn)] if turn.state is TurnState.GAP else turn_lines(spoken, self._names)
            if turn.is_on_silence:
                # In a pipe it is left out, as in every export.
                lines = [f"{_STRUCK}{line}{_PLAIN}" for line in lines] if self._is_terminal else []
            self._out.writelines(f"{line}\n" for line in lines)
        if self._is_terminal:
            self._rewrite()
        self._out.flush()

    def _gap_line(self, gap: Turn) -> str:
        name = self._names.lane_name(gap.lane)
        return f"{name}: {gap_words(gap)}" if name else gap_words(gap)

    def _rewrite(self) -> None:
        turn = self._order.live
        width = shutil.get_terminal_size().columns - 1
        text = " ".join(f"{turn.text}{turn.provisional}".split()) if turn else ""
        lag = f"[{self._lag}] " if self._lag else ""
        self._out.write(_ERASE_LINE + lag + _tail_cells(text, max(1, width - len(lag))))

    def _erase(self) -> None:
        if self._is_terminal:
            self._out.write(_ERASE_LINE)
            self._out.flush()

    def _say_if_any(self, line: str | None) -> None:
        if line is not None:
            self._say(line)

    def _say(self, line: str) -> None:
        self._erase()
        self._err.write(one_line(line) + "\n")
        self._err.flush()


class ProgressBar:
    """One line on stderr, only where that is a terminal. Main thread."""

    def __init__(self, err: TextIO, name: str) -> None:
        self._err = err
        self._name = one_line(name)
        self._shown = -1

    def show(self, progress: Progress) -> None:
        """Draw it, if a whole per cent has come since."""
        percent = 100 * progress.done_ms // max(1, progress.total_ms)
        if not self._err.isatty() or percent == self._shown:
            return
        self._shown = percent
        full = _BAR_CELLS * percent // 100
        self._err.write(f"{_ERASE_LINE}[{'#' * full}{'.' * (_BAR_CELLS - full)}] {percent:3d} % {self._name}")
        self._err.flush()

    def clear(self) -> None:
        """Take it away."""
        if self._err.isatty():
            self._err.write(_ERASE_LINE)
            self._err.flush()


def _tail_cells(text: str, width: int) -> str:
    """The end of `text` that fits into `width` terminal cells; wide characters take two."""
    cells = 0
    for index in range(len(text) - 1, -1, -1):
        cells += 2 if unicodedata.east_asian_width(text[index]) in "WF" else 1
        if cells > width:
            return text[index + 1 :]
    return text
