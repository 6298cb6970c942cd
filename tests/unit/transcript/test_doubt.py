import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.events import Logprob
from transcriber.transcript.doubt import DOUBTFUL_BELOW, doubtful_stretches, shifted

SURE, UNSURE = Logprob("", -0.01).logprob, -2.0


def words(text: str, *pieces: tuple[str, float]) -> list[str]:
    """What is marked in the text."""
    return [text[start:end] for start, end in doubtful_stretches(text, [Logprob(*piece) for piece in pieces])]


def test_a_piece_of_low_probability_is_marked_without_the_space_before_it() -> None:
    assert words("Good mourning all", ("Good", SURE), (" mourning", UNSURE), (" all", SURE)) == ["mourning"]


def test_neighbours_are_one_stretch() -> None:
    assert words("a new hope is", ("a", SURE), (" new", UNSURE), (" hope", UNSURE), (" is", SURE)) == ["new hope"]


@pytest.mark.parametrize(("probability", "marked"), [(0.51, []), (0.49, ["word"]), (1e-9, ["word"])])
def test_the_limit_is_that_something_else_is_likelier(probability: float, marked: list[str]) -> None:
    assert DOUBTFUL_BELOW == 0.5
    assert words("word", ("word", math.log(probability))) == marked


def test_the_same_word_is_marked_where_it_was_said() -> None:
    assert doubtful_stretches("so so so", [Logprob("so", SURE), Logprob(" so", SURE), Logprob(" so", UNSURE)]) == (
        (6, 8),
    )


def test_pieces_that_are_not_in_the_text_are_passed_over() -> None:
    pieces = (("<|en|>", UNSURE), ("\ufffd", UNSURE), ("Héllo", UNSURE), ("nothing", UNSURE), (" there", UNSURE))
    assert words("Héllo, over there", *pieces) == ["Héllo", "there"]


def test_punctuation_alone_is_no_doubt() -> None:
    assert words("Yes, no.", ("Yes", SURE), (",", UNSURE), (" no", SURE), (".", UNSURE)) == []


def test_a_shift_cuts_off_what_falls_outside() -> None:
    assert shifted([(0, 4), (6, 9), (10, 12)], -2, 6) == ((0, 2), (4, 6))


@given(st.text(max_size=40), st.lists(st.builds(Logprob, st.text(max_size=4), st.floats(max_value=0)), max_size=12))
def test_stretches_lie_in_order_inside_the_text_and_mark_something(text: str, pieces: list[Logprob]) -> None:
    reached = 0
    for start, end in doubtful_stretches(text, pieces):
        assert reached <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        reached = end
