"""The search through all turns: a slice at a time, every place once, and what did not change is not read again."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from transcriber.gui.find_needle import Needle
from transcriber.gui.find_search import SLICE_TURNS, FindSearch, Hit
from transcriber.gui.turn_list import TurnList
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState


def turns_of(*texts: str) -> TurnList:
    turns = TurnList()
    for number, text in enumerate(texts):
        turn = Turn(number=number, text=text, state=TurnState.FINISHED)
        turns.apply(TurnChanged(TurnChange.COMPLETED, turn, number))
    return turns


@pytest.fixture
def search(qtbot: QtBot) -> FindSearch:
    owner = QObject()
    search = FindSearch(owner)
    search.owner_ = owner  # type: ignore[attr-defined]
    return search


def test_places_have_ranks_and_the_last_is_followed_by_the_first(search: FindSearch) -> None:
    search.begin(turns_of("one two one", "nothing", "One"), Needle("one"))
    assert search.is_complete
    assert search.count == 3
    assert [search.hit_at(rank) for rank in (0, 1, 2, 3, 4)] == [
        Hit(2, 0),
        Hit(0, 0),
        Hit(0, 1),
        Hit(2, 0),
        Hit(0, 0),
    ]
    assert search.rank_of(Hit(2, 0)) == 3
    assert search.rank_of(Hit(1, 0)) is None
    assert search.rank_of(Hit(2, 1)) is None
    assert search.first_from(1) == Hit(2, 0)
    assert search.first_from(3) is None


def test_a_long_recording_is_searched_in_slices(search: FindSearch, qtbot: QtBot) -> None:
    count = 3 * SLICE_TURNS + 1
    seen: list[int] = []
    search.progressed.connect(lambda: seen.append(search.count))
    search.begin(turns_of(*(["word"] * count)), Needle("word"))
    assert not search.is_complete
    assert search.count == 0, "not a turn was read while somebody waited"
    qtbot.waitUntil(lambda: search.is_complete)
    assert seen == [SLICE_TURNS, 2 * SLICE_TURNS, 3 * SLICE_TURNS, count]


def test_only_what_changed_is_read_again(search: FindSearch, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = turns_of("one", "two")
    search.begin(turns, Needle("one"))
    read: list[str] = []
    places_in = Needle.places_in

    def spied(needle: Needle, text: str) -> tuple[tuple[int, int], ...]:
        read.append(text)
        return places_in(needle, text)

    monkeypatch.setattr(Needle, "places_in", spied)
    turns.apply(TurnChanged(TurnChange.DELTA, Turn(number=2, text="one more"), 2))
    search.renew(turns)
    assert read == ["one more"]
    assert search.count == 2
    search.begin(turns, Needle("two"))
    assert read == ["one more", "one", "two", "one more"]


def test_nothing_is_found_for_nothing(search: FindSearch) -> None:
    search.begin(turns_of("one"), Needle(" "))
    assert search.is_complete
    assert search.count == 0
    search.begin(turns_of("one"), Needle("one"))
    search.end()
    assert search.count == 0
