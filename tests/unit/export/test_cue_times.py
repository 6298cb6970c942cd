from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transcriber.export.cue_times import Span, WordTimes, placed
from transcriber.export.rows import Row, RowKind
from transcriber.transcript.turns import SpeakerSegment

READING = st.lists(st.integers(833, 5000), min_size=1, max_size=12)


@given(READING, st.data())
def test_each_cue_is_long_enough_wherever_its_words_are(reading_ms: list[int], data: st.DataObject) -> None:
    length_ms = data.draw(st.integers(sum(reading_ms), 3 * sum(reading_ms)))
    middle = data.draw(st.lists(st.integers(0, length_ms), min_size=len(reading_ms) - 1, max_size=len(reading_ms) - 1))

    spans = placed([0, *sorted(middle)], reading_ms, Span(0, length_ms), 833, 7000)

    assert all(least <= span.end_ms - span.start_ms <= 7000 for span, least in zip(spans, reading_ms, strict=True))
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(spans))
    assert spans[-1].end_ms <= length_ms


@given(READING, st.integers(0, 3000))
def test_where_there_is_no_time_each_cue_is_still_seen(reading_ms: list[int], length_ms: int) -> None:
    spans = placed([0] * len(reading_ms), reading_ms, Span(0, length_ms), 833, 7000)

    assert all(833 <= span.end_ms - span.start_ms <= 7000 for span in spans)
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(spans))


def test_words_are_spoken_evenly_between_two_known_times() -> None:
    times = WordTimes.of(Row(RowKind.SPOKEN, "ten letters"), 1000, 3000)
    assert [times.at(done, 100) for done in (0, 50, 100)] == [1000, 2000, 3000]


def test_what_comes_after_a_pause_begins_after_it() -> None:
    segments = (SpeakerSegment("a", "aaaa", 0, 1000), SpeakerSegment("a", "bbbb", 8000, 9000))
    times = WordTimes.of(Row(RowKind.SPOKEN, "aaaa bbbb", segments=segments), 0, 9000)
    assert [times.at(done, 10) for done in (0, 4, 5, 9)] == [0, 800, 8000, 8800]


def test_times_that_go_backwards_or_are_missing_are_passed_over() -> None:
    segments = (SpeakerSegment("a", "aaaa", 5000, 400), SpeakerSegment("a", "bbbb", None, -3), SpeakerSegment("a", ""))
    times = WordTimes.of(Row(RowKind.SPOKEN, "aaaa bbbb", segments=segments), 1000, 2000)
    assert [times.at(done, 100) for done in (0, 100)] == [1000, 2000]
