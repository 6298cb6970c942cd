"""An audio file as an input, read in pieces; the only owner of that file.

Paced in real time it delivers 20 ms blocks as a microphone would; unpaced it delivers a second at a time.
"""

import asyncio
import contextlib
import os
import struct
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from transcriber.audio.channels import MonoMixer
from transcriber.audio.inputs import BLOCK_MS, Block, InputError
from transcriber.sentence import said

if TYPE_CHECKING:
    import soundfile

_READ_MS = 1000
_LONGEST_KNOWN_HOURS = 10_000
"""A header that tells of more than this tells nothing: some writers leave the largest number there is."""
_RIFF_SIZE_UNKNOWN = 0x7FFF0000
"""Writers that cannot go back to the header leave a size from here on: 0x7FFFFFFF, 0xFFFFFFFF and the like."""
_REMEDY = said("WAV, FLAC, OGG and MP3 files can be read.")


class AudioFile:
    """A WAV, FLAC, OGG or MP3 file (whatever libsndfile reads), any rate, depth and number of channels.

    Session thread; the file itself is read in asyncio's worker threads, one read at a time.
    """

    is_live = False

    def __init__(self, path: Path, speed: float | None = 1.0) -> None:
        if speed is not None and not speed > 0:
            raise ValueError(f"speed must be above 0, not {speed}")
        self.path = path
        self.sample_rate_hz = 0
        self.duration_ms: int | None = None
        self._speed = speed
        self._stopped = asyncio.Event()
        self._in_use = threading.Lock()
        self._file: soundfile.SoundFile | None = None
        self._mixer = MonoMixer(1, 1)
        self._is_cut = False
        self._announced_frames: int | None = None
        self._read_frames = 0

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name

    async def open(self) -> None:
        """Open the file and read its header.

        Raises:
            InputError: `file_missing`, `file_is_folder`, `file_unreadable`, `file_empty`, `not_audio`, `no_soundfile`.
        """
        await asyncio.to_thread(self._open)

    async def blocks(self) -> AsyncIterator[Block]:
        """The file from its start, at the asked speed on a schedule that does not drift.

        Raises:
            InputError: `file_truncated` after everything that could be read, `file_unreadable`.
        """
        started_s = asyncio.get_running_loop().time()
        delivered_frames = 0
        while not self._stopped.is_set() and len(samples := await asyncio.to_thread(self._read)):
            for start in range(0, len(samples), self._block_frames):
                block = samples[start : start + self._block_frames]
                delivered_frames += len(block)
                if self._speed is not None:
                    # Due when its last sample would have been spoken: the consumer's own time is not added up.
                    await self._wait_until(started_s + delivered_frames / self.sample_rate_hz / self._speed)
                if self._stopped.is_set():
                    return
                yield Block(block)
        if not self._stopped.is_set():
            self._check_whole()

    def stop(self) -> None:
        """Deliver no more blocks."""
        self._stopped.set()

    async def close(self) -> None:
        """Close the file."""
        self.stop()
        if self._file is not None:
            file, self._file = self._file, None
            await asyncio.to_thread(self._close, file)

    @property
    def _block_frames(self) -> int:
        if self._speed is None:
            return self._read_size_frames
        block_ms = min(_READ_MS, BLOCK_MS * max(1.0, self._speed))
        return max(1, round(self.sample_rate_hz * block_ms / 1000))

    @property
    def _read_size_frames(self) -> int:
        return max(1, self.sample_rate_hz * _READ_MS // 1000)

    async def _wait_until(self, due_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(due_s):
                await self._stopped.wait()

    def _open(self) -> None:
        self._check_path()
        file = open_soundfile(self.path)
        if not file.frames:
            file.close()
            raise InputError("file_empty", said("{name} holds no sound.", name=self.name), said("Choose another file."))
        self._file = file
        self.sample_rate_hz = int(file.samplerate)
        self._mixer = MonoMixer(file.channels, self.sample_rate_hz)
        if file.frames <= _LONGEST_KNOWN_HOURS * 3600 * self.sample_rate_hz:
            self._announced_frames = int(file.frames)
            self.duration_ms = round(file.frames * 1000 / self.sample_rate_hz)

    def _check_path(self) -> None:
        try:
            if self.path.is_dir():
                raise InputError(
                    "file_is_folder", said("{path} is a folder, not an audio file.", path=self.path), _REMEDY
                )
            if self.path.exists() and not self.path.is_file():
                raise InputError(
                    "not_audio", said("{path} is not a file that can be read again.", path=self.path), _REMEDY
                )
            with self.path.open("rb") as file:
                if not file.read(1):
                    raise InputError(
                        "file_empty", said("{name} is empty.", name=self.name), said("Choose another file.")
                    )
                self._is_cut = _is_cut_wave(file, self.path.stat().st_size)
        except FileNotFoundError as error:
            raise InputError(
                "file_missing", said("There is no file {path}.", path=self.path), said("Check the name.")
            ) from error
        except (OSError, ValueError) as error:
            raise _unreadable(self.path, error) from error

    def _close(self, file: "soundfile.SoundFile") -> None:
        with self._in_use:
            file.close()

    def _read(self) -> npt.NDArray[np.float32]:
        # A cancelled task leaves its read behind in the worker thread: closing under it would crash libsndfile.
        with self._in_use:
            return self._read_next()

    def _read_next(self) -> npt.NDArray[np.float32]:
        if self._file is None:
            return np.zeros(0, np.float32)
        import soundfile

        try:
            samples = self._file.read(self._read_size_frames, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError:
            # A decoder that lost its way; what came before was delivered, the missing rest is told at the end.
            self._is_cut = True
            return np.zeros(0, np.float32)
        except OSError as error:
            raise _unreadable(self.path, error) from error
        self._read_frames += len(samples)
        return self._mixer.mix(samples)

    def _check_whole(self) -> None:
        read_s = self._read_frames / max(1, self.sample_rate_hz)
        is_short = self._announced_frames is not None and self._read_frames < self._announced_frames
        if self._is_cut or is_short:
            message = said(
                "{name} is damaged or cut off: {seconds} s of it could be read.",
                name=self.name,
                seconds=round(read_s, 1),
            )
            raise InputError("file_truncated", message, said("What could be read was used."))


def open_soundfile(path: Path) -> Any:
    """Open a file for reading, as a `soundfile.SoundFile`.

    Raises:
        InputError: `no_soundfile`, `not_audio`.
    """
    try:
        import soundfile
    except OSError as error:
        message = said("Audio files cannot be read here: the sndfile library is missing.")
        raise InputError(
            "no_soundfile", message, said("Install it (Debian, Ubuntu: apt install libsndfile1).")
        ) from error
    try:
        return soundfile.SoundFile(path if sys.platform == "win32" else os.fsencode(path))
    except (soundfile.LibsndfileError, TypeError) as error:
        # TypeError: a name that ends in .raw has no header to be believed.
        raise InputError(
            "not_audio", said("{name} is not an audio file that can be read.", name=path.name), _REMEDY
        ) from error


def _unreadable(path: Path, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(
        "file_unreadable",
        said("{path} cannot be read: {reason}.", path=path, reason=reason),
        said("Check the file's permissions."),
    )


def _is_cut_wave(file: BinaryIO, file_bytes: int) -> bool:
    """Whether a WAV file's audio is announced to be longer than the file: libsndfile takes what is there in silence."""
    file.seek(0)
    if not (start := file.read(12)).startswith(b"RIFF") or start[8:] != b"WAVE":
        return False
    while len(head := file.read(8)) == 8:
        name, size_bytes = struct.unpack("<4sI", head)
        if name == b"data":
            return bool(size_bytes < _RIFF_SIZE_UNKNOWN and file.tell() + size_bytes > file_bytes)
        file.seek(size_bytes + size_bytes % 2, 1)
    return False
