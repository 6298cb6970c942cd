import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from transcriber.audio import portaudio
from transcriber.audio.faults import AudioError
from transcriber.audio.lane_files import lane_path
from transcriber.audio.player import Player

RATE_HZ = 8000
LIMIT_S = 60.0


class Output:
    """A loudspeaker that is given its blocks by the test; what is handed to it is heard `latency_s` later."""

    def __init__(self, arguments: dict[str, Any], latency_s: float) -> None:
        self.arguments = arguments
        self.latency_s = latency_s
        self.played: list[npt.NDArray[np.float32]] = []
        self.is_closed = False

    def wants(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            out = np.full((self.arguments["blocksize"], 1), 9.0, np.float32)
            times = SimpleNamespace(currentTime=100.0, outputBufferDacTime=100.0 + self.latency_s)
            self.arguments["callback"](out, len(out), times, None)
            self.played.append(out[:, 0])

    def goes_away(self) -> None:
        self.arguments["finished_callback"]()


class Stage:
    """A player whose outputs are not real."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.outputs: list[Output] = []
        self.latency_s = 0.0
        self.refusal: Exception | None = None
        self.told: list[str] = []
        self.player = Player(lambda: self.told.append("ended"), lambda error: self.told.append(error.code))
        library = SimpleNamespace(PortAudioError=PortAudioError)
        monkeypatch.setattr(portaudio, "load", lambda: library)
        monkeypatch.setattr(portaudio, "refresh_devices", lambda: None)
        monkeypatch.setattr(portaudio, "open_output_stream", self._open)
        monkeypatch.setattr(portaudio, "close_stream", lambda output: setattr(output, "is_closed", True))

    def _open(self, **arguments: Any) -> Output:
        if self.refusal is not None:
            raise self.refusal
        self.outputs.append(Output(arguments, self.latency_s))
        return self.outputs[-1]

    def output(self, number: int = 0) -> Output:
        wait_until(lambda: len(self.outputs) > number)
        return self.outputs[number]

    def plays_on_until(self, is_so: Callable[[], bool], output: Output) -> None:
        def wanted() -> bool:
            output.wants()
            return is_so()

        wait_until(wanted)


class PortAudioError(Exception):
    pass


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    stage = Stage(monkeypatch)
    yield stage
    stage.player.close()
    assert all(output.is_closed for output in stage.outputs)


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """A second of which every sample is another."""
    path = tmp_path / "ramp.wav"
    soundfile.write(path, np.arange(RATE_HZ, dtype=np.int16), RATE_HZ, "PCM_16")
    return path


def wait_until(is_so: Callable[[], bool]) -> None:
    until_s = time.monotonic() + LIMIT_S
    while not is_so():
        assert time.monotonic() < until_s
        time.sleep(0.001)


def heard(output: Output) -> npt.NDArray[np.int16]:
    """Without the silence around it, nor that of a reader who comes later than these impatient loudspeakers."""
    samples = np.rint(np.concatenate(output.played) * 32768).astype(np.int16)
    sounding: npt.NDArray[np.int16] = samples[samples != 0]
    return sounding


def test_it_plays_from_the_asked_place_to_the_end_and_says_so(stage: Stage, ramp: Path) -> None:
    stage.player.play(ramp, 250)
    assert stage.player.is_playing
    assert stage.player.position_ms == 250
    stage.plays_on_until(lambda: "ended" in stage.told, stage.output())
    np.testing.assert_array_equal(heard(stage.output()), np.arange(2000, RATE_HZ))
    assert stage.output().arguments["samplerate"] == RATE_HZ
    assert stage.player.position_ms == 1000
    assert not stage.player.is_playing
    assert stage.told == ["ended"]


def test_both_sources_of_a_recording_are_heard_at_once_until_the_longer_one_ends(stage: Stage, ramp: Path) -> None:
    played = np.full(2 * RATE_HZ, 1_000, np.int16)
    soundfile.write(lane_path(ramp, 1), played, RATE_HZ, "PCM_16")

    stage.player.play(ramp, 250)
    stage.plays_on_until(lambda: "ended" in stage.told, stage.output())

    np.testing.assert_array_equal(
        heard(stage.output()), np.concatenate((np.arange(2_000, RATE_HZ) + 1_000, played[:RATE_HZ]))
    )
    assert stage.player.position_ms == 2_000


def test_what_is_handed_over_counts_only_when_it_is_heard(stage: Stage, ramp: Path) -> None:
    stage.latency_s = 1000.0
    stage.player.play(ramp, 100)
    stage.output().wants(8)
    assert stage.player.position_ms == 100
    stage.latency_s = 0.0
    stage.player.play(ramp, 100)
    stage.output(1).wants(8)
    wait_until(lambda: stage.player.position_ms > 100)
    # Seven blocks of 40 ms after a silent one, and never more than was handed over.
    time.sleep(0.1)
    assert stage.player.position_ms <= 100 + 7 * 40


def test_a_pause_keeps_the_place_and_resume_goes_on_there(stage: Stage, ramp: Path) -> None:
    stage.player.play(ramp)
    stage.output().wants(6)
    wait_until(lambda: stage.player.position_ms > 120)
    stage.player.pause()
    paused_ms = stage.player.position_ms
    assert (stage.player.is_playing, stage.player.is_paused) == (False, True)
    assert 120 < paused_ms <= 200
    stage.output().wants(2)
    assert not np.concatenate(stage.output().played[-2:]).any()
    stage.player.resume()
    stage.plays_on_until(lambda: "ended" in stage.told, stage.output(1))
    np.testing.assert_array_equal(heard(stage.output(1)), np.arange(paused_ms * 8, RATE_HZ))


def test_the_end_of_what_was_left_is_not_told(stage: Stage, ramp: Path) -> None:
    stage.player.play(ramp, 900)
    first = stage.output()
    stage.player.play(ramp, 950)
    stage.plays_on_until(lambda: "ended" in stage.told, stage.output(1))
    assert first.is_closed
    stage.player.play(ramp)
    stage.output(2)
    stage.player.stop()
    stage.player.close()
    assert stage.told == ["ended"]
    assert stage.player.position_ms == 0


def test_a_place_beyond_the_end_ends_at_once(stage: Stage, ramp: Path) -> None:
    stage.player.play(ramp, 5000)
    wait_until(lambda: stage.told == ["ended"])
    assert not stage.outputs


def test_without_a_device_and_when_it_goes_it_says_so(stage: Stage, ramp: Path) -> None:
    stage.refusal = PortAudioError("Error querying device -1")
    stage.player.play(ramp)
    wait_until(lambda: stage.told == ["no_output"])
    stage.refusal = None
    stage.player.play(ramp)
    stage.output().wants(2)
    stage.output().goes_away()
    wait_until(lambda: stage.told == ["no_output", "output_lost"])
    assert not stage.player.is_playing


def test_a_missing_file_names_itself(tmp_path: Path) -> None:
    failures: list[AudioError] = []
    player = Player(lambda: None, failures.append)
    player.play(tmp_path / "gone.wav")
    wait_until(lambda: bool(failures))
    assert failures[0].code == "audio_missing"
    assert "gone.wav" in failures[0].message
