"""Marks and notes of the recording that runs, at the right and in the flow: none, some, being written, a thousand."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.gui.screens.spoken import hear_meeting
from transcriber.gui.language import tr
from transcriber.session.notices import HistoryChanged, RecordingKept
from transcriber.store.store import Store

_NOTES = (
    (604_000, "Two hours open in less than a second"),
    (655_000, "Ask Ben for the certificate: it has to be here before the installer is signed, not after"),
    (707_000, "Picture of the caption page on a phone, from the rehearsal"),
)


_FOR_LARGE_TEXTS = 2_100, 1_300


def _notes(stage: PictureStage) -> None:
    with tempfile.TemporaryDirectory(prefix="transcriber-notes-") as name:
        store = Store(Path(name), datetime.now(UTC))
        public_id = store.recordings.create(datetime.now(UTC), title="Weekly product sync").public_id
        stage.at_history(Path(name))
        stage.listen()
        stage.publish(RecordingKept(public_id))
        hear_meeting(stage, has_speakers=True)
        notes = stage.window.parts.live_notes
        if not notes.section.isVisible():
            stage.resize(*_FOR_LARGE_TEXTS)
        notes.section.want(True)
        stage.take("notes-none")
        for at_ms, text in _NOTES:
            store.annotations.add_note(public_id, at_ms, text)
        store.annotations.add_mark(public_id, 673_000)
        store.annotations.add_mark(public_id, 722_000, "Decision")
        _read(stage, public_id, 5)
        stage.take("notes")
        stage.window.actions_.note.trigger()
        stage.take("notes-writing")
        pane = notes.pane
        assert pane is not None
        pane.line.setText("Two hours open in less than a second. " * 60)
        pane.line.insert("And more")
        stage.take("notes-filled")
        pane.line.leave()
        _change(stage)
        stage.resize(900, 560)
        stage.take("notes-small")
        stage.resize()
        for number in range(1_000):
            store.annotations.add_note(public_id, 800_000 + number * 1_000, f"Note {number + 1}, and what it is about")
        _read(stage, public_id, 1_005)
        stage.take("notes-thousand")
        stage.again()
        store.close(datetime.now(UTC), lambda _: None)


def _read(stage: PictureStage, public_id: str, count: int) -> None:
    stage.publish(HistoryChanged(public_id))
    stage.until(lambda: len(stage.window.parts.live_notes.annotations.all) == count)


def _change(stage: PictureStage) -> None:
    pane = stage.window.parts.live_notes.pane
    assert pane is not None
    pane.view.setCurrentIndex(pane.view.rows.index(1))
    pane.view.setFocus()
    pane.view.change_current()
    stage.take("notes-changing")
    pane.view.setFocus()
    stage.settle()
    pane.view.setCurrentIndex(pane.view.rows.index(2))
    pane.view.chosen.emit(pane.view.current)
    pane.offer_undo(tr("The note was removed."))
    stage.take("notes-removed")
    pane.withdraw_undo()
    stage.window.page.transcript.follow()


SCENES = (
    Scene("notes", _notes, frozenset({"notes", "notes-filled", "notes-changing", "notes-removed", "notes-small"})),
)
