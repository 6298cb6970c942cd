"""A recording of the history is opened, read, corrected, marked, heard and transcribed again, on a real store."""

import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.annotations.annotation_words import AnnotationWords
from tests.gui.history.scripted_player import ScriptedPlayer
from tests.gui.history.told_recording import LOCAL, NOW, ToldRecording
from transcriber.app.wanted_audio import Lacking, LaneRange, TimeRange, Whole
from transcriber.audio.faults import AudioError
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.recording_page import RecordingPage
from transcriber.gui.history.words_dialog import WordsDialog
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.speaker_naming import SpeakersDialog
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import HistoryChanged, Problem, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI, Profile
from transcriber.store.errors import StoreError
from transcriber.store.store import Store


class ScriptedDesk:
    """Writes at once, on this thread, and tells of it as the application does."""

    def __init__(self, store: Store, folder: Path, bridge: NoticeBridge) -> None:
        self._store = store
        self._bridge = bridge
        self.folder = folder
        self.asked: list[Any] = []

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        try:
            act(self._store)
        except StoreError as error:
            self._bridge.publish(Problem("history_failed", error.message, error.remedy, recording_id=public_id))
        else:
            self._bridge.publish(HistoryChanged(public_id))

    def delete(self, public_id: str) -> None: ...

    def undo_delete(self, public_id: str) -> None: ...

    def add_mark(self, label: str = "") -> None: ...

    def add_note(self, text: str, at_ms: int | None = None) -> None: ...

    def transcribe(self, public_id: str, what: Any, profile: Any, configuration: Any) -> None:
        self.asked.append((public_id, what, profile.name))

    def go_on_transcribing(self, profiles: Sequence[Profile]) -> None:
        self.asked.append(("go on", *(profile.name for profile in profiles)))

    def stop_transcribing(self, public_id: str = "") -> None:
        self.asked.append(("stop", public_id))


class Opened:
    """A page with a told recording behind it."""

    def __init__(self, theme: Theme, qtbot: QtBot, folder: Path, told: ToldRecording) -> None:
        self.qtbot, self.told = qtbot, told
        self.bridge = NoticeBridge()
        self.desk = ScriptedDesk(told.store, folder, self.bridge)
        self.reading = HistoryReading(folder)
        self.players: list[ScriptedPlayer] = []
        self.page = RecordingPage(theme, self.desk, self.bridge, self.reading, self._make_player)
        qtbot.addWidget(self.page)
        self.page.set_services(
            lambda: BUILT_IN_PROFILES,
            lambda: SessionChoices(profile=OPENAI, configuration=SessionConfiguration(model="gpt-4o-transcribe")),
        )
        self.page.resize(1000, 700)
        self.page.show()

    def _make_player(self, on_ended: Callable[[], None], on_failed: Callable[[AudioError], None]) -> ScriptedPlayer:
        self.players.append(ScriptedPlayer(on_ended, on_failed))
        return self.players[-1]

    @property
    def text(self) -> str:
        return self.page.transcript.toPlainText()

    def open(self, turn_id: int | None = None, query: str = "") -> None:
        self.page.show_recording(self.told.public_id, turn_id, query)
        self.qtbot.waitUntil(lambda: self.page.contents is not None and self.page.contents.is_whole, timeout=10_000)
        self.qtbot.waitUntil(lambda: self.page.transcript.window_.is_complete, timeout=10_000)

    def shows(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.text == text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.transcript, key, modifiers)


def write(page: RecordingPage, words: str) -> None:
    assert isinstance(page.edits.dialog, WordsDialog)
    page.edits.dialog.text.setPlainText(words)
    page.edits.dialog.accept()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    sound = tmp_path / "sound.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(bytes(48_000))
    made = ToldRecording(tmp_path / "history", audio_path=sound)
    yield made
    made.close()


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot, tmp_path: Path, told: ToldRecording) -> Iterator[Opened]:
    made = Opened(theme, qtbot, tmp_path / "history", told)
    yield made
    made.page.close()
    made.reading.close()
    made.bridge.close()


def test_it_shows_what_is_known_of_the_recording_and_its_gaps_among_the_turns(
    opened: Opened, told: ToldRecording
) -> None:
    told.say("One.")
    told.say("Two.")
    told.fail("the service was too busy")
    told.miss(4, 8, "the link was lost")
    told.finish()
    opened.open()
    assert opened.text.splitlines() == [
        "One.",
        "Gap: the link was lost",
        "Two.",
        "Not transcribed: the service was too busy",
    ]
    head = opened.page.head
    assert head.title.text() == "Weekly sync"
    for words in ("20 November 2026", "0:12", "OpenAI (gpt-4o-transcribe)"):
        assert words in head.facts.text()
    assert "0:04 missing" in head.coverage.text()
    assert head.coverage.text().startswith("48 kB of sound")


def test_the_strip_leads_to_the_gap_of_the_source_in_which_something_is_missing(
    opened: Opened, told: ToldRecording
) -> None:
    told.say("One.")
    told.say("Two.")
    told.miss(1, 2, "the link was lost", lane=1)
    told.miss(5, 6, "the link was lost", lane=0)
    told.finish()
    opened.open()
    assert [row.turn.lane for row in opened.page.transcript.rows.rows if row.stretch] == [1, 0]

    strip = opened.page.head.strip
    for gap in strip.stretches:
        strip.gap_asked.emit(gap)
        shown = opened.page.transcript.rows[opened.page.transcript.current or 0]
        assert shown.stretch == gap


def test_a_recording_is_renamed_in_its_place(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    opened.open()
    opened.page.head.title.setFocus()
    opened.page.head.title.setText("  Release   planning ")
    QTest.keyClick(opened.page.head.title, Qt.Key.Key_Return)
    assert told.store.recordings.get(told.public_id).title == "Release planning"


def test_a_turn_is_corrected_the_machine_s_text_is_kept_and_comes_back(opened: Opened, told: ToldRecording) -> None:
    turn_id = told.say("Wreck a nice beach.")
    opened.open()
    opened.press(Qt.Key.Key_F2)
    editor = opened.page.editor
    assert editor.isVisible()
    assert editor.text.toPlainText() == "Wreck a nice beach."
    editor.text.setPlainText("Recognise speech.")
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    opened.shows("Recognise speech.")
    assert told.store.turns.get(turn_id).machine.text == "Wreck a nice beach."
    opened.press(Qt.Key.Key_Return)
    editor.show_heard.click()
    assert editor.heard.words == "What was heard: Wreck a nice beach."
    editor.take_back.click()
    opened.shows("Wreck a nice beach.")
    opened.page.actions_.undo.trigger()
    opened.shows("Recognise speech.")


def test_escape_leaves_a_turn_as_it_was_and_then_the_recording(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    opened.open()
    opened.press(Qt.Key.Key_F2)
    opened.page.editor.text.setPlainText("Something else")
    QTest.keyClick(opened.page.editor.text, Qt.Key.Key_Escape)
    assert not opened.page.editor.isVisible()
    assert opened.text == "One."
    with opened.qtbot.waitSignal(opened.page.closed):
        opened.press(Qt.Key.Key_Escape)


def test_turns_are_split_and_merged_and_that_is_undone(opened: Opened, told: ToldRecording) -> None:
    told.say("One two \U0001f3a4 three.")
    told.say("Four.")
    opened.open()
    opened.press(Qt.Key.Key_F2)
    cursor = opened.page.editor.text.textCursor()
    cursor.setPosition(len("One two \U0001f3a4 ".encode("utf-16-le")) // 2)
    opened.page.editor.text.setTextCursor(cursor)
    opened.page.editor.split.click()
    opened.shows("One two \U0001f3a4\nthree.\nFour.")
    opened.page.transcript.go_to(1)
    opened.page.actions_.merge_after.trigger()
    opened.shows("One two \U0001f3a4\nthree. Four.")
    opened.page.actions_.undo.trigger()
    opened.page.actions_.undo.trigger()
    opened.shows("One two \U0001f3a4 three.\nFour.")


def test_marks_and_notes_are_made_gone_to_changed_and_removed(opened: Opened, told: ToldRecording) -> None:
    for text in ("One.", "Two.", "Three."):
        told.say(text)
    opened.open()
    page = opened.page
    page.transcript.go_to(2)
    page.actions_.mark.trigger()
    page.transcript.go_to(1)
    page.actions_.note.trigger()
    write(page, "Ask Ana")
    entries = page.annotations.list
    words = AnnotationWords(entries)
    opened.qtbot.waitUntil(lambda: words.all == ["0:04  Ask Ana", "0:08  Mark"])
    assert "Ask Ana" in page.transcript.signs.words(page.transcript.rows[1])
    page.actions_.annotations.trigger()
    entries.setCurrentIndex(entries.rows.index(1))
    QTest.keyClick(entries, Qt.Key.Key_Return)
    assert page.transcript.current == 2
    entries.change.click()
    words.write("Decision")
    opened.qtbot.waitUntil(lambda: words.all == ["0:04  Ask Ana", "0:08  Decision"])
    entries.setCurrentIndex(entries.rows.index(0))
    QTest.keyClick(entries, Qt.Key.Key_Delete)
    opened.qtbot.waitUntil(lambda: words.all == ["0:08  Decision"])
    assert told.store.annotations.notes(told.public_id) == []


def test_space_plays_from_the_turn_and_what_is_spoken_is_shown(opened: Opened, told: ToldRecording) -> None:
    told.say_many(40)
    told.finish()
    opened.open()
    page = opened.page
    page.transcript.go_to(3)
    opened.press(Qt.Key.Key_Space)
    [player] = opened.players
    assert player.played == [12_000]
    player.position_ms = 30 * 4_000 + 500
    opened.qtbot.waitUntil(lambda: page.transcript._spoken == 30)
    assert any(index == 30 for index, _ in page.transcript.window_.visible())
    assert page.playback.position.text() == "2:00"
    opened.press(Qt.Key.Key_Space)
    assert not player.is_playing
    assert not page.playback._timer.isActive()
    assert page.transcript._spoken is None


def test_a_press_on_a_time_plays_from_there(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    told.say("Two.")
    told.finish()
    opened.open()
    place = opened.page.transcript.place_of(1)
    assert place is not None
    viewport = opened.page.transcript.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(30, round(place.top()) + 8))
    assert opened.players[0].played == [4_000]


def test_without_sound_the_bar_says_so(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    told = ToldRecording(tmp_path / "silent")
    told.fail("busy")
    opened = Opened(theme, qtbot, tmp_path / "silent", told)
    opened.open()
    assert not opened.page.playback.button.isEnabled()
    assert "was not kept" in opened.page.playback.note.text()
    assert not opened.page.actions_.again.isEnabled()
    opened.page.close()
    opened.reading.close()
    opened.bridge.close()
    told.close()


def test_what_has_no_text_is_transcribed_with_one_press(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    failed = told.fail("the service was too busy")
    told.miss(1, 2, "the link was lost")
    opened.open()
    page = opened.page
    buttons = {
        button.accessibleName(): button
        for button in page.transcript.viewport().findChildren(QPushButton, "tryAgain")
        if button.isVisible()
    }
    buttons["Try again: the service was too busy"].click()
    buttons["Transcribe: the link was lost"].click()
    assert opened.desk.asked == [
        (told.public_id, (failed,), "openai"),
        (told.public_id, LaneRange(0, TimeRange(1_000, 2_000)), "openai"),
    ]


def test_another_service_transcribes_a_part_or_all_of_it_again(opened: Opened, told: ToldRecording) -> None:
    ids = [told.say("One."), told.say("Two.", origin=LOCAL)]
    opened.open()
    page = opened.page
    assert page.transcript.signs.words(page.transcript.rows[1]) == ("Transcribed by This computer (small-streaming-en)")
    page.transcript.selectAll()
    page.actions_.again.trigger()
    dialog = page.again.dialog
    assert dialog is not None
    parts = [dialog.part.itemText(row) for row in range(dialog.part.count())]
    assert parts == ["The 2 chosen turns", "What is missing", "The whole recording"]
    dialog.service.setCurrentIndex(dialog.service.findData("local"))
    dialog.start.click()
    assert opened.desk.asked == [(told.public_id, tuple(ids), "local")]
    for row, what in ((1, Lacking()), (2, Whole())):
        page.actions_.again.trigger()
        assert page.again.dialog is not None
        page.again.dialog.part.setCurrentIndex(row)
        page.again.dialog.start.click()
        assert opened.desk.asked[-1] == (told.public_id, what, "openai")


def test_how_far_it_has_come_is_told_and_it_can_be_stopped(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    opened.open()
    head = opened.page.head
    opened.bridge.publish(RetranscriptionChanged(told.public_id, RetranscriptionState.RUNNING, 61_000, 120_000))
    opened.qtbot.waitUntil(lambda: head.progress_words.text() == "Transcribing, 1:01 of 2:00")
    assert head.progress.value() == 61_000
    head.stop.click()
    assert opened.desk.asked == [("stop", told.public_id)]
    failed = RetranscriptionChanged(told.public_id, RetranscriptionState.FAILED, message="The key was refused.")
    opened.bridge.publish(failed)
    opened.qtbot.waitUntil(lambda: head.progress_words.text() == "Not transcribed. The key was refused.")
    assert not head.stop.isVisible()


def test_speakers_are_named_everywhere(opened: Opened, told: ToldRecording) -> None:
    told.say("Is it?", "spk_1")
    told.say("It is.", "spk_2")
    opened.open()
    page = opened.page
    page.actions_.speakers.trigger()
    dialog = page.edits.dialog
    assert isinstance(dialog, SpeakersDialog)
    dialog.edits["spk_1"].setText("Ana")
    dialog.close()
    opened.qtbot.waitUntil(lambda: page.transcript.names.name("spk_1") == "Ana")
    assert told.store.annotations.speaker_names(told.public_id) == {"spk_1": "Ana"}
    page.actions_.copy.trigger()
    clipboard = QGuiApplication.clipboard()
    opened.qtbot.waitUntil(lambda: clipboard.text() == "Ana: Is it?\nSpeaker 2: It is.\n")
    page.actions_.copy_with_times.trigger()
    opened.qtbot.waitUntil(lambda: clipboard.text().startswith("00:00:00  Ana"))


def test_a_long_recording_is_opened_at_the_turn_that_was_found(opened: Opened, told: ToldRecording) -> None:
    told.say_many(700)
    asked = told.say("Here the needle lies.")
    told.say_many(60)
    opened.open(asked, "needle")
    transcript = opened.page.transcript
    index = transcript.rows.index_of(asked)
    assert index == 700
    assert transcript.current == 700
    assert index in [each for each, _ in transcript.window_.visible()]
    [found] = transcript.extraSelections()
    assert found.cursor.selectedText() == "needle"
    opened.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert transcript.current == 0
    opened.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert transcript.current == 760


def test_what_is_gone_is_said_in_words(opened: Opened, told: ToldRecording) -> None:
    told.say("One.")
    told.store.deletion.delete(told.public_id, NOW)
    opened.page.show_recording(told.public_id)
    opened.qtbot.waitUntil(opened.page.fault.isVisible)
    assert opened.page.fault.words


def test_marks_and_notes_give_way_before_a_gap_has_one_letter_on_a_line(opened: Opened) -> None:
    opened.open()
    opened.page.resize(592, 430)
    opened.page.actions_.annotations.trigger()
    transcript, annotations = opened.page.transcript, opened.page.annotations
    opened.qtbot.waitUntil(lambda: annotations.isVisible() and transcript.width() > 500)
    assert (
        annotations.mapTo(opened.page, QPoint()).y()
        >= transcript.mapTo(opened.page, QPoint(0, transcript.height())).y()
    )
    for index, row in enumerate(transcript.rows.rows):
        block = transcript.shown_block(index)
        assert block is not None
        assert len(block.text()) / block.layout().lineCount() > 12 or block.layout().lineCount() == 1, row
    opened.page.resize(1_000, 700)
    opened.qtbot.waitUntil(lambda: annotations.width() == 260 and transcript.width() == 740)
