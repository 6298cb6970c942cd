"""Kept audio of a recording, read again by its samples: a range of it as an input, and where in it is a pause."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from transcriber.audio.audio_file import open_soundfile
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.lane_files import lane_path
from transcriber.sentence import said

_logger = logging.getLogger(__name__)

_BLOCK_MS = 1000
_HOP_MS = 20
_PAUSE_HOPS = 25
"""Half a second."""


class StoredRange:
    """Samples of a kept recording as an input that is read as fast as it is taken. Session thread.

    The file is read in asyncio's worker threads, one read at a time.
    """

    is_live = False

    def __init__(self, path: Path, start_sample: int, end_sample: int) -> None:
        """Spool samples from `start_sample` up to, not including, `end_sample`, whatever the file's own rate is."""
        self.path = path
        self.sample_rate_hz = 0
        self.duration_ms: int | None = (end_sample - start_sample) // SPOOL_SAMPLES_PER_MS
        self._start_sample = start_sample
        self._end_sample = end_sample
        self._is_stopped = False
        self._reader: _Reader | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    async def open(self) -> None:
        """Open the file.

        Raises:
            InputError: `file_missing`, `not_audio`, `no_soundfile`.
        """
        self._reader = await asyncio.to_thread(_Reader, self.path, self._start_sample, self._end_sample)
        self.sample_rate_hz = self._reader.sample_rate_hz

    async def blocks(self) -> AsyncIterator[Block]:
        """The range from its start, a second at a time.

        Raises:
            InputError: `file_truncated` where the file ends before the range does.
        """
        reader = self._reader
        while reader is not None and not self._is_stopped and len(samples := await asyncio.to_thread(reader.read)):
            yield Block(samples)

    def stop(self) -> None:
        """Deliver no more blocks."""
        self._is_stopped = True

    async def close(self) -> None:
        """Close the file."""
        self.stop()
        if self._reader is not None:
            reader, self._reader = self._reader, None
            await asyncio.to_thread(reader.close)


def length_samples(path: Path) -> int:
    """How long it is, in spool samples; blocks while the file's header is read.

    Raises:
        InputError: As `StoredRange.open`.
    """
    reader = _Reader(path, 0, 0)
    try:
        return reader.length_samples
    finally:
        reader.close()


def lengths_samples(path: Path) -> dict[int, int]:
    """How long each lane's file is, of a recording whose microphone's audio is at `path`; as `length_samples`.

    A lane that has no file, or none that can be read, is not in it, as long as the other one has one.
    """
    lengths: dict[int, int] = {}
    broken: InputError | None = None
    for lane in [lane for lane in (0, 1) if lane_path(path, lane).is_file()] or [0]:
        try:
            lengths[lane] = length_samples(lane_path(path, lane))
        except InputError as error:
            broken = error
            _logger.info("%s is left out: %s", lane_path(path, lane), error)
    if not lengths and broken is not None:
        raise broken
    return lengths


def quietest_sample(path: Path, first_sample: int, last_sample: int) -> int:
    """The middle of the quietest half second between two spool samples; blocks while some minutes are read.

    Raises:
        InputError: As `StoredRange`.
    """
    reader = _Reader(path, first_sample, last_sample)
    try:
        hop = reader.sample_rate_hz * _HOP_MS // 1000
        powers: list[npt.NDArray[np.float32]] = []
        while len(samples := reader.read()):
            whole = samples[: len(samples) // hop * hop].reshape(-1, hop)
            powers.append(np.asarray(np.mean(whole * whole, axis=1), np.float32))
    finally:
        reader.close()
    power = np.concatenate([*powers, np.zeros(0, np.float32)])
    if len(power) < _PAUSE_HOPS:
        return (first_sample + last_sample) // 2
    around = np.convolve(power, np.ones(_PAUSE_HOPS, np.float32), "valid")
    middle_ms = (int(np.argmin(around)) + _PAUSE_HOPS / 2) * _HOP_MS
    return first_sample + round(middle_ms * SPOOL_SAMPLES_PER_MS)


class _Reader:
    """One open file. Any thread, one call at a time."""

    def __init__(self, path: Path, start_sample: int, end_sample: int) -> None:
        self._path = path
        self._in_use = threading.Lock()
        if not path.is_file():
            raise InputError(
                "file_missing", said("The audio is no longer there: {path}.", path=path), said("Its text stays.")
            )
        self._file = open_soundfile(path)
        self.sample_rate_hz = int(self._file.samplerate)
        self._left_frames = self._frame(end_sample) - self._frame(start_sample)
        self._file.seek(min(self._frame(start_sample), self._file.frames))

    @property
    def length_samples(self) -> int:
        return int(self._file.frames) * SPOOL_SAMPLE_RATE_HZ // self.sample_rate_hz

    def read(self) -> npt.NDArray[np.float32]:
        """The next second, or what is left; nothing at the end."""
        # A cancelled task leaves its read behind in the worker thread: closing under it would crash libsndfile.
        with self._in_use:
            wanted_frames = min(self._left_frames, self.sample_rate_hz * _BLOCK_MS // 1000)
            if self._file.closed or not wanted_frames:
                return np.zeros(0, np.float32)
            samples = self._read(wanted_frames)
            if len(samples) < wanted_frames:
                message = said("{name} is damaged or cut off.", name=self._path.name)
                raise InputError("file_truncated", message, said("What was transcribed before stays as it was."))
            self._left_frames -= wanted_frames
            return np.asarray(samples.mean(axis=1), np.float32)

    def close(self) -> None:
        with self._in_use:
            self._file.close()

    def _read(self, frames: int) -> npt.NDArray[np.float32]:
        import soundfile

        try:
            return np.asarray(self._file.read(frames, dtype="float32", always_2d=True), np.float32)
        except (soundfile.LibsndfileError, OSError) as error:
            message = said("{name} cannot be read.", name=self._path.name)
            raise InputError("file_unreadable", message, said("Check the disk.")) from error

    def _frame(self, sample: int) -> int:
        return sample * self.sample_rate_hz // SPOOL_SAMPLE_RATE_HZ
