"""What a search found, under its recordings, page by page; only the newest question is answered."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from transcriber.gui.history.history_words import day_words
from transcriber.gui.history.hits_model import FoundIn, HitsModel, time_of
from transcriber.gui.history.reading import NO_STORE, HistoryReading

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


@pytest.fixture
def model(reading: HistoryReading, qtbot: QtBot) -> HitsModel:
    made = HitsModel(reading)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def is_fetched(model: HitsModel, count: int) -> bool:
    if model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        assert not model.canFetchMore(QModelIndex()), "one page at a time"
    return model.rowCount() >= count


def find(model: HitsModel, typed: str, qtbot: QtBot) -> list[str]:
    with qtbot.waitSignal(model.answered):
        model.search(typed)
    return [model.index(row).data() for row in range(model.rowCount())]


def test_hits_stand_under_their_recording_newest_first(model: HitsModel, shelf: Shelf, qtbot: QtBot) -> None:
    older = shelf.add("Older", "The release slips.", hours_ago=24 * 30)
    newer = shelf.add("Newer", "A release note.", "Nothing.", "The release is out.")
    assert find(model, "release", qtbot) == [
        "Newer, Today",
        "0:12, The release is out.",
        "0:04, A release note.",
        f"Older, {day_words(older.started_utc.astimezone().date(), newer.started_utc.astimezone().date())}",
        "0:04, The release slips.",
    ]
    heading = model.row_at(model.index(0))
    assert isinstance(heading, FoundIn)
    hit = model.hit_at(model.index(0))
    assert hit == model.hit_at(model.index(1))
    assert hit is not None
    assert time_of(hit) == "0:12"


def test_letters_of_other_scripts_are_found(model: HitsModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("会议", "今天的会议就到这里，谢谢大家。")
    assert find(model, "会议", qtbot) == ["会议, Today", "0:04, 今天的会议就到这里，谢谢大家。"]


def test_more_are_fetched_and_a_recording_is_not_named_twice(model: HitsModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("Long", *(f"release {number}" for number in range(120)))
    find(model, "release", qtbot)
    qtbot.waitUntil(partial(is_fetched, model, 121))
    assert model.rowCount() == 121
    assert sum(isinstance(model.row_at(model.index(row)), FoundIn) for row in range(121)) == 1


def test_only_what_was_typed_last_is_answered(model: HitsModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("One", "alpha", "beta")
    answered = []
    model.answered.connect(lambda: answered.append(model.typed))
    for typed in ("a", "al", "beta"):
        model.search(typed)
    qtbot.waitUntil(lambda: bool(answered))
    qtbot.wait(30)
    assert answered == ["beta"]
    model.clear()
    assert (model.typed, model.rowCount()) == ("", 0)


def test_a_screen_reader_hears_the_words(model: HitsModel, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.add("One", "<b>alpha</b>")
    find(model, "alpha", qtbot)
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "0:04, <b>alpha</b>"


def test_a_fault_is_told(model: HitsModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.failed) as told:
        model.search("anything")
    assert told.args[0].code == NO_STORE
