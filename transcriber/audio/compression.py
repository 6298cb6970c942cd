"""A finished recording's sound made smaller: WAV to FLAC, sample for sample the same, or to Opus, about a tenth.

Law: at every moment one whole file is there. The smaller one is written beside it, read back, and only then takes its
name; the WAV is for the caller to remove, once it has noted the new one. Opus is Ogg Opus (RFC 7845), whose pre-skip
libsndfile takes away, so that times stay right.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from transcriber.audio.audio_file import open_soundfile
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.spool_file import repair
from transcriber.sentence import said

Codec = Literal["flac", "opus"]

_ENDINGS: dict[Codec, str] = {"flac": ".flac", "opus": ".ogg"}
_SOUNDFILE: dict[Codec, tuple[str, str]] = {"flac": ("FLAC", "PCM_16"), "opus": ("OGG", "OPUS")}
PART_ENDING = ".part"
_SLICE_SAMPLES = 2 * SPOOL_SAMPLE_RATE_HZ
_LOWEST_PRIORITY = 19


class CompressionStoppedError(Exception):
    """It was no longer wanted; nothing of it is left."""


def compress(path: Path, codec: Codec, is_wanted: Callable[[], bool]) -> Path:
    """Write the smaller file beside `path` and return its name; both are there then.

    In a thread of the caller's, where it takes a second for five minutes (FLAC) or fifteen (Opus).

    Args:
        path: A recording's WAV file, which nobody writes to any more.
        codec: What to make of it.
        is_wanted: Asked every two seconds of sound.

    Raises:
        CompressionStoppedError: It was not wanted any more.
        AudioError: `disk_full`, `not_compressed` and what `repair` raises; the WAV is as it was.
    """
    repair(path)
    part = path.with_name(path.stem + _ENDINGS[codec] + PART_ENDING)
    target = path.with_suffix(_ENDINGS[codec])
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with open_soundfile(path) as source:
            _write(source, part, codec, is_wanted)
        with open_soundfile(path) as source:
            _compare(source, part, codec, is_wanted)
        _sync(part)
        part.replace(target)
        _sync_folder(target.parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError | RuntimeError):
            # A RuntimeError is libsndfile's: it does not tell a full disk from other trouble.
            raise _not_compressed(path, str(error)) from error
        raise
    return target


def calm_thread() -> None:
    """Let the calling thread work only where nothing else wants to, as far as the system can do that for a thread."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)


def _write(source: Any, part: Path, codec: Codec, is_wanted: Callable[[], bool]) -> None:
    import soundfile

    kind, subtype = _SOUNDFILE[codec]
    with soundfile.SoundFile(part, "w", source.samplerate, 1, subtype, format=kind) as made:
        while len(samples := source.read(_SLICE_SAMPLES, dtype="int16")):
            _ensure(is_wanted)
            made.write(samples)


def _compare(source: Any, part: Path, codec: Codec, is_wanted: Callable[[], bool]) -> None:
    import soundfile

    with soundfile.SoundFile(part) as made:
        if made.frames != source.frames:
            raise _not_compressed(part, f"it has {made.frames} samples instead of {source.frames}")
        while len(samples := source.read(_SLICE_SAMPLES, dtype="int16")):
            _ensure(is_wanted)
            found = made.read(_SLICE_SAMPLES, dtype="int16")
            if len(found) != len(samples) or (codec == "flac" and not np.array_equal(found, samples)):
                raise _not_compressed(part, "what was written is not what is read back")


def _ensure(is_wanted: Callable[[], bool]) -> None:
    if not is_wanted():
        raise CompressionStoppedError


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _not_compressed(path: Path, reason: str) -> AudioError:
    message = said("The sound {name} could not be made smaller: {reason}.", name=path.name, reason=reason)
    return AudioError("not_compressed", message, said("It is kept as it is, and tried again later."))
