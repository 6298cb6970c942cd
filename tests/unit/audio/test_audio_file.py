import asyncio
import builtins
import os
import struct
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.virtual_clock import virtual_time
from transcriber.audio.audio_file import AudioFile
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.spool import Spool

F32 = npt.NDArray[np.float32]


def tone(seconds: float, rate_hz: int = 16_000, channels: int = 1) -> F32:
    times_s = np.arange(int(seconds * rate_hz)) / rate_hz
    one = (0.5 * np.sin(2 * np.pi * 440 * times_s)).astype(np.float32)
    return np.repeat(one[:, np.newaxis], channels, axis=1) if channels > 1 else one


async def blocks_of(path: Path, speed: float | None = None) -> tuple[AudioFile, list[Block]]:
    source = AudioFile(path, speed)
    await source.open()
    try:
        return source, [block async for block in source.blocks()]
    finally:
        await source.close()


async def samples_of(path: Path, speed: float | None = None) -> F32:
    _, blocks = await blocks_of(path, speed)
    return np.concatenate([block.samples for block in blocks])


async def fault_of(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        await AudioFile(path).open()
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
async def test_any_rate_is_told_and_kept(tmp_path: Path, rate_hz: int) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(1.5, rate_hz), rate_hz, "FLOAT")
    source, blocks = await blocks_of(tmp_path / "talk.wav")
    assert (source.sample_rate_hz, source.duration_ms, source.is_live) == (rate_hz, 1500, False)
    assert np.array_equal(np.concatenate([block.samples for block in blocks]), tone(1.5, rate_hz))


@pytest.mark.parametrize(
    ("suffix", "subtype", "tolerance"),
    [
        ("wav", "PCM_U8", 1 / 120),
        ("wav", "PCM_16", 1 / 30_000),
        ("wav", "PCM_24", 1e-6),
        ("wav", "PCM_32", 1e-7),
        ("wav", "FLOAT", 0),
        ("wav", "DOUBLE", 0),
        ("wav", "ULAW", 0.02),
        ("flac", "PCM_16", 1 / 30_000),
        ("flac", "PCM_24", 1e-6),
    ],
)
async def test_every_depth_means_the_same_sound(tmp_path: Path, suffix: str, subtype: str, tolerance: float) -> None:
    path = tmp_path / f"talk.{suffix}"
    soundfile.write(path, tone(0.5), 16_000, subtype)
    np.testing.assert_allclose(await samples_of(path), tone(0.5), atol=tolerance)


@pytest.mark.parametrize(("suffix", "subtype"), [("ogg", "VORBIS"), ("ogg", "OPUS"), ("mp3", "MPEG_LAYER_III")])
async def test_compressed_files_are_read_too(tmp_path: Path, suffix: str, subtype: str) -> None:
    path = tmp_path / f"talk.{suffix}"
    soundfile.write(path, tone(1.0, 48_000), 48_000, format=suffix.upper(), subtype=subtype)
    samples = await samples_of(path)
    assert abs(len(samples) - 48_000) < 3_000
    middle = np.abs(np.fft.rfft(samples[12_000:36_000]))
    assert np.argmax(middle) == 440 * 24_000 // 48_000


@pytest.mark.parametrize("channels", [2, 6])
async def test_channels_that_say_the_same_are_that_one(tmp_path: Path, channels: int) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(0.5, 48_000, channels), 48_000, "FLOAT")
    samples = await samples_of(tmp_path / "talk.wav")
    np.testing.assert_allclose(samples, tone(0.5, 48_000), atol=1e-6)


async def test_a_dead_channel_does_not_halve_the_voice(tmp_path: Path) -> None:
    samples = np.column_stack([np.zeros(8_000, np.float32), tone(0.5)])
    soundfile.write(tmp_path / "talk.wav", samples, 16_000, "FLOAT")
    assert np.array_equal(await samples_of(tmp_path / "talk.wav"), tone(0.5))


async def test_what_is_not_a_number_is_made_finite(tmp_path: Path) -> None:
    broken = np.array([0.5, np.nan, np.inf, -np.inf, 1e30, -0.5], np.float32)
    soundfile.write(tmp_path / "talk.wav", broken, 16_000, "FLOAT")
    assert (await samples_of(tmp_path / "talk.wav")).tolist() == [0.5, 0, 1, -1, 1, -0.5]


async def test_paced_blocks_come_as_from_a_microphone(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(0.5), 16_000)
    source = AudioFile(tmp_path / "talk.wav")
    await source.open()
    started_s, arrivals_s = time.monotonic(), []
    async for block in source.blocks():
        assert len(block.samples) == 320
        arrivals_s.append(time.monotonic() - started_s)
    await source.close()
    assert len(arrivals_s) == 25
    assert all(arrival_s >= 0.02 * number for number, arrival_s in enumerate(arrivals_s, 1))


async def test_a_slow_consumer_does_not_make_the_schedule_drift(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(0.6), 16_000)
    source = AudioFile(tmp_path / "talk.wav")
    await source.open()
    with virtual_time():
        started_s = time.monotonic()
        async for _ in source.blocks():
            await asyncio.sleep(0.012)
        taken_s = time.monotonic() - started_s
    await source.close()
    # With the consumer's time added up it would have taken 0.96 s.
    assert 0.6 <= taken_s < 0.9


async def test_speed_shortens_the_wait_alone(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(2.0), 16_000, "FLOAT")
    started_s = time.monotonic()
    samples = await samples_of(tmp_path / "talk.wav", speed=10.0)
    assert time.monotonic() - started_s >= 0.2
    assert np.array_equal(samples, tone(2.0))


async def test_unpaced_it_comes_in_large_pieces_and_the_loop_stays_free(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "talk.flac", tone(60.0, 48_000), 48_000)
    source, blocks = await blocks_of(tmp_path / "talk.flac")
    assert [len(block.samples) for block in blocks] == [48_000] * 60
    assert source.duration_ms == 60_000


@pytest.mark.parametrize("speed", [1.0, None])
async def test_stop_ends_the_blocks(tmp_path: Path, speed: float | None) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(30.0), 16_000)
    source = AudioFile(tmp_path / "talk.wav", speed)
    await source.open()
    count = 0
    async for _ in source.blocks():
        count += 1
        source.stop()
        source.stop()
    assert count == 1
    await source.close()
    await source.close()


async def test_stop_does_not_wait_for_the_next_block(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(1.0), 16_000)
    source = AudioFile(tmp_path / "talk.wav", speed=0.001)
    await source.open()
    asyncio.get_running_loop().call_later(0.05, source.stop)
    async with asyncio.timeout(5):
        assert [block async for block in source.blocks()] == []
    await source.close()


async def test_closing_waits_for_a_read_whose_task_was_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, may_go_on = threading.Event(), threading.Event()
    happened: list[str] = []

    class SlowFile(soundfile.SoundFile):  # type: ignore[misc]
        def read(self, *arguments: Any, **options: Any) -> Any:
            began.set()
            may_go_on.wait(10)
            happened.append("read")
            return super().read(*arguments, **options)

        def close(self) -> None:
            happened.append("closed")
            super().close()

    soundfile.write(tmp_path / "talk.wav", tone(1.0), 16_000)
    monkeypatch.setattr(soundfile, "SoundFile", SlowFile)
    source = AudioFile(tmp_path / "talk.wav", None)
    await source.open()

    async def first_block() -> Block:
        return await anext(aiter(source.blocks()))

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(first_block())
        await asyncio.to_thread(began.wait, 10)
        reading.cancel()
        closing = group.create_task(source.close())
        await asyncio.sleep(0.05)
        may_go_on.set()
        await closing

    assert happened[:2] == ["read", "closed"]


def test_a_speed_must_be_above_zero() -> None:
    for speed in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="speed"):
            AudioFile(Path("talk.wav"), speed)


async def test_a_missing_file(tmp_path: Path) -> None:
    fault = await fault_of(tmp_path / "talk.wav")
    assert fault.code == "file_missing"
    assert fault.message == f"There is no file {tmp_path / 'talk.wav'}."


async def test_a_folder(tmp_path: Path) -> None:
    assert (await fault_of(tmp_path)).code == "file_is_folder"


async def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "talk.wav").touch()
    fault = await fault_of(tmp_path / "talk.wav")
    assert (fault.code, fault.message) == ("file_empty", "talk.wav is empty.")


async def test_a_file_without_a_single_sample(tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    soundfile.write(path, np.zeros(0, np.float32), 16_000)
    fault = await fault_of(path)
    assert (fault.code, fault.message) == ("file_empty", "talk.wav holds no sound.")


@pytest.mark.parametrize(
    "name", ["talk.wav", "talk.mp3", "talk.raw", "talk.txt", "talk", "talk.flac", "t\u00e4lk \U0001f3a4.ogg"]
)
@pytest.mark.parametrize("content", [b"Call me Ishmael. " * 500, bytes(4096), b"RIFF", b"\x00"])
async def test_what_is_not_audio(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    fault = await fault_of(tmp_path / name)
    assert fault.code == "not_audio"
    assert name in fault.message


async def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert (await fault_of(tmp_path / "pipe.wav")).code == "not_audio"


async def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert (await fault_of(tmp_path / "a\0b.wav")).code in {"file_missing", "file_unreadable"}
    assert (await fault_of(tmp_path / ("a" * 5000))).code == "file_unreadable"


async def test_a_file_of_someone_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(0.1), 16_000)

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    fault = await fault_of(tmp_path / "talk.wav")
    assert fault.code == "file_unreadable"
    assert "Permission denied" in fault.message


async def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "talk.wav", tone(0.1), 16_000)
    real_import = builtins.__import__

    def missing(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name == "soundfile":
            raise OSError("sndfile library not found")
        return real_import(name, *arguments, **keywords)

    monkeypatch.setattr(builtins, "__import__", missing)
    fault = await fault_of(tmp_path / "talk.wav")
    assert fault.code == "no_soundfile"
    assert "libsndfile1" in fault.remedy


@pytest.mark.parametrize(("suffix", "subtype"), [("wav", "PCM_16"), ("flac", "PCM_16")])
@pytest.mark.parametrize("speed", [None, 50.0])
async def test_of_a_cut_file_everything_is_given_and_then_it_is_said(
    tmp_path: Path, suffix: str, subtype: str, speed: float | None
) -> None:
    path = tmp_path / f"talk.{suffix}"
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 80_000).astype(np.float32)
    soundfile.write(path, noise, 16_000, subtype)
    os.truncate(path, path.stat().st_size * 6 // 10)
    source = AudioFile(path, speed)
    await source.open()
    received: list[F32] = []

    async def receive() -> None:
        async for block in source.blocks():
            received.append(block.samples)

    with pytest.raises(InputError) as caught:
        await receive()
    await source.close()
    samples = np.concatenate(received)
    assert 2.0 <= len(samples) / 16_000 <= 3.0
    np.testing.assert_allclose(samples, noise[: len(samples)], atol=1 / 30_000)
    assert caught.value.code == "file_truncated"
    assert f"{len(samples) / 16_000:.1f} s" in caught.value.message


@pytest.mark.parametrize("size", [0x7FFFFFFF, 0xFFFFFFFF, 0x7FFFFFFF - 36])
async def test_a_header_that_was_never_finished_is_no_damage(tmp_path: Path, size: int) -> None:
    path = tmp_path / "streamed.wav"
    soundfile.write(path, tone(0.5), 16_000)
    data = bytearray(path.read_bytes())
    data[40:44] = struct.pack("<I", size)
    path.write_bytes(data)
    assert len(await samples_of(path)) == 8_000


async def test_a_recording_of_this_program_is_a_file_like_any_other(tmp_path: Path) -> None:
    spool = Spool.create(tmp_path / "spool.wav")
    spool.append(np.arange(-12_000, 12_000, dtype=np.int16))
    spool.close()
    samples = await samples_of(tmp_path / "spool.wav")
    assert np.array_equal(samples * 32768, np.arange(-12_000, 12_000))
