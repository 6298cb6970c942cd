"""The whole program behind a real window: a microphone, PortAudio, the engine's process, words on the screen."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.pulse_server import PulseServer
from transcriber.app import App
from transcriber.audio.devices import input_devices
from transcriber.audio.durations import clock
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ServerVad
from transcriber.session.notices import LinkState, RecordingState, SessionAnnounced
from transcriber.settings.preferences import Preferences
from transcriber.store.store import StoreReader

Rate = Callable[[str, str], float]


@pytest.fixture
def window(pulse: PulseServer, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    bridge = NoticeBridge()
    app = App(bridge.publish)
    theme = Theme(qapp, "light")
    window = MainWindow(app, bridge, theme, Preferences(), input_devices, lambda base, mine: mine)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    app.start()
    app.warm_engine()
    window.bar.microphone.refresh()
    yield window
    app.close()


def test_words_spoken_into_the_microphone_stand_in_the_window(
    window: MainWindow,
    pulse: PulseServer,
    qtbot: QtBot,
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
) -> None:
    turns = window.page.transcript.turns

    window.bar.record.click()
    qtbot.waitUntil(lambda: window.situation.meter.recorded_ms > 0, timeout=60_000)
    # An engine that is still starting hears later, and so do people on a busy computer.
    qtbot.waitUntil(lambda: window.situation.link is LinkState.CONNECTED, timeout=60_000)
    speaking = pulse.speak(speech / "jfk.flac")
    qtbot.waitUntil(lambda: window.situation.meter.level_dbfs > -60, timeout=60_000)
    qtbot.waitUntil(lambda: len(turns.text().split()) > 3, timeout=60_000)
    assert speaking.poll() is None, "words appear while they are spoken"
    assert "consent" in {problem.code for problem in window.page.banner.problems}, "it is the first one of this person"
    qtbot.waitUntil(lambda: speaking.poll() is not None, timeout=60_000)

    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED, timeout=60_000)
    assert word_errors(transcript_of("jfk.flac"), turns.text()) < 0.2
    # Nobody is heard any more; after the last word the microphone is as silent as a file.
    assert {problem.code for problem in window.page.banner.problems} <= {"silent_input"}


def test_a_note_written_while_it_records_is_in_the_history_and_at_the_right(
    window: MainWindow, pulse: PulseServer, qtbot: QtBot, speech: Path
) -> None:
    notes, line = window.parts.live_notes, window.page.foot_line
    window.bar.record.click()
    qtbot.waitUntil(lambda: window.situation.meter.recorded_ms > 0, timeout=60_000)
    speaking = pulse.speak(speech / "jfk.flac")
    qtbot.waitUntil(window.actions_.note.isEnabled, timeout=60_000)

    window.actions_.note.trigger()
    assert notes.pane is not None
    qtbot.keyClicks(notes.pane.line, "ask Ana")
    qtbot.keyClick(notes.pane.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: [each.id > 0 for each in notes.annotations.all] == [True], timeout=60_000)
    (kept,) = notes.annotations.all
    assert notes.pane.view.rows.index(0).data() == f"{clock(kept.at_ms)}  ask Ana"
    # The disk is reached every five seconds.
    qtbot.waitUntil(lambda: line.saved.text().startswith("Saved "), timeout=60_000)
    assert line.dropped.text() == "0 dropped"
    speaking.kill()
    speaking.wait()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED, timeout=60_000)
    assert line.saved.text() == "Saved"
    with closing(StoreReader(window.history.reading.folder)) as reader:
        recording = reader.recordings.newest()
        assert recording is not None
        assert reader.annotations.notes(recording.public_id) == [kept]


def test_a_microphone_that_is_unplugged_is_said_in_the_banner(
    window: MainWindow, pulse: PulseServer, qtbot: QtBot
) -> None:
    pulse.unplug_everything()

    window.bar.record.click()
    qtbot.waitUntil(lambda: window.page.banner.isVisible(), timeout=60_000)

    assert window.situation.recording is RecordingState.STOPPED


def test_a_setting_changed_while_it_records_reaches_the_engine_within_a_tenth_of_a_second(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.play_demo()
    qtbot.waitUntil(lambda: window.page.transcript.turns.word_count > 2, timeout=60_000)

    silence = window.panel.fields.turns.silence_duration_ms
    took_s: list[float] = []

    def is_answered(before: SessionAnnounced | None) -> Callable[[], bool]:
        return lambda: window.state.this_session.facts.announced is not before

    for duration_ms in (700, 600, 500, 400, 300):
        announced = window.state.this_session.facts.announced
        started_s = time.perf_counter()
        silence.figure.setValue(duration_ms)
        qtbot.waitUntil(is_answered(announced), timeout=60_000)
        took_s.append(time.perf_counter() - started_s)

        answer = window.state.this_session.facts.announced
        assert answer is not None
        assert answer.session.configuration.turn_detection == ServerVad(silence_duration_ms=duration_ms)
        assert window.panel.field("silence_duration_ms").difference == ""
    # The fastest: what a busy computer adds is not the program's.
    assert min(took_s) < 0.1
    words = window.page.transcript.turns.word_count
    qtbot.waitUntil(lambda: window.page.transcript.turns.word_count > words, timeout=60_000)
    window.toggle_recording()
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED, timeout=60_000)
