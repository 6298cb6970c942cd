"""A word to be corrected: where it stands here and in the history is seen before anything is replaced."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.fix_dialog import FixDialog
from transcriber.gui.vocabulary.places_here import PlacesHere
from transcriber.store.hits import Hit
from transcriber.store.word_places import MOST_PLACES
from transcriber.transcript.vocabulary import Entry

BEGAN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


class Elsewhere(QObject):
    """Answers when the test says so."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.looked: list[Entry | str] = []

    def look(self, entry: Entry) -> None:
        self.looked.append(entry)

    def stop(self) -> None:
        self.looked.append("stop")


def hit(turn_id: int, recording: str, title: str, text: str) -> Hit:
    return Hit(recording, title, BEGAN, turn_id, 0, 1, 0, text, ())


Asked = list[tuple[Entry, bool, object]]
New = Callable[..., tuple[FixDialog, Elsewhere, Asked]]


@pytest.fixture
def new(qtbot: QtBot, theme: Theme) -> New:
    parent = QWidget()
    qtbot.addWidget(parent)

    def made(heard: str = "pie six", here: Sequence[str] = ("We use pie six.",)) -> tuple[FixDialog, Elsewhere, Asked]:
        elsewhere = Elsewhere()
        dialog = FixDialog(theme, heard, PlacesHere(lambda: enumerate(here)), elsewhere, parent)  # type: ignore[arg-type]
        asked: Asked = []
        dialog.asked.connect(lambda entry, from_now_on, turns: asked.append((entry, from_now_on, turns)))
        return dialog, elsewhere, asked

    return made


def rows(dialog: FixDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_it_says_where_the_word_stands_and_asks_once(new: New) -> None:
    dialog, elsewhere, asked = new()
    assert not dialog.replace.isEnabled(), "it is written as it is heard"
    dialog.written.setText("")
    assert "at least one letter" in dialog.fault.text()
    dialog.written.setText("PySide6")
    assert dialog.found.words == "Found in this recording: 1"
    assert rows(dialog) == ["We use pie six."]
    dialog.from_now_on.setChecked(False)
    dialog.accept()
    assert asked == [(Entry(written="PySide6", heard=("pie six",)), False, {})]
    assert not any(isinstance(each, Entry) for each in elsewhere.looked), "nobody asked for the history"


def test_the_history_is_looked_through_before_it_is_changed(new: New) -> None:
    dialog, elsewhere, asked = new()
    dialog.written.setText("PySide6")
    dialog.everywhere.setChecked(True)
    assert isinstance(elsewhere.looked[-1], Entry)
    assert "Looking through the history" in dialog.found.words
    assert not dialog.replace.isEnabled(), "nothing is replaced that nobody has seen"
    long = "So many words stand before it that they are not all shown. Then pie six came."
    elsewhere.found.emit([hit(7, "b", "Monday", "pie six"), hit(5, "a", "", long), hit(3, "b", "Monday", "Pie six?")])
    assert dialog.found.words.endswith("Found in other recordings: 3")
    assert rows(dialog) == [
        *("This recording", "We use pie six.", "Monday, Friday 20 November 2026", "pie six", "Pie six?"),
        *("Recording without a title, Friday 20 November 2026", "…not all shown. Then pie six came."),
    ]
    dialog.replace.click()
    assert asked == [(Entry(written="PySide6", heard=("pie six",)), True, {"b": (7, 3), "a": (5,)})]
    assert list(map(str, elsewhere.looked))[-1] == "stop"


def test_what_is_typed_meanwhile_is_looked_for_anew(new: New) -> None:
    dialog, elsewhere, _ = new(here=())
    dialog.written.setText("PySide6")
    dialog.everywhere.setChecked(True)
    elsewhere.found.emit([hit(7, "b", "Monday", "pie six")])
    assert dialog.replace.isEnabled(), "it need not stand in this recording"
    dialog.written.setText("PySide7")
    assert not dialog.replace.isEnabled()
    elsewhere.failed.emit("The history is damaged.")
    assert dialog.found.words.endswith("The history is damaged.")
    assert not dialog.replace.isEnabled()
    dialog.everywhere.setChecked(False)
    assert rows(dialog) == []


def test_a_word_that_stands_nearly_everywhere_is_not_replaced_by_mistake(new: New) -> None:
    dialog, elsewhere, asked = new()
    dialog.written.setText("PySide6")
    dialog.everywhere.setChecked(True)
    elsewhere.found.emit([hit(number, "b", "Monday", "pie six") for number in range(MOST_PLACES + 1)])
    assert "More than 2,000 turns" in dialog.found.words
    assert dialog.list.count() < 600
    dialog.accept()
    assert asked == []


def test_while_a_long_recording_is_looked_through_that_is_said_and_nothing_is_replaced(new: New, qtbot: QtBot) -> None:
    dialog, _, asked = new(here=["我们用派写程序。" * 3] * 2_000)
    dialog.written.setText("PySide6")
    dialog.heard.setText("派写")
    assert dialog.found.words == "Looking through this recording…"
    dialog.accept()
    assert asked == []
    qtbot.waitUntil(dialog.replace.isEnabled)
    assert dialog.found.words == "Found in this recording: 2,000"
    dialog.accept()
    assert len(asked) == 1
