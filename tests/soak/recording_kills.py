"""Whole recordings killed at random moments: `python -m tests.soak.recording_kills [ROUNDS]`, else 200.

Each is a process with the real application, store and spool, against a service that reads numbers. What was shown must
be in the store, all but the last 0.2 s of what was captured in a file, and after `transcriber history recover` every
number there once.
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import soundfile

from tests.numbered_audio import NUMBER_SAMPLES, spoken
from tests.numbered_service import Habits, NumberedService, numbered_service
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.spool import repair
from transcriber.realtime.switches import Switches
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import save_preferences
from transcriber.settings.profiles import KeyPlace, Profile
from transcriber.store.store import StoreReader
from transcriber.store.stored_turn import StoredTurn

MOST_LOST_MS = 200
_SPEED = 4.0
_SENTENCE_NUMBERS, _PAUSE_NUMBERS = 14, 8
_SENTENCES = 20
_AT_ONCE = 2
Sound = TypeVar("Sound")
_LONGEST_KILL_S = 2.5

TELLS = """
import json, pathlib, sys, time
from transcriber.app import App, FileSource, MicrophoneSource, RecordingRequest
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.session.notices import RecordingKept, TurnChanged
from transcriber.settings.preferences_file import load_preferences
from transcriber.settings.profiles import profile_named
from transcriber.transcript.turns import TurnState

def tell(**what):
    sys.stdout.write(json.dumps(what) + "\\n")
    sys.stdout.flush()

def publish(notice):
    if isinstance(notice, RecordingKept):
        tell(kept=notice.public_id)
    elif isinstance(notice, TurnChanged) and notice.turn.state is TurnState.FINISHED:
        tell(number=notice.turn.number, shown=notice.turn.text)

def record(source, **more):
    app = App(publish)
    app.start()
    profile = profile_named("numbers", load_preferences().profiles)
    configuration = SessionConfiguration(turn_detection=ServerVad())
    app.start_recording(RecordingRequest(source=source, profile=profile, configuration=configuration, **more))
    while True:
        tell(recorded_ms=app.meter().recorded_ms)
        time.sleep(0.01)
"""
"""What a program is that says what it knows until it is killed."""
_CHILD = f"""
{TELLS}
record(FileSource(pathlib.Path(sys.argv[1]), float(sys.argv[2])))
"""


@dataclass
class Killed:
    """What a program had told when it was killed."""

    public_id: str = ""
    recorded_ms: int = 0
    shown: dict[int, str] = field(default_factory=dict)
    """The text of each finished turn by its number, as it was told last."""


@dataclass
class Tally:
    """Of all the rounds."""

    kills: int = 0
    shown: int = 0
    missing: int = 0
    """Turns that were shown and are not in the store."""
    most_lost_ms: int = 0
    numbers: int = 0
    lost: int = 0
    doubled: int = 0
    took_s: float = 0.0

    @property
    def is_whole(self) -> bool:
        """Nothing was lost but the last moment of sound, nothing doubled."""
        return not (self.missing or self.lost or self.doubled) and self.most_lost_ms <= MOST_LOST_MS


def folders(home: Path) -> dict[str, str]:
    """The environment of a program whose folders are all in `home`."""
    return {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")}


def run(rounds: int, seed: int = 1) -> Tally:
    """Kill that many; the folders of this process's environment hold the store and the sound.

    Raises:
        AssertionError: The sound cannot be repaired, or `history recover` fails.
    """
    return asyncio.run(_run(rounds, random.Random(seed)))


async def _run(rounds: int, chance: random.Random) -> Tally:
    with tempfile.TemporaryDirectory(prefix="transcriber-numbers-") as folder:
        source = Path(folder) / "numbers.wav"
        _write_numbers(source)
        command = (_CHILD, str(source), str(_SPEED))
        return await judged_kills(command, rounds, chance, _judge_kill, _judge_numbers)


async def judged_kills(
    command: tuple[str, ...],
    rounds: int,
    chance: random.Random,
    judge_kill: Callable[[Killed, Tally], Sound],
    judge_numbers: Callable[[str, Sound, Tally], None],
) -> Tally:
    """Kill a program so many times, let a person recover what it left, and judge both.

    Args:
        command: The program's text and its arguments.
        rounds: How many times.
        chance: When.
        judge_kill: Judges what a kill left, and gives its sound, repaired.
        judge_numbers: Judges by it what stands in the recording of this public id once all is recovered.
    """
    tally, began_s = Tally(), time.monotonic()
    async with numbered_service(Habits(answer_delay_s=0.05)) as service:
        save_preferences(Preferences(profiles=(_profile_of(service),)))
        killed = await _killed_programs(command, rounds, chance)
        sounds = {each.public_id: judge_kill(each, tally) for each in killed if each.public_id}
        await _recover()
        for public_id, sound in sounds.items():
            judge_numbers(public_id, sound, tally)
        assert not service.faults, service.faults[:3]
    tally.took_s = round(time.monotonic() - began_s, 1)
    return tally


async def _killed_programs(command: tuple[str, ...], rounds: int, chance: random.Random) -> list[Killed]:
    """Run a program so many times, each killed at a random moment; `command` is its text and its arguments."""
    waits_s = [chance.uniform(0.0, _LONGEST_KILL_S) for _ in range(rounds)]
    killed: list[Killed] = []
    for first in range(0, rounds, _AT_ONCE):
        batch = waits_s[first : first + _AT_ONCE]
        killed += await asyncio.gather(*(_killed_after(command, wait_s) for wait_s in batch))
    return killed


def _profile_of(service: NumberedService) -> Profile:
    """The service as one that a person made."""
    return Profile(
        name="numbers",
        title="Numbers",
        base_url=service.base_url,
        key_place=KeyPlace.NONE,
        switches=Switches(uses_rest=False),
    )


def _is_spoken(number: int) -> bool:
    return number % (_SENTENCE_NUMBERS + _PAUSE_NUMBERS) < _SENTENCE_NUMBERS


def _write_numbers(path: Path) -> None:
    silence = np.zeros(NUMBER_SAMPLES, np.int16)
    count = _SENTENCES * (_SENTENCE_NUMBERS + _PAUSE_NUMBERS)
    samples = np.concatenate([spoken(number) if _is_spoken(number) else silence for number in range(count)])
    soundfile.write(path, samples, SPOOL_SAMPLE_RATE_HZ, subtype="PCM_16")


async def _killed_after(command: tuple[str, ...], wait_s: float) -> Killed:
    """Counted from its first sound."""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", *command, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    told = Killed()
    while told.recorded_ms == 0 and (line := await child.stdout.readline()):
        _take(told, line)
    async with asyncio.TaskGroup() as group:
        group.create_task(_read_on(told, child.stdout))
        await asyncio.sleep(wait_s)
        child.kill()
        await child.wait()
    return told


async def _read_on(told: Killed, lines: asyncio.StreamReader) -> None:
    while (line := await lines.readline()).endswith(b"\n"):
        _take(told, line)


def _take(told: Killed, line: bytes) -> None:
    what = json.loads(line)
    told.public_id = what.get("kept", told.public_id)
    told.recorded_ms = what.get("recorded_ms", told.recorded_ms)
    if "shown" in what:
        told.shown[what["number"]] = what["shown"]


def stored(public_id: str) -> tuple[Path | None, list[StoredTurn]]:
    """Where its sound is, and its turns."""
    from transcriber.app.folders import store_folder

    reader = StoreReader(store_folder())
    try:
        return reader.recordings.get(public_id).audio_path, reader.turns.all(public_id)
    finally:
        reader.close()


def _judge_kill(killed: Killed, tally: Tally) -> int:
    """How many samples its sound has, once it is repaired."""
    path, turns = stored(killed.public_id)
    judge_shown(killed, turns, tally)
    assert path is not None
    samples = repair(path)
    tally.most_lost_ms = max(tally.most_lost_ms, killed.recorded_ms - samples * 1000 // SPOOL_SAMPLE_RATE_HZ)
    return samples


async def _recover() -> None:
    """As a person does it."""
    done = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "transcriber", "history", "recover", stderr=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    _, said = await done.communicate()
    assert done.returncode == 0, said.decode()


def judge_shown(killed: Killed, turns: list[StoredTurn], tally: Tally) -> None:
    """What was shown is in the store."""
    texts = Counter(turn.text for turn in turns)
    tally.kills += 1
    tally.shown += len(killed.shown)
    tally.missing += sum((Counter(killed.shown.values()) - texts).values())


def _judge_numbers(public_id: str, samples: int, tally: Tally) -> None:
    _, turns = stored(public_id)
    read = Counter(int(word) for turn in turns for word in turn.text.split())
    # Of a number at the very end, too little may be left.
    whole = [number for number in range(samples // NUMBER_SAMPLES - 1) if _is_spoken(number)]
    tally.numbers += len(whole)
    tally.lost += sum(number not in read for number in whole)
    tally.doubled += sum(count > 1 for count in read.values())


def told(run: Callable[[int, int], Tally]) -> int:
    """Print the figures of as many rounds as the command line says; 1 where anything was lost or doubled."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory(prefix="transcriber-kills-") as home:
        os.environ |= folders(Path(home))
        tally = run(rounds, rounds)
    print(tally)
    return 0 if tally.is_whole else 1


if __name__ == "__main__":
    sys.exit(told(run))
