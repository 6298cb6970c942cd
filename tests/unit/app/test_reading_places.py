"""Whatever happens to turns, their places grow in reading order, and only those that moved are told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.app.reading_places import ReadingPlaces


def test_turns_that_come_one_after_the_other_move_nobody() -> None:
    places = ReadingPlaces()

    assert [places.told(number, number - 1) for number in (1, 2, 3)] == [{1: 0}, {2: 1}, {3: 2}]
    assert places.told(2, 1) == {}


def test_a_removed_turn_leaves_the_others_where_they_are() -> None:
    places = ReadingPlaces()
    for number in (1, 2, 3):
        places.told(number, number - 1)

    places.removed(1)

    assert places.told(2, 0) == {}
    assert places.told(4, 2) == {4: 3}


def test_who_comes_between_moves_only_those_behind() -> None:
    places = ReadingPlaces()
    for number in (1, 2, 3):
        places.told(number, number - 1)

    assert places.told(4, 1) == {4: 1, 2: 2, 3: 3}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9), st.booleans()), max_size=40))
def test_places_follow_the_order_whatever_happens(steps: list[tuple[int, int, bool]]) -> None:
    places, order = ReadingPlaces(), list[int]()
    kept: dict[int, int] = {}
    for index, number, is_removed in steps:
        if number in order:
            order.remove(number)
        if is_removed:
            places.removed(number)
            kept.pop(number, None)
        else:
            index = min(index, len(order))
            order.insert(index, number)
            kept |= places.told(number, index)
        assert sorted(kept, key=kept.__getitem__) == order
        assert len(set(kept.values())) == len(order)
        assert all(places[number] == kept[number] for number in order)
