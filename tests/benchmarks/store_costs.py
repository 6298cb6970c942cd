"""What the history costs: saving a turn, listing, and searching a million of them.

Alone: `python -m tests.benchmarks.store_costs [TURNS]`. The texts are made of words as frequent as in speech (Zipf's
law), a twentieth of them Chinese; every search is timed from what a person types to the hits with their ranges.
"""

import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from transcriber.store.presence import Presence
from transcriber.store.store import Store, StoreReader, store_path
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.turn_rows import COLUMNS, values_of
from transcriber.transcript.turns import Turn, TurnState

TURNS = 1_000_000
_TURNS_A_RECORDING = 200
_WORDS_A_TURN = 14
_NOW = datetime(2026, 11, 21, tzinfo=UTC)
_HAN = [chr(0x4E00 + number) for number in range(3000)]


def measure(turns: int = TURNS) -> dict[str, Any]:
    """The figures of a store with so many turns."""
    with tempfile.TemporaryDirectory(prefix="transcriber-store-") as name:
        folder = Path(name)
        return _measured(folder, turns)


def _measured(folder: Path, turns: int) -> dict[str, Any]:
    store = Store(folder, _NOW)
    began_s = time.perf_counter()
    words = fill(store, turns)
    figures: dict[str, Any] = {"turns": turns, "filled in, s": round(time.perf_counter() - began_s, 1)}
    figures["store, MB"] = round(store_path(folder).stat().st_size / 1e6)
    figures["save a turn, ms"] = _saving(store)
    reader = StoreReader(folder)
    figures["search, ms"] = _searches(reader, words)
    figures["list 100 recordings, ms"] = _timed_ms(reader.recordings.page)
    oldest = _oldest(reader)
    figures["open a recording of 200 turns, ms"] = _timed_ms(lambda: reader.turns.page(oldest))
    reader.close()
    began_s = time.perf_counter()
    store.close(_NOW, lambda _: None)
    figures["close with a safety copy, s"] = round(time.perf_counter() - began_s, 1)
    figures["open after a clean end, s"] = _opening_s(folder)
    figures["open after an end that was not clean, s"] = _opening_s(folder, is_clean=False)
    return figures


def _opening_s(folder: Path, *, is_clean: bool = True) -> float:
    if not is_clean:
        Presence(folder / "open").end(is_clean=False)
    began_s = time.perf_counter()
    store = Store(folder, _NOW)
    taken_s = time.perf_counter() - began_s
    store.close(_NOW, lambda _: None)
    return round(taken_s, 2)


def fill(store: Store, turns: int, turns_a_recording: int = _TURNS_A_RECORDING) -> list[str]:
    """An hour between recordings; returns the words from the most to the least frequent."""
    chance = random.Random(1)
    words = ["".join(chance.choices("aeioubcdfghklmnprstvw", k=chance.randint(2, 9))) for _ in range(30_000)]
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    han_weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(_HAN))))
    database = store._database
    insert = f"INSERT INTO turns (recording_id, {', '.join(COLUMNS[1:])}) VALUES ({', '.join('?' * len(COLUMNS))})"
    for first in range(0, turns, turns_a_recording):
        started = _NOW - timedelta(hours=(turns - first) // turns_a_recording)
        recording = store.recordings.create(started, title=f"Recording {first}")
        row = database.number("SELECT id FROM recordings WHERE public_id = ?", recording.public_id)
        with database.write():
            for number in range(1, min(turns_a_recording, turns - first) + 1):
                if number % 20 == 0:
                    text = "".join(chance.choices(_HAN, cum_weights=han_weights, k=20))
                else:
                    text = " ".join(chance.choices(words, cum_weights=weights, k=_WORDS_A_TURN))
                turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 4000)
                database.insert(insert, row, *values_of(StoredTurn(id=0, machine=turn, position=number))[1:])
        store.recordings.finish(recording.public_id, turns_a_recording * 4000)
    return words


def _searches(reader: StoreReader, words: list[str]) -> dict[str, Any]:
    oldest = _oldest(reader)
    asked = {
        "the most frequent word": words[0],
        "a frequent and a rare word": f"{words[0]} {words[20_000]}",
        "two rare words": f"{words[15_000]} {words[25_000]}",
        "two frequent words": f"{words[0]} {words[1]}",
        "one letter begun": "a",
        "two letters begun": "be",
        "a phrase": f'"{words[0]} {words[1]}"',
        "no such word, part of none": "zzqzz",
        "part of words": words[3][1:] + "q",
        "one Han letter": _HAN[0],
        "one rare Han letter": _HAN[2900],
        "two Han letters": _HAN[0] + _HAN[1],
        "two rare Han letters": _HAN[1500] + _HAN[2500],
        "two Han letters nowhere": _HAN[2990] + _HAN[2991],
        "four Han letters": "".join(_HAN[:4]),
        "two Han words": f"{_HAN[5]}{_HAN[9]} {_HAN[40]}{_HAN[7]}",
    }
    figures = {what: _timed_ms(partial(reader.search.find, typed)) for what, typed in asked.items()}
    figures["in one old recording"] = _timed_ms(lambda: reader.search.find(words[0], public_id=oldest))
    return figures


def _oldest(reader: StoreReader) -> str:
    return reader.recordings.page(until_utc=_NOW, count=10**9)[-1].public_id


def _saving(store: Store) -> dict[str, float]:
    """One durable commit a turn, as during a recording."""
    public_id = store.recordings.create(_NOW).public_id
    numbers: Iterator[int] = itertools.count(1)

    def save() -> None:
        number = next(numbers)
        store.turns.save(public_id, Turn(number=number, state=TurnState.FINISHED, text="as it was said"), number)

    return _timed_ms(save, times=200)


def _timed_ms(act: Callable[[], object], times: int = 9) -> dict[str, float]:
    taken = []
    for _ in range(times):
        began_s = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began_s) * 1000)
    return {"first": round(taken[0], 2), "median": round(statistics.median(taken), 2), "most": round(max(taken), 2)}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS), indent=2))
