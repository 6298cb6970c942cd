"""Spool samples to the bytes of a chunk, and wire bytes back to samples; pure.

Law: a sample of the spool has the same bytes on the wire however the samples were cut into calls, and when it is sent
again after a `restart`. So rates are converted on a fixed grid of 20 ms: equal shapes round equally.
"""

from collections.abc import Callable

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, AudioFormat
from transcriber.audio.g711 import decode_alaw, decode_ulaw, encode_alaw, encode_ulaw
from transcriber.audio.pcm import F32, I16, to_float32, to_int16
from transcriber.audio.resampler import Resampler

_GRID_FRAMES = SPOOL_SAMPLE_RATE_HZ // 50
"""20 ms: longer than the history of the narrowest filter, and whole samples at 24, 16 and 8 kHz."""
_PCM16_RATES_HZ = (8_000, 16_000, 24_000)


class Encoder:
    """Encodes one pass over the spool (mono int16 at 24 kHz); belongs to the session thread."""

    def __init__(self, audio_format: AudioFormat, sample_rate_hz: int | None = None) -> None:
        """Encode to `audio_format`; the rate is the format's own unless a service wants pcm16 at 16000 or 8000.

        ValueError for a rate that the format does not have.
        """
        rate_hz = audio_format.sample_rate_hz if sample_rate_hz is None else sample_rate_hz
        rates_hz = _PCM16_RATES_HZ if audio_format is AudioFormat.PCM16 else (audio_format.sample_rate_hz,)
        if rate_hz not in rates_hz:
            raise ValueError(f"{audio_format.value} cannot be sent at {rate_hz} Hz: choose one of {rates_hz}.")
        self._to_bytes = _byte_encoder(audio_format)
        self._resampler = None if rate_hz == SPOOL_SAMPLE_RATE_HZ else Resampler(SPOOL_SAMPLE_RATE_HZ, rate_hz)
        self._held = np.zeros(0, np.int16)

    @property
    def history_frames(self) -> int:
        """How many spool samples before the restart point `restart` wants; 0 where the rate stays 24 kHz."""
        return 0 if self._resampler is None else _GRID_FRAMES

    @property
    def alignment_frames(self) -> int:
        """A restart begins at a multiple of this many spool samples, counted from the spool's first."""
        return 1 if self._resampler is None else _GRID_FRAMES

    def restart(self, history: I16) -> None:
        """Continue as if `history`, the samples just before the restart point, had been encoded.

        Shape (n,); `history_frames` suffice and more are ignored. At the spool's start there are none: what is missing
        counts as silence, as it did the first time.
        """
        self._held = np.zeros(0, np.int16)
        if self._resampler is None:
            return
        self._resampler.reset()
        block = np.zeros(_GRID_FRAMES, np.int16)
        recent = history[-_GRID_FRAMES:]
        block[_GRID_FRAMES - len(recent) :] = recent
        self._resampler.process(to_float32(block))

    def encode(self, samples: I16) -> bytes:
        """The bytes of the next spool samples, shape (n,), any n; up to 20 ms are held back for the next call."""
        if self._resampler is None:
            return self._to_bytes(samples)
        waiting = np.concatenate((self._held, samples)) if self._held.size else samples
        whole = len(waiting) - len(waiting) % _GRID_FRAMES
        self._held = waiting[whole:].copy()
        return b"".join([self._encode_block(waiting[at : at + _GRID_FRAMES]) for at in range(0, whole, _GRID_FRAMES)])

    def flush(self) -> bytes:
        """The bytes of what is held back and of the filter's tail; afterwards only `restart` may follow."""
        if self._resampler is None:
            return b""
        held = self._resampler.process(to_float32(self._held)).copy()
        self._held = np.zeros(0, np.int16)
        return self._to_bytes(to_int16(np.concatenate((held, self._resampler.flush()))))

    def _encode_block(self, block: I16) -> bytes:
        assert self._resampler is not None
        return self._to_bytes(to_int16(self._resampler.process(to_float32(block))))


class Decoder:
    """Decodes one connection's wire bytes to mono float32; belongs to the thread that reads the connection."""

    def __init__(self, audio_format: AudioFormat, target_rate_hz: int = 16_000) -> None:
        """Decode `audio_format` at its own rate to `target_rate_hz`; ValueError for a rate the resampler refuses."""
        self._to_samples = _byte_decoder(audio_format)
        self._resampler = Resampler(audio_format.sample_rate_hz, target_rate_hz)

    def decode(self, data: bytes) -> F32:
        """The samples, shape (n,) in [-1, 1), that `data` completes; a new array.

        The filter keeps the last 4 ms (8 ms of G.711) until more comes. ValueError for half a sample.
        """
        return self._resampler.process(to_float32(self._to_samples(data))).copy()


def _byte_encoder(audio_format: AudioFormat) -> Callable[[I16], bytes]:
    match audio_format:
        case AudioFormat.PCM16:
            return lambda samples: samples.astype("<i2", copy=False).tobytes()
        case AudioFormat.G711_ULAW:
            return lambda samples: encode_ulaw(samples).tobytes()
        case AudioFormat.G711_ALAW:
            return lambda samples: encode_alaw(samples).tobytes()


def _byte_decoder(audio_format: AudioFormat) -> Callable[[bytes], I16]:
    match audio_format:
        case AudioFormat.PCM16:
            return lambda data: np.frombuffer(data, "<i2").astype(np.int16, copy=False)
        case AudioFormat.G711_ULAW:
            return lambda data: decode_ulaw(np.frombuffer(data, np.uint8))
        case AudioFormat.G711_ALAW:
            return lambda data: decode_alaw(np.frombuffer(data, np.uint8))
