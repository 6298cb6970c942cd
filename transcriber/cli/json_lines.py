"""Notices as JSON lines, one object a line, written as they happen.

`type` is speech_started, speech_stopped, delta, completed, failed, segments, problem or summary; `turn` counts from 1;
`text` is the appended piece in `delta`, the whole text in `completed` (empty: the turn turned out to be nothing) and
the reason in `failed`; `start_ms` and `end_ms` are on the recording's clock; `at_ms` is monotonic since the first
captured sample, null where the input is not paced in real time. Where the service tells them, `completed` has
`languages` and `segments` (who said what); a line `segments` is what became known apart from that. A `problem` has the
`field` to correct, if it is about one. `lane` is 1 in what the computer played, where that is recorded too.

A text that stands where this side heard no speech has `on_silence` in its `completed`; a line `on_silence` says so of a
turn where that became known later. Every export leaves such a text out.

A `gap` is what has no text, with the reason in `text`; the same `turn` again: it has grown, `gap_filled`: it has a text
after all. At the end, where something was recorded, `coverage` says what became of every millisecond of it.

Further types tell what the service says of itself: `session` (the session object in the GA dialect, what opened it,
and until when), `update_refused`, `rate_limits`, and `usage`, the sum so far, with `dollars` null where the price is
not known.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TextIO

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.cli.report_lines import report
from transcriber.session.notices import (
    CoverageChanged,
    Notice,
    Problem,
    RateLimitsChanged,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
    UpdateRefused,
    UsageChanged,
)
from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

_SHOWN = {
    TurnChange.SPEECH_STARTED,
    TurnChange.SPEECH_STOPPED,
    TurnChange.DELTA,
    TurnChange.COMPLETED,
    TurnChange.FAILED,
    TurnChange.SEGMENTS,
    TurnChange.ON_SILENCE,
}


class JsonLines:
    """Writes the notices of one recording. Main thread."""

    def __init__(self, out: TextIO, every: Mapping[str, str]) -> None:
        """`every` stands in each line, such as the file's name where there are several."""
        self._out = out
        self._every = every
        self._finished: set[int] = set()
        self._gaps: set[int] = set()
        self._times_ms: dict[int, tuple[int | None, int | None]] = {}
        """Start and end of each turn, as far as they were told."""
        self._coverage = CoverageAccount()
        self._failed = 0
        self._problems = 0
        self._last_at_ms: int | None = None

    def show(self, notice: Notice) -> None:
        """Write the line of a notice, if it has one."""
        match notice:
            case TurnChanged() if notice.change in _SHOWN:
                self._turn(notice)
            case TurnChanged(_, turn) if turn.state is TurnState.GAP:
                self._gaps.add(turn.number)
                self._write(
                    type="gap",
                    turn=turn.number,
                    **_source(turn),
                    text=turn.failure,
                    start_ms=turn.start_ms,
                    end_ms=turn.end_ms,
                )
            case TurnRemoved(number) if number in self._gaps:
                self._gaps.remove(number)
                self._write(type="gap_filled", turn=number)
            case TurnRemoved(number):
                self._finished.discard(number)
                start_ms, end_ms = self._times_ms.pop(number, (None, None))
                self._write(
                    type="completed", turn=number, text="", start_ms=start_ms, end_ms=end_ms, at_ms=self._last_at_ms
                )
            case Problem():
                self._problems += 1
                self._write(
                    type="problem",
                    code=notice.code,
                    message=notice.message,
                    remedy=notice.remedy,
                    **({"field": notice.field} if notice.field else {}),
                    at_ms=notice.at_ms,
                )
            case CoverageChanged(laid):
                self._coverage.lay(laid)
            case RecordingChanged(RecordingState.STOPPED, _, recorded_ms):
                self._tell_coverage(recorded_ms)
                self._summary(recorded_ms)
            case SessionAnnounced() | UpdateRefused() | UsageChanged() | RateLimitsChanged():
                self._write(**report(notice))
            case _:
                pass

    def _turn(self, changed: TurnChanged) -> None:
        turn = changed.turn
        self._times_ms[turn.number] = (turn.start_ms, turn.end_ms)
        if changed.change is TurnChange.COMPLETED:
            self._finished.add(turn.number)
        self._failed += changed.change is TurnChange.FAILED
        self._last_at_ms = changed.at_ms
        text = {TurnChange.DELTA: changed.appended, TurnChange.COMPLETED: turn.text, TurnChange.FAILED: turn.failure}
        line: dict[str, Any] = {"type": changed.change.value, "turn": turn.number, **_source(turn)}
        if changed.change in text:
            line["text"] = text[changed.change]
        if changed.change is TurnChange.COMPLETED and turn.is_on_silence:
            line["on_silence"] = True
        if changed.change is TurnChange.COMPLETED and turn.languages:
            line["languages"] = turn.languages
        if changed.change in (TurnChange.COMPLETED, TurnChange.SEGMENTS) and turn.segments:
            line["segments"] = [asdict(segment) for segment in turn.segments]
        self._write(**line, start_ms=turn.start_ms, end_ms=turn.end_ms, at_ms=changed.at_ms)

    def _tell_coverage(self, recorded_ms: int) -> None:
        if recorded_ms and self._coverage.stretches:
            self._write(type="coverage", **asdict(self._coverage.summary(recorded_ms * SPOOL_SAMPLES_PER_MS)))

    def _summary(self, recorded_ms: int) -> None:
        self._write(
            type="summary",
            turns=len(self._finished),
            failed=self._failed,
            problems=self._problems,
            recorded_ms=recorded_ms,
            at_ms=self._last_at_ms,
        )

    def _write(self, **line: Any) -> None:
        self._out.write(json.dumps(line | dict(self._every), ensure_ascii=False) + "\n")
        self._out.flush()


def _source(turn: Turn) -> dict[str, int]:
    return {"lane": turn.lane} if turn.lane else {}
