"""Bytes in, samples out: as long as what was sent, whatever the pieces."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.engine.incoming_audio import IncomingAudio


@pytest.mark.parametrize("audio_format", list(AudioFormat))
@given(sizes_samples=st.lists(st.integers(0, 3000), max_size=30))
@settings(max_examples=25, deadline=None)
def test_as_many_milliseconds_come_out_as_went_in(audio_format: AudioFormat, sizes_samples: list[int]) -> None:
    incoming = IncomingAudio(audio_format)
    fed_samples = 0
    for size_samples in sizes_samples:
        audio = bytes(size_samples * audio_format.bytes_per_sample)
        fed_samples += sum(samples.size for _, samples in incoming.slices(audio))

    sent_ms = sum(sizes_samples) * 1000 / audio_format.sample_rate_hz
    assert fed_samples / 16 == pytest.approx(sent_ms, abs=0.1)


@pytest.mark.parametrize("audio_format", list(AudioFormat))
def test_the_shortest_commit_in_one_append_is_a_hundred_milliseconds(audio_format: AudioFormat) -> None:
    audio = bytes(audio_format.bytes_per_second // 10)

    (slice_,) = IncomingAudio(audio_format).slices(audio)

    assert slice_[1].size == 1600
    assert slice_[1].dtype == np.float32


def test_minutes_come_in_seconds_and_nothing_is_lost() -> None:
    audio = np.arange(24_000 * 90 + 7, dtype=np.int16).tobytes()

    pieces = [piece for piece, _ in IncomingAudio(AudioFormat.PCM16).slices(audio)]

    assert b"".join(pieces) == audio
    assert max(len(piece) for piece in pieces) == 48_000


def test_a_tone_comes_through_a_few_milliseconds_late_and_otherwise_unchanged() -> None:
    seconds = np.arange(24_000) / 24_000
    tone = (10_000 * np.sin(2 * np.pi * 440 * seconds)).astype("<i2").tobytes()

    heard = np.concatenate([samples for _, samples in IncomingAudio(AudioFormat.PCM16).slices(tone)])

    spectrum = np.abs(np.fft.rfft(heard[800:] * np.hanning(heard.size - 800)))
    assert np.argmax(spectrum) * 16_000 / (heard.size - 800) == pytest.approx(440, abs=2)
    assert np.max(np.abs(heard)) == pytest.approx(10_000 / 32_768, rel=0.02)
    assert np.max(np.abs(heard[:60])) < 0.01
