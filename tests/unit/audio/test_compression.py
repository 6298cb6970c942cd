import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
import soxr

from transcriber.audio.compression import Codec, CompressionStoppedError, compress
from transcriber.audio.faults import AudioError
from transcriber.audio.spool_file import HEADER_BYTES, SpoolFile

I16 = npt.NDArray[np.int16]
SPEECH = Path(__file__).parents[2] / "speech" / "jfk.flac"
RATE_HZ = 24_000
WITHIN_MS = 20


def speech() -> I16:
    samples, rate_hz = soundfile.read(SPEECH, dtype="float64")
    return np.asarray(soxr.resample(samples, rate_hz, RATE_HZ) * 32767).astype(np.int16)


def spooled(path: Path, samples: I16) -> Path:
    spool = SpoolFile.create(path)
    spool.append(samples)
    spool.close()
    return path


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return spooled(tmp_path / "recordings" / "2026-01-01.wav", speech())


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_flac_is_the_same_sample_for_sample(wav: Path) -> None:
    small = compress(wav, "flac", lambda: True)
    assert files(wav.parent) == ["2026-01-01.flac", "2026-01-01.wav"]
    assert np.array_equal(soundfile.read(small, dtype="int16")[0], speech())
    assert small.stat().st_size < 0.7 * wav.stat().st_size


def test_opus_is_a_tenth_and_keeps_every_time(wav: Path) -> None:
    small = compress(wav, "opus", lambda: True)
    assert small.name == "2026-01-01.ogg"
    assert soundfile.info(small).subtype == "OPUS"
    assert small.stat().st_size < 0.15 * wav.stat().st_size
    before, after = speech().astype(float), soundfile.read(small, dtype="int16")[0].astype(float)
    assert len(before) == len(after)
    for second in (0, 4, 8):
        piece = slice(second * RATE_HZ, (second + 2) * RATE_HZ)
        shift = np.correlate(after[piece], before[piece][RATE_HZ // 2 : -RATE_HZ // 2], "valid").argmax() - RATE_HZ // 2
        assert abs(shift) * 1000 / RATE_HZ < WITHIN_MS


@pytest.mark.parametrize("codec", ["flac", "opus"])
def test_it_belongs_to_its_owner_alone(wav: Path, codec: Codec) -> None:
    before = os.umask(0)
    try:
        small = compress(wav, codec, lambda: True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(small.stat().st_mode) == 0o600


def test_what_a_kill_left_without_a_header_is_compressed_whole(wav: Path) -> None:
    with wav.open("r+b") as file:
        file.seek(HEADER_BYTES - 4)
        file.write(bytes(4))
    assert len(soundfile.read(compress(wav, "flac", lambda: True))[0]) == len(speech())


@pytest.mark.parametrize("codec", ["flac", "opus"])
@pytest.mark.parametrize("slices", [0, 3, 7])
def test_stopped_half_way_only_the_wav_is_left(wav: Path, codec: Codec, slices: int) -> None:
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked <= slices

    with pytest.raises(CompressionStoppedError):
        compress(wav, codec, is_wanted)
    assert files(wav.parent) == ["2026-01-01.wav"]


def test_a_file_that_reads_back_otherwise_is_thrown_away(wav: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcriber.audio import compression

    def wrong(source: object, part: Path, codec: Codec, is_wanted: object) -> None:
        samples = speech()
        samples[1000] += 1
        soundfile.write(part, samples, RATE_HZ, "PCM_16", format="FLAC")

    monkeypatch.setattr(compression, "_write", wrong)
    with pytest.raises(AudioError, match="read back") as caught:
        compress(wav, "flac", lambda: True)
    assert caught.value.code == "not_compressed"
    assert files(wav.parent) == ["2026-01-01.wav"]


LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from transcriber.audio.compression import compress
from transcriber.audio.faults import AudioError
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    compress(Path(sys.argv[1]), sys.argv[2], lambda: True)
except AudioError as error:
    print(error.code)
"""


@pytest.mark.parametrize("codec", ["flac", "opus"])
def test_a_disk_too_full_leaves_the_wav(wav: Path, codec: Codec) -> None:
    before = wav.read_bytes()
    command = [sys.executable, "-c", LITTLE_ROOM, str(wav), codec]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "not_compressed"
    assert files(wav.parent) == ["2026-01-01.wav"]
    assert wav.read_bytes() == before


KILLED = """
import sys
from pathlib import Path
from transcriber.audio.compression import compress
print("begin", flush=True)
for number in range(100):
    compress(Path(sys.argv[1]), "flac", lambda: True)
"""


def test_killed_at_any_moment_the_wav_is_whole_and_so_is_the_smaller_one_if_it_has_its_name(wav: Path) -> None:
    before = wav.read_bytes()
    for pause_s in np.random.default_rng(3).uniform(0.0, 0.25, 6):
        with subprocess.Popen([sys.executable, "-c", KILLED, wav], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(pause_s)
            child.send_signal(signal.SIGKILL)
        assert wav.read_bytes() == before
        if (small := wav.with_suffix(".flac")).exists():
            assert np.array_equal(soundfile.read(small, dtype="int16")[0], speech())
            small.unlink()
    assert compress(wav, "flac", lambda: True).exists()
    assert files(wav.parent) == ["2026-01-01.flac", "2026-01-01.wav"]


def test_what_is_no_recording_of_this_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.wav"
    soundfile.write(path, np.zeros(100, np.int16), 44_100)
    with pytest.raises(AudioError) as caught:
        compress(path, "flac", lambda: True)
    assert caught.value.code == "not_a_spool"
    assert files(tmp_path) == ["other.wav"]
