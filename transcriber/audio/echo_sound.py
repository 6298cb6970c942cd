"""How much of a microphone's sound is what the loudspeakers played, told from the sound itself. Pure.

The share of its power that is coherent with the played sound, frequency by frequency: what a room does to the echo
hardly matters to that, what a person says beside it does. Source: Welch's estimate of the magnitude-squared coherence;
the generalised cross-correlation with phase transform (Knapp and Carter) for the way from loudspeaker to microphone.
"""

import numpy as np
import numpy.typing as npt

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.pcm import F32, I16

LONGEST_WAY_MS = 600
"""From the played sound's file to the microphone's: sound card, loudspeaker, air."""
EARLY_MS = 100
"""What two clocks may be apart the other way."""
LEAST_MS = 500
"""Less is too short to tell."""
_STEP = 3
_RATE_HZ = SPOOL_SAMPLE_RATE_HZ // _STEP
_WINDOW = 512
_HOP = 128
_BAND_HZ = (150, 3_500)
_INDEPENDENT = 1.9
"""So many windows in a window's length count as independent: they overlap by three quarters."""
_LEAST_POWER = (30.0 / 32768) ** 2
"""What is more quiet is no sound: -60 dBFS."""

_Spectra = npt.NDArray[np.complex128]


def explained(own: I16, played: I16) -> float:
    """The share of `own` that `played` explains, 0 to 1; 0 where that cannot be told.

    Args:
        own: What the microphone heard, shape (n,), at the spool's rate.
        played: What was played from `LONGEST_WAY_MS` before it until `EARLY_MS` after it, shape (m,).
    """
    heard, sent = _reduced(own), _reduced(played)
    if len(heard) < _RATE_HZ * LEAST_MS // 1000 - _STEP or len(sent) < len(heard):
        return 0.0
    if min(_power(heard), _power(sent)) < _LEAST_POWER:
        return 0.0
    at = _offset(heard, sent)
    return _coherent_share(heard, sent[at : at + len(heard)])


def room_samples(start_ms: int, end_ms: int) -> tuple[int, int]:
    """Between which spool samples `own` is to lie for what was said between two times: around it, if that is short."""
    lacking_ms = max(0, LEAST_MS - (end_ms - start_ms))
    first_ms = max(0, start_ms - lacking_ms // 2)
    return first_ms * SPOOL_SAMPLES_PER_MS, max(end_ms, first_ms + LEAST_MS) * SPOOL_SAMPLES_PER_MS


def _reduced(samples: I16) -> F32:
    """At a third of the rate: speech is below that, and it takes a tenth of the time."""
    whole = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP)
    return np.asarray(whole.mean(axis=1) / 32768, np.float32)


def _power(samples: F32) -> float:
    return float(np.mean(np.square(samples)))


def _offset(heard: F32, sent: F32) -> int:
    """Where in `sent` that begins of which `heard` is most like an echo."""
    size = 1 << (len(heard) + len(sent)).bit_length()
    cross = np.conj(np.fft.rfft(heard, size)) * np.fft.rfft(sent, size)
    likeness = np.fft.irfft(cross / (np.abs(cross) + 1e-12), size)
    return int(np.argmax(np.abs(likeness[: len(sent) - len(heard) + 1])))


def _coherent_share(heard: F32, sent: F32) -> float:
    own, played = _spectra(heard), _spectra(sent)
    own_power, played_power = (np.mean(np.abs(each) ** 2, axis=0) for each in (own, played))
    both = np.abs(np.mean(np.conj(own) * played, axis=0)) ** 2
    coherence = both / np.maximum(own_power * played_power, 1e-20)
    # So much coherence has what has nothing in common, over so few windows.
    chance = 1 / max(1.0, _INDEPENDENT * len(heard) / _WINDOW)
    coherence = np.clip((coherence - chance) / (1 - chance), 0.0, 1.0)
    return float(np.sum(own_power * coherence) / max(float(np.sum(own_power)), 1e-20))


def _spectra(samples: F32) -> _Spectra:
    starts = np.arange(0, len(samples) - _WINDOW + 1, _HOP)
    windows = samples[starts[:, None] + np.arange(_WINDOW)] * np.hanning(_WINDOW)
    first, last = (each * _WINDOW // _RATE_HZ for each in _BAND_HZ)
    return np.fft.rfft(windows, axis=1)[:, first:last]
