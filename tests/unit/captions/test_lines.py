"""Captions as a reader sees them; `CaptionStage` holds every step of every test against all promises."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.captions.caption_stage import CaptionStage, without_omissions
from transcriber.captions.line_maker import MOST_WAITING, OMISSION
from transcriber.captions.lines import CaptionLines
from transcriber.captions.look import CaptionLook
from transcriber.captions.seam import seam
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

SHORT = CaptionLook(characters=16)

WORDS = st.sampled_from(
    ["a", "so", "the", "release", "slips", "Thursday,", "extraordinarily", "日本語", "字", "שלום", "x" * 40]
)
STEPS = st.one_of(
    st.tuples(st.just("say"), st.integers(1, 4), st.lists(WORDS, max_size=12)),
    st.tuples(st.just("guess"), st.integers(1, 4), st.lists(WORDS, max_size=4)),
    st.tuples(st.just("end"), st.integers(1, 4), st.booleans()),
    st.tuples(st.just("remove"), st.integers(1, 4), st.just(0)),
    st.tuples(st.just("wait"), st.integers(0, 4_000), st.just(0)),
)
LOOKS = st.builds(
    CaptionLook,
    lines=st.integers(1, 4),
    characters=st.integers(16, 44),
    clears_after_s=st.sampled_from([None, 1, 4]),
    reading_cps=st.sampled_from([8, 17, 30]),
)


@settings(max_examples=150, deadline=None)
@given(LOOKS, st.lists(STEPS, max_size=40))
def test_no_promise_is_ever_broken(look: CaptionLook, steps: list[tuple[str, int, object]]) -> None:
    stage = CaptionStage(look)
    for kind, number, detail in steps:
        lane, turn = number % 2, stage.turns.get(number)
        is_live = turn is None or turn.state is TurnState.LIVE
        if kind == "wait":
            stage.wait(number)
        elif kind == "say" and is_live and isinstance(detail, list):
            stage.say(number, "".join(f" {word}" for word in detail), lane=lane)
        elif kind == "guess" and is_live and isinstance(detail, list):
            stage.say(number, tail="".join(f" {word}" for word in detail), lane=lane)
        elif kind == "end" and is_live and turn is not None:
            stage.end(number, None if detail else turn.text.replace("the", "a whole").upper())
        elif kind == "remove" and turn is not None:
            stage.remove(number)
    stage.read_to_the_end()
    assert stage.lines.next_ms is None


@settings(max_examples=60, deadline=None)
@given(LOOKS, st.lists(st.tuples(st.lists(WORDS, max_size=9), st.integers(0, 2_500)), max_size=20))
def test_every_word_is_shown_once_in_order(look: CaptionLook, said: list[tuple[list[str], int]]) -> None:
    stage = CaptionStage(look)
    text = ""
    for number, (words, pause_ms) in enumerate(said, start=1):
        piece = " ".join(words)
        stage.say(1 + number // 4, piece + " ")
        stage.wait(pause_ms)
        if number % 4 == 3:
            stage.end(1 + number // 4)
        text += piece
    for number in list(stage.turns):
        if stage.turns[number].state is TurnState.LIVE:
            stage.end(number)
    stage.read_to_the_end()

    shown = "".join(stage.words)
    if OMISSION not in shown:
        assert shown == "".join(text.split())
    else:
        assert shown.split(OMISSION)[-1] in "".join(text.split())


def test_words_appear_as_they_settle_and_what_is_not_settled_stands_behind_them() -> None:
    stage = CaptionStage()
    stage.say(1, "So the")
    assert stage.rows == ["So< the>"]
    stage.say(1, " release ", tail="slips to")
    assert stage.rows == ["So the release< slips to>"]
    stage.say(1, "slips ", tail="on")
    assert stage.rows == ["So the release slips< on>"]
    stage.end(1)
    assert stage.rows == ["So the release slips"]


def test_a_line_is_broken_once_and_the_next_one_waits_for_its_time() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "one two three four five ")
    assert stage.rows == ["one two three"]
    stage.wait(799)
    assert stage.rows == ["one two three"]
    stage.wait(1)
    assert stage.rows == ["one two three", "four five"]


def test_what_is_not_settled_never_breaks_finished_text() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "one two three ", tail="four five six seven")
    assert stage.rows == ["one two three"]
    stage.wait(800)
    assert stage.rows == ["one two three", "<four five six>"]
    stage.say(1, tail="for")
    assert stage.rows == ["one two three", "<for>"]
    stage.say(1, "for ever ", tail="")
    assert stage.rows == ["one two three", "for ever"]


def test_what_was_shown_stays_when_the_whole_turn_is_heard_otherwise() -> None:
    stage = CaptionStage()
    stage.say(1, "Ask Creswell about it before ")
    stage.end(1, "Ask Kreszwel about that, before we ship.")
    assert stage.rows == ["Ask Creswell about it before we ship."]


def test_a_line_is_not_pushed_out_before_it_can_be_read() -> None:
    stage = CaptionStage(CaptionLook(lines=1, characters=20))
    stage.say(1, "this can be read now ")
    stage.say(1, "and this then ")
    stage.wait(1_170)
    assert stage.rows == ["this can be read now"], "20 characters take 1.2 s at 17 a second"
    stage.wait(100)
    assert stage.rows == ["and this then"]


def test_behind_it_hurries_no_more_than_the_delay_asks_for() -> None:
    stage = CaptionStage(CaptionLook(lines=1, characters=40, reading_cps=8))
    stage.say(1, "x" * 40 + " " + "y" * 40 + " ")
    stage.wait(2_900)
    assert stage.rows == ["x" * 40], "5 s would be needed"
    stage.wait(100)
    assert stage.rows == ["y" * 40]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "word", "sentences"]), st.integers(250, 600)), max_size=120))
def test_speech_is_never_more_than_three_seconds_late(said: list[tuple[str, int]]) -> None:
    stage = CaptionStage()
    said_ms: list[int] = []
    for word, pause_ms in said:
        stage.say(1, f"{word} ")
        said_ms.append(stage.now_ms)
        stage.wait(pause_ms)
        due = sum(at_ms + 3_000 <= stage.now_ms for at_ms in said_ms)
        assert len(stage.words) >= due


def test_who_speaks_is_said_on_a_change_only() -> None:
    stage = CaptionStage()
    stage.say(1, "hello there ", lane=0)
    stage.end(1)
    stage.wait(1_000)
    stage.say(2, "good morning ", lane=1)
    stage.end(2)
    stage.say(3, "to all ", lane=1)
    stage.end(3)
    stage.wait(3_000)
    stage.say(4, "thank you ", lane=0)
    stage.wait(3_000)
    assert [seen.line.settled for seen in stage.seen.values()] == [
        "hello there",
        "Others: good morning to all",
        "Me: thank you",
    ]


def test_speakers_that_a_service_tells_apart_are_named() -> None:
    stage = CaptionStage()
    stage.lines.name_speakers({"B": "Ana"})
    stage.say(1)
    segments = (SpeakerSegment("A", "Is it ready?"), SpeakerSegment("B", "Yes, it is."))
    stage.end(1, "Is it ready? Yes, it is.", segments=segments)
    stage.wait(3_000)
    assert stage.rows == ["Speaker 1: Is it ready?", "Ana: Yes, it is."]


def test_nobody_is_named_where_that_is_not_wanted() -> None:
    stage = CaptionStage(CaptionLook(shows_speakers=False))
    stage.say(1, "hello ", lane=0)
    stage.end(1)
    stage.say(2, "morning ", lane=1)
    stage.end(2)
    stage.wait(3_000)
    assert stage.rows == ["hello", "morning"]


def test_two_who_speak_at_once_are_not_mixed_word_by_word() -> None:
    stage = CaptionStage()
    for _ in range(8):
        stage.say(1, "mine ", lane=0)
        stage.wait(100)
        stage.say(2, "yours ", lane=1)
        stage.wait(100)
    stage.end(1)
    stage.end(2)
    stage.wait(6_000)
    lines = [seen.line.text.split() for seen in stage.seen.values()]
    assert all(len(set(words)) == 1 for words in lines)
    assert len(lines) <= 4
    assert sorted(stage.words) == ["mine"] * 8 + ["yours"] * 8


def test_a_turn_waits_for_the_one_before_it_but_not_for_ever() -> None:
    stage = CaptionStage()
    stage.say(1)
    stage.say(2, "second ")
    assert stage.rows == []
    stage.wait(1_000)
    stage.say(1, "first ")
    stage.end(1)
    assert stage.rows == ["first second"]
    stage.say(3)
    stage.say(4, "fourth ")
    stage.wait(1_500)
    assert stage.rows == ["first second fourth"]


def test_a_clear_screen_after_a_while_and_a_new_line_after_it() -> None:
    stage = CaptionStage(CaptionLook(clears_after_s=3))
    stage.say(1, "hello ")
    stage.wait(2_999)
    assert stage.rows == ["hello"]
    stage.wait(1)
    assert stage.rows == []
    assert stage.lines.next_ms is None
    stage.say(1, "again ")
    assert stage.rows == ["again"]


def test_the_last_half_minute_can_be_looked_back_at() -> None:
    stage = CaptionStage(SHORT)
    for number in range(1, 30):
        stage.say(number, f"this is turn {number:02} ")
        stage.end(number)
        stage.wait(2_000)
    past = stage.lines.look_back(stage.now_ms)
    assert [line.text for line in past] == [f"this is turn {number}" for number in range(15, 30)]
    assert past[-1].heard_ms == 29_000
    assert all(later.shown_ms - line.shown_ms == 2_000 for line, later in pairwise(past))


def test_a_line_runs_as_its_turn_does() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "שלום לכולם PySide נתחיל בעוד רגע ")
    stage.end(1)
    stage.say(2, "and in English ")
    stage.end(2)
    stage.wait(9_000)
    directions = [(seen.line.text, seen.line.runs_right_to_left) for seen in stage.seen.values()]
    assert directions[-1] == ("and in English", False)
    assert all(is_rtl for text, is_rtl in directions[:-1])


def test_text_without_spaces_is_broken_between_characters() -> None:
    stage = CaptionStage(CaptionLook(characters=42))
    stage.say(1, "今天的会议就到这里，谢谢大家。下次我们讨论发布计划。")
    stage.end(1)
    stage.wait(2_000)
    assert stage.rows == ["今天的会议就到这里，谢谢大家。下", "次我们讨论发布计划。"]


def test_a_megabyte_at_once_shows_its_newest_words_and_says_that_some_are_missing() -> None:
    stage = CaptionStage()
    stage.say(1, "word " * 200_000)
    stage.say(1, "the very end ")
    stage.wait(60_000)
    assert stage.words.count(OMISSION) == 1
    assert stage.words[-3:] == ["the", "very", "end"]
    assert len(stage.seen) <= MOST_WAITING + 3
    stage.end(1, "word " * 200_000 + "the very end of it")
    stage.wait(5_000)
    assert without_omissions(stage.words)[-5:] == ["the", "very", "end", "of", "it"]


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m ", "a\u202ereversed ", "null\x00 ", "\ud800half "])
def test_control_characters_never_come_through(text: str) -> None:
    stage = CaptionStage()
    stage.say(1, text)
    stage.say(1, tail=text)
    [row] = stage.rows
    assert row.isprintable()


def test_markup_is_text() -> None:
    stage = CaptionStage()
    stage.say(1, "<b>not bold</b> &amp; ")
    assert stage.rows == ["<b>not bold</b> &amp;"]


def test_what_was_heard_on_silence_and_what_was_taken_back_is_not_shown() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "one two three four five six seven eight ")
    stage.remove(1)
    stage.say(2)
    stage.end(2, "Thank you for watching.", is_on_silence=True)
    stage.wait(9_000)
    assert "watching." not in stage.words


def test_who_comes_late_sees_what_is_said_from_then_on() -> None:
    lines = CaptionLines(CaptionLook())
    over = Turn(number=1, text="said before", state=TurnState.FINISHED)
    live = Turn(number=2, text="half a ")
    lines.join((over, live), 0)
    assert not lines.advance(0)
    lines.apply(TurnChanged(TurnChange.DELTA, Turn(number=2, text="half a sentence "), 1, "sentence "), 10)
    lines.advance(10)
    assert [line.text for line in lines.shown] == ["sentence"]


def test_another_recording_begins_on_an_empty_screen() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "one two three four five ")
    stage.lines.begin()
    assert stage.rows == []
    stage.turns.clear()
    stage.order.clear()
    stage.wait(2_000)
    stage.say(1, "new ")
    assert stage.rows == ["new"]
    assert stage.lines.shown[0].number == 2


def test_another_look_counts_from_the_next_line_on() -> None:
    stage = CaptionStage(SHORT)
    stage.say(1, "one two three four ")
    stage.lines.set_look(CaptionLook(characters=30))
    stage.look = CaptionLook(characters=30)
    stage.wait(1_000)
    stage.say(1, "five six seven eight nine ")
    assert stage.rows == ["one two three", "four five six seven eight nine"]


def test_a_person_may_call_the_sources_otherwise() -> None:
    stage = CaptionStage(CaptionLook(lines=6))
    stage.lines.name_speakers({"lane:others": "Ana"})
    stage.say(1, "mine ")
    stage.end(1)
    stage.say(2, "hers ", lane=1)
    stage.read_to_the_end()
    assert stage.rows == ["mine", "Ana: hers"]


def test_names_are_those_of_one_recording() -> None:
    stage = CaptionStage(CaptionLook(lines=6))
    stage.lines.name_speakers({"B": "Ana"})
    stage.lines.begin()
    stage.turns[1] = Turn(number=1)
    stage.end(1, "hello", segments=(SpeakerSegment("B", "hello"),))
    stage.read_to_the_end()
    assert stage.rows == ["Speaker 1: hello"]


def test_words_that_only_the_whole_turn_brings_are_shown() -> None:
    stage = CaptionStage()
    stage.say(1, "What you are ")
    stage.end(1, "What your country can do for you?")
    stage.read_to_the_end()
    assert " ".join(stage.words) == "What you are your country can do for you?"


def test_words_left_out_in_the_midst_are_added_marked_and_nothing_else_twice() -> None:
    stage = CaptionStage()
    stage.say(1, "were copied by hand, which ")
    stage.say(1, "The price of a book fell. ")
    stage.end(1, "were copied by hand, which took many months. The price of a book fell. So")
    stage.read_to_the_end()
    told = "were copied by hand, which The price of a book fell. So [… took many months.]"
    assert " ".join(stage.words) == told


def test_words_left_out_are_added_once_however_often_the_ended_turn_is_told() -> None:
    stage = CaptionStage()
    stage.say(1, "one two three four five ")
    stage.say(2, "somebody else talks ", lane=1)
    whole = "one two new words here three four five six"
    for _ in range(3):
        stage.end(1, whole, segments=(SpeakerSegment("A", whole),))
    stage.end(2)
    stage.read_to_the_end()
    shown = " ".join(stage.words)
    assert (shown.count("new words here"), shown.count("six")) == (1, 1)


_SPOKEN = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six", "seven"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(_SPOKEN, _SPOKEN.filter(bool), st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_whatever_the_whole_turn_says_behind_what_both_have_is_read(
    grown: list[str], whole: list[str], pieces: list[int]
) -> None:
    stage = CaptionStage()
    start = 0
    for count in pieces:
        stage.say(1, "".join(f"{word} " for word in grown[start : start + count]))
        stage.wait(700)
        start += count
    stage.end(1, " ".join(whole))
    stage.read_to_the_end()
    shown = grown[:start]
    told = seam(shown, whole)
    assert stage.words[: len(shown)] == shown
    assert stage.words[len(shown) : len(shown) + len(whole[told:])] == whole[told:]
    assert not told or whole[told - 1] in shown


def test_it_is_said_whether_words_wait() -> None:
    stage = CaptionStage(CaptionLook(lines=1, characters=16))
    stage.say(1, "one two three four ")
    assert stage.lines.is_behind
    stage.read_to_the_end()
    assert not stage.lines.is_behind
