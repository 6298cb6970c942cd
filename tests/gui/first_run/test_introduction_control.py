"""The first page: what is chosen counts at once, words of a test appear and are kept nowhere, and it comes once."""

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.app import RecordingRequest
from transcriber.gui.first_run.introduction_page import IntroductionPage
from transcriber.session.notices import Meter, Problem, RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged


def opened(stage: Stage, qtbot: QtBot) -> IntroductionPage:
    introduction = stage.window.parts.introduction
    introduction.open()
    assert introduction.page is not None
    page = introduction.page
    qtbot.waitUntil(page.isVisible)
    qtbot.waitUntil(lambda: page.microphone.count() == 3)
    return page


def test_what_is_chosen_counts_at_once(stage: Stage, qtbot: QtBot) -> None:
    page, panel = opened(stage, qtbot), stage.window.panel
    assert page.here.button.isChecked()
    assert stage.window.focusWidget() is page.here.button
    assert "nothing" in page.promise.words
    page.language.setCurrentIndex(page.language.findData("de"))
    assert "English only" in page.language_note.words
    page.elsewhere.button.click()
    assert not panel.choices.is_local
    assert panel.choices.configuration.language == "de"
    assert not page.language_note.words
    assert "to the service you chose" in page.promise.words
    assert page.service.isVisible()
    page.keeps_sound.click()
    assert panel.safety.audio_keeping.retention == "until_transcribed"
    page.microphone.setCurrentIndex(page.microphone.findData("built-in"))
    assert stage.window.bar.microphone.device_id == "built-in"
    page.here.button.click()
    assert panel.choices.is_local
    page.begin.click()
    assert not stage.window.parts.introduction.is_shown
    assert stage.window.focusWidget() is stage.window.bar.record
    assert stage.window.bar.isVisible()
    assert stage.saved[-1].is_introduced
    assert stage.saved[-1].input_device_id == "built-in"


def test_it_is_passed_by_with_a_key(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot)
    qtbot.keyClick(page.here.button, Qt.Key.Key_Escape)
    assert not stage.window.parts.introduction.is_shown
    assert stage.saved[-1].is_introduced
    stage.window.actions_.introduction.trigger()
    assert stage.window.parts.introduction.is_shown, "the help menu shows it again"
    assert stage.window.parts.introduction.page is not None
    qtbot.keyClick(stage.window.parts.introduction.page.here.button, Qt.Key.Key_Return)
    assert not stage.window.parts.introduction.is_shown


def test_words_of_the_test_appear_and_are_kept_nowhere(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot)
    page.test.button.click()
    [request] = stage.app.asked
    assert isinstance(request, RecordingRequest)
    assert not request.is_kept
    stage.app.meter_now = Meter(level_dbfs=-18.0, peak_dbfs=-9.0)
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"))
    stage.publish(TurnChanged(TurnChange.DELTA, Turn(number=1, text="Hello, is", provisional="this on?"), 0))
    qtbot.waitUntil(lambda: page.test.words.words == "“Hello, is this on?”")
    qtbot.waitUntil(lambda: page.test.level.text() == "−18 dBFS")
    page.test.button.click()
    assert stage.app.asked[-1] == "stop"
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: page.test.button.text() == "Try the microphone")
    assert page.test.words.words == "“Hello, is this on?”"
    assert len(stage.window.page.transcript.turns) == 0
    assert not stage.window.keeping.unsaved_text


def test_a_test_that_fails_says_why(stage: Stage, qtbot: QtBot) -> None:
    page = opened(stage, qtbot)
    page.test.button.click()
    stage.publish(RecordingChanged(RecordingState.STARTING))
    stage.publish(Problem("no_microphone", "The microphone is gone.", "Plug it in.", is_fatal=True))
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: page.test.words.words == "The microphone is gone. Plug it in.")
    page.test.button.click()
    stage.publish(RecordingChanged(RecordingState.RECORDING), RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: page.test.words.words.startswith("Nothing was heard."))


def test_record_goes_on_to_the_window(stage: Stage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.STARTING))
    qtbot.waitUntil(lambda: not stage.window.parts.introduction.is_shown)
    stage.window.parts.introduction.open()
    assert not stage.window.parts.introduction.is_shown, "not over a recording"


def test_the_language_of_the_system_is_chosen_at_the_first_start(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("fr_FR"))
    stage.window.parts.introduction.begin()
    page = stage.window.parts.introduction.page
    assert page is not None
    assert page.language.currentData() == "fr"


def test_at_the_very_first_start_it_stands_in_place_of_the_window_too(stage: Stage, qtbot: QtBot) -> None:
    window = stage.new_window()
    window.parts.introduction.begin()
    window.show()
    page = window.parts.introduction.page
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    assert not window.bar.isVisible(), "what it stands for would lie over it"
    page.begin.click()
    assert window.bar.isVisible()
