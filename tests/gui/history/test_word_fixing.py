"""A word is corrected once, everywhere in a stored recording, and taken back as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import NOW, StoreDesk, ToldRecording
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.history.word_fixing import WordFixing
from transcriber.gui.theme import Theme
from transcriber.transcript.turns import Turn, TurnState
from transcriber.transcript.vocabulary import Entry


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    made = ToldRecording(tmp_path / "history")
    yield made
    made.close()


def test_a_word_is_replaced_wherever_it_stands_and_learnt(told: ToldRecording, qtbot: QtBot, theme: Theme) -> None:
    for text in ("We use pie side six.", "Nobody knows.", "Pie side six it is."):
        told.say(text)
    turns = told.store.turns
    silent = Turn(number=9, state=TurnState.FINISHED, text="pie side six", is_on_silence=True)
    assert told.store.turns.save(told.public_id, silent, 8) is not None
    transcript = StoredTranscript(theme)
    qtbot.addWidget(transcript)
    transcript.show_rows(StoredRows(turns.all(told.public_id)), 0)
    edits = RecordingEdits(StoreDesk(told.store), NoticeBridge(), transcript)
    edits.begin(told.public_id)
    reading = HistoryReading(told.folder)
    fixing = WordFixing(theme, transcript, edits, reading, transcript)
    everywhere: list[tuple[Entry, dict[str, tuple[int, ...]]]] = []
    fixing.everywhere_asked.connect(lambda entry, turns: everywhere.append((entry, turns)))
    learnt: list[Entry] = []
    fixing.learnt.connect(learnt.append)
    fixing.ask()
    dialog = fixing.dialog
    assert dialog is not None
    assert not dialog.replace.isEnabled()
    dialog.heard.setText("pie side six")
    dialog.written.setText("PySide6")
    assert dialog.found.text().startswith("Found in this recording: 2")
    dialog.replace.click()
    *read, struck = turns.all(told.public_id)
    assert [turn.text for turn in read] == ["We use PySide6.", "Nobody knows.", "PySide6 it is."]
    assert (struck.text, struck.shown.is_on_silence) == ("pie side six", True)
    assert learnt == [Entry(written="PySide6", heard=("pie side six",))]
    edits.undo()
    assert [turn.text for turn in turns.all(told.public_id)[:3]][::2] == ["We use pie side six.", "Pie side six it is."]

    other = told.store.recordings.create(NOW, title="Another")
    elsewhere = told.store.turns.save(other.public_id, Turn(number=1, state=TurnState.FINISHED, text="pie side six"), 0)
    assert elsewhere is not None
    fixing.ask()
    assert fixing.dialog is not None
    fixing.dialog.heard.setText("pie side six")
    fixing.dialog.written.setText("PySide6")
    fixing.dialog.everywhere.setChecked(True)
    qtbot.waitUntil(fixing.dialog.replace.isEnabled)
    with qtbot.waitSignal(fixing.said):
        fixing.dialog.replace.click()
    here = [turn.id for turn in turns.all(told.public_id)[:3]][::2]
    assert everywhere == [(learnt[0], {told.public_id: tuple(here), other.public_id: (elsewhere.id,)})]
    reading.close()
