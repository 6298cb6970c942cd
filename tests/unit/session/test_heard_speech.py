from hypothesis import given
from hypothesis import strategies as st

from transcriber.session.heard_speech import HeardSpeech

WINDOW = 768
SECOND = 24_000


def heard(*probabilities: float) -> HeardSpeech:
    speech = HeardSpeech()
    for index, probability in enumerate(probabilities):
        speech.note(index * WINDOW, (index + 1) * WINDOW, probability)
    return speech


def test_what_may_have_been_something_is_no_silence_and_no_speech_either() -> None:
    speech = heard(0.1, 0.4, 0.9, 0.9, 0.1)

    (spell,) = speech.spells(0, 5 * WINDOW)
    assert (spell.start_sample, spell.end_sample) == (WINDOW, 4 * WINDOW)
    assert spell.speech_samples(0, 5 * WINDOW) == 2 * WINDOW
    assert spell.speech_samples(0, 3 * WINDOW) == WINDOW


def test_words_with_short_pauses_between_them_belong_together() -> None:
    speech = HeardSpeech()
    for start in (0, SECOND, 4 * SECOND):
        speech.note(start, start + WINDOW, 0.9)

    assert [spell.start_sample for spell in speech.spells(0, 9 * SECOND)] == [0, 4 * SECOND]
    assert [spell.start_sample for spell in speech.spells(2 * SECOND, 9 * SECOND)] == [4 * SECOND]
    assert speech.spells(2 * SECOND, 4 * SECOND) == []


def test_it_is_quiet_up_to_the_first_sound_that_nobody_has_had_a_chance_to_answer() -> None:
    speech = HeardSpeech()
    speech.note(5 * SECOND, 6 * SECOND, 0.9)
    speech.note(20 * SECOND, 21 * SECOND, 0.9)

    assert speech.quiet_until(0, 0, 30 * SECOND) == 5 * SECOND
    assert speech.quiet_until(0, 5 * SECOND + 1, 30 * SECOND) == 5 * SECOND, "it was not over by then"
    assert speech.quiet_until(0, 6 * SECOND, 30 * SECOND) == 20 * SECOND
    assert speech.quiet_until(7 * SECOND, 0, 30 * SECOND) == 20 * SECOND
    assert speech.quiet_until(22 * SECOND, 0, 30 * SECOND) == 30 * SECOND


def test_where_nobody_listened_nothing_is_quiet() -> None:
    speech = HeardSpeech()
    speech.leave_out(2 * SECOND, 8 * SECOND)

    assert speech.quiet_until(0, 0, 9 * SECOND) == 2 * SECOND
    assert speech.quiet_until(3 * SECOND, 0, 9 * SECOND) == 3 * SECOND
    assert speech.quiet_until(8 * SECOND, 0, 9 * SECOND) == 9 * SECOND
    assert speech.left_out(0, 5 * SECOND) == [(2 * SECOND, 5 * SECOND)]

    speech.forget(8 * SECOND)
    assert speech.left_out(0, 9 * SECOND) == []


@given(st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.6, 1.0]), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_nothing_that_was_heard_lies_where_it_is_quiet(probabilities: list[float], since: int, chance: int) -> None:
    quiet_sample = heard(*probabilities).quiet_until(since * WINDOW, chance * WINDOW, len(probabilities) * WINDOW)

    for index, probability in enumerate(probabilities):
        if probability >= 0.35 and index >= max(since, chance):
            assert not since * WINDOW <= index * WINDOW < quiet_sample
