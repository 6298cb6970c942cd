"""The recogniser: samples of one utterance in, its words out. Owns the only calls into the moonshine library.

The library is called through its C interface (moonshine-voice 0.1.0, `moonshine-c-api.h`, header version 30000) without
importing its Python package, which would load a network client and a speech synthesiser with it.
"""

import ctypes
import importlib.util
import os
import sys
import threading
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
SHORTEST_DECODE_SAMPLES = 4_800
"""The model needs 0.3 s."""

_HEADER_VERSION = 30_000
_TINY_ARCHITECTURE = 0
_LIBRARY_NAMES = {"linux": "libmoonshine.so", "darwin": "libmoonshine.dylib", "win32": "moonshine.dll"}
_M_ARENA_MAX = -8
_OPTIONS = {b"vad_threshold": b"0", b"return_audio_data": b"false"}


class RecogniserError(Exception):
    """The recogniser cannot be loaded, or could not decode this audio; the text is fit for a person."""


class Recogniser(Protocol):
    """Turns one utterance into text. Called by the decode thread only."""

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """The words in float32 samples of shape (n,), 16 kHz mono, at most about 15 s; empty for none.

        Raises:
            RecogniserError: The audio is not finite, or the library failed.
        """


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Line(ctypes.Structure):
    _fields_ = (
        ("text", ctypes.c_char_p),
        ("audio", ctypes.c_void_p),
        ("audio_count", ctypes.c_size_t),
        ("start_s", ctypes.c_float),
        ("duration_s", ctypes.c_float),
        ("line_id", ctypes.c_uint64),
        ("flags", ctypes.c_int8 * 5),
        ("speaker_spans", ctypes.c_void_p),
        ("speaker_span_count", ctypes.c_uint64),
        ("latency_ms", ctypes.c_uint32),
        ("words", ctypes.c_void_p),
        ("word_count", ctypes.c_uint64),
    )


class _Transcript(ctypes.Structure):
    _fields_ = (("lines", ctypes.POINTER(_Line)), ("line_count", ctypes.c_uint64))


def _package_folder() -> Path:
    found = importlib.util.find_spec("moonshine_voice")
    if found is None or not found.submodule_search_locations:
        raise RecogniserError("The speech recogniser is not installed. Install the package moonshine-voice 0.1.0.")
    return Path(next(iter(found.submodule_search_locations)))


def _share_one_memory_arena() -> None:
    """glibc gives each thread an arena that keeps what it ever needed; one for all saves 40 MB (`mallopt(3)`)."""
    if sys.platform == "linux" and hasattr(c_library := ctypes.CDLL(None), "mallopt"):
        c_library.mallopt(_M_ARENA_MAX, 1)


def _load_library(folder: Path) -> ctypes.CDLL:
    # One thread takes the same wall time as several at half the CPU; the library reads this once, when it is loaded.
    os.environ["MOONSHINE_ORT_SINGLE_THREAD"] = "1"
    _share_one_memory_arena()
    path = folder / _LIBRARY_NAMES.get(sys.platform, "libmoonshine.so")
    try:
        library = ctypes.CDLL(str(path))
    except OSError as reason:
        raise RecogniserError(f"The speech recogniser does not run on this system ({reason}).") from reason
    library.moonshine_load_transcriber_from_files.restype = ctypes.c_int32
    library.moonshine_load_transcriber_from_files.argtypes = [
        ctypes.c_char_p,
        ctypes.c_uint32,
        ctypes.POINTER(_Option),
        ctypes.c_uint64,
        ctypes.c_int32,
    ]
    library.moonshine_transcribe_without_streaming.restype = ctypes.c_int32
    library.moonshine_transcribe_without_streaming.argtypes = [
        ctypes.c_int32,
        ctypes.c_void_p,
        ctypes.c_uint64,
        ctypes.c_int32,
        ctypes.c_uint32,
        ctypes.POINTER(ctypes.POINTER(_Transcript)),
    ]
    library.moonshine_free_transcriber.restype = None
    library.moonshine_free_transcriber.argtypes = [ctypes.c_int32]
    return library


def checked_samples(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The samples as the library may have them: float32, contiguous, finite, zeros added up to 0.3 s.

    Raises:
        RecogniserError: The samples are not one row of finite numbers.
    """
    if samples.ndim != 1 or not np.isfinite(samples).all():
        raise RecogniserError("This audio cannot be transcribed: it holds values that are not numbers.")
    if samples.size < SHORTEST_DECODE_SAMPLES:
        samples = np.pad(samples, (0, SHORTEST_DECODE_SAMPLES - samples.size))
    return np.ascontiguousarray(samples, dtype=np.float32)


class MoonshineRecogniser:
    """moonshine tiny-en as bundled with its wheel (MIT). English only; no prompt, no probabilities.

    Create it and call it from any thread: one lock covers each call and the reading of its answer, because the answer
    lives in the library until the next call.
    """

    def __init__(self) -> None:
        """Load library and model, 0.3 to 0.8 s.

        Raises:
            RecogniserError: The package is missing, or does not run here.
        """
        folder = _package_folder()
        self._library = _load_library(folder)
        self._lock = threading.Lock()
        options = (_Option * len(_OPTIONS))(*(_Option(name, value) for name, value in _OPTIONS.items()))
        model = os.fsencode(folder / "assets" / "tiny-en")
        self._handle = self._library.moonshine_load_transcriber_from_files(
            model, _TINY_ARCHITECTURE, options, len(_OPTIONS), _HEADER_VERSION
        )
        if self._handle < 0:
            raise RecogniserError("The speech model could not be loaded. Install moonshine-voice 0.1.0 again.")

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        """See `Recogniser.transcribe`; blocks for about 20 ms a second of audio, without holding the GIL."""
        audio = checked_samples(samples)
        answer = ctypes.POINTER(_Transcript)()
        with self._lock:
            if self._handle < 0:
                raise RecogniserError("The speech recogniser is closed.")
            code = self._library.moonshine_transcribe_without_streaming(
                self._handle, audio.ctypes.data, audio.size, SAMPLE_RATE_HZ, 0, ctypes.byref(answer)
            )
            if code < 0:
                raise RecogniserError(f"The speech recogniser failed on this audio (code {code}).")
            return _text_of(answer)

    def close(self) -> None:
        """Give the model's memory back; later calls raise `RecogniserError`."""
        with self._lock:
            if self._handle >= 0:
                self._library.moonshine_free_transcriber(self._handle)
                self._handle = -1


def _text_of(answer: "ctypes._Pointer[_Transcript]") -> str:
    if not answer:
        return ""
    transcript = answer.contents
    texts = (transcript.lines[index].text or b"" for index in range(transcript.line_count))
    return " ".join(text.decode("utf-8", errors="replace").strip() for text in texts).strip()
