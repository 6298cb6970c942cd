from transcriber.cli.reading_order import ReadingOrder
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


def changed(number: int, position: int, *, text: str = "", is_over: bool = False) -> TurnChanged:
    state = TurnState.FINISHED if is_over else TurnState.LIVE
    kind = TurnChange.COMPLETED if is_over else TurnChange.DELTA
    return TurnChanged(kind, Turn(number=number, state=state, text=text), position)


def timed(number: int, position: int, start_ms: int, end_ms: int) -> TurnChanged:
    turn = Turn(number=number, state=TurnState.FINISHED, text="words", start_ms=start_ms, end_ms=end_ms)
    return TurnChanged(TurnChange.COMPLETED, turn, position)


def numbers(turns: list[Turn]) -> list[int]:
    return [turn.number for turn in turns]


def test_a_turn_that_is_done_early_waits_for_the_one_before_it() -> None:
    order = ReadingOrder()
    order.update(changed(1, 0))
    order.update(changed(2, 1))

    assert numbers(order.update(changed(2, 1, is_over=True))) == []
    assert numbers(order.update(changed(1, 0, is_over=True))) == [1, 2]


def test_a_removed_turn_lets_the_next_one_through() -> None:
    order = ReadingOrder()
    order.update(changed(1, 0))
    order.update(changed(2, 1, is_over=True))

    assert numbers(order.update(TurnRemoved(1))) == [2]
    assert order.live is None


def test_the_newest_growing_turn_is_the_live_one() -> None:
    order = ReadingOrder()
    order.update(changed(1, 0, is_over=True))
    order.update(changed(2, 1, text="and"))

    assert order.live is not None
    assert order.live.text == "and"


def test_what_was_printed_is_not_printed_again_when_it_was_heard_again() -> None:
    order = ReadingOrder()
    order.update(changed(1, 0))
    order.update(timed(2, 1, 1000, 2000))
    assert numbers(order.update(TurnRemoved(1))) == [2]

    assert numbers(order.update(timed(3, 1, 0, 1000))) == [3]
    assert numbers(order.update(TurnRemoved(2))) == []
    assert numbers(order.update(timed(4, 1, 1000, 2000))) == []
    assert numbers(order.update(timed(5, 2, 2000, 3000))) == [5]
    assert numbers(list(order.turns)) == [3, 4, 5]


def test_a_turn_that_finds_its_place_before_printed_ones_is_printed_once() -> None:
    order = ReadingOrder()
    assert numbers(order.update(timed(1, 0, 0, 1000))) == [1]
    assert numbers(order.update(timed(2, 0, 2000, 3000))) == [2]
    assert numbers(order.update(timed(3, 2, 3000, 4000))) == [3]


def gap(position: int, end_ms: int = 9_000) -> TurnChanged:
    turn = Turn(number=7, state=TurnState.GAP, failure="unplugged", start_ms=2_000, end_ms=end_ms)
    return TurnChanged(TurnChange.PLACED, turn, position)


def test_a_gap_is_printed_once_when_it_cannot_grow_any_more() -> None:
    order = ReadingOrder()
    order.update(timed(1, 0, 0, 2_000))

    assert order.update(gap(1, 3_000)) == []
    assert order.update(gap(1, 9_000)) == []
    [printed] = order.update(changed(2, 2))
    assert (printed.number, printed.end_ms) == (7, 9_000)
    assert order.rest() == []


def test_a_gap_at_the_end_is_printed_at_the_end_and_a_filled_one_makes_room_for_its_text() -> None:
    order = ReadingOrder()
    order.update(gap(0))
    assert numbers(order.rest()) == [7]

    order.update(TurnRemoved(7))
    assert numbers(order.update(timed(8, 0, 2_000, 9_000))) == [8]
