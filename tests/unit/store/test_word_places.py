"""Every turn of the history in which a word would be replaced, and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.store.stage import NOW, finished, fresh_database, held, recorded
from transcriber.store.hits import Hit
from transcriber.store.store import Store, StoreReader
from transcriber.store.turns import Turns
from transcriber.store.word_places import WordPlaces
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnState
from transcriber.transcript.vocabulary import Entry

PYSIDE = Entry(written="PySide6", heard=("pie side six", "pi side 6"))
Find = Callable[..., list[Hit]]


@pytest.fixture
def find(store: Store, folder: Path) -> Find:
    def found(entry: Entry = PYSIDE, **more: object) -> list[Hit]:
        reader = StoreReader(folder)
        try:
            return reader.word_places.find(entry, **more)  # type: ignore[arg-type]
        finally:
            reader.close()

    return found


def test_the_newest_comes_first_with_the_places_that_would_be_replaced(store: Store, find: Find) -> None:
    recorded(store, "We use pie side six.", "Nobody knows.", title="Monday")
    recorded(store, "Pi side 6, or pie-side-six?", "A pie on the side, six of them.", title="Tuesday")
    newest, oldest = find()
    assert (newest.title, [newest.text[slice(*place)] for place in newest.ranges]) == (
        "Tuesday",
        ["Pi side 6", "pie-side-six"],
    )
    assert (oldest.title, oldest.text) == ("Monday", "We use pie side six.")


def test_only_whole_words_in_any_script(store: Store, find: Find) -> None:
    recorded(store, "Ann and Annika, ANN’s", "Öl und Ölfarbe", "今天的会议很长", "C++ or C+")
    assert [hit.text for hit in find(Entry(written="Anne", heard=("ann",)))] == ["Ann and Annika, ANN’s"]
    assert [hit.ranges for hit in find(Entry(written="Oil", heard=("öl",)))] == [((0, 2),)]
    assert [hit.text for hit in find(Entry(written="會議", heard=("会议",)))] == ["今天的会议很长"]
    assert [hit.ranges for hit in find(Entry(written="Cpp", heard=("c++",)))] == [((0, 3),)]


def test_what_is_struck_failed_deleted_or_left_out_is_not_found(store: Store, find: Find) -> None:
    mine, other, gone = (recorded(store, "pie side six", title=title) for title in ("mine", "other", "gone"))
    failed = replace(finished(2, "pie side six"), state=TurnState.FAILED, failure="refused")
    silent = replace(finished(3, "pie side six"), is_on_silence=True)
    for position, turn in enumerate((failed, silent), 1):
        store.turns.save(mine.public_id, turn, position)
    store.deletion.delete(gone.public_id, NOW + timedelta(seconds=1))
    assert [(hit.title, hit.number) for hit in find()] == [("other", 1), ("mine", 1)]
    assert [hit.title for hit in find(without=other.public_id)] == ["mine"]
    [*_, struck] = store.turns.all(mine.public_id)
    store.turns.call_speech(struck.id)
    assert [hit.number for hit in find(without=other.public_id)] == [3, 1], "a person says that it was speech"


def test_one_more_than_asked_for_tells_that_there_are_more(store: Store, find: Find) -> None:
    recorded(store, *["pie side six"] * 7)
    assert len(find(most=7)) == 7
    assert len(find(most=5)) == 6


_WORDS = st.sampled_from(["ann", "Ann", "annika", "bo", "Bo-Ann", "öl", "Öl", "会议", "x", "3.5", "it's", ",", "c++"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(texts=st.lists(st.lists(_WORDS, min_size=1, max_size=5).map(" ".join), max_size=12), heard=_WORDS)
def test_it_is_what_reading_everything_would_find(tmp_path_factory, texts: list[str], heard: str) -> None:  # type: ignore[no-untyped-def]
    database = fresh_database(tmp_path_factory.mktemp("history"))
    try:
        recording = held(database).create(NOW)
        turns = Turns(database)
        for number, text in enumerate(texts, 1):
            turns.save(recording.public_id, finished(number, text), number - 1)
        entry = Entry(written="WRITTEN", heard=(heard,))
        expected = [text for text in reversed(texts) if Replacement((entry,)).places(text)]
        assert [hit.text for hit in WordPlaces(database).find(entry)] == expected
    finally:
        database.close()
