"""Tells turns whose sound this side has listened to and in which nothing was heard: text that a model made of silence.

Law: what may have been spoken is not struck. "Nothing" is meant widely: not one window above the lower threshold of
the speech gate from `EDGE_SAMPLES` before the turn to as much behind it, all of it rated, none of it left out.
"""

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.session.heard_speech import EDGE_SAMPLES
from transcriber.session.hearing import Hearing

LEAST_TURN_MS = 100
"""A service that gives a shorter turn, or none of its times, does not say where it stands."""


def is_on_silence(hearing: Hearing, start_ms: int | None, end_ms: int | None, *, is_over: bool) -> bool | None:
    """Whether a finished turn stands where nothing was heard; None as long as this side has not listened to it.

    Args:
        hearing: This side's ears.
        start_ms: Where the turn begins on the recording's clock.
        end_ms: Where it ends.
        is_over: Nothing more will be listened to.
    """
    if start_ms is None or end_ms is None or end_ms - start_ms < LEAST_TURN_MS:
        return False
    end_sample = end_ms * SPOOL_SAMPLES_PER_MS
    first, last = start_ms * SPOOL_SAMPLES_PER_MS - EDGE_SAMPLES, end_sample + EDGE_SAMPLES
    if hearing.rated_sample < (end_sample if is_over else last):
        return False if is_over else None
    speech = hearing.speech
    if speech is None or speech.left_out(first, last):
        return False
    return not speech.spells(first, last)
