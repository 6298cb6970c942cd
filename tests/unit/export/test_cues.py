from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transcriber.export.cues import LINE_CHARACTERS, LINES, clock, cues_of
from transcriber.transcript.turns import Turn, TurnState

TURNS = st.lists(
    st.builds(
        Turn,
        number=st.integers(1, 99),
        state=st.sampled_from(TurnState),
        text=st.text(alphabet="abc def.", max_size=300),
        start_ms=st.none() | st.integers(0, 100_000),
        end_ms=st.none() | st.integers(0, 120_000),
    ),
    max_size=8,
)


@given(TURNS)
def test_cues_fit_the_screen_follow_each_other_and_lose_no_word(turns: list[Turn]) -> None:
    cues = cues_of(turns)

    words = [word for turn in turns if turn.state is TurnState.FINISHED for word in turn.text.split()]
    assert "".join(words) == "".join(line.replace(" ", "") for cue in cues for line in cue.lines)
    assert all(len(cue.lines) <= LINES and len(line) <= LINE_CHARACTERS for cue in cues for line in cue.lines)
    assert all(cue.start_ms <= cue.end_ms for cue in cues)
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(cues))


def test_a_short_turn_is_one_cue_at_its_own_time() -> None:
    [cue] = cues_of([Turn(number=1, state=TurnState.FINISHED, text="Good morning.", start_ms=700, end_ms=2500)])

    assert (cue.start_ms, cue.end_ms, cue.lines) == (700, 2500, ("Good morning.",))


def test_the_clock_goes_past_an_hour() -> None:
    assert clock(3_723_004, ",") == "01:02:03,004"


def test_no_cue_holds_two_speakers(talk: list[Turn]) -> None:
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in cues_of(talk)] == [
        (1000, 2500, ("Speaker 1: Hello.",)),
        (3000, 5000, ("Speaker 2: *Hi.*",)),
        (6000, 7000, ("Speaker 2: Bye.",)),
    ]
