import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.events import Logprob, TranscriptSegment
from transcriber.transcript.item import Item
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

UNSURE = -2.0


@pytest.fixture
def item() -> Item:
    return Item(session=1, turn=Turn(number=1))


def turn_of(item: Item) -> Turn:
    item.settle()
    assert item.turn is not None
    return item.turn


def append(item: Item, *deltas: str) -> list[str]:
    return [item.settle() if item.append(delta, 0, ()) else "" for delta in deltas]


def segment(name: str, speaker: str, text: str, start_s: float, end_s: float) -> TranscriptSegment:
    return TranscriptSegment("item_A", name, text, speaker, start_s, end_s)


def marked(item: Item) -> list[str]:
    turn = turn_of(item)
    return [turn.text[start:end] for start, end in turn.doubtful]


def test_a_delta_that_repeats_the_whole_text_does_not_double_it(item: Item) -> None:
    assert append(item, "Good morning", "Good morning to all", " here") == ["Good morning", " to all", " here"]
    assert append(item, "Good morning to all here") == [""]
    assert turn_of(item).text == "Good morning to all here"


def test_a_repetition_need_not_begin_with_the_same_space(item: Item) -> None:
    assert append(item, " Good morning", "Good morning to all") == [" Good morning", " to all"]


def test_a_short_word_that_is_said_twice_stays_twice(item: Item) -> None:
    append(item, "Ha ha ", "Ha ha ha")
    assert turn_of(item).text == "Ha ha Ha ha ha"


def test_doubt_is_marked_while_live_and_found_again_in_the_final_text(item: Item) -> None:
    item.append(" Good", 0, (Logprob(" Good", -0.1),))
    item.append(" mourning", 0, (Logprob(" mourning", UNSURE),))
    item.append(" Olaf", 0, (Logprob(" Ol", UNSURE), Logprob("af", -0.1)))
    assert marked(item) == ["mourning Ol"]

    assert item.complete("Good mourning, Olaf.", 0, (), ())
    assert marked(item) == ["mourning", "Ol"]


def test_the_final_log_probabilities_count_most(item: Item) -> None:
    item.append("Good mourning", 0, (Logprob("Good mourning", UNSURE),))
    item.complete(" Good morning ", 0, (Logprob(" Good", -0.1), Logprob(" morning", UNSURE)), ())
    assert turn_of(item).text == "Good morning"
    assert marked(item) == ["morning"]


def test_doubt_in_a_second_part_lies_behind_the_first(item: Item) -> None:
    item.append("world", 1, (Logprob("world", UNSURE),))
    item.append("Hello ", 0, ())
    assert turn_of(item).text == "Hello world"
    assert marked(item) == ["world"]


def test_segments_come_in_any_order_and_take_their_times_from_the_item(item: Item) -> None:
    item.add_segment(segment("seg_2", "spk_2", " Hi.", 1.5, 2.0))
    item.add_segment(segment("seg_1", "spk_1", "Hello.", 0.0, 1.0))
    assert [each.text for each in turn_of(item).segments] == ["Hello.", "Hi."]
    assert turn_of(item).segments[0].start_ms is None

    item.set_times(5000, 8000)
    assert turn_of(item).segments == (
        SpeakerSegment("spk_1", "Hello.", 5000, 6000),
        SpeakerSegment("spk_2", "Hi.", 6500, 7000),
    )


def test_the_same_segment_again_replaces_the_first(item: Item) -> None:
    assert item.add_segment(segment("seg_1", "spk_1", "Hell", 0.0, 1.0))
    assert item.add_segment(segment("seg_1", "spk_2", "Hello.", 0.0, 1.0))
    assert not item.add_segment(segment("seg_1", "spk_2", "Hello.", 0.0, 1.0))
    assert turn_of(item).segments == (SpeakerSegment("spk_2", "Hello."),)


def test_a_segment_after_the_end_is_still_taken(item: Item) -> None:
    item.complete("Hello.", 0, (), ("en",))
    assert item.add_segment(segment("", "spk_1", "Hello.", 0.0, 1.0))
    turn = turn_of(item)
    assert (turn.text, turn.languages, turn.segments[0].speaker) == ("Hello.", ("en",), "spk_1")


def test_words_that_only_the_segments_have_are_not_lost(item: Item) -> None:
    item.add_segment(segment("seg_1", "spk_1", "Hello.", 0.0, 1.0))
    item.add_segment(segment("seg_2", "spk_2", "Hi.", 1.0, 2.0))
    assert item.complete("", 0, (), ())
    assert turn_of(item).text == "Hello. Hi."


def test_an_overlong_text_is_kept_whole(item: Item) -> None:
    append(item, "word " * 10_000)
    assert item.complete("word " * 100_000, 0, (), ())
    assert len(turn_of(item).text) == 499_999


def test_untrusted_words_are_plain_in_every_field(item: Item) -> None:
    steering = "\x1b\u202e"
    item.add_segment(segment("seg_1", f"spk{steering}", f"Hi{steering}", -5.0, -9.0))
    item.append(f"Hi{steering}", 0, (Logprob(f"Hi{steering}", UNSURE),))
    item.set_times(0, 10)
    item.complete(f"Hi{steering}", 0, (), (f"en{steering}", steering))
    turn = turn_of(item)
    assert turn.segments == (SpeakerSegment("spk", "Hi", 0, 0),)
    assert (turn.text, turn.languages, marked(item)) == ("Hi", ("en",), ["Hi"])


LOGPROBS = st.lists(st.builds(Logprob, st.text(max_size=4), st.floats(max_value=0)), max_size=4).map(tuple)


@given(st.lists(st.tuples(st.text(max_size=14), st.integers(0, 2), LOGPROBS), max_size=12), st.text(max_size=20))
def test_whatever_comes_marks_lie_inside_the_text(
    deltas: list[tuple[str, int, tuple[Logprob, ...]]], final: str
) -> None:
    item = Item(session=1, turn=Turn(number=1))
    for delta, content_index, logprobs in deltas:
        before = turn_of(item).text
        is_longer = item.append(delta, content_index, logprobs)
        added = item.settle()
        assert is_longer == bool(added)
        assert len(turn_of(item).text) == len(before) + len(added)
        assert all(0 <= start < end <= len(turn_of(item).text) for start, end in turn_of(item).doubtful)
    if item.complete(final, 0, (), ()):
        turn = turn_of(item)
        assert turn.state is TurnState.FINISHED
        assert all(0 <= start < end <= len(turn.text) for start, end in turn.doubtful)


@given(st.lists(st.text("ab \u2003\n", max_size=6), max_size=12), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_the_unsettled_tail_is_what_lies_beyond_as_many_words_as_are_settled(
    deltas: list[str], words: list[str]
) -> None:
    item = Item(session=1, turn=Turn(number=1))
    for delta in deltas:
        item.append(delta, 0, ())
        item.settle()
        item.revise(" ".join(words))
        assert turn_of(item).provisional.split() == words[len(turn_of(item).text.split()) :]
