from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.export.conftest import said
from transcriber.export.cues import (
    CHARACTERS_A_SECOND,
    LINES,
    LONGEST_MS,
    SHORTEST_MS,
    Cue,
    cues_of,
)
from transcriber.export.line_breaking import LINE_CHARACTERS, LINE_WIDE_CHARACTERS
from transcriber.export.material import Gap, Material
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

WORDS = st.lists(st.text(alphabet="abcdef.,?", min_size=1, max_size=12), max_size=80).map(" ".join)
TURNS = st.lists(
    st.builds(
        Turn,
        number=st.integers(1, 99),
        state=st.sampled_from([TurnState.FINISHED, TurnState.FINISHED, TurnState.LIVE]),
        text=WORDS,
        start_ms=st.none() | st.integers(0, 100_000),
        end_ms=st.none() | st.integers(0, 120_000),
        segments=st.lists(
            st.builds(
                SpeakerSegment,
                speaker=st.just("a"),
                text=st.text(alphabet="abc ", max_size=20),
                start_ms=st.none() | st.integers(0, 100_000),
                end_ms=st.none() | st.integers(0, 120_000),
            ),
            max_size=3,
        ).map(tuple),
    ),
    max_size=8,
)


def shown_ms(cue: Cue) -> int:
    return cue.end_ms - cue.start_ms


def characters(cue: Cue) -> int:
    return len(" ".join(cue.lines))


@given(TURNS)
def test_cues_fit_the_screen_follow_each_other_and_lose_no_word(turns: list[Turn]) -> None:
    turns = [turn if turn.state is TurnState.LIVE else said(turn.text, turn.start_ms, turn.end_ms) for turn in turns]
    cues = cues_of(Material(turns=turns))

    spoken = [word for turn in turns if turn.state is TurnState.FINISHED for word in turn.text.split()]
    assert [word for cue in cues for line in cue.lines for word in line.split()] == spoken
    assert all(len(cue.lines) <= LINES and len(line) <= LINE_CHARACTERS for cue in cues for line in cue.lines)
    assert all(SHORTEST_MS <= shown_ms(cue) <= LONGEST_MS for cue in cues)
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(cues))


@given(TURNS)
def test_segments_with_any_times_break_nothing(turns: list[Turn]) -> None:
    cues = cues_of(Material(turns=turns))

    assert all(SHORTEST_MS <= shown_ms(cue) <= LONGEST_MS for cue in cues)
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(cues))


@given(st.lists(st.tuples(WORDS, st.integers(0, 30_000), st.integers(0, 5000)), max_size=8))
def test_cues_can_be_read_where_the_speech_is_slow_enough(spoken: list[tuple[str, int, int]]) -> None:
    turns: list[Turn] = []
    at_ms = 0
    for text, extra_ms, pause_ms in spoken:
        # Enough for the letters, and for two cues more that are as short as can be.
        end_ms = at_ms + 1000 * len(text) // CHARACTERS_A_SECOND + 2 * SHORTEST_MS + extra_ms
        if text:
            turns.append(said(text, at_ms, end_ms))
        at_ms = end_ms + pause_ms
    cues = cues_of(Material(turns=turns))

    unhurried = [cue for cue in cues if characters(cue) * 1000 <= CHARACTERS_A_SECOND * shown_ms(cue)]
    assert unhurried == cues
    assert [cue.start_ms for cue in cues if cue.start_ms in {turn.start_ms for turn in turns}] == [
        turn.start_ms for turn in turns
    ]


def test_a_short_turn_is_one_cue_at_its_own_time() -> None:
    [cue] = cues_of(Material(turns=[said("Good morning.", 700, 2500)]))

    assert (cue.start_ms, cue.end_ms, cue.lines) == (700, 2500, ("Good morning.",))


def test_who_speaks_too_fast_is_read_on_into_the_pause() -> None:
    hurried = "x" * 30 + " " + "y" * 30

    [alone, after] = cues_of(Material(turns=[said(hurried, 0, 1000), said("Next.", 60_000, 61_000)]))
    assert (alone.start_ms, alone.end_ms, after.start_ms) == (0, 3589, 60_000)

    [pressed, after] = cues_of(Material(turns=[said(hurried, 0, 1000), said("Next.", 2000, 3000)]))
    assert (pressed.end_ms, after.start_ms) == (2000, 2000)


def test_who_speaks_slowly_is_not_shown_beyond_seven_seconds() -> None:
    cues = cues_of(Material(turns=[said("one two three four five six seven eight nine ten " * 2, 0, 60_000)]))

    assert len(cues) == 5
    assert {shown_ms(cue) for cue in cues} == {LONGEST_MS}


def test_a_cue_ends_with_a_sentence_where_there_is_one() -> None:
    text = "This is the first sentence, and it is rather long for one. This is the second one, and it is as long."

    assert [" ".join(cue.lines) for cue in cues_of(Material(turns=[said(text, 0, 9000)]))] == [
        "This is the first sentence, and it is rather long for one.",
        "This is the second one, and it is as long.",
    ]


def test_chinese_has_sixteen_characters_a_line() -> None:
    text = "今天的会议我们要讨论下个季度的计划，然后决定谁来负责这个项目。" * 3
    cues = cues_of(Material(turns=[said(text, 0, 20_000)]))

    assert "".join(line for cue in cues for line in cue.lines) == text
    assert all(len(line) <= LINE_WIDE_CHARACTERS for cue in cues for line in cue.lines)
    assert all(len(cue.lines) <= LINES for cue in cues)


def test_hebrew_after_a_name_or_a_number_still_runs_from_the_right() -> None:
    turn = said("שלום לכולם", 0, 2000)
    [plain] = cues_of(Material(turns=[turn]))
    assert plain.lines == ("שלום לכולם",)

    named = Turn(
        number=1, state=TurnState.FINISHED, text=turn.text, segments=(SpeakerSegment("a", turn.text),), start_ms=0
    )
    [cue] = cues_of(Material(turns=[named]))
    assert cue.lines == ("\u200fSpeaker 1: שלום לכולם",)


def test_a_cue_starts_when_its_segment_does() -> None:
    one, two = "one " * 15, "two " * 15
    segments = (SpeakerSegment("a", one.strip(), 0, 5000), SpeakerSegment("a", two.strip(), 20_000, 25_000))
    turn = Turn(
        number=1, state=TurnState.FINISHED, text=one + two.strip(), segments=segments, start_ms=0, end_ms=25_000
    )

    assert [
        (cue.start_ms, cue.end_ms, set(" ".join(cue.lines).split())) for cue in cues_of(Material(turns=[turn]))
    ] == [
        (0, 5000, {"Speaker", "1:", "one"}),
        (20_000, 25_000, {"two"}),
    ]


def test_no_cue_holds_two_speakers(talk: list[Turn]) -> None:
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in cues_of(Material(turns=talk))] == [
        (1000, 2500, ("Speaker 1: Hello.",)),
        (3000, 5000, ("Speaker 2: *Hi.*",)),
        (6000, 7000, ("Speaker 2: Bye.",)),
    ]


def test_an_hour_without_audio_is_told_of_at_its_beginning() -> None:
    [cue] = cues_of(Material(turns=[], gaps=[Gap(1000, 3_600_000, "The computer was suspended.")]))
    assert (cue.start_ms, cue.end_ms, cue.lines) == (1000, 4000, ("[Gap: The computer was suspended.]",))
