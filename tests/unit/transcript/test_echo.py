"""What was played and is heard back goes; what a person may have said stays."""

from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.echo import echo_in
from transcriber.transcript.turns import Turn, TurnState

CITIES = "It was the best of times, it was the worst of times."
WORDS = st.sampled_from(
    ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima"]
)
OTHER_WORDS = st.sampled_from(["uniform", "victor", "whiskey", "yankee", "zulu", "seven", "eight", "nine"])


def said(text: str, start_ms: int = 1_000, *, ms_per_letter: float = 60.0) -> Turn:
    end_ms = start_ms + round(len(text) * ms_per_letter)
    return Turn(number=1, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=end_ms)


def left_of(own: Turn, *played: Turn) -> str:
    return echo_in(own, played).text


def test_what_was_played_and_comes_back_a_moment_later_is_an_echo() -> None:
    own = said(CITIES, 1_150)
    echo = echo_in(own, [said(CITIES)])
    assert echo.is_whole
    assert echo.spans_ms == ((own.start_ms, own.end_ms),)


def test_case_signs_and_small_mistakes_of_hearing_make_no_difference() -> None:
    assert left_of(said("it was the best of time - it was the wurst of times", 1_150), said(CITIES)) == ""


def test_what_a_person_says_behind_the_echo_stays() -> None:
    own = said(f"{CITIES} I do not think so.", 1_150)
    echo = echo_in(own, [said(CITIES)])
    assert echo.text == "I do not think so."
    [(start_ms, end_ms)] = echo.spans_ms
    assert own.start_ms == start_ms
    assert own.end_ms is not None
    assert end_ms < own.end_ms


def test_what_a_person_says_before_and_amid_the_echo_stays() -> None:
    own = said("Wait. It was the best of times please listen it was the worst of times.", 900)
    assert left_of(own, said(CITIES)) == "Wait. … please listen"


def test_one_or_two_words_that_both_say_stay_where_only_the_text_can_tell() -> None:
    assert left_of(said("Yes."), said("Yes.")) == "Yes."
    assert left_of(said("Thank you."), said("Thank you.")) == "Thank you."


def test_they_go_where_the_sound_itself_says_that_nobody_spoke() -> None:
    assert echo_in(said("Thank you."), [said("Thank you.")], lambda start_ms, end_ms: 0.9).is_whole
    assert not echo_in(said("Thank you."), [said("Thank you.")], lambda start_ms, end_ms: 0.2).is_whole


def test_a_word_that_was_misheard_in_an_echo_goes_with_it_where_the_sound_says_so() -> None:
    own, played = (
        said("It was the best of dimes it was there", 1_100),
        said("It was the best of times, it was the worst"),
    )
    assert left_of(own, played) != ""
    assert echo_in(own, [played], lambda start_ms, end_ms: 0.9).is_whole


def test_the_same_words_at_another_time_were_said() -> None:
    assert left_of(said(CITIES, 30_000), said(CITIES)) == CITIES
    assert left_of(said(CITIES, 1_000), said(CITIES, 30_000)) == CITIES


def test_an_echo_may_come_out_of_several_played_turns() -> None:
    first, second = said("It was the best of times."), said("It was the worst of times.", 2_600)
    assert left_of(said("It was the best of times, it was the worst of times.", 1_150), first, second) == ""


def test_signs_without_blanks_between_count_as_words() -> None:
    text = "我们今天讨论预算"
    assert left_of(said(text, 1_100, ms_per_letter=200), said(text, ms_per_letter=200)) == ""
    assert left_of(said("我不同意", 1_100, ms_per_letter=200), said(text, ms_per_letter=200)) == "我不同意"


def test_without_times_the_words_alone_are_compared() -> None:
    own = Turn(number=1, state=TurnState.FINISHED, text=CITIES)
    assert left_of(own, said(CITIES)) == ""


@given(st.lists(OTHER_WORDS, min_size=1, max_size=30), st.lists(WORDS, max_size=30), st.integers(0, 3_000))
def test_a_word_that_nobody_played_is_never_dropped(own: list[str], played: list[str], start_ms: int) -> None:
    text = " ".join(own)
    assert left_of(said(text, start_ms), said(" ".join(played))) == text


@given(
    st.lists(WORDS, min_size=3, max_size=20),
    st.lists(OTHER_WORDS, max_size=8),
    st.integers(80, 200),
    st.data(),
)
def test_words_said_into_an_echo_are_all_that_is_left(
    played: list[str], own: list[str], delay_ms: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(played)))
    heard = " ".join([*played[:at], *own, *played[at:]])
    left = left_of(said(heard, 1_000 + delay_ms), said(" ".join(played))).replace("…", "").split()
    assert [word for word in left if word in own] == own
    if not own:
        assert left == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_taken_and_what_is_left_was_in_it(own: str, played: str) -> None:
    echo = echo_in(said(own), [said(played)])
    if not echo.spans_ms:
        assert echo.text == own
    assert all(part.strip() in own for part in echo.text.split(" … ")) or echo.text == own


def test_where_nobody_knows_the_times_only_the_newest_played_words_may_come_back() -> None:
    def untimed(text: str) -> Turn:
        return Turn(number=1, state=TurnState.FINISHED, text=text)

    talk = [f"topic{number:03} is what we speak about now." for number in range(500)]
    played = [untimed(text) for text in talk]

    assert echo_in(untimed(talk[-1]), played).is_whole
    assert echo_in(untimed("We will meet on topic007 again."), played).text == "We will meet on topic007 again."
    # Also where the microphone's own times are known.
    assert echo_in(said(talk[-1]), played).is_whole
