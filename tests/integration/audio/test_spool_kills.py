"""A recording's process is killed at random moments: at most 0.2 s of sound is lost, and what is kept is right.

`SPOOL_KILLS` says how often; the test command kills 20 times, tests/soak 200 times.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import soundfile

from transcriber.audio.spool import repair

KILLS = int(os.environ.get("SPOOL_KILLS", "20"))
BLOCK_SAMPLES = 480
MOST_LOST_S = 0.2
WRITING = """
import sys, time
from pathlib import Path
import numpy as np
from transcriber.audio.spool import Spool
spool = Spool.create(Path(sys.argv[1]))
began_s = time.monotonic()
number = 0
while True:
    due = int((time.monotonic() - began_s) * float(sys.argv[2]) / 0.02)
    while number <= due:
        # Captured now, as a microphone hands it over.
        captured_s = time.monotonic()
        spool.append(np.full(480, number % 30_000, np.int16))
        spool.keep_alive(number * 0.02)
        number += 1
        sys.stdout.write(f"{captured_s:.6f} {number}\\n")
        sys.stdout.flush()
    time.sleep(0.0005)
"""


def killed_after(path: Path, pause_s: float, speed: float) -> tuple[float, list[tuple[float, int]]]:
    """When it was killed, and what it had told by then: when, and how many blocks."""
    with subprocess.Popen([sys.executable, "-c", WRITING, str(path), str(speed)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(pause_s)
        killed_s = time.monotonic()
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().split(b"\n")[:-1]]
    told = [line.split() for line in lines]
    return killed_s, [(float(at_s), int(blocks)) for at_s, blocks in told]


def test_killed_at_any_moment_a_recording_keeps_all_but_the_last_moment(tmp_path: Path) -> None:
    dice = random.Random(4)
    for number in range(KILLS):
        path = tmp_path / f"{number}.wav"
        # Faster than life, so that headers and syncs of minutes fall into the time of a test.
        killed_s, told = killed_after(path, dice.uniform(0.0, 0.3), speed=dice.choice([1.0, 50.0]))
        captured_blocks = max(blocks for at_s, blocks in told if at_s <= killed_s - MOST_LOST_S or blocks == 1)
        samples = repair(path)
        kept, rate_hz = soundfile.read(path, dtype="int16")
        assert rate_hz == 24_000
        assert len(kept) == samples >= captured_blocks * BLOCK_SAMPLES
        # In fact nothing is lost that the program had: a write that has returned is the system's.
        assert samples >= told[-1][1] * BLOCK_SAMPLES
        expected = np.repeat(np.arange(samples // BLOCK_SAMPLES + 1) % 30_000, BLOCK_SAMPLES)[:samples]
        assert np.array_equal(kept, expected)
        path.unlink()
