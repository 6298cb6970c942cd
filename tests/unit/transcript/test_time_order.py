from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.time_order import in_time_order

TIMES = st.integers(0, 20)


def test_a_gap_stands_before_the_turn_that_begins_with_it_and_a_note_behind() -> None:
    turns = [(0, "one"), (5, "two"), (9, "three")]
    assert list(in_time_order(turns, [(5, "gap"), (30, "late")], [(5, "note"), (0, "mark")])) == [
        *("one", "mark", "gap", "two", "note", "three", "late")
    ]


def test_a_turn_whose_time_is_not_known_stays_where_it_is() -> None:
    assert list(in_time_order([(5, "one"), (None, "two"), (3, "three")], [(4, "gap"), (6, "end")])) == [
        *("gap", "one", "two", "three", "end")
    ]


@given(st.lists(st.none() | TIMES), st.lists(TIMES), st.lists(TIMES))
def test_every_row_is_there_once_and_turns_keep_their_order(
    turns: list[int | None], gaps: list[int], added: list[int]
) -> None:
    told = list(
        in_time_order(
            [(at_ms, ("turn", index)) for index, at_ms in enumerate(turns)],
            [(at_ms, ("gap", index)) for index, at_ms in enumerate(gaps)],
            [(at_ms, ("note", index)) for index, at_ms in enumerate(added)],
        )
    )
    assert len(told) == len(set(told)) == len(turns) + len(gaps) + len(added)
    assert [index for kind, index in told if kind == "turn"] == list(range(len(turns)))
    for kind, times in (("gap", gaps), ("note", added)):
        begun = [times[index] for what, index in told if what == kind]
        assert begun == sorted(begun)
