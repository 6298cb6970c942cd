"""A person's words are told from those of a loudspeaker by the sound alone, in rooms that are made up here."""

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from transcriber.app.folders import sample_path
from transcriber.audio.echo_sound import LEAST_MS, LONGEST_WAY_MS, explained, room_samples
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.pcm import F32, I16

WAY = LONGEST_WAY_MS * SPOOL_SAMPLES_PER_MS
PIECE = LEAST_MS * SPOOL_SAMPLES_PER_MS
LEAST_ECHO, MOST_OWN = 0.6, 0.4


def speech() -> tuple[F32, F32]:
    """What is played, and what a person says, as long as it."""
    samples, rate_hz = soundfile.read(sample_path(), dtype="float32")
    count = len(samples) * SPOOL_SAMPLE_RATE_HZ // rate_hz
    at = np.arange(count) * rate_hz / SPOOL_SAMPLE_RATE_HZ
    samples = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    half = len(samples) // 2
    return samples[:half], samples[half : 2 * half]


def heard_back(played: F32, *, delay_ms: int, reverberation_s: float) -> F32:
    """From a loudspeaker, in a room whose sound dies away in that time, with a little noise."""
    chance = np.random.default_rng(7)
    tail = np.arange(int(reverberation_s * SPOOL_SAMPLE_RATE_HZ))
    room = chance.normal(size=len(tail)) * np.exp(-6.9 * tail / len(tail))
    room *= 0.7 / np.sqrt(np.sum(room**2))
    room[0] += 1.0
    delay = np.zeros(delay_ms * SPOOL_SAMPLES_PER_MS)
    heard = np.concatenate((delay, np.convolve(played, room)))[: len(played)]
    return (0.3 * heard + 0.001 * chance.normal(size=len(played))).astype(np.float32)


def shares(own: F32, played: F32) -> list[float]:
    """Of each half second in which something is heard."""
    starts = range(WAY, len(played) - PIECE, PIECE)
    loud = [start for start in starts if np.sqrt(np.mean(own[start : start + PIECE] ** 2)) > 0.005]
    assert len(loud) > 10
    return [explained(pcm(own[at : at + PIECE]), pcm(played[at - WAY : at + PIECE])) for at in loud]


def pcm(samples: F32) -> I16:
    return np.asarray(np.clip(samples, -1, 1) * 32767, np.int16)


@pytest.mark.parametrize(("delay_ms", "reverberation_s"), [(0, 0.1), (140, 0.1), (140, 0.3), (450, 0.2)])
def test_what_comes_out_of_a_loudspeaker_is_explained_in_any_room(delay_ms: int, reverberation_s: float) -> None:
    played, _ = speech()
    echoes = shares(heard_back(played, delay_ms=delay_ms, reverberation_s=reverberation_s), played)
    # Now and then there is nothing but the end of a sound that dies away.
    assert np.quantile(echoes, 0.1) > LEAST_ECHO


def test_what_a_person_says_meanwhile_is_not() -> None:
    played, own = speech()
    assert max(shares(own, played)) < MOST_OWN


def test_of_both_at_once_the_person_counts() -> None:
    played, own = speech()
    both = shares(own + heard_back(played, delay_ms=140, reverberation_s=0.2), played)
    assert np.median(both) < MOST_OWN


def test_silence_and_what_is_too_short_explain_nothing() -> None:
    played, _ = speech()
    sound, silence = pcm(played), np.zeros(WAY + PIECE, np.int16)
    assert explained(silence[:PIECE], sound[: WAY + PIECE]) == 0.0
    assert explained(sound[:PIECE], silence) == 0.0
    assert explained(sound[:100], sound) == 0.0
    assert explained(sound[:PIECE], sound[: PIECE - 100]) == 0.0


def test_a_short_word_is_looked_at_with_what_is_around_it() -> None:
    assert room_samples(1_000, 1_100) == (800 * 24, 1_300 * 24)
    assert room_samples(50, 150) == (0, 500 * 24)
    assert room_samples(1_000, 3_000) == (1_000 * 24, 3_000 * 24)


@settings(deadline=None, max_examples=25)
@given(arrays(np.int16, PIECE, elements=st.integers(-32768, 32767), fill=st.just(0)))
def test_it_is_a_share_whatever_is_heard(own: I16) -> None:
    played = pcm(speech()[0])[: WAY + PIECE]
    assert 0.0 <= explained(own, played) <= 1.0
