"""A connection is lost, and what was said is heard once more: readers see every word once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.captions.caption_stage import CaptionStage
from transcriber.captions.heard_again import HeardAgain
from transcriber.captions.look import CaptionLook
from transcriber.captions.spoken_turn import SpokenTurn
from transcriber.transcript.turns import Turn

WIDE = CaptionLook(characters=60, lines=6)
SAID = ["the", "rain", "in", "spain", "falls", "mainly", "on", "the", "plain"]


def hear_again(stage: CaptionStage, lost: int, number: int) -> None:
    """The turn that lives is lost with its connection, and comes as another one from the same place on."""
    stage.remove(lost)
    stage.turns[number] = Turn(number=number, start_ms=1_000)


def test_a_live_turn_that_is_heard_again_goes_on_where_the_words_shown_end() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "so the release slips to ")
    hear_again(stage, 1, 2)
    for piece in ("So ", "the ", "release ", "slips ", "to ", "Thursday ", "then. "):
        stage.say(2, piece)
    stage.end(2)
    stage.read_to_the_end()
    assert stage.rows == ["so the release slips to Thursday then."]


def test_nothing_of_what_is_told_again_stands_there_unsettled() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "so the release slips to ")
    hear_again(stage, 1, 2)
    for piece in ("so", " the", " rel", "ease", " slips"):
        stage.say(2, piece, tail=" maybe")
        assert stage.rows == ["so the release slips to"]
    stage.say(2, " to Friday ", tail=" perhaps")
    assert stage.rows == ["so the release slips to Friday< perhaps>"]


def test_words_that_are_heard_a_little_otherwise_count_as_told() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "the rain in spain stays mainly ")
    hear_again(stage, 1, 2)
    stage.say(2, "the reign in spain stays mainly in the plain ")
    assert stage.rows == ["the rain in spain stays mainly in the plain"]


def test_one_turn_that_comes_back_as_two_is_told_once() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "one two three four five six ")
    hear_again(stage, 1, 2)
    stage.say(2, "one two three ")
    stage.end(2, "One two three.")
    stage.say(3, "four five six seven ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "one two three four five six seven"


def test_two_turns_that_come_back_as_one_are_told_once() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "one two three ")
    stage.say(2, "four five six ")
    stage.end(2, end_ms=3_000)
    stage.remove(1)
    stage.say(1, "one two three four five six seven ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "one two three four five six seven"


def test_a_finished_turn_that_is_heard_again_before_it_is_taken_back_is_told_once() -> None:
    stage = CaptionStage(WIDE)
    stage.say(3, "what was over ")
    stage.end(3, end_ms=5_000)
    stage.turns[4] = Turn(number=4, start_ms=3_200)
    stage.say(4, "what was ")
    stage.remove(3)
    stage.end(4, "What was over now.", end_ms=5_000)
    stage.read_to_the_end()
    assert " ".join(stage.words) == "what was over now."


def test_a_turn_that_was_empty_in_the_end_swallows_nothing_of_the_next_one() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "thank you ")
    stage.remove(1)
    stage.say(2, "good morning everybody ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "thank you good morning everybody"


def test_the_same_words_said_later_are_said_later() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "yes of course ")
    stage.remove(1)
    stage.say(9, "yes of course ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "yes of course yes of course"


def test_what_is_heard_again_in_one_source_takes_no_words_from_the_other() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "the same words ")
    stage.remove(1)
    stage.turns[2] = Turn(number=2, lane=1, start_ms=1_000)
    stage.say(2, "the same words ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "the same words the same words"


def test_a_connection_that_is_lost_twice_costs_no_word_and_doubles_none() -> None:
    stage = CaptionStage(WIDE)
    stage.say(1, "one two three four five ")
    hear_again(stage, 1, 2)
    stage.say(2, "one two three ")
    hear_again(stage, 2, 3)
    stage.say(3, "one two three four five six ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "one two three four five six"


@pytest.mark.parametrize("start_ms", [None, 900, 1_400])
def test_a_turn_without_times_is_known_by_its_words(start_ms: int | None) -> None:
    stage = CaptionStage(WIDE)
    stage.turns[1] = Turn(number=1)
    stage.say(1, "one two three four ")
    stage.remove(1)
    stage.turns[2] = Turn(number=2, start_ms=start_ms)
    stage.say(2, "one two three four five ")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "one two three four five"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, len(SAID)), st.lists(st.integers(1, 4), max_size=9), st.integers(0, 900))
def test_wherever_the_connection_breaks_each_word_is_shown_once(until: int, sizes: list[int], pause_ms: int) -> None:
    stage = CaptionStage(CaptionLook(lines=3))
    for word in SAID[:until]:
        stage.say(1, f"{word} ")
    stage.wait(pause_ms)
    hear_again(stage, 1, 2)
    said = 0
    for size in [*sizes, len(SAID)]:
        stage.say(2, "".join(f"{word} " for word in SAID[said : said + size]))
        said += size
        stage.wait(pause_ms)
    stage.end(2)
    stage.read_to_the_end()
    assert stage.words == SAID


def test_only_what_began_about_there_may_be_told_by_a_turn() -> None:
    heard = HeardAgain()
    turn = SpokenTurn(1, 0, shown=["one", "two"], heard_ms=1_000, ends_ms=3_000, is_over=True)
    heard.keep(turn)
    assert heard.told_by(Turn(number=2, start_ms=2_000)) == []
    assert heard.told_by(Turn(number=2)) == [], "it was never taken back"
    assert heard.told_by(Turn(number=2, lane=1, start_ms=1_000)) == []
    assert heard.told_by(Turn(number=2, start_ms=1_900)) == ["one", "two"]
    assert heard.told_by(Turn(number=3, start_ms=1_900)) == [], "words are told again once"
