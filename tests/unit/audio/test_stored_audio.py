import asyncio
from pathlib import Path

import numpy as np
import pytest
import soundfile

from transcriber.audio.inputs import InputError
from transcriber.audio.lane_files import lane_path
from transcriber.audio.pcm import to_float32, to_int16
from transcriber.audio.spool import Spool
from transcriber.audio.stored_audio import StoredRange, length_samples, lengths_samples, quietest_sample

RATE_HZ = 24_000
SOUND = np.random.default_rng(7).integers(-20_000, 20_000, 5 * RATE_HZ, np.int16)


@pytest.fixture
def spool_path(tmp_path: Path) -> Path:
    spool = Spool.create(tmp_path / "one.wav")
    spool.append(SOUND)
    spool.close()
    return spool.path


def kept_as(path: Path, subtype: str) -> Path:
    soundfile.write(path, to_float32(SOUND), RATE_HZ, subtype=subtype)
    return path


async def heard(path: Path, start_sample: int, end_sample: int) -> np.ndarray:
    source = StoredRange(path, start_sample, end_sample)
    await source.open()
    assert source.sample_rate_hz == RATE_HZ
    blocks = [block.samples async for block in source.blocks()]
    await source.close()
    await source.close()
    return np.concatenate([*blocks, np.zeros(0, np.float32)])


async def test_a_range_is_given_bit_for_bit_from_the_spool_and_from_flac(spool_path: Path, tmp_path: Path) -> None:
    start, end = 12_345, 4 * RATE_HZ + 17

    for path in (spool_path, kept_as(tmp_path / "one.flac", "PCM_16")):
        np.testing.assert_array_equal(to_int16(await heard(path, start, end)), SOUND[start:end])
        assert length_samples(path) == len(SOUND)


async def test_a_range_is_given_from_opus_at_the_spools_rate(tmp_path: Path) -> None:
    path = tmp_path / "one.ogg"
    tone = np.sin(np.arange(5 * RATE_HZ) * 2 * np.pi * 440 / RATE_HZ).astype(np.float32) / 4
    soundfile.write(path, tone, RATE_HZ, format="OGG", subtype="OPUS")

    samples = await heard(path, RATE_HZ, 2 * RATE_HZ)

    assert len(samples) == RATE_HZ
    assert np.corrcoef(samples, tone[RATE_HZ : 2 * RATE_HZ])[0, 1] > 0.98


async def test_an_audio_file_that_vanished_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        await StoredRange(tmp_path / "gone.wav", 0, 10).open()

    assert missing.value.code == "file_missing"


async def test_audio_that_ends_too_early_is_no_silence(spool_path: Path) -> None:
    with pytest.raises(InputError) as cut:
        await heard(spool_path, 0, 6 * RATE_HZ)

    assert cut.value.code == "file_truncated"


async def test_a_stop_ends_it_and_a_close_in_the_midst_of_a_read_is_safe(spool_path: Path) -> None:
    source = StoredRange(spool_path, 0, len(SOUND))
    await source.open()
    blocks = source.blocks()
    first = await anext(blocks)
    reading = asyncio.ensure_future(anext(blocks))
    await asyncio.sleep(0)
    await source.close()
    await asyncio.gather(reading, return_exceptions=True)

    assert len(first.samples) == RATE_HZ
    assert [block async for block in blocks] == []


def test_the_quietest_half_second_is_found(tmp_path: Path) -> None:
    sound = SOUND.copy()
    sound[3 * RATE_HZ : round(3.8 * RATE_HZ)] //= 100
    soundfile.write(tmp_path / "talk.wav", sound, RATE_HZ)

    found = quietest_sample(tmp_path / "talk.wav", RATE_HZ, 5 * RATE_HZ)

    assert 3.2 <= found / RATE_HZ <= 3.6
    assert quietest_sample(tmp_path / "talk.wav", 0, RATE_HZ // 10) == RATE_HZ // 20


def test_of_two_sources_one_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "meeting.wav"
    soundfile.write(path, np.zeros(2_400, np.int16), 24_000)
    lane_path(path, 1).write_text("no sound")
    assert lengths_samples(path) == {0: 2_400}

    path.write_text("neither")
    with pytest.raises(InputError) as refused:
        lengths_samples(path)
    assert refused.value.code == "not_audio"
