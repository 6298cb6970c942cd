"""The whole program behind a real window: a microphone, PortAudio, the engine's process, words on the screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.pulse_server import PulseServer
from transcriber.app import App
from transcriber.audio.devices import input_devices
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import Theme
from transcriber.session.notices import RecordingState
from transcriber.settings.preferences import Preferences

Rate = Callable[[str, str], float]


@pytest.fixture
def window(pulse: PulseServer, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    bridge = NoticeBridge()
    app = App(bridge.publish)
    theme = Theme(qapp, "light")
    window = MainWindow(app, bridge, theme, Preferences(), input_devices, lambda preferences: None)
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
    qtbot.waitUntil(lambda: window.situation.meter.recorded_ms > 0, timeout=20_000)
    speaking = pulse.speak(speech / "jfk.flac")
    qtbot.waitUntil(lambda: len(turns.text().split()) > 3, timeout=20_000)
    assert speaking.poll() is None, "words appear while they are spoken"
    assert window.situation.meter.level_dbfs > -60
    qtbot.waitUntil(lambda: speaking.poll() is not None, timeout=20_000)

    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED, timeout=20_000)
    assert word_errors(transcript_of("jfk.flac"), turns.text()) < 0.2
    assert not window.page.banner.isVisible()


def test_a_microphone_that_is_unplugged_is_said_in_the_banner(
    window: MainWindow, pulse: PulseServer, qtbot: QtBot
) -> None:
    pulse.unplug_everything()

    window.bar.record.click()
    qtbot.waitUntil(lambda: window.page.banner.isVisible(), timeout=20_000)

    assert window.situation.recording is RecordingState.STOPPED
