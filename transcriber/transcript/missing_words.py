"""What is missing of a recording, in words that a person reads: a gap, and the account at the end. Pure."""

from transcriber.audio.durations import clock
from transcriber.sentence import said
from transcriber.transcript.stretches import CoverageSummary
from transcriber.transcript.turns import Turn

NO_REASON = said("no reason is known")
"""Of a gap."""
NO_REASON_OF_SERVICE = said("the service gave no reason")
"""Of a turn without a text."""


def gap_words(turn: Turn) -> str:
    """`[Gap 0:12 to 0:18: the microphone was unplugged]`, of the row that stands for it."""
    start_ms, end_ms = turn.start_ms or 0, turn.end_ms or 0
    return said(
        "[Gap {time} to {time_2}: {failure}]",
        time=clock(start_ms),
        time_2=clock(end_ms),
        failure=turn.failure or NO_REASON,
    )


def summary_words(summary: CoverageSummary) -> str:
    """`41:07 recorded: 30:12 speech transcribed, 10:55 silent, 0:00 missing`; empty where nothing was recorded.

    The parts add up to the whole, second by second.
    """
    if not summary.recorded_ms:
        return ""
    has_pending = summary.pending_ms >= 1_000
    parts_ms = [summary.transcribed_ms, summary.silent_ms, summary.missing_ms]
    shown_ms = _whole_seconds([*parts_ms, summary.pending_ms] if has_pending else parts_ms, summary.recorded_ms)
    known = said(
        "{recorded} recorded: {transcribed} speech transcribed, {silent} silent, {missing} missing",
        recorded=clock(summary.recorded_ms),
        transcribed=clock(shown_ms[0]),
        silent=clock(shown_ms[1]),
        missing=clock(shown_ms[2]),
    )
    if not has_pending:
        return known
    return said("{known}, {pending} not done yet", known=known, pending=clock(shown_ms[3]))


def _whole_seconds(parts_ms: list[int], whole_ms: int) -> list[int]:
    """Each part in whole seconds: what rounding down loses goes to those that lose most by it, a second each."""
    shown_ms = [part_ms - part_ms % 1_000 for part_ms in parts_ms]
    lost_seconds = max(0, (whole_ms - whole_ms % 1_000 - sum(shown_ms)) // 1_000)
    losers = [place for place, part_ms in enumerate(parts_ms) if part_ms % 1_000]
    for place in sorted(losers, key=lambda each: -(parts_ms[each] % 1_000))[:lost_seconds]:
        shown_ms[place] += 1_000
    return shown_ms


def missing_words(missing_ms: int) -> str:
    """`0:12 of missing speech`, to begin or to go on a sentence with."""
    return said("{time} of missing speech", time=clock(max(missing_ms, 1_000)))
