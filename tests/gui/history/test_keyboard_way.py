"""Everything of the history, the note field, the strip and the safety section has a name and is reached by Tab."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from transcriber.session.notices import Meter, RecordingChanged, RecordingKept, RecordingState
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
Shelf = Any
"""The fixtures' classes live in conftest.py, which no test imports."""

MOST_PRESSES = 200


@pytest.fixture
def live(stage: Stage, shelf: Shelf, qtbot: QtBot) -> Stage:
    window = stage.window
    running = shelf.add("Now", is_finished=False)
    window.history.begin()
    qtbot.waitUntil(lambda: window.history.column.recordings.rowCount() > 0)
    window.toggle_recording()
    words = TurnChanged(TurnChange.COMPLETED, Turn(number=1, text="So.", state=TurnState.FINISHED, start_ms=0), 0)
    stage.app.meter_now = Meter(recorded_ms=5_000)
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), RecordingKept(running.public_id), words)
    qtbot.waitUntil(window.actions_.note.isEnabled)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return stage


def reached_from(start: QWidget, qtbot: QtBot) -> set[QWidget]:
    """Where the keyboard comes by as Tab is pressed, until it is where it began."""
    start.setFocus()
    reached: set[QWidget] = set()
    for _ in range(MOST_PRESSES):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def wanted_in(part: QWidget) -> list[QWidget]:
    """What a person can use there now."""
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QComboBox | QLineEdit)
    ]


def expect_a_way_to(part: QWidget, reached: set[QWidget]) -> None:
    wanted = wanted_in(part)
    assert wanted
    named = [(type(widget).__name__, widget.objectName(), _name(widget)) for widget in wanted]
    assert [each for each in named if not each[-1]] == []
    assert [each for each, widget in zip(named, wanted, strict=True) if widget not in reached] == []


def _name(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QPushButton | QToolButton) else ""
    return widget.accessibleName() or said


def test_of_the_list_the_note_field_the_strip_and_the_safety_section(live: Stage, qtbot: QtBot) -> None:
    window = live.window
    window.panel.safety_section.open()
    window.actions_.mark.trigger()
    window.actions_.note.trigger()
    window.page.note_field.open()
    window.history.column.undo.offer("gone", "Standup")
    reached = reached_from(window.bar.record, qtbot)
    sections = (window.panel.safety_section, window.parts.live_notes.section)
    for part in (window.history.column, window.page.note_field, window.page.coverage, *sections):
        expect_a_way_to(part, reached)


def test_of_what_was_found_and_of_a_stored_recording(live: Stage, shelf: Shelf, qtbot: QtBot) -> None:
    window = live.window
    stored = shelf.add("Weekly sync", "So the release slips.", hours_ago=3)
    gap = Stretch(start_sample=0, end_sample=48_000, state=StretchState.GAP, reason="the link was lost")
    shelf.store.coverage.lay(stored.public_id, [gap])
    column = window.history.column
    column.field.setText("release")
    qtbot.waitUntil(lambda: column.pages.currentWidget() is column.found)
    window.history.open_recording(stored.public_id)
    page = window.history.page
    qtbot.waitUntil(lambda: page.contents is not None and page.contents.is_whole)
    page.actions_.annotations.trigger()
    qtbot.waitUntil(page.annotations.isVisible)
    # Before the transcript, where Tab goes on as well.
    reached = reached_from(window.bar.record, qtbot)
    for part in (column, page):
        expect_a_way_to(part, reached)
