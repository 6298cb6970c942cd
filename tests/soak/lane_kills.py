"""Recordings of two sources killed at random moments: `python -m tests.soak.lane_kills [ROUNDS]`, else 200.

As `recording_kills`: of each source what was shown must be in the store, and after `transcriber history recover` every
number that is in its file must stand in its turns once. The two say other numbers, and one begins later.
"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import soundfile

from tests.numbered_audio import I16, NUMBER_SAMPLES, heard, spoken
from tests.soak.recording_kills import TELLS, Killed, Tally, judge_shown, judged_kills, stored, told
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.lane_files import lane_path
from transcriber.audio.spool import repair
from transcriber.store.stored_turn import StoredTurn

_SPEED = 4.0
_LATER_MS = 730
_FIRST_PLAYED = 10_000
_SENTENCES = 20
_RHYTHMS = ((14, 8), (11, 9))
"""Of each lane: so many numbers, then so many tenths of a second of silence."""

_CHILD = f"""
{TELLS}
import asyncio
from dataclasses import replace
from transcriber.audio import lasting_microphone
from transcriber.audio.audio_file import AudioFile

OWN, PLAYED, SPEED, LATER_S = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])

class Source(AudioFile):
    # Sound that is as late as it says, whatever the machine is busy with: no sample of a number is put right.
    def __init__(self, _device_id=None, *, is_played=False, **_more):
        super().__init__(pathlib.Path(PLAYED if is_played else OWN), SPEED)
        self.later_s = LATER_S * is_played
        self.at_s = 1_000.0 + self.later_s

    async def blocks(self):
        await asyncio.sleep(self.later_s / SPEED)
        async for block in super().blocks():
            self.at_s += block.samples.size / self.sample_rate_hz
            yield replace(block, arrived_s=self.at_s)

    def update(self, **_wishes):
        pass

lasting_microphone.LastingMicrophone = Source
record(MicrophoneSource(), with_played_sound=True)
"""


def run(rounds: int, seed: int = 1) -> Tally:
    """Kill that many; the folders of this process's environment hold the store and the sound.

    Raises:
        AssertionError: The sound cannot be repaired, a number was changed, or `history recover` fails.
    """
    return asyncio.run(_run(rounds, random.Random(seed)))


async def _run(rounds: int, chance: random.Random) -> Tally:
    with tempfile.TemporaryDirectory(prefix="transcriber-numbers-") as folder:
        sources = [Path(folder) / f"{lane}.wav" for lane in (0, 1)]
        for lane, path in enumerate(sources):
            soundfile.write(path, _numbers(lane), SPOOL_SAMPLE_RATE_HZ, subtype="PCM_16")
        command = (_CHILD, *map(str, sources), str(_SPEED), str(_LATER_MS / 1000))
        return await judged_kills(command, rounds, chance, _judge_kill, _judge_lanes)


def _numbers(lane: int) -> I16:
    silence = np.zeros(NUMBER_SAMPLES, np.int16)
    said, pause = _RHYTHMS[lane]
    first = _FIRST_PLAYED * lane
    return np.concatenate(
        [spoken(first + n) if n % (said + pause) < said else silence for n in range(_SENTENCES * (said + pause))]
    )


def _judge_kill(killed: Killed, tally: Tally) -> list[I16]:
    """The sound of both lanes, once it is repaired."""
    path, turns = stored(killed.public_id)
    judge_shown(killed, turns, tally)
    assert path is not None
    sounds: list[I16] = []
    for lane in (0, 1):
        if (file := lane_path(path, lane)).exists():
            repair(file)
            sounds.append(soundfile.read(file, dtype="int16")[0])
        else:
            sounds.append(np.zeros(0, np.int16))
    longest_ms = max(map(len, sounds)) * 1000 // SPOOL_SAMPLE_RATE_HZ
    tally.most_lost_ms = max(tally.most_lost_ms, killed.recorded_ms - longest_ms)
    return sounds


def _judge_lanes(public_id: str, sounds: list[I16], tally: Tally) -> None:
    _, turns = stored(public_id)
    for lane, sound in enumerate(sounds):
        _judge_numbers(lane, sound, turns, tally)


def _judge_numbers(lane: int, sound: I16, turns: list[StoredTurn], tally: Tally) -> None:
    read = Counter(int(word) for turn in turns if turn.lane == lane for word in turn.text.split())
    # Of a number at the very end, too little may be left.
    whole = heard(sound[: len(sound) // NUMBER_SAMPLES * NUMBER_SAMPLES])[:-1] if len(sound) >= NUMBER_SAMPLES else []
    strangers = [number for number in read if (number >= _FIRST_PLAYED) != bool(lane)]
    assert not strangers, f"{strangers} are of the other source"
    tally.numbers += len(whole)
    tally.lost += sum(number not in read for number in whole)
    tally.doubled += sum(count > 1 for count in read.values())


if __name__ == "__main__":
    sys.exit(told(run))
