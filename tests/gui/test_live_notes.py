"""Marks and notes of the recording that runs: by key, in the flow and at the right, changed and brought back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.annotations.annotation_words import AnnotationWords
from tests.gui.conftest import Stage
from tests.gui.history.told_recording import NOW, ToldRecording
from tests.gui.scripted_app import ScriptedDesk
from transcriber.export.formats import ExportFormat
from transcriber.gui.annotations.notes_pane import NotesPane
from transcriber.gui.live_notes import LiveNotes
from transcriber.gui.save_dialog import SaveDialog
from transcriber.session.notices import (
    HistoryChanged,
    LinkChanged,
    LinkState,
    Meter,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

RECORDING = RecordingChanged(RecordingState.RECORDING, "Yeti X")


def turn(number: int) -> TurnChanged:
    words = Turn(number=number, text=f"So {number}.", state=TurnState.FINISHED, start_ms=number * 10_000)
    return TurnChanged(TurnChange.COMPLETED, words, number)


class KeepingDesk(ScriptedDesk):
    """Keeps marks and notes in a real store, and tells of it."""

    def __init__(self, folder: Path, told: ToldRecording, stage: Stage) -> None:
        super().__init__(folder)
        self._told = told
        self._stage = stage
        self.is_held = False
        """By another program."""

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        if self.is_held:
            return
        act(self._told.store)
        self._stage.publish(HistoryChanged(public_id))

    def add_mark(self, label: str = "") -> None:
        now_ms = self._stage.app.meter_now.recorded_ms
        self.edit(self._told.public_id, lambda store: store.annotations.add_mark(self._told.public_id, now_ms, label))

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        assert at_ms is not None
        self.edit(self._told.public_id, lambda store: store.annotations.add_note(self._told.public_id, at_ms, text))


class Noted:
    """A window that records into a store."""

    def __init__(self, stage: Stage, folder: Path, qtbot: QtBot) -> None:
        self.stage, self._qtbot = stage, qtbot
        self.told = ToldRecording(folder)
        stage.app.history = KeepingDesk(folder, self.told, stage)
        self.window = stage.new_window()
        self.window.resize(1320, 840)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: self.notes._has_begun)

    @property
    def notes(self) -> LiveNotes:
        return self.window.parts.live_notes

    @property
    def pane(self) -> NotesPane:
        assert self.notes.pane is not None
        return self.notes.pane

    @property
    def words(self) -> list[str]:
        return AnnotationWords(self.pane.view).all

    @property
    def kept(self) -> list[tuple[int, str]]:
        return [(note.at_ms, note.text) for note in self.told.store.annotations.notes(self.told.public_id)]

    def record(self) -> None:
        self.window.toggle_recording()
        self.stage.publish(RECORDING, LinkChanged(LinkState.CONNECTED), RecordingKept(self.told.public_id))
        self.stage.publish(*(turn(number) for number in range(1, 9)))
        self.at(83_000)
        self._qtbot.waitUntil(self.window.actions_.note.isEnabled)
        self._qtbot.waitUntil(lambda: len(self.window.page.transcript.turns) == 8)

    def at(self, recorded_ms: int) -> None:
        self.stage.app.meter_now = Meter(recorded_ms=recorded_ms)

    def write(self, text: str) -> None:
        self.window.actions_.note.trigger()
        self._qtbot.keyClicks(self.pane.line, text)
        self._qtbot.keyClick(self.pane.line, Qt.Key.Key_Return)

    def shows(self, *words: str) -> None:
        self._qtbot.waitUntil(lambda: self.words == list(words))
        self._qtbot.waitUntil(lambda: not any(each.id < 0 for each in self.notes.annotations.all))


@pytest.fixture
def noted(stage: Stage, tmp_path: Path, qtbot: QtBot) -> Iterator[Noted]:
    made = Noted(stage, tmp_path / "history", qtbot)
    yield made
    for _ in range(2):
        made.window.close()
    made.told.close()


def test_marks_and_notes_are_for_a_recording_that_is_kept(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.toggle_recording()
    stage.publish(RECORDING, LinkChanged(LinkState.CONNECTED))
    qtbot.waitUntil(lambda: window.situation.link is LinkState.CONNECTED)
    assert not window.actions_.mark.isEnabled()
    stage.publish(RecordingKept("abc"), turn(1))
    qtbot.waitUntil(window.actions_.mark.isEnabled)
    stage.app.meter_now = Meter(recorded_ms=83_000)
    window.actions_.mark.trigger()
    assert window.page.note.text() == "Marked at 1:23"
    stage.publish(turn(2))
    qtbot.waitUntil(lambda: len(window.page.transcript.turns) == 2)
    assert window.page.note.text() == "Marked at 1:23", "also while words come in"
    assert window.parts.live_notes.pane is None, "a mark alone makes no list"
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: not window.actions_.mark.isEnabled())


def test_the_key_goes_to_the_line_at_the_right_and_the_keyboard_comes_back(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    transcript = noted.window.page.transcript
    transcript.setFocus()
    assert noted.notes.pane is None, "nobody has paid for it yet"
    noted.window.actions_.note.trigger()
    noted.at(97_000)
    assert noted.window.focusWidget() is noted.pane.line
    assert noted.pane.line.accessibleName() == "Note at 1:23 of the recording"
    qtbot.keyClicks(noted.pane.line, "ask Ana")
    qtbot.keyClick(noted.pane.line, Qt.Key.Key_Return)
    assert noted.window.focusWidget() is transcript
    assert noted.words == ["1:23  ask Ana"], "shown before it is kept, at the time when it was begun"
    noted.shows("1:23  ask Ana")
    assert noted.kept == [(83_000, "ask Ana")]
    assert noted.window.page.note.text() == "Note kept at 1:23"
    assert noted.notes.section.heading.text() == "Notes (1)"
    assert "notes" in noted.window.preferences.open_sections, "left open, it is open the next time"


def test_a_click_leads_to_its_place_in_the_transcript(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.at(41_000)
    noted.window.actions_.mark.trigger()
    noted.at(5_000)
    noted.write("before the first word")
    noted.shows("0:05  before the first word", "0:41  Mark")
    transcript = noted.window.page.transcript
    for row, expected in ((1, "So 4."), (0, "So 1.")):
        place = noted.pane.view.visualRect(noted.pane.view.rows.index(row)).center()
        qtbot.mouseClick(noted.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert transcript.textCursor().block().text() == expected


def test_one_is_changed_removed_and_brought_back(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.write("ask Ana")
    noted.shows("1:23  ask Ana")
    view = noted.pane.view
    view.setCurrentIndex(view.rows.index(0))
    view.change.click()
    AnnotationWords(view).write("ask Ben")
    noted.shows("1:23  ask Ben")
    assert noted.kept == [(83_000, "ask Ben")]
    view.setCurrentIndex(view.rows.index(0))
    view.remove.click()
    noted.shows()
    assert noted.kept == []
    noted.pane.undo.click()
    noted.shows("1:23  ask Ben")
    assert not noted.pane.undo.isVisible()
    view.undo_asked.emit()
    assert noted.kept == [(83_000, "ask Ben")], "there is nothing more to bring back"


def test_what_the_history_did_not_let_go_is_not_said_to_be_removed(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.write("ask Ana")
    noted.shows("1:23  ask Ana")
    view, desk = noted.pane.view, noted.stage.app.history
    assert isinstance(desk, KeepingDesk)
    desk.is_held = True
    view.setCurrentIndex(view.rows.index(0))
    view.remove.click()
    noted.stage.publish(HistoryChanged(noted.told.public_id))
    qtbot.wait(100)
    assert not noted.pane.undo.isVisible()
    assert noted.words == ["1:23  ask Ana"]
    desk.is_held = False
    view.remove.click()
    noted.shows()
    qtbot.waitUntil(noted.pane.undo.isVisible)


def test_in_the_flow_it_says_what_the_list_says(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.write("ask Ana")
    noted.shows("1:23  ask Ana")
    signs = noted.window.page.transcript._margin.signs
    assert [moment.words for moment in signs._moments] == ["Note at 1:23: ask Ana"]
    noted.stage.theme.choose("dark")
    assert len(noted.window.page.transcript._margin.signs) == 1, "also in another theme"
    noted.notes._on_removal_asked(noted.notes.annotations.all[0])
    noted.shows()
    assert len(noted.window.page.transcript._margin.signs) == 0


def test_while_the_right_side_is_away_it_is_written_above_the_text(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.window.bar.panel_button.click()
    field = noted.window.page.note_field
    noted.window.actions_.note.trigger()
    assert field.isVisible()
    assert noted.notes.pane is None
    noted.at(97_000)
    qtbot.keyClicks(field.line, "ask Ana")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.isVisible()
    qtbot.waitUntil(lambda: noted.kept == [(83_000, "ask Ana")])
    noted.window.bar.panel_button.click()
    noted.notes.section.heading.click()
    noted.shows("1:23  ask Ana")
    noted.window.parts.compact.toggle()
    noted.window.actions_.note.trigger()
    assert field.isVisible()
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    noted.window.parts.compact.toggle()
    assert noted.kept == [(83_000, "ask Ana")]


def test_another_recording_begins_with_none_and_one_that_is_over_is_still_changed(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.write("ask Ana")
    noted.shows("1:23  ask Ana")
    qtbot.keyClicks(noted.pane.line, "half a")
    noted.stage.publish(RecordingChanged(RecordingState.STOPPED, "", 90_000))
    qtbot.waitUntil(lambda: not noted.pane.line.isVisible())
    noted.shows("1:23  ask Ana", "1:23  half a")
    assert noted.kept[1:] == [(83_000, "half a")], "it ended while somebody wrote"
    noted.told.store.annotations.remove_note(noted.notes.annotations.all[1].id)
    noted.notes._on_rewritten(noted.notes.annotations.all[0], "ask Ben")
    noted.shows("1:23  ask Ben")
    noted.notes._on_removal_asked(noted.notes.annotations.all[0])
    qtbot.waitUntil(noted.pane.undo.isVisible)
    noted.window.toggle_recording()
    assert not noted.pane.undo.isVisible(), "it would bring nothing back into this one"
    assert noted.words == []
    assert noted.notes.section.heading.text() == "Notes"


def test_what_is_being_written_above_the_text_when_it_ends_is_kept(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    noted.window.bar.panel_button.click()
    noted.window.actions_.note.trigger()
    qtbot.keyClicks(noted.window.page.note_field.line, "half a")
    noted.stage.publish(RecordingChanged(RecordingState.FINISHING, "", 90_000))
    qtbot.waitUntil(lambda: noted.kept == [(83_000, "half a")])
    assert not noted.window.page.note_field.isVisible()


def test_beside_a_stored_recording_there_are_no_notes_of_another(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    other = noted.told.store.recordings.create(NOW, title="Standup").public_id
    noted.window.history.open_recording(other)
    qtbot.waitUntil(lambda: not noted.notes.section.isVisible())
    noted.window.history.show_live()
    qtbot.waitUntil(noted.notes.section.isVisible)
    noted.window.history.open_recording(other)
    noted.window.actions_.note.trigger()
    assert noted.window.focusWidget() is noted.pane.line, "also when it is asked for from there"
    noted.window.history.open_recording(other)
    noted.window.bar.panel_button.click()
    noted.window.actions_.note.trigger()
    assert noted.window.page.note_field.isVisible()


def test_a_file_made_from_the_live_page_has_them_and_tells_when_it_began(
    noted: Noted, tmp_path: Path, qtbot: QtBot
) -> None:
    noted.record()
    noted.write("Ask Ana")
    noted.window.actions_.mark.trigger()
    for wanted in (ExportFormat.MD, ExportFormat.TXT):
        path = tmp_path / f"live.{wanted}"
        with qtbot.waitSignal(noted.window.keeping.saved):
            noted.window.keeping.save(path, wanted)
        words = path.read_text()
        assert "Note: Ask Ana" in words
        assert "Mark" in words
        assert "So 8." in words
    began = f"{NOW.astimezone():%Y-%m-%d %H:%M}"
    assert began in (tmp_path / "live.md").read_text()
    assert "Weekly sync" in (tmp_path / "live.md").read_text()


def test_the_previous_transcript_is_saved_with_what_was_noted_in_it(noted: Noted, tmp_path: Path, qtbot: QtBot) -> None:
    noted.record()
    noted.write("Ask Ana")
    noted.shows("1:23  Ask Ana")
    noted.stage.publish(RecordingChanged(RecordingState.STOPPED, "", 90_000))
    qtbot.waitUntil(lambda: not noted.pane.line.isVisible())
    noted.window.toggle_recording()
    assert noted.words == []
    noted.window.actions_.save_previous.trigger()
    [dialog] = [child for child in noted.window.findChildren(SaveDialog) if child.isVisible()]
    with qtbot.waitSignal(noted.window.keeping.saved):
        dialog.fileSelected.emit(str(tmp_path / "before.md"))
    dialog.close()
    words = (tmp_path / "before.md").read_text()
    assert "Note: Ask Ana" in words
    assert "So 8." in words
    assert "Weekly sync" in words


DEMO = "The demo is not kept in the history, so nothing can be marked or noted in it."


def test_while_the_demo_is_played_it_says_why_nothing_can_be_noted_and_typing_stops_nothing(
    noted: Noted, qtbot: QtBot
) -> None:
    window = noted.window
    noted.notes.section.want(True)
    assert noted.pane.empty.text().startswith("What you mark")
    window.play_demo()
    noted.stage.publish(RECORDING, LinkChanged(LinkState.CONNECTED))
    qtbot.waitUntil(lambda: noted.pane.empty.text() == DEMO)
    window.bar.record.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_M, control)
    assert window.page.note.text() == DEMO
    assert window.focusWidget() is window.bar.record, "a mark takes no keyboard, so Space still stops"
    window.page.note.pass_by("")
    qtbot.keyClick(window, Qt.Key.Key_N, control | shift)
    assert window.page.note.text() == DEMO
    assert window.focusWidget() is None, "there are no words yet"
    qtbot.keyClicks(window, "ask Ana why")
    noted.stage.publish(turn(1))
    qtbot.waitUntil(window.page.transcript.isVisible)
    window.bar.record.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_N, control | shift)
    assert window.focusWidget() is window.page.transcript
    qtbot.keyClicks(window.focusWidget(), "ask Ana why")
    assert "stop" not in noted.stage.app.asked
    noted.stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: noted.pane.empty.text().startswith("What you mark"))
    qtbot.keyClick(window, Qt.Key.Key_M, control)
    assert window.page.note.text() == "Marks and notes are made while you record."


def test_once_they_can_be_made_the_key_makes_them(noted: Noted, qtbot: QtBot) -> None:
    noted.record()
    qtbot.keyClick(noted.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert noted.window.page.note.text() == "Marked at 1:23"
