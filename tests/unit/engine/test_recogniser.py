"""The real recogniser on real speech, and what it must refuse before the library sees it."""

import importlib.util
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from transcriber.audio.resampler import Resampler
from transcriber.engine.recogniser import MoonshineRecogniser, RecogniserError, checked_samples

SPEECH = Path(__file__).parents[2] / "speech"


def heard(name: str) -> NDArray[np.float32]:
    samples, rate_hz = soundfile.read(SPEECH / name, dtype="float32")
    if rate_hz == 16_000:
        return np.asarray(samples, dtype=np.float32)
    resampler = Resampler(rate_hz, 16_000)
    return np.concatenate([resampler.process(samples).copy(), resampler.flush().copy()])


@pytest.fixture(scope="module")
def recogniser() -> MoonshineRecogniser:
    return MoonshineRecogniser()


def test_it_understands_two_recordings(recogniser: MoonshineRecogniser) -> None:
    assert recogniser.transcribe(heard("LJ001-0002.flac")) == "In being comparatively modern."
    assert "what you can do for your country" in recogniser.transcribe(heard("jfk.flac"))


def test_two_threads_get_their_own_answers(recogniser: MoonshineRecogniser) -> None:
    names = ["LJ001-0002.flac", "LJ001-0008.flac"]
    alone = {name: recogniser.transcribe(heard(name)) for name in names}
    together: dict[str, set[str]] = {name: set() for name in names}

    def decode_often(name: str) -> None:
        for _ in range(3):
            together[name].add(recogniser.transcribe(heard(name)))

    threads = [threading.Thread(target=decode_often, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == {name: {text} for name, text in alone.items()}


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_numbers_are_refused(recogniser: MoonshineRecogniser, bad: float) -> None:
    samples = np.zeros(16_000, dtype=np.float32)
    samples[7_000] = bad
    with pytest.raises(RecogniserError, match="not numbers"):
        recogniser.transcribe(samples)


def test_the_library_never_gets_less_than_it_needs() -> None:
    short = checked_samples(np.ones(100, dtype=np.float32))
    assert short.size == 4_800
    assert short[:100].all()
    assert not short[100:].any()
    every_other = checked_samples(np.ones(20_000, dtype=np.float32)[::2])
    assert every_other.flags.c_contiguous
    with pytest.raises(RecogniserError):
        checked_samples(np.zeros((2, 8_000), dtype=np.float32))


def test_a_closed_recogniser_says_so() -> None:
    recogniser = MoonshineRecogniser()
    recogniser.close()
    recogniser.close()
    with pytest.raises(RecogniserError, match="closed"):
        recogniser.transcribe(np.zeros(16_000, dtype=np.float32))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RecogniserError, match="moonshine-voice"):
        MoonshineRecogniser()


def test_a_library_that_does_not_run_here_is_a_plain_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("transcriber.engine.recogniser._package_folder", lambda: tmp_path)
    with pytest.raises(RecogniserError, match="does not run on this system"):
        MoonshineRecogniser()
