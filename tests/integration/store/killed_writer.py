"""A program that saves turns until it is killed, and what must be left of its work."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.unit.store.stage import NOW
from transcriber.store.repair import Condition
from transcriber.store.store import Store

_WRITER = """
import pathlib, sys
from datetime import UTC, datetime
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState
store = Store(pathlib.Path(sys.argv[1]), datetime(2026, 11, 21, 8, tzinfo=UTC))
public_id = store.recordings.create(datetime(2026, 11, 21, 8, tzinfo=UTC)).public_id
print(public_id, flush=True)
for number in range(1, 100_000):
    turn = Turn(number=number, state=TurnState.FINISHED, text=f"turn {number} of {public_id} and some more words")
    saved = store.turns.save(public_id, turn, number)
    print(number, flush=True)
    if number % 3 == 0:
        store.turns.edit(saved.id, f"edited {number}")
    if number % 5 == 0:
        store.coverage.lay(
            public_id,
            [Stretch(start_sample=number, end_sample=number + 5, state=StretchState.TRANSCRIBED)],
        )
"""


def kill_rounds(folder: Path, rounds: int, seed: int = 1) -> int:
    """Kill a writer at a random moment, again and again, in one store; returns how many turns were saved in all.

    Raises:
        AssertionError: A turn is missing that was said to be saved, or the store was found damaged.
    """
    chance = random.Random(seed)
    promised: dict[str, int] = {}
    for number in range(rounds):
        public_id, saved = _killed_after(folder, chance.uniform(0.0, 0.25), least=number % 4)
        promised[public_id] = saved
        store = Store(folder, NOW)
        assert store.start.finding.condition is Condition.CHECKED, f"round {number}: {store.start.finding.message}"
        assert public_id in {each.public_id for each in store.start.interrupted}
        for each in (public_id, chance.choice(list(promised))):
            kept = [turn.machine.number for turn in store.turns.all(each)]
            assert kept[: promised[each]] == list(range(1, promised[each] + 1)), f"round {number}"
            assert len(kept) <= promised[each] + 1
        store.close(NOW, lambda _: None)
    return sum(promised.values())


def _killed_after(folder: Path, seconds: float, least: int) -> tuple[str, int]:
    """So long after it has saved that many turns: however slow the disk is, some are saved by then."""
    process = subprocess.Popen([sys.executable, "-c", _WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout is not None
        public_id = process.stdout.readline().strip()
        told = [process.stdout.readline() for _ in range(least)]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().splitlines(keepends=True)
    return public_id, max((int(line) for line in told if line.endswith("\n")), default=0)
