"""Two lanes' turns in one order with one numbering, told so that whoever follows the changes has the same list."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from transcriber.gui.turn_list import TurnList
from transcriber.transcript.joined_turns import JoinedTurns
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


def told(number: int, position: int, start_ms: int | None, text: str = "", **values: object) -> TurnChanged:
    turn = Turn(number=number, text=text, start_ms=start_ms, **values)  # type: ignore[arg-type]
    return TurnChanged(TurnChange.PLACED, turn, position)


def texts(joined: JoinedTurns) -> list[str]:
    return [turn.text for turn in joined.turns]


def test_turns_stand_in_the_order_in_which_they_began_and_each_has_a_number_of_its_own() -> None:
    joined = JoinedTurns()
    joined.apply(0, told(1, 0, 100, "one"))
    joined.apply(1, told(1, 0, 300, "three"))
    joined.apply(0, told(2, 1, 200, "two"))
    joined.apply(1, told(2, 1, 400, "four"))
    assert texts(joined) == ["one", "two", "three", "four"]
    assert sorted(turn.number for turn in joined.turns) == [1, 2, 3, 4]
    assert [turn.lane for turn in joined.turns] == [0, 0, 1, 1]


def test_a_turn_whose_beginning_is_not_known_stands_at_the_end_until_it_is() -> None:
    joined = JoinedTurns()
    joined.apply(0, told(1, 0, 500, "mine"))
    joined.apply(1, told(1, 0, None, "theirs"))
    assert texts(joined) == ["mine", "theirs"]
    [moved] = joined.apply(1, told(1, 0, 100, "theirs"))
    assert texts(joined) == ["theirs", "mine"]
    assert isinstance(moved, TurnChanged)
    assert (moved.change, moved.position) == (TurnChange.PLACED, 0)


def test_a_change_that_moves_a_turn_says_both() -> None:
    joined = JoinedTurns()
    joined.apply(0, told(1, 0, 500, "mine"))
    joined.apply(1, told(1, 0, None))
    turn = Turn(number=1, state=TurnState.FINISHED, text="theirs", start_ms=100)
    changes = joined.apply(1, TurnChanged(TurnChange.COMPLETED, turn, 0))
    assert [change.change for change in changes if isinstance(change, TurnChanged)] == [
        TurnChange.PLACED,
        TurnChange.COMPLETED,
    ]


def test_the_lanes_own_order_counts_more_than_the_times() -> None:
    joined = JoinedTurns()
    joined.apply(0, told(1, 0, 500, "first"))
    joined.apply(0, told(2, 1, 100, "second"))
    assert texts(joined) == ["first", "second"]


def test_speakers_of_the_two_lanes_are_different_people() -> None:
    joined = JoinedTurns()
    segments = (SpeakerSegment("A", "Hello."),)
    joined.apply(0, told(1, 0, 100, "Hello.", segments=segments))
    joined.apply(1, told(1, 0, 200, "Hello.", segments=segments))
    assert [turn.segments[0].speaker for turn in joined.turns] == ["A", "others:A"]


class Following(RuleBasedStateMachine):
    """Two lanes change as they like; a view that only hears of the changes must have the same list."""

    def __init__(self) -> None:
        super().__init__()
        self.joined = JoinedTurns()
        self.view = TurnList()
        self.lanes: tuple[list[Turn], list[Turn]] = ([], [])
        self.last = [0, 0]

    def tell(self, lane: int, change: TurnChanged | TurnRemoved) -> None:
        for each in self.joined.apply(lane, change):
            self.view.apply(each)

    @rule(lane=st.integers(0, 1), start_ms=st.none() | st.integers(0, 50), place=st.integers(0, 5))
    def begin(self, lane: int, start_ms: int | None, place: int) -> None:
        self.last[lane] += 1
        place = min(place, len(self.lanes[lane]))
        turn = Turn(number=self.last[lane], start_ms=start_ms)
        self.lanes[lane].insert(place, turn)
        self.tell(lane, TurnChanged(TurnChange.PLACED, turn, place))

    @rule(
        lane=st.integers(0, 1),
        which=st.integers(0, 9),
        start_ms=st.none() | st.integers(0, 50),
        text=st.text(max_size=3),
    )
    def change(self, lane: int, which: int, start_ms: int | None, text: str) -> None:
        if self.lanes[lane]:
            at = which % len(self.lanes[lane])
            turn = Turn(number=self.lanes[lane][at].number, start_ms=start_ms, text=text)
            self.lanes[lane][at] = turn
            self.tell(lane, TurnChanged(TurnChange.COMPLETED, turn, at))

    @rule(lane=st.integers(0, 1), which=st.integers(0, 9), to=st.integers(0, 9))
    def move(self, lane: int, which: int, to: int) -> None:
        if self.lanes[lane]:
            turn = self.lanes[lane].pop(which % len(self.lanes[lane]))
            to %= len(self.lanes[lane]) + 1
            self.lanes[lane].insert(to, turn)
            self.tell(lane, TurnChanged(TurnChange.PLACED, turn, to))

    @rule(lane=st.integers(0, 1), which=st.integers(0, 9))
    def remove(self, lane: int, which: int) -> None:
        if self.lanes[lane]:
            turn = self.lanes[lane].pop(which % len(self.lanes[lane]))
            self.tell(lane, TurnRemoved(turn.number))

    @invariant()
    def the_view_has_the_same_turns(self) -> None:
        assert list(self.view) == list(self.joined.turns)

    @invariant()
    def each_lane_has_its_own_order_in_it(self) -> None:
        for lane, turns in enumerate(self.lanes):
            mine = [(turn.start_ms, turn.text) for turn in self.joined.turns if turn.lane == lane]
            assert mine == [(turn.start_ms, turn.text) for turn in turns]

    @invariant()
    def no_number_is_there_twice(self) -> None:
        numbers = [turn.number for turn in self.joined.turns]
        assert len(set(numbers)) == len(numbers)


TestFollowing = Following.TestCase
TestFollowing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1_000)), max_size=30))
def test_turns_that_come_in_the_order_of_their_beginnings_stay_in_it(begun: list[tuple[int, int]]) -> None:
    joined = JoinedTurns()
    counts = [0, 0]
    for lane, start_ms in sorted(begun, key=lambda each: (each[1], each[0])):
        joined.apply(lane, told(counts[lane] + 1, counts[lane], start_ms))
        counts[lane] += 1
    starts = [turn.start_ms or 0 for turn in joined.turns]
    assert starts == sorted(starts)
