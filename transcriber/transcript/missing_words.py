"""What is missing of a recording, in words that a person reads: a gap, and the account at the end. Pure."""

from transcriber.audio.durations import clock
from transcriber.transcript.stretches import CoverageSummary
from transcriber.transcript.turns import Turn

NO_REASON = "no reason is known"
"""Of a gap."""
NO_REASON_OF_SERVICE = "the service gave no reason"
"""Of a turn without a text."""


def gap_words(turn: Turn) -> str:
    """`[Gap 0:12 to 0:18: the microphone was unplugged]`, of the row that stands for it."""
    start_ms, end_ms = turn.start_ms or 0, turn.end_ms or 0
    return f"[Gap {clock(start_ms)} to {clock(end_ms)}: {turn.failure or NO_REASON}]"


def summary_words(summary: CoverageSummary) -> str:
    """`41:07 recorded: 30:12 speech transcribed, 10:55 silent, 0:00 missing`; empty where nothing was recorded."""
    if not summary.recorded_ms:
        return ""
    parts = [
        f"{clock(summary.transcribed_ms)} speech transcribed",
        f"{clock(summary.silent_ms)} silent",
        f"{clock(summary.missing_ms)} missing",
    ]
    if summary.pending_ms >= 1_000:
        parts.append(f"{clock(summary.pending_ms)} not done yet")
    return f"{clock(summary.recorded_ms)} recorded: {', '.join(parts)}"


def missing_words(missing_ms: int) -> str:
    """`0:12 of missing speech`, to begin or to go on a sentence with."""
    return f"{clock(max(missing_ms, 1_000))} of missing speech"
