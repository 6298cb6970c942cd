from pytestqt.qtbot import QtBot

from transcriber.gui.vocabulary.place_list import MOST_SHOWN, PlaceList, correction_words
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import Entry

ANNE = Replacement((Entry(written="Anne", heard=("ann",)),))


def rows(places: PlaceList) -> list[str]:
    return [places.item(row).text() for row in range(places.count())]


def test_what_may_come_from_anyone_is_shown_as_one_line_of_text(qtbot: QtBot) -> None:
    places = PlaceList()
    qtbot.addWidget(places)
    places.show_places([("Monday", ["<b>Ann</b>\u202e\nand"]), ("Empty", [])], ANNE)
    assert rows(places) == ["Monday", "<b>Ann</b> and"]


def test_of_very_many_the_first_are_shown_and_the_others_counted(qtbot: QtBot) -> None:
    places = PlaceList()
    qtbot.addWidget(places)
    places.show_places([("", ["Ann"] * (MOST_SHOWN + 20)), ("Monday", ["Ann"] * 3)], ANNE)
    assert (places.count(), rows(places)[-1]) == (MOST_SHOWN + 1, "23 more")


def test_it_says_in_how_many_turns_a_word_is_corrected() -> None:
    assert correction_words({"a": (1, 2), "b": (3,)}).startswith("Corrected in other recordings, too: 3.")
