"""A turn as a row: speakers on lines of their own, doubtful words where they are shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.shown_text import LINE_SEPARATOR, shown_text
from transcriber.gui.transcript_rows import Voice, row_of
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


def test_each_speaker_begins_a_line() -> None:
    segments = (SpeakerSegment("A", "Is it?"), SpeakerSegment("B", "It is."))
    row = row_of(Turn(number=1, text="Is it? It is.", segments=segments, doubtful=((3, 5), (10, 12))))
    assert row.text == f"Is it?{LINE_SEPARATOR}It is."
    assert row.voices == (Voice(0, "A"), Voice(7, "B"))
    assert [row.settled[start:end] for start, end in row.doubtful] == ["it", "is"]


def test_one_speaker_needs_no_line() -> None:
    row = row_of(Turn(number=1, text="So it is.", segments=(SpeakerSegment("A", "So it is."),)))
    assert (row.text, row.voices) == ("So it is.", (Voice(0, "A"),))


def test_a_failed_turn_keeps_its_marks() -> None:
    row = row_of(Turn(number=1, state=TurnState.FAILED, text="So it", doubtful=((3, 5),), failure="busy"))
    assert (row.text, row.doubtful) == ("So it Not transcribed: busy", ((3, 5),))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("ab", "é", "🎤x", "so")), st.booleans()), max_size=12))
def test_the_same_word_twice_is_marked_where_it_is_doubtful(words: list[tuple[str, bool]]) -> None:
    text, doubtful = "", []
    for word, is_doubtful in words:
        start = len(text)
        text += f"{word} "
        if is_doubtful:
            doubtful.append((start, start + len(word)))
    row = row_of(Turn(number=1, text=text, doubtful=tuple(doubtful)))
    assert row.settled == shown_text(text)
    assert row.doubtful == tuple(doubtful)
