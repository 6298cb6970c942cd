"""The history in the window: opened beside the live page, changed through the application, taken back."""

import importlib
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from transcriber.app.wanted_audio import Lacking, Whole
from transcriber.gui.history.history_control import HistoryControl
from transcriber.session.notices import (
    HistoryChanged,
    Problem,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)
from transcriber.transcript.stretches import Stretch, StretchState

Stage = Any
Shelf = Any
"""The fixtures' classes live in conftest.py, which no test imports."""


@pytest.fixture
def control(stage: Stage, shelf: Shelf, history_folder: Path) -> HistoryControl:
    # The stage's application keeps its history in the folder that the test runs in.
    assert stage.app.history.folder.absolute() == history_folder
    made: HistoryControl = stage.window.history
    made.begin()
    return made


def listed(control: HistoryControl) -> list[str]:
    model = control.column.recordings
    return [model.index(row).data() for row in range(model.rowCount())]


def test_what_opening_a_recording_needs_is_loaded_by_the_thread_that_reads(
    control: HistoryControl, shelf: Shelf, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[tuple[str, str]] = []
    monkeypatch.setattr(importlib, "import_module", lambda name: loaded.append((name, threading.current_thread().name)))
    shelf.add("Weekly sync")
    control.begin()
    needed = {("transcriber.gui.history.recording_page", "history"), ("numpy", "history")}
    qtbot.waitUntil(lambda: set(loaded) == needed)


def test_a_recording_is_opened_and_the_live_page_is_one_press_away(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync", "So the release slips.")
    control.open_recording(recording.public_id)
    assert control.pages.currentWidget() is control.page
    assert control.open_id == recording.public_id
    stage.window.actions_.live.trigger()
    assert control.pages.currentIndex() == 0
    assert control.open_id == ""


def test_a_recording_that_begins_shows_the_live_page_and_stands_in_the_list(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    old = shelf.add("Old", hours_ago=0.1)
    control.open_recording(old.public_id)
    stage.window.toggle_recording()
    assert control.open_id == ""
    running = shelf.add("Now", is_finished=False)
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), RecordingKept(running.public_id))
    qtbot.waitUntil(lambda: "Now" in listed(control))
    control.open_recording(old.public_id)
    assert stage.window.page.back.isVisible()
    place = stage.window.bar.record.pos()
    stage.window.page.back.click()
    assert stage.window.bar.record.pos() == place
    assert not stage.window.page.back.isVisible()
    control.open_recording(running.public_id)
    assert control.pages.currentIndex() == 0


def test_a_deletion_is_asked_for_and_taken_back(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync")
    control.open_recording(recording.public_id)
    control.column.deletion_asked.emit(recording)
    assert control.open_id == ""
    assert control.column.undo.text == "“Weekly sync” was deleted."
    control.column.undo.undo.click()
    asked = [each[:2] for each in stage.app.history.asked]
    assert asked == [("delete", recording.public_id), ("undo_delete", recording.public_id)]


def test_a_new_title_goes_to_the_store_and_comes_back_from_it(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync")
    stage.publish(HistoryChanged())
    qtbot.waitUntil(lambda: "Weekly sync" in listed(control))
    control.column.renamed.emit(recording.public_id, "Monthly sync")
    [(_, public_id, act)] = stage.app.history.asked
    act(shelf.store)
    stage.publish(HistoryChanged(public_id))
    qtbot.waitUntil(lambda: "Monthly sync" in listed(control))


def test_what_was_interrupted_is_opened_or_finished_from_the_banner(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync", "So.")
    for press in (0, 1):
        told = Problem(
            "interrupted", "It was interrupted.", "`transcriber history recover` …", recording_id=recording.public_id
        )
        stage.publish(told)
        qtbot.waitUntil(lambda: bool(stage.window.page.banner.problems))
        assert stage.window.page.banner.problems[-1].remedy == "", "commands are of no use here"
        stage.window.page.banner._actions[press].click()
    assert stage.app.history.asked == [("transcribe", recording.public_id, Lacking(), "local")]
    assert control.open_id == recording.public_id


def test_the_whole_is_transcribed_again_with_what_the_panel_says(
    stage: Stage, control: HistoryControl, shelf: Shelf
) -> None:
    recording = shelf.add("Weekly sync", "So.")
    control.column.retranscription_asked.emit(recording)
    assert stage.app.history.asked == [("transcribe", recording.public_id, Whole(), "local")]


def test_a_gap_of_the_live_strip_is_made_up_by_one_click_once_the_recording_is_over(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync", "So.")
    strip = stage.window.page.coverage
    unheard = Stretch(start_sample=0, end_sample=48_000, state=StretchState.UNHEARD)
    never_captured = Stretch(start_sample=0, end_sample=48_000, state=StretchState.GAP, has_audio=False)
    stage.publish(RecordingChanged(RecordingState.RECORDING), RecordingKept(recording.public_id))
    qtbot.waitUntil(lambda: control._running_id == recording.public_id)
    strip.gap_asked.emit(unheard)
    assert stage.app.history.asked == []

    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: not control._running_id)
    strip.gap_asked.emit(never_captured)
    assert stage.app.history.asked == []

    strip.gap_asked.emit(unheard)
    assert stage.app.history.asked == [("transcribe", recording.public_id, Lacking(), "local")]
    assert control.open_id == recording.public_id


def test_the_column_is_hidden_by_its_key_and_that_is_remembered(stage: Stage) -> None:
    assert stage.window.history.column.isVisible()
    stage.window.actions_.toggle_history.trigger()
    assert not stage.window.history.column.isVisible()
    assert not stage.window.preferences.is_history_open
    stage.window.actions_.search.trigger()
    assert stage.window.history.column.isVisible()
