"""Speaker segments laid over a turn's text: no word is lost, none belongs to two."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.speaker_lines import Stretch, stretches
from transcriber.transcript.turns import SpeakerSegment, Turn


def turn(text: str, *segments: tuple[str, str]) -> Turn:
    return Turn(number=1, text=text, segments=tuple(SpeakerSegment(who, words) for who, words in segments))


def said(of: Turn) -> list[tuple[str, str]]:
    return [(each.speaker, of.text[each.start : each.end].strip()) for each in stretches(of)]


def test_two_speakers_in_one_turn() -> None:
    assert said(turn("Is it? It is.", ("A", "Is it?"), ("B", "It is."))) == [("A", "Is it?"), ("B", "It is.")]


def test_one_speaker_in_several_segments_is_one_stretch() -> None:
    assert stretches(turn("So it is.", ("A", "So"), ("A", "it is."))) == (Stretch("A", 0, 9),)


def test_nobody_is_told_apart() -> None:
    assert stretches(turn("So it is.")) == ()


def test_words_that_cannot_be_placed_stay_with_the_speaker_before() -> None:
    assert said(turn("Twenty one. Yes.", ("A", "21."), ("B", "Yes."))) == [("A", "Twenty one."), ("B", "Yes.")]


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="ab. é🎤", max_size=20),
    st.lists(st.tuples(st.sampled_from("AB"), st.text(alphabet="ab. é🎤", max_size=8)), max_size=5),
)
def test_stretches_cover_the_text_in_order(text: str, segments: list[tuple[str, str]]) -> None:
    found = stretches(turn(text, *segments))
    position = 0
    for stretch in found:
        assert stretch.start == position
        position = stretch.end
    assert position == (len(text) if found else 0)
