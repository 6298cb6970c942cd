"""The list of recordings: fetched by pages, kept up to date one by one, renamed by the person."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from transcriber.gui.history.reading import NO_STORE, HistoryReading
from transcriber.gui.history.recordings_model import ROW_ROLE, SIGN_ROLE, RecordingsModel
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


@pytest.fixture
def model(reading: HistoryReading, qtbot: QtBot) -> RecordingsModel:
    made = RecordingsModel(reading)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def is_fetched(model: RecordingsModel, count: int) -> bool:
    if model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        assert not model.canFetchMore(QModelIndex()), "one page at a time"
    return model.rowCount() >= count


def load(model: RecordingsModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.loaded):
        model.reload()


def words(model: RecordingsModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_recordings_stand_under_their_day(model: RecordingsModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("Long ago", hours_ago=24 * 400)
    shelf.add("Newest")
    load(model, qtbot)
    assert [words(model)[0], words(model)[1], words(model)[3]] == ["Today", "Newest", "Long ago"]
    heading, row = model.index(0), model.index(1)
    assert isinstance(heading.data(ROW_ROLE), date)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert row.flags() & Qt.ItemFlag.ItemIsEditable


def test_older_pages_are_fetched_when_they_are_wanted(model: RecordingsModel, shelf: Shelf, qtbot: QtBot) -> None:
    for number in range(230):
        shelf.add(f"Number {number}", hours_ago=number / 1000)
    load(model, qtbot)
    qtbot.waitUntil(partial(is_fetched, model, 230))
    titles = [word for word in words(model) if word.startswith("Number")]
    assert titles == [f"Number {number}" for number in range(230)]
    assert not model.canFetchMore(QModelIndex())


def test_one_that_is_new_renamed_or_gone(model: RecordingsModel, shelf: Shelf, qtbot: QtBot) -> None:
    first = shelf.add("First", hours_ago=0.01)
    load(model, qtbot)
    second = shelf.add("Second")
    model.refresh(second.public_id)
    qtbot.waitUntil(lambda: words(model)[1:] == ["Second", "First"])
    shelf.store.recordings.rename(first.public_id, "At first")
    model.refresh(first.public_id)
    qtbot.waitUntil(lambda: words(model)[1:] == ["Second", "At first"])
    shelf.store.deletion.delete(second.public_id, second.started_utc)
    model.refresh(second.public_id)
    qtbot.waitUntil(lambda: words(model)[1:] == ["At first"])
    shelf.store.deletion.delete(first.public_id, first.started_utc)
    model.refresh(first.public_id)
    qtbot.waitUntil(lambda: words(model) == [])


def test_reading_again_what_is_the_same_leaves_the_rows_alone(
    model: RecordingsModel, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.add("First")
    load(model, qtbot)
    with qtbot.assertNotEmitted(model.modelReset):
        load(model, qtbot)


def test_a_title_that_looks_like_markup_is_pointed_at_as_it_is_written(
    model: RecordingsModel, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.add("<img src='file:///etc/hostname'>")
    load(model, qtbot)
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole).startswith("<p>&lt;img src='file:///etc/hostname'&gt;, ")


def test_a_person_gives_another_title(model: RecordingsModel, shelf: Shelf, qtbot: QtBot) -> None:
    recording = shelf.add("First")
    load(model, qtbot)
    with qtbot.waitSignal(model.renamed) as told:
        assert model.setData(model.index(1), "  Weekly\n sync ")
    assert told.args == [recording.public_id, "Weekly sync"]
    with qtbot.assertNotEmitted(model.renamed):
        assert not model.setData(model.index(1), "  ")
        assert not model.setData(model.index(1), "First")
        assert not model.setData(model.index(0), "Tomorrow")


def test_signs_are_words_and_reach_a_screen_reader(model: RecordingsModel, shelf: Shelf, qtbot: QtBot) -> None:
    running = shelf.add("Now", is_finished=False)
    load(model, qtbot)
    index = model.index_of(running.public_id)
    assert index.data(SIGN_ROLE) == "Recording now"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Recording now")
    model.show_again(RetranscriptionChanged(running.public_id, RetranscriptionState.RUNNING, 1, 2))
    assert index.data(SIGN_ROLE) == "Transcribing again, 50 %"
    model.show_again(RetranscriptionChanged(running.public_id, RetranscriptionState.FINISHED))
    assert index.data(SIGN_ROLE) == "Recording now"


def test_no_store_is_told(model: RecordingsModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.failed) as told:
        model.reload()
    assert told.args[0].code == NO_STORE
