"""The verdict on a microphone: ten seconds decide, a bang does not, and silence after good speech is no complaint."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.level import LevelMeter
from transcriber.audio.loudness import HeldLoudness, Loudness
from transcriber.audio.pcm import F32

BLOCK_MS = 20.0
SPEECH = Path(__file__).parents[2] / "speech"


def talk(loud_dbfs: float, quiet_dbfs: float, time_s: float) -> list[float]:
    """Levels of blocks: 0.6 s of words, 0.4 s between them, and so on."""
    return [loud_dbfs if block % 50 < 30 else quiet_dbfs for block in range(round(time_s * 50))]


def heard(levels_dbfs: Sequence[float], held: HeldLoudness | None = None) -> Loudness:
    held = held or HeldLoudness()
    for level_dbfs in levels_dbfs:
        held.take(level_dbfs, BLOCK_MS, is_clipping=False)
    return held.verdict


@pytest.mark.parametrize(
    ("levels_dbfs", "verdict"),
    [
        ([], Loudness.UNKNOWN),
        (talk(-26, -60, 1.0), Loudness.UNKNOWN),
        (talk(-26, -60, 3.0), Loudness.GOOD),
        (talk(-41, -60, 10.0), Loudness.GOOD),
        (talk(-44, -60, 2.0), Loudness.UNKNOWN),
        (talk(-44, -60, 4.0), Loudness.TOO_QUIET),
        (talk(-65, -80, 10.0), Loudness.TOO_QUIET),
        (talk(-75, -95, 12.0), Loudness.NOTHING),
        ([-65.0] * 400, Loudness.UNKNOWN),
        ([-65.0] * 500, Loudness.NOTHING),
        ([-120.0] * 500, Loudness.NOTHING),
        ([-30.0] * 500, Loudness.UNKNOWN),
    ],
)
def test_each_verdict_needs_its_sound_and_its_time(levels_dbfs: list[float], verdict: Loudness) -> None:
    assert heard(levels_dbfs) is verdict


def test_a_pause_in_speech_changes_nothing_for_nearly_ten_seconds() -> None:
    held = HeldLoudness()
    assert heard(talk(-26, -60, 5.0), held) is Loudness.GOOD
    assert heard([-60.0] * 350, held) is Loudness.GOOD
    assert heard([-60.0] * 200, held) is Loudness.NOTHING
    assert heard(talk(-26, -60, 3.0), held) is Loudness.GOOD


def test_a_bang_is_no_speech() -> None:
    assert heard([*([-60.0] * 250), *([-8.0] * 20), *([-60.0] * 250)]) is Loudness.NOTHING


def test_clipping_is_said_at_once_and_for_three_seconds() -> None:
    held = HeldLoudness()
    heard(talk(-20, -60, 5.0), held)
    held.take(-3.0, BLOCK_MS, is_clipping=True)
    assert held.verdict is Loudness.TOO_LOUD
    assert heard(talk(-20, -60, 2.5), held) is Loudness.TOO_LOUD
    assert heard(talk(-20, -60, 1.0), held) is Loudness.GOOD


@pytest.mark.parametrize(("gain_db", "verdict"), [(0.0, Loudness.GOOD), (-33.0, Loudness.TOO_QUIET)])
@pytest.mark.parametrize("name", ["jfk.flac", "two_cities.flac", "austen_0880.flac"])
def test_recorded_speech_is_good_and_too_quiet_once_turned_down(name: str, gain_db: float, verdict: Loudness) -> None:
    read, sample_rate_hz = soundfile.read(SPEECH / name, dtype="float32", always_2d=True)
    samples: F32 = np.resize(read[:, 0] * np.float32(10 ** (gain_db / 20)), 12 * sample_rate_hz)
    meter, held = LevelMeter(), HeldLoudness()
    for block in np.array_split(samples, samples.size // (sample_rate_hz // 50)):
        level = meter.measure(block, sample_rate_hz)
        held.take(level.level_dbfs, block.size * 1000 / sample_rate_hz, is_clipping=level.is_clipping)
    assert held.verdict is verdict


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(-120, 0), st.floats(0.1, 5_000)), max_size=60), st.floats(-41, -1))
def test_whatever_came_before_ten_seconds_of_good_speech_are_good(
    before: list[tuple[float, float]], loud_dbfs: float
) -> None:
    held = HeldLoudness()
    for level_dbfs, duration_ms in before:
        held.take(level_dbfs, duration_ms, is_clipping=False)
        assert held.verdict is not Loudness.TOO_LOUD
    assert heard(talk(loud_dbfs, -80, 16.0), held) is Loudness.GOOD
