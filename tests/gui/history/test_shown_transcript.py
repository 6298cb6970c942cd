"""The menu's words about the transcript mean the one that is open."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.speaker_naming import SpeakersDialog
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

Stage = Any
Shelf = Any
"""The fixtures' classes live in conftest.py, which no test imports."""

SAID = TurnChanged(TurnChange.COMPLETED, Turn(number=1, text="Words of now.", state=TurnState.FINISHED, start_ms=0), 0)


@pytest.fixture
def control(stage: Stage, shelf: Shelf, history_folder: Path) -> HistoryControl:
    made: HistoryControl = stage.window.history
    made.begin()
    return made


def test_without_words_there_is_nothing_to_take(stage: Stage) -> None:
    actions = stage.window.actions_
    for action in (actions.copy, actions.copy_with_times, actions.save, actions.print, actions.save_pdf):
        assert not action.isEnabled()


def test_of_a_recording_that_is_open_it_takes_that_and_of_the_live_page_this(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    actions, clipboard = stage.window.actions_, QGuiApplication.clipboard()
    clipboard.clear()
    stage.publish(SAID)
    qtbot.waitUntil(actions.copy.isEnabled)
    control.open_recording(shelf.add("Weekly sync", "So the release slips.").public_id)
    qtbot.waitUntil(lambda: control.page is not None and control.page.actions_.copy.isEnabled())
    actions.copy.trigger()
    qtbot.waitUntil(lambda: "So the release slips." in clipboard.text())
    assert "Words of now." not in clipboard.text()
    actions.save_pdf.trigger()
    qtbot.waitUntil(lambda: bool(stage.window.findChildren(QFileDialog)))
    [dialog] = stage.window.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name.startswith("Weekly sync")
    dialog.close()
    actions.live.trigger()
    actions.copy.trigger()
    assert "Words of now." in clipboard.text()


def test_a_word_is_corrected_in_the_one_that_is_open(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    control.open_recording(shelf.add("Weekly sync", "So the release slips.").public_id)
    qtbot.waitUntil(lambda: control.page is not None and control.page.actions_.fix.isEnabled())
    stage.window.actions_.fix.trigger()
    assert control.page is not None
    assert control.page.fixing.dialog is not None
    assert stage.window.parts.live_fixing.dialog is None
    control.page.fixing.dialog.close()


def said_by(speaker: str, text: str) -> Turn:
    return Turn(
        number=1, text=text, state=TurnState.FINISHED, start_ms=0, segments=(SpeakerSegment(speaker, text, 0, 1_000),)
    )


def test_the_speakers_are_those_of_the_one_that_is_open(
    stage: Stage, control: HistoryControl, shelf: Shelf, qtbot: QtBot
) -> None:
    speakers, live = stage.window.actions_.speakers, stage.window.speakers
    assert not speakers.isEnabled()
    alone = shelf.add("Monologue", "Nobody is told apart.")
    together = shelf.add("Weekly sync")
    shelf.store.turns.save(together.public_id, said_by("guest", "So the release slips."), 0)
    stage.publish(TurnChanged(TurnChange.COMPLETED, said_by("spk_1", "Words of now."), 0))
    qtbot.waitUntil(speakers.isEnabled)
    control.open_recording(alone.public_id)
    qtbot.waitUntil(lambda: control.page is not None and control.page.actions_.copy.isEnabled())
    assert not speakers.isEnabled()
    control.open_recording(together.public_id)
    qtbot.waitUntil(speakers.isEnabled)
    speakers.trigger()
    assert control.page is not None
    stored = control.page.edits.dialog
    assert isinstance(stored, SpeakersDialog)
    assert [*stored.edits] == ["guest"]
    assert live.dialog is None
    stored.close()
    control.open_recording(alone.public_id)
    qtbot.waitUntil(lambda: not speakers.isEnabled())
    control.show_live()
    assert speakers.isEnabled()
    speakers.trigger()
    [now] = stage.window.findChildren(SpeakersDialog)
    assert (now, [*now.edits]) == (live.dialog, ["spk_1"])
    now.close()
