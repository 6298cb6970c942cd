"""The title is changed in its place: Enter keeps it, Escape does not; what is missing is offered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import ToldRecording
from transcriber.gui.history.recording_actions import RecordingActions
from transcriber.gui.history.recording_head import RecordingHead
from transcriber.gui.history.stored_contents import read_opening
from transcriber.gui.theme import Theme
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.store import StoreReader


@pytest.fixture
def head(theme: Theme, qtbot: QtBot) -> RecordingHead:
    page = QWidget()
    made = RecordingHead(theme, RecordingActions(page))
    page.setParent(made)
    qtbot.addWidget(made)
    made.show()
    made.title.show_title("Weekly sync")
    return made


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    made = ToldRecording(tmp_path)
    yield made
    made.close()


def test_escape_takes_back_what_was_written(head: RecordingHead, qtbot: QtBot) -> None:
    head.title.setText("Something")
    with qtbot.assertNotEmitted(head.renamed):
        QTest.keyClick(head.title, Qt.Key.Key_Escape)
    assert head.title.text() == "Weekly sync"


def test_enter_keeps_it_once_and_nothing_is_no_title(head: RecordingHead, qtbot: QtBot) -> None:
    told: list[str] = []
    head.renamed.connect(told.append)
    head.title.setText("  Planning  ")
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    head.title.setText("   ")
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    assert told == ["Planning"]


def test_what_is_missing_is_offered_where_its_sound_is_there(
    head: RecordingHead, told: ToldRecording, qtbot: QtBot
) -> None:
    told.say("Good morning.")
    told.miss(4, 9, "the service did not answer")
    told.finish()
    reader = StoreReader(told.folder)
    contents = read_opening(reader, told.public_id, None)
    reader.close()
    head.show_contents(contents)
    assert head.rest.isHidden(), "without its sound nothing can be made up"
    head.show_contents(replace(contents, audio_bytes=5_000_000))
    assert head.coverage.text().startswith("5.0 MB of sound")
    with qtbot.waitSignal(head.rest_asked):
        head.rest.click()
    head.show_again(RetranscriptionChanged(told.public_id, RetranscriptionState.WAITING, message="It gives way."))
    assert head.rest.isHidden()
    assert head.progress_words.text() == "Waits to be transcribed. It gives way."
