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
    """`41:07 recorded: 30:12 speech transcribed, 10:55 silent, 0:00 missing`; empty where nothing was recorded."""
    if not summary.recorded_ms:
        return ""
    known = said(
        "{recorded} recorded: {transcribed} speech transcribed, {silent} silent, {missing} missing",
        recorded=clock(summary.recorded_ms),
        transcribed=clock(summary.transcribed_ms),
        silent=clock(summary.silent_ms),
        missing=clock(summary.missing_ms),
    )
    if summary.pending_ms < 1_000:
        return known
    return said("{known}, {pending} not done yet", known=known, pending=clock(summary.pending_ms))


def missing_words(missing_ms: int) -> str:
    """`0:12 of missing speech`, to begin or to go on a sentence with."""
    return said("{time} of missing speech", time=clock(max(missing_ms, 1_000)))
