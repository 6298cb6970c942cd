import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.encoder import Decoder, Encoder
from transcriber.audio.formats import AudioFormat
from transcriber.audio.g711 import decode_alaw, decode_ulaw
from transcriber.audio.pcm import F32, I16, U8

PCM16, ULAW, ALAW = AudioFormat.PCM16, AudioFormat.G711_ULAW, AudioFormat.G711_ALAW
WIRES: list[tuple[AudioFormat, int]] = [(PCM16, 24000), (PCM16, 16000), (PCM16, 8000), (ULAW, 8000), (ALAW, 8000)]
EVERY_WIRE = pytest.mark.parametrize("wire", WIRES, ids=[f"{name.value}_{rate_hz}" for name, rate_hz in WIRES])


def spool(count: int, seed: int = 1) -> I16:
    """Noise at every level: full scale in places, so that clipping takes part."""
    generator = np.random.default_rng(seed)
    loudness = np.repeat(generator.integers(1, 32768, count // 100 + 1), 100)[:count]
    return (generator.uniform(-1, 1, count) * loudness).astype(np.int16)


def tone(tone_hz: float, count: int) -> I16:
    return np.asarray(np.rint(12000 * np.sin(2 * np.pi * tone_hz * np.arange(count) / 24000)), np.int16)


def sent(encoder: Encoder, pieces: Sequence[I16]) -> bytes:
    return b"".join([encoder.encode(piece) for piece in pieces]) + encoder.flush()


@EVERY_WIRE
@settings(max_examples=20, deadline=None)
@given(count=st.integers(0, 6000), cuts=st.lists(st.integers(0, 6000), max_size=10))
def test_the_same_bytes_however_the_samples_are_cut(wire: tuple[AudioFormat, int], count: int, cuts: list[int]) -> None:
    samples = spool(count)
    pieces = np.split(samples, sorted(cut for cut in cuts if cut < count))
    assert sent(Encoder(*wire), pieces) == sent(Encoder(*wire), [samples])


@EVERY_WIRE
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_same_bytes_after_a_restart_from_any_aligned_sample(
    wire: tuple[AudioFormat, int], data: st.DataObject
) -> None:
    samples = spool(7300)
    first_pass = sent(Encoder(*wire), [samples])
    encoder = Encoder(*wire)
    encoder.encode(spool(data.draw(st.integers(0, 3000)), seed=2))
    restart = data.draw(st.integers(0, len(samples) // encoder.alignment_frames)) * encoder.alignment_frames
    encoder.restart(samples[max(restart - encoder.history_frames, 0) : restart])
    again = sent(encoder, [samples[restart:]])
    audio_format, rate_hz = wire
    assert again == first_pass[restart * rate_hz // 24000 * audio_format.bytes_per_sample :]


@EVERY_WIRE
def test_more_history_than_wanted_does_no_harm(wire: tuple[AudioFormat, int]) -> None:
    samples = spool(9600)
    first, second = Encoder(*wire), Encoder(*wire)
    first.restart(samples[:4800])
    second.restart(samples[4800 - second.history_frames : 4800])
    assert sent(first, [samples[4800:]]) == sent(second, [samples[4800:]])


@EVERY_WIRE
def test_a_chunk_of_40_ms_is_40_ms_on_the_wire(wire: tuple[AudioFormat, int]) -> None:
    audio_format, rate_hz = wire
    encoder = Encoder(*wire)
    chunks = [encoder.encode(spool(960)) for _ in range(3)]
    assert [len(chunk) for chunk in chunks] == [rate_hz * 40 // 1000 * audio_format.bytes_per_sample] * 3


@pytest.mark.parametrize("wire", WIRES[1:])
def test_less_than_20_ms_is_held_back_until_the_next_call(wire: tuple[AudioFormat, int]) -> None:
    encoder = Encoder(*wire)
    assert encoder.encode(spool(479)) == b""
    assert len(encoder.encode(spool(1))) == wire[1] // 50 * wire[0].bytes_per_sample


def test_pcm16_at_the_spools_rate_is_the_spools_own_bytes() -> None:
    samples = np.array([0, 1, -2, 256, -32768], np.int16)
    encoder = Encoder(PCM16)
    assert encoder.encode(samples) == b"\x00\x00\x01\x00\xfe\xff\x00\x01\x00\x80"
    assert encoder.flush() == b""
    assert (encoder.history_frames, encoder.alignment_frames) == (0, 1)


@pytest.mark.parametrize("wire", WIRES[1:])
def test_the_last_sample_is_heard_after_flush(wire: tuple[AudioFormat, int]) -> None:
    audio_format, rate_hz = wire
    samples = np.zeros(1000, np.int16)
    samples[-1] = 30000
    quiet = sent(Encoder(*wire), [np.zeros(1000, np.int16)])
    loud = sent(Encoder(*wire), [samples])
    assert len(loud) == len(quiet) > 1000 * rate_hz // 24000 * audio_format.bytes_per_sample
    assert loud != quiet


@pytest.mark.parametrize(("audio_format", "rate_hz"), [(ULAW, 24000), (ALAW, 16000), (PCM16, 44100), (PCM16, 0)])
def test_a_rate_that_the_format_does_not_have_is_refused(audio_format: AudioFormat, rate_hz: int) -> None:
    with pytest.raises(ValueError, match=f"{audio_format.value} cannot be sent at {rate_hz} Hz"):
        Encoder(audio_format, rate_hz)


@pytest.mark.parametrize(("audio_format", "least_db"), [(PCM16, 80), (ULAW, 35), (ALAW, 35)])
def test_what_the_encoder_sends_the_decoder_hears(audio_format: AudioFormat, least_db: float) -> None:
    tone_hz = 440.0
    heard = Decoder(audio_format).decode(Encoder(audio_format).encode(tone(tone_hz, 24000)))[1600:].astype(np.float64)
    angles = 2 * np.pi * tone_hz * np.arange(len(heard)) / 16000
    basis = np.column_stack((np.sin(angles), np.cos(angles)))
    fitted = basis @ np.linalg.lstsq(basis, heard, rcond=None)[0]
    assert math.sqrt(2 * np.mean(fitted**2)) == pytest.approx(12000 / 32768, rel=0.01)
    assert 10 * math.log10(np.mean(fitted**2) / np.mean((heard - fitted) ** 2)) >= least_db


@pytest.mark.parametrize(("audio_format", "decode"), [(ULAW, decode_ulaw), (ALAW, decode_alaw)])
def test_g711_bytes_are_the_codes_of_the_law(audio_format: AudioFormat, decode: Callable[[U8], I16]) -> None:
    linear = np.frombuffer(Encoder(PCM16, 8000).encode(tone(440.0, 4800)), "<i2").astype(int)
    coded = decode(np.frombuffer(Encoder(audio_format).encode(tone(440.0, 4800)), np.uint8)).astype(int)
    assert np.abs(coded - linear).max() <= 12000 / 32 + 16


@settings(max_examples=30, deadline=None)
@given(audio_format=st.sampled_from(AudioFormat), cuts=st.lists(st.integers(0, 2000), max_size=8))
def test_the_decoder_hears_the_same_however_the_bytes_are_cut(audio_format: AudioFormat, cuts: list[int]) -> None:
    data = np.random.default_rng(3).bytes(4000)
    edges = [0, *sorted(2 * cut for cut in cuts), len(data)]
    decoder = Decoder(audio_format)
    parts = [decoder.decode(data[start:end]) for start, end in itertools.pairwise(edges)]
    whole: F32 = Decoder(audio_format).decode(data)
    assert len(whole) == math.ceil(len(data) / audio_format.bytes_per_second * 16000)
    assert np.abs(np.concatenate(parts) - whole).max() <= 1e-6


def test_what_was_decoded_is_not_changed_by_the_next_call() -> None:
    decoder = Decoder(ULAW)
    first = decoder.decode(bytes(range(160)))
    before = first.copy()
    decoder.decode(b"\xff" * 160)
    assert np.array_equal(first, before)


def test_a_decoder_to_the_formats_own_rate_changes_nothing() -> None:
    assert Decoder(PCM16, 24000).decode(b"\x00\x40\x00\xc0").tolist() == [0.5, -0.5]


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple of element size"):
        Decoder(PCM16).decode(b"\x00\x00\x00")
