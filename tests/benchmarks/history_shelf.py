"""The history that is measured: a million turns in 10,000 recordings, and on top of them three very long recordings."""

from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.store_costs import fill
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.store.store import Store
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.turn_rows import COLUMNS, values_of
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState

DAY_TURNS, MEETING_TURNS, STRETCHES = 20_000, 8_000, 10_000
DAY, MEETING, CHEQUERED = "A day", "A long meeting", "A day in pieces"
_DAY_MS = 24 * 3_600_000
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_SENTENCE = "The release slips to Thursday because the installer is not signed yet, and that is fine."


def stock(folder: Path, turns: int, recordings: int) -> dict[str, str]:
    """Write it; the ids of the three long recordings by their titles, and the most frequent words as one text."""
    store = Store(folder, _NOW)
    words = fill(store, turns, turns // recordings)
    ids = {
        DAY: _long(store, DAY, DAY_TURNS, 400),
        MEETING: _long(store, MEETING, MEETING_TURNS, 40),
        CHEQUERED: _long(store, CHEQUERED, 2_000, STRETCHES),
    }
    store.close(_NOW, lambda _: None)
    return ids | {"words": " ".join(words[:4])}


def _long(store: Store, title: str, turns: int, stretches: int) -> str:
    """A recording of 24 hours, every fourth stretch of which is a gap."""
    public_id = store.recordings.create(_NOW, title=title).public_id
    database = store._database
    row = database.number("SELECT id FROM recordings WHERE public_id = ?", public_id)
    insert = f"INSERT INTO turns (recording_id, {', '.join(COLUMNS[1:])}) VALUES ({', '.join('?' * len(COLUMNS))})"
    with store.one_change():
        for number in range(1, turns + 1):
            start_ms = (number - 1) * _DAY_MS // turns
            turn = Turn(number=number, state=TurnState.FINISHED, text=f"{number}: {_SENTENCE}", start_ms=start_ms)
            database.insert(insert, row, *values_of(StoredTurn(id=0, machine=turn, position=number))[1:])
        store.coverage.lay(public_id, [_stretch(number, stretches) for number in range(stretches)])
    store.recordings.finish(public_id, _DAY_MS)
    return public_id


def _stretch(number: int, of: int) -> Stretch:
    states = (StretchState.TRANSCRIBED, StretchState.SILENT, StretchState.TRANSCRIBED, StretchState.GAP)
    length_samples = _DAY_MS * SPOOL_SAMPLES_PER_MS // of
    state = states[number % len(states)]
    reason = "The connection was lost." if state is StretchState.GAP else ""
    start = number * length_samples
    return Stretch(start_sample=start, end_sample=start + length_samples, state=state, reason=reason, has_audio=True)
