"""Turn detection over spooled samples with a gate that hears whatever is loud."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recording_stage import Gate
from transcriber.audio.pcm import I16
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.local_turns import LocalTurns
from transcriber.session.talk_key import GRID_SAMPLES

SECOND = 24_000


def sound(*parts: tuple[float, bool]) -> I16:
    """Seconds of speech (True) and of silence, one after the other."""
    return np.concatenate([np.full(int(s * SECOND), 8000 if is_speech else 0, np.int16) for s, is_speech in parts])


def listener(policy: CommitPolicy) -> LocalTurns:
    gate = Gate(lambda loudest: loudest > 0.1)
    return LocalTurns(gate.probability, policy, gate.reset)


def heard(samples: I16, policy: CommitPolicy, block_samples: int = 960) -> LocalTurns:
    turns = listener(policy)
    for start in range(0, len(samples), block_samples):
        turns.hear(samples[start : start + block_samples])
    return turns


def ends(turns: LocalTurns) -> list[float]:
    found, sample = [], 0
    while (end := turns.next_end(sample)) is not None:
        found.append(round(end / SECOND, 2))
        sample = end
    return found


def test_a_turn_ends_after_the_pause_that_was_asked_for() -> None:
    talk = sound((1, False), (2, True), (1, False), (1, True), (2, False))

    assert ends(heard(talk, CommitPolicy())) == pytest.approx([3.5, 5.5], abs=0.06)
    assert ends(heard(talk, CommitPolicy(pause_ms=200))) == pytest.approx([3.2, 5.2], abs=0.06)
    assert ends(heard(talk, CommitPolicy(pause_ms=1500))) == pytest.approx([6.5], abs=0.06), "one turn"


def test_silence_is_no_turn_and_is_not_worth_sending() -> None:
    turns = heard(sound((60, False)), CommitPolicy())

    assert ends(turns) == []
    assert turns.stretch(0, 60 * SECOND) is None
    assert not turns.may_have_speech(0)
    assert turns.quiet_until(0) == 60 * SECOND


def test_a_turn_is_sent_with_a_second_of_silence_on_either_side() -> None:
    turns = heard(sound((10, False), (2, True), (10, False)), CommitPolicy())

    stretch = turns.stretch(0, 22 * SECOND)

    assert stretch is not None
    assert stretch.end_sample is not None
    assert stretch.start_sample / SECOND == pytest.approx(9.0, abs=0.06)
    assert stretch.end_sample / SECOND == pytest.approx(13.5, abs=0.1)
    assert turns.stretch(stretch.end_sample, 22 * SECOND) is None


def test_speech_that_does_not_pause_is_cut_at_the_latest() -> None:
    turns = heard(sound((25, True)), CommitPolicy(latest_after_s=10))

    assert ends(turns) == [10.0, 20.0]
    assert turns.was_cut(0, 10 * SECOND)


def test_the_cut_is_made_earlier_where_there_is_a_weak_pause() -> None:
    talk = sound((8.5, True), (0.15, False), (8, True), (1, False))

    assert ends(heard(talk, CommitPolicy(latest_after_s=10))) == pytest.approx([8.6, 16.75], abs=0.1)


def test_without_commits_at_pauses_only_the_longest_turn_ends_one() -> None:
    talk = sound((1, True), (2, False), (9, True))

    assert ends(heard(talk, CommitPolicy(at_pauses=False, latest_after_s=10))) == [10.0]
    assert ends(heard(talk, CommitPolicy(at_pauses=False, latest_after_s=None))) == []


def test_a_pause_after_a_commit_by_hand_holds_nothing_to_commit() -> None:
    turns = heard(sound((2, True), (2, False)), CommitPolicy())

    assert turns.has_ended(0, 4 * SECOND)
    assert not turns.has_ended(2 * SECOND + 900, 4 * SECOND), "all was said before the commit"
    assert turns.speech_start(0) == 0


def test_other_rules_count_for_the_turn_that_is_open() -> None:
    turns = listener(CommitPolicy(pause_ms=5000))
    turns.hear(sound((2, True)))
    turns.follow(CommitPolicy(pause_ms=200))
    turns.hear(sound((1, False)))

    assert ends(turns) == pytest.approx([2.2], abs=0.06)


def test_what_was_not_listened_to_ends_the_turn_before_it() -> None:
    turns = listener(CommitPolicy())
    turns.hear(sound((2, True)))
    turns.begin(60 * SECOND)
    turns.hear(sound((1, False), (1, True), (1, False)))

    assert ends(turns) == pytest.approx([2.0, 62.5], abs=0.06)
    turns.forget(60 * SECOND)
    assert ends(turns) == pytest.approx([62.5], abs=0.06)


def test_where_nobody_listened_there_may_be_speech() -> None:
    turns = listener(CommitPolicy())
    turns.begin(10 * SECOND)
    turns.hear(sound((20, False)))

    assert turns.may_have_speech(4 * SECOND)
    assert turns.quiet_until(4 * SECOND) == 4 * SECOND
    assert not turns.may_have_speech(10 * SECOND)
    assert turns.quiet_until(10 * SECOND) == 30 * SECOND


def test_what_is_too_short_to_be_rated_is_a_part_of_the_word_before_it() -> None:
    spoken, quiet = heard(sound((2.0, True)), CommitPolicy()), heard(sound((1.6, True), (0.4, False)), CommitPolicy())

    assert spoken.may_have_speech(2 * SECOND - 240)
    assert not spoken.may_have_speech(2 * SECOND)
    assert not quiet.may_have_speech(2 * SECOND - 240)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.05, 3), st.booleans()), min_size=1, max_size=8),
    st.lists(st.integers(1, 9000), min_size=1, max_size=5),
    st.booleans(),
)
def test_however_the_samples_are_cut_turns_end_at_the_same_places(
    parts: list[tuple[float, bool]], block_sizes: list[int], is_short: bool
) -> None:
    policy = CommitPolicy(latest_after_s=5 if is_short else 30)
    samples = sound(*parts)
    whole = heard(samples, policy, len(samples) or 1)
    pieces = listener(policy)
    start = index = 0
    while start < len(samples):
        size = block_sizes[index % len(block_sizes)]
        pieces.hear(samples[start : start + size])
        start, index = start + size, index + 1

    assert ends(pieces) == ends(whole)
    sample = 0
    while (end := whole.next_end(sample)) is not None:
        assert end % GRID_SAMPLES == 0
        sample = end
