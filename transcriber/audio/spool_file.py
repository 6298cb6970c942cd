"""The file of a recording that is being made: mono pcm16 at 24 kHz in a WAV that only grows. Its only writer.

The file survives a killed process: every append reaches the operating system before it returns, and `repair` takes
the length from the file's size. Layout: RIFF/WAVE, Multimedia Programming Interface and Data Specifications 1.0 (IBM,
Microsoft, 1991).
"""

import concurrent.futures
import contextlib
import errno
import os
import struct
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from transcriber.audio import passing_thread
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.sentence import said

HEADER_BYTES = 44
BYTES_PER_SAMPLE = 2
MAXIMUM_SAMPLES = (2**32 - 1 - (HEADER_BYTES - 8)) // BYTES_PER_SAMPLE
"""What a WAV file's 32-bit sizes can tell: 24 hours and 51 minutes."""

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class SpoolError(AudioError):
    """The recording cannot be kept on disk, or cannot be read back."""


class SpoolFile:
    """What the disk has of one recording. Session thread only, but for a sync that was begun: that may take seconds."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._length_samples = 0
        self._lost: tuple[int, int] | None = None
        """What someone else cut off, before the samples that were appended since."""
        self._is_open = True

    @classmethod
    def create(cls, path: Path) -> Self:
        """Create the file for its owner alone (0600), and its folder (0700) where that is missing.

        Raises:
            SpoolError: `spool_exists`, `disk_full` or `spool_unwritable`.
        """
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(OSError):
                # One that is there already may have come out of somebody's backup. It need not be this user's.
                path.parent.chmod(0o700)
            descriptor = os.open(path, flags, 0o600)
        except OSError as error:
            raise _spool_error(error, path) from error
        spool = cls(path, descriptor)
        try:
            spool._write(_header(0), 0)
        except SpoolError:
            spool.delete()
            raise
        return spool

    @property
    def length_samples(self) -> int:
        """How many samples are in the file."""
        return self._length_samples

    @property
    def is_there(self) -> bool:
        """False where someone removed the file."""
        return os.fstat(self._descriptor).st_nlink > 0

    def append(self, samples: npt.NDArray[np.int16]) -> None:
        """Add samples of shape (n,) at the end: all of them, or none where this raises.

        Raises:
            SpoolError: `disk_full` or `spool_unwritable`; what was appended before is intact.
        """
        self._note_cut()
        self._write(np.ascontiguousarray(samples, "<i2").tobytes(), HEADER_BYTES + self._length_bytes)
        self._length_samples += len(samples)

    def skip(self, samples: int) -> None:
        """Add this many zeros at the end: a hole in the file, which takes no room where the file system has holes.

        Raises:
            SpoolError: as `append`.
        """
        self._note_cut()
        try:
            os.ftruncate(self._descriptor, HEADER_BYTES + self._length_bytes + samples * BYTES_PER_SAMPLE)
        except OSError as error:
            raise _spool_error(error, self.path) from error
        self._length_samples += samples

    def read(self, start_sample: int, count: int) -> npt.NDArray[np.int16]:
        """Up to `count` samples from `start_sample` on, shape (n,); fewer, or none, where the recording ends before.

        Raises:
            SpoolError: `spool_unreadable`, also where the file was cut by someone else.
        """
        if start_sample < 0 or count < 0:
            raise ValueError(f"a spool has no samples {start_sample} + {count}")
        count = max(0, min(count, self._length_samples - start_sample))
        if self._lost is not None and start_sample < self._lost[1] and start_sample + count > self._lost[0]:
            raise _unreadable(self.path)
        try:
            data = _read_at(self._descriptor, count * BYTES_PER_SAMPLE, HEADER_BYTES + start_sample * BYTES_PER_SAMPLE)
        except OSError as error:
            raise _unreadable(self.path) from error
        if len(data) != count * BYTES_PER_SAMPLE:
            raise _unreadable(self.path)
        return np.frombuffer(data, "<i2").astype(np.int16, copy=False)

    def cut(self, samples: int) -> None:
        """Forget everything from sample `samples` on.

        Raises:
            SpoolError: as `append`.
        """
        try:
            os.ftruncate(self._descriptor, HEADER_BYTES + samples * BYTES_PER_SAMPLE)
        except OSError as error:
            raise _spool_error(error, self.path) from error
        self._length_samples = samples

    def write_header(self) -> None:
        """Let the header tell the length, for whoever reads the file meanwhile.

        Raises:
            SpoolError: as `append`; `repair` does it later.
        """
        try:
            _write_at(self._descriptor, _header(self._length_bytes), 0)
        except OSError as error:
            raise _spool_error(error, self.path) from error

    def sync(self) -> None:
        """Reach the disk.

        Raises:
            SpoolError: as `append`; what came since the last call may not be on the disk.
        """
        _reach_disk(self._descriptor, self.path)

    def begin_sync(self) -> "concurrent.futures.Future[None]":
        """Reach the disk in a thread of its own, which may end after the file is closed; raises as `sync`."""
        try:
            descriptor = os.dup(self._descriptor)
        except OSError as error:
            refused: concurrent.futures.Future[None] = concurrent.futures.Future()
            refused.set_exception(_spool_error(error, self.path))
            return refused

        def sync() -> None:
            try:
                _reach_disk(descriptor, self.path)
            finally:
                os.close(descriptor)

        return passing_thread.begin(sync, "spool-sync")

    def close(self) -> None:
        """Complete the header, reach the disk, close. Calling it again does nothing.

        Raises:
            SpoolError: as `append`; the file is closed all the same.
        """
        if not self._is_open:
            return
        self._is_open = False
        try:
            self.write_header()
            self.sync()
        finally:
            os.close(self._descriptor)

    def delete(self) -> None:
        """Close the file and remove it. Calling it again does nothing."""
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)
        self.path.unlink(missing_ok=True)

    def cut_off(self) -> tuple[int, int] | None:
        """The first sample that someone else cut off, and the first one after those; None where nobody did."""
        self._note_cut()
        return self._lost

    def _note_cut(self) -> None:
        """The next write would put zeros where sound was, and nobody could tell them from silence."""
        found = max(0, os.fstat(self._descriptor).st_size - HEADER_BYTES) // BYTES_PER_SAMPLE
        if found < self._length_samples:
            self._lost = (found if self._lost is None else min(found, self._lost[0]), self._length_samples)

    @property
    def _length_bytes(self) -> int:
        return self._length_samples * BYTES_PER_SAMPLE

    def _write(self, data: bytes, offset_bytes: int) -> None:
        try:
            written_bytes = 0
            while written_bytes < len(data):
                written_bytes += _write_at(self._descriptor, data[written_bytes:], offset_bytes + written_bytes)
        except OSError as error:
            # Half an append must not stay behind the end: `repair` would count it as recorded.
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, offset_bytes)
            raise _spool_error(error, self.path) from error


def repair(path: Path) -> int:
    """Make the header of a spool whose process was killed fit the file's size; returns its length in samples.

    A file that is whole is left as it is in substance. Not for a file that is still open.

    Raises:
        SpoolError: `not_a_spool`, `spool_unreadable`, or as `SpoolFile.append`.
    """
    try:
        with path.open("r+b") as file:
            found = file.read(HEADER_BYTES)
            if not _is_ours(found):
                raise SpoolError("not_a_spool", said("{name} is not a recording made by this program.", name=path.name))
            data_bytes = max(0, path.stat().st_size - HEADER_BYTES)
            samples = min(data_bytes // BYTES_PER_SAMPLE, MAXIMUM_SAMPLES)
            file.seek(0)
            file.write(_header(samples * BYTES_PER_SAMPLE))
            file.truncate(HEADER_BYTES + samples * BYTES_PER_SAMPLE)
            return samples
    except FileNotFoundError as error:
        raise SpoolError("spool_unreadable", said("There is no recording {path}.", path=path)) from error
    except OSError as error:
        raise _spool_error(error, path) from error


def _header(data_bytes: int) -> bytes:
    rate = SPOOL_SAMPLE_RATE_HZ
    riff = (b"RIFF", HEADER_BYTES - 8 + data_bytes, b"WAVE")
    pcm, mono, bits = 1, 1, 8 * BYTES_PER_SAMPLE
    form = (b"fmt ", 16, pcm, mono, rate, rate * BYTES_PER_SAMPLE, BYTES_PER_SAMPLE, bits)
    return _HEADER.pack(*riff, *form, b"data", data_bytes)


def _is_ours(found: bytes) -> bool:
    """All but the two sizes must be ours; a kill during creation may have left less than a whole header."""
    ours = _header(0)
    sizes = (*range(4, 8), *range(HEADER_BYTES - 4, HEADER_BYTES))
    return all(found[place] == ours[place] for place in range(len(found)) if place not in sizes)


def _write_at(descriptor: int, data: bytes, offset_bytes: int) -> int:
    if hasattr(os, "pwrite"):
        return os.pwrite(descriptor, data, offset_bytes)
    os.lseek(descriptor, offset_bytes, os.SEEK_SET)
    return os.write(descriptor, data)


def _read_at(descriptor: int, size_bytes: int, offset_bytes: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, size_bytes, offset_bytes)
    os.lseek(descriptor, offset_bytes, os.SEEK_SET)
    return os.read(descriptor, size_bytes)


def _reach_disk(descriptor: int, path: Path) -> None:
    try:
        getattr(os, "fdatasync", os.fsync)(descriptor)
    except OSError as error:
        raise _spool_error(error, path) from error


def _unreadable(path: Path) -> SpoolError:
    return SpoolError(
        "spool_unreadable", said("The recording {path} can no longer be read.", path=path), said("Check the disk.")
    )


def _spool_error(error: OSError, path: Path) -> SpoolError:
    if error.errno in _NO_SPACE:
        return SpoolError(
            "disk_full", said("The disk is full."), said("Free some space where {parent} is.", parent=path.parent)
        )
    if isinstance(error, FileExistsError) and path.exists():
        return SpoolError("spool_exists", said("The recording {path} exists already.", path=path))
    reason = error.strerror or type(error).__name__
    message = said("The recording {path} cannot be written: {reason}.", path=path, reason=reason)
    return SpoolError("spool_unwritable", message, said("Check the folder {parent}.", parent=path.parent))
