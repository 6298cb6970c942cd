"""The column as a person uses it: with the keyboard, with the pointer, with a real store behind it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from transcriber.gui.history.history_column import HistoryColumn
from transcriber.gui.history.history_words import HISTORY_OFF, NOTHING_FOUND, NOTHING_YET
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.theme import Theme
from transcriber.store.store import store_path

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


@pytest.fixture
def column(theme: Theme, reading: HistoryReading, qtbot: QtBot) -> HistoryColumn:
    made = HistoryColumn(theme, reading)
    made.resize(256, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def load(column: HistoryColumn, qtbot: QtBot) -> None:
    column.recordings.reload()
    qtbot.waitUntil(lambda: column.pages.currentWidget() is column.list)


def search(column: HistoryColumn, typed: str, qtbot: QtBot) -> None:
    column.field.clear()
    qtbot.keyClicks(column.field, typed)
    qtbot.waitUntil(lambda: column.hits.typed == typed.strip())


def test_a_click_opens_a_recording_and_a_heading_opens_nothing(
    column: HistoryColumn, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync")
    load(column, qtbot)
    opened: list[tuple[object, ...]] = []
    column.opened.connect(lambda *asked: opened.append(asked))
    for row in (0, 1):
        at = column.list.visualRect(column.recordings.index(row)).center()
        qtbot.mouseClick(column.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [(recording.public_id, None, "")]


def test_typing_searches_and_enter_opens_at_the_turn(column: HistoryColumn, shelf: Shelf, qtbot: QtBot) -> None:
    recording = shelf.add("Weekly sync", "So the release slips.", "That is fine.")
    turn_id = shelf.store.turns.all(recording.public_id)[0].id
    load(column, qtbot)
    search(column, "release", qtbot)
    assert column.pages.currentWidget() is column.found
    with qtbot.waitSignal(column.opened) as told:
        qtbot.keyClick(column.field, Qt.Key.Key_Return)
    assert told.args == [recording.public_id, turn_id, "release"]
    qtbot.keyClick(column.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(column.opened):
        qtbot.keyClick(column.found, Qt.Key.Key_Return)
    qtbot.keyClick(column.field, Qt.Key.Key_Escape)
    assert column.field.text() == ""
    assert column.pages.currentWidget() is column.list


def test_nothing_found_is_said(column: HistoryColumn, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("Weekly sync", "So the release slips.")
    load(column, qtbot)
    search(column, "nowhere", qtbot)
    qtbot.waitUntil(lambda: column.words.text() == NOTHING_FOUND)
    assert column.pages.currentWidget() is column.words


def test_a_title_is_changed_in_place(column: HistoryColumn, shelf: Shelf, qtbot: QtBot) -> None:
    recording = shelf.add("Weekly sync")
    load(column, qtbot)
    column.list.setCurrentIndex(column.recordings.index(1))
    column.list.setFocus()
    qtbot.keyClick(column.list, Qt.Key.Key_F2)
    [editor] = column.list.findChildren(QLineEdit)
    assert editor.accessibleName() == "Title of the recording"
    assert editor.text() == "Weekly sync"
    editor.setText("Monthly sync")
    with qtbot.waitSignal(column.renamed) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [recording.public_id, "Monthly sync"]


def test_a_title_that_is_being_changed_is_asked_for_only_once(
    column: HistoryColumn, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.add("Weekly sync")
    load(column, qtbot)
    column.list.setCurrentIndex(column.recordings.index(1))
    column.rename.trigger()
    column.rename.trigger()
    assert len(column.list.findChildren(QLineEdit)) == 1


def test_what_is_being_recorded_is_not_deleted(column: HistoryColumn, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("Finished", hours_ago=0.01)
    shelf.add("Now", is_finished=False)
    load(column, qtbot)
    asked: list[str] = []
    column.deletion_asked.connect(lambda recording: asked.append(recording.title))
    for row in (1, 2):
        column.list.setCurrentIndex(column.recordings.index(row))
        column.delete.trigger()
    assert asked == ["Finished"]


def test_an_empty_history_says_what_will_stand_there(column: HistoryColumn, qtbot: QtBot) -> None:
    with qtbot.waitSignal(column.recordings.failed):
        column.recordings.reload()
    assert column.words.text() == NOTHING_YET


def test_a_history_that_is_off_says_so(theme: Theme, reading: HistoryReading, qtbot: QtBot) -> None:
    column = HistoryColumn(theme, reading, keeps_history=False)
    qtbot.addWidget(column)
    assert column.words.text() == HISTORY_OFF


def test_a_damaged_history_is_a_plain_sentence(column: HistoryColumn, reading: HistoryReading, qtbot: QtBot) -> None:
    path = store_path(reading.folder)
    path.parent.mkdir()
    path.write_bytes(b"not a database " * 100)
    with qtbot.waitSignal(column.recordings.failed):
        column.recordings.reload()
    assert column.words.text().startswith("The history file is damaged.")


def test_what_is_open_stays_chosen_when_the_list_is_read_again(
    column: HistoryColumn, shelf: Shelf, qtbot: QtBot
) -> None:
    older = shelf.add("Older", hours_ago=0.01)
    load(column, qtbot)
    column.show_chosen(older.public_id)
    newer = shelf.add("Newer")
    with qtbot.waitSignal(column.recordings.modelReset):
        column.recordings.reload()
    assert column.list.currentIndex() == column.recordings.index_of(older.public_id)
    column.show_chosen("")
    assert column.list.selectedIndexes() == []
    assert newer.title == "Newer"
