"""A spool whose program was killed in the middle of a sample."""

from pathlib import Path

import numpy as np
import soundfile

from tests.numbered_audio import heard, spoken
from transcriber.audio.spool import HEADER_BYTES, Spool, repair


def test_half_a_sample_at_the_end_is_no_part_of_the_repaired_recording(tmp_path: Path) -> None:
    path = tmp_path / "one.wav"
    spool = Spool.create(path)
    spool.append(spoken(7))
    spool.close()
    with path.open("ab") as file:
        file.write(b"\x01")

    assert repair(path) == 2_400
    assert path.stat().st_size == HEADER_BYTES + 4_800
    samples, rate_hz = soundfile.read(path, dtype="int16")
    assert (heard(np.asarray(samples, np.int16)), rate_hz) == ([7], 24_000)
