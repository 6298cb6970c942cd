from transcriber.captions.floor import PATIENCE_MS, QUIET_MS, Floor
from transcriber.captions.words import NARROW
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

UNITS = 40 * NARROW


def tell(floor: Floor, number: int, text: str, at_ms: int, *, lane: int = 0, is_over: bool = False) -> None:
    state = TurnState.FINISHED if is_over else TurnState.LIVE
    turn = Turn(number=number, text=text, lane=lane, state=state)
    floor.apply(TurnChanged(TurnChange.DELTA, turn, number - 1), UNITS, at_ms)


def taken(floor: Floor, at_ms: int) -> str:
    return " ".join(spoken.word.text for _, spoken in floor.take(at_ms))


def test_whoever_speaks_keeps_the_floor_until_it_is_quiet() -> None:
    floor = Floor()
    tell(floor, 1, "mine ", 0)
    assert taken(floor, 0) == "mine"
    tell(floor, 2, "yours ", 100, lane=1)
    assert taken(floor, 100) == ""
    assert floor.wakes_ms(100) == QUIET_MS
    assert taken(floor, QUIET_MS) == "yours"


def test_nobody_keeps_it_longer_than_another_one_can_wait() -> None:
    floor = Floor()
    tell(floor, 1, "mine ", 0)
    taken(floor, 0)
    tell(floor, 2, "yours ", 0, lane=1)
    for at_ms in range(100, PATIENCE_MS, 100):
        tell(floor, 1, "mine " * (1 + at_ms // 100), at_ms)
        assert taken(floor, at_ms) == "mine"
    assert taken(floor, PATIENCE_MS) == "yours"


def test_the_end_of_a_turn_gives_the_floor_away_at_once() -> None:
    floor = Floor()
    tell(floor, 1, "mine ", 0)
    taken(floor, 0)
    tell(floor, 2, "yours ", 10, lane=1)
    tell(floor, 1, "mine ", 20, is_over=True)
    assert taken(floor, 20) == "yours"
    assert floor.lanes == {0, 1}


def test_nothing_is_left_of_a_turn_that_was_removed() -> None:
    floor = Floor()
    tell(floor, 1, "nothing ", 0)
    floor.apply(TurnRemoved(1), UNITS, 0)
    floor.apply(TurnRemoved(7), UNITS, 0)
    assert taken(floor, 0) == ""
    assert floor.wakes_ms(0) is None


def test_what_is_skipped_is_not_said_later() -> None:
    floor = Floor()
    tell(floor, 1, "before ", 0)
    floor.skip()
    tell(floor, 1, "before after ", 10)
    assert taken(floor, 10) == "after"
