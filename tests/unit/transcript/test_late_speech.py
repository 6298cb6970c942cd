from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.late_speech import late_changes
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

SECOND = 24_000


def said(number: int, start_s: float, text: str) -> Turn:
    start_ms = round(start_s * 1000)
    return Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=start_ms, end_ms=start_ms + 900)


def gap(number: int, start_s: int, end_s: int) -> Turn:
    start_ms, end_ms = start_s * 1000, end_s * 1000
    return Turn(number=number, state=TurnState.GAP, failure="the link was down", start_ms=start_ms, end_ms=end_ms)


def missing(start_s: int, end_s: int) -> Stretch:
    start_sample, end_sample = start_s * SECOND, end_s * SECOND
    return Stretch(start_sample=start_sample, end_sample=end_sample, state=StretchState.GAP, reason="no answer came")


def applied(shown: list[Turn], changes: list[TurnChanged | TurnRemoved]) -> list[Turn]:
    """As every view takes changes in: what is known by its number stays where it is."""
    turns = list(shown)
    for change in changes:
        if isinstance(change, TurnRemoved):
            turns = [turn for turn in turns if turn.number != change.number]
        elif any(turn.number == change.turn.number for turn in turns):
            turns = [change.turn if turn.number == change.turn.number else turn for turn in turns]
        else:
            turns.insert(change.position, change.turn)
    return turns


def test_a_gap_gives_way_to_the_turns_that_fill_it() -> None:
    one, two, three, four = said(1, 0, "One."), said(4, 1, "Two."), said(5, 2, "Three."), said(3, 3, "Four.")
    changes = late_changes([one, gap(2, 1, 3), four], [one, two, three, four], [])
    assert changes == [
        TurnRemoved(2),
        TurnChanged(TurnChange.COMPLETED, two, 1),
        TurnChanged(TurnChange.COMPLETED, three, 2),
    ]


def test_a_gap_that_was_filled_in_part_says_what_is_left_of_it_and_why() -> None:
    one, two = said(1, 0, "One."), said(3, 1, "Two.")
    changes = late_changes([one, gap(2, 1, 9)], [one, two], [missing(5, 9)])
    assert [turn.text for turn in applied([one, gap(2, 1, 9)], changes)] == ["One.", "Two.", ""]
    [left] = [each.turn for each in changes if isinstance(each, TurnChanged) and each.turn.state is TurnState.GAP]
    assert (left.number, left.start_ms, left.end_ms, left.failure) == (2, 5_000, 9_000, "no answer came")


def test_a_gap_of_one_source_stays_until_that_source_has_a_text_there() -> None:
    own, theirs = gap(1, 1, 3), replace(gap(2, 1, 3), lane=1)
    heard = replace(said(3, 1, "Theirs."), lane=1)
    assert late_changes([own, theirs], [heard], [missing(1, 3)]) == [
        TurnRemoved(2),
        TurnChanged(TurnChange.COMPLETED, heard, 1),
    ]


def test_nothing_is_said_of_what_is_as_it_was() -> None:
    one = said(1, 0, "One.")
    assert late_changes([one, gap(2, 1, 3)], [one], [missing(1, 3)]) == []


def test_what_a_person_edited_since_reads_so_and_stays_where_it_was() -> None:
    one, two = said(1, 0, "One."), said(2, 1, "Two.")
    edited = said(1, 0, "First.")
    assert late_changes([one, two], [edited, two], []) == [TurnChanged(TurnChange.COMPLETED, edited, 0)]


def test_a_turn_that_is_heard_again_gives_way_also_where_it_had_no_text() -> None:
    failed = Turn(number=1, state=TurnState.FAILED, failure="too loud", start_ms=0, end_ms=900)
    better = said(2, 0, "One.")
    assert applied([failed], late_changes([failed], [better], [])) == [better]


def test_what_still_grows_is_left_alone() -> None:
    live = Turn(number=3, text="And th", start_ms=3_000)
    assert late_changes([live], [], []) == []


@given(
    st.lists(st.integers(0, 40), unique=True, max_size=12),
    st.lists(st.integers(0, 40), unique=True, max_size=12),
)
def test_whatever_was_shown_reads_as_the_history_does_in_its_order(before: list[int], after: list[int]) -> None:
    shown = [said(number + 1, number, f"{number}") for number in sorted(before)]
    stored = [said(number + 1, number, f"{number}!") for number in sorted(after)]
    assert applied(shown, late_changes(shown, stored, [])) == stored
