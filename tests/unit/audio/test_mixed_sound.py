from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.inputs import InputError
from transcriber.audio.lane_files import lane_path
from transcriber.audio.mixed_sound import MixedSound, pressed

RATE_HZ = 24_000


def kept(folder: Path, own: list[float] | None, played: list[float] | None) -> Path:
    path = folder / "meeting.wav"
    for lane, samples in enumerate((own, played)):
        if samples is not None:
            soundfile.write(lane_path(path, lane), np.array(samples, np.float32), RATE_HZ, "FLOAT")
    return path


def test_both_are_heard_at_once_and_the_longer_one_to_its_end(tmp_path: Path) -> None:
    with MixedSound(kept(tmp_path, [0.1, 0.2], [0.5, -0.5, 0.25, 0.125])) as sound:
        assert (sound.sample_rate_hz, sound.frames) == (RATE_HZ, 4)
        np.testing.assert_allclose(sound.read(3), [0.6, -0.3, 0.25], atol=1e-6)
        np.testing.assert_allclose(sound.read(3), [0.125], atol=1e-6)
        assert not sound.read(3).size


def test_it_goes_on_from_any_place_also_behind_the_shorter_ones_end(tmp_path: Path) -> None:
    with MixedSound(kept(tmp_path, [0.1, 0.2], [0.5, -0.5, 0.25, 0.125])) as sound:
        sound.seek(3)
        np.testing.assert_allclose(sound.read(9), [0.125], atol=1e-6)
        sound.seek(1)
        np.testing.assert_allclose(sound.read(1), [-0.3], atol=1e-6)


@pytest.mark.parametrize("lane", [0, 1])
def test_one_alone_is_heard_as_it_is(tmp_path: Path, lane: int) -> None:
    samples = [0.9, -1.0, 0.3]
    with MixedSound(kept(tmp_path, *(samples if lane == each else None for each in (0, 1)))) as sound:
        np.testing.assert_allclose(sound.read(9), samples, atol=1e-6)


def test_one_that_is_no_audio_does_not_silence_the_other(tmp_path: Path) -> None:
    path = kept(tmp_path, [0.1, 0.2], None)
    lane_path(path, 1).write_text("not a sound")

    with MixedSound(path) as sound:
        np.testing.assert_allclose(sound.read(9), [0.1, 0.2], atol=1e-6)

    path.write_text("neither")
    with pytest.raises(InputError) as refused:
        MixedSound(path)
    assert refused.value.code == "not_audio"


def test_without_a_file_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        MixedSound(tmp_path / "meeting.wav")
    assert refused.value.code == "audio_missing"


@given(st.lists(st.floats(-2.0, 2.0, width=32), max_size=20))
def test_what_is_too_loud_is_pressed_together_without_a_step(values: list[float]) -> None:
    samples = np.array(sorted(values), np.float32)

    quieter = pressed(samples)

    assert np.all(np.abs(quieter) <= 1.0)
    assert np.all(np.diff(quieter) >= 0), "louder stays louder"
    np.testing.assert_array_equal(quieter[np.abs(samples) <= 0.8], samples[np.abs(samples) <= 0.8])
