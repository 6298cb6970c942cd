"""A real loudspeaker: what a private sound server was given to play, recorded from its monitor."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.pulse_server import PulseServer
from transcriber.audio.faults import AudioError
from transcriber.audio.player import Player

RATE_HZ = 24_000
LIMIT_S = 60.0
POSITION_WITHIN_MS = 3 * 150
"""What the sound server still holds when it is told to fall silent is a part of this; a busy one holds more."""

I16 = npt.NDArray[np.int16]


class Listener:
    """What a player tells."""

    def __init__(self) -> None:
        self.failures: list[AudioError] = []
        self.has_ended = threading.Event()
        self.has_failed = threading.Event()

    def ended(self) -> None:
        self.has_ended.set()

    def failed(self, error: AudioError) -> None:
        self.failures.append(error)
        self.has_failed.set()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def player(listener: Listener) -> Iterator[Player]:
    player = Player(listener.ended, listener.failed)
    yield player
    player.close()


def noise(seconds: float) -> I16:
    """Every place of it sounds like no other; without the high tones that a sound server's conversion takes away."""
    spectrum = np.fft.rfft(np.random.default_rng(7).normal(size=int(seconds * RATE_HZ)))
    spectrum[len(spectrum) // 4 :] = 0
    samples = np.fft.irfft(spectrum)
    return np.asarray(samples / np.abs(samples).max() * 12_000).astype(np.int16)


def saved(samples: I16, path: Path) -> Path:
    soundfile.write(path, samples, RATE_HZ, "PCM_16")
    return path


class Monitor:
    def __init__(self) -> None:
        self.heard = np.zeros(0, np.int16)


@contextmanager
def monitored() -> Iterator[Monitor]:
    """Records what comes out of the loudspeaker meanwhile."""
    command = ["parec", "--device=vsink1.monitor", "--rate=24000", "--channels=1", "--format=s16le", "--raw"]
    monitor = Monitor()
    # Into a file: a pipe that nobody empties meanwhile holds little more than a second.
    with tempfile.TemporaryFile() as captured:
        recorder = subprocess.Popen([*command, "--latency-msec=20"], stdout=captured)
        while not (before := os.fstat(captured.fileno()).st_size):
            time.sleep(0.01)
        began_s = time.monotonic()
        try:
            yield monitor
            # What was heard up to now, and a little more: a busy recorder writes it down later.
            wanted_bytes = before + round((time.monotonic() - began_s + 0.3) * RATE_HZ) * 2
            wait_until(lambda: os.fstat(captured.fileno()).st_size >= wanted_bytes)
        finally:
            recorder.terminate()
            recorder.wait()
            captured.seek(0)
            data = captured.read()
            monitor.heard = np.frombuffer(data[: len(data) // 2 * 2], np.int16)


def place_in(heard: I16, sought: I16) -> tuple[int, float]:
    """Where `sought` is heard, and how alike it is there: 1 is equal up to its loudness."""
    sought_f, heard_f = sought.astype(float), heard.astype(float)
    size = 1 << (len(heard_f) + len(sought_f)).bit_length()
    products = np.fft.irfft(np.fft.rfft(heard_f, size) * np.conj(np.fft.rfft(sought_f, size)), size)
    at = int(np.argmax(products[: len(heard_f) - len(sought_f) + 1]))
    piece = heard_f[at : at + len(sought_f)]
    return at, float(piece @ sought_f / (np.linalg.norm(piece) * np.linalg.norm(sought_f)))


@pytest.mark.parametrize("ending", ["wav", "flac"])
def test_what_is_heard_is_what_is_in_the_file_from_there_on(
    pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path, ending: str
) -> None:
    samples = noise(3)
    path = saved(samples, tmp_path / f"noise.{ending}")
    with monitored() as monitor:
        player.play(path, 1000)
        assert player.is_playing
        assert listener.has_ended.wait(LIMIT_S)
    assert not player.is_playing
    assert player.position_ms == 3000
    at, likeness = place_in(monitor.heard, samples[RATE_HZ:])
    assert likeness > 0.95
    # Nothing of what stands before that place.
    assert not np.abs(monitor.heard[: max(0, at - RATE_HZ // 100)]).any()


def test_a_pause_stops_at_the_position_that_it_tells_and_goes_on_there(
    pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path
) -> None:
    samples = noise(4)
    path = saved(samples, tmp_path / "noise.wav")
    with monitored() as before:
        player.play(path, 500)
        wait_until(lambda: player.position_ms > 1200)
        player.pause()
        paused_ms = player.position_ms
    assert not player.is_playing
    assert player.is_paused
    assert 1200 < paused_ms < 4000
    assert player.position_ms == paused_ms
    # By what was heard last, not by for how long: a busy sound server may have stood still meanwhile.
    last = np.nonzero(np.abs(before.heard) > 20)[0][-1]
    at, likeness = place_in(samples, before.heard[last - RATE_HZ // 5 : last])
    assert likeness > 0.9
    assert abs((at + RATE_HZ // 5) * 1000 / RATE_HZ - paused_ms) < POSITION_WITHIN_MS
    with monitored() as after:
        player.resume()
        assert listener.has_ended.wait(LIMIT_S)
    _, likeness = place_in(after.heard, samples[paused_ms * RATE_HZ // 1000 :])
    assert likeness > 0.95


def test_another_place_takes_over_at_once_and_only_the_last_one_ends(
    pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path
) -> None:
    path = saved(noise(30), tmp_path / "noise.wav")
    player.play(path)
    for from_ms in range(1000, 29_000, 4000):
        player.play(path, from_ms)
        assert player.position_ms == from_ms
    player.play(path, 29_500)
    assert listener.has_ended.wait(LIMIT_S)
    assert player.position_ms == 30_000
    assert not listener.failures


def test_stop_is_silent_and_forgets_the_place(
    pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path
) -> None:
    player.play(saved(noise(5), tmp_path / "noise.wav"))
    wait_until(lambda: player.position_ms > 100)
    player.stop()
    assert not player.is_playing
    assert player.position_ms == 0
    player.resume()
    assert not player.is_playing
    player.close()
    assert not listener.has_ended.is_set()
    assert not listener.failures


@pytest.mark.parametrize(
    ("content", "code"), [(None, "audio_missing"), (b"", "not_audio"), (b"RIFF no sound at all", "not_audio")]
)
def test_a_file_that_cannot_be_played_is_told(
    player: Player, listener: Listener, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "sound.wav"
    if content is not None:
        path.write_bytes(content)
    player.play(path)
    assert listener.has_failed.wait(LIMIT_S)
    assert [error.code for error in listener.failures] == [code]
    assert str(path.name) in listener.failures[0].message
    assert not player.is_playing


def test_without_any_output_it_says_so(pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path) -> None:
    pulse.kill()
    player.play(saved(noise(1), tmp_path / "noise.wav"))
    assert listener.has_failed.wait(LIMIT_S)
    assert listener.failures[0].code == "no_output"
    assert "loudspeaker" in listener.failures[0].remedy


def test_an_output_that_goes_away_while_it_plays_is_told(
    pulse: PulseServer, player: Player, listener: Listener, tmp_path: Path
) -> None:
    player.play(saved(noise(30), tmp_path / "noise.wav"), 2000)
    wait_until(lambda: player.position_ms > 2200)
    pulse.kill()
    assert listener.has_failed.wait(LIMIT_S)
    assert listener.failures[0].code == "output_lost"
    assert player.position_ms > 2200
    assert not listener.has_ended.is_set()


def wait_until(is_so: Callable[[], bool]) -> None:
    until_s = time.monotonic() + LIMIT_S
    while not is_so():
        assert time.monotonic() < until_s
        time.sleep(0.01)
