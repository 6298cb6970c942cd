"""Every state of the window as a picture: `python -m tests.gui.screens FOLDER`, then look at them."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from transcriber.audio.devices import InputDevice
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.program import make_application
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    RecordingChanged,
    RecordingState,
)
from transcriber.settings.preferences import Preferences
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

SENTENCES = (
    "Two support tickets came in about the microphone list. It did not refresh when a headset was plugged in.",
    "That is fixed in the build from this morning. The list now follows the system, and the recording keeps running"
    " on the old device until you switch.",
    "And if the device disappears completely?",
    "The recording says so within two seconds, and the last four seconds are kept so that nothing is lost.",
    "Let’s start with the captions. The new build keeps the last three lines on screen.",
    "I tried it in the town hall yesterday. The delay stayed under half a second for most of the talk.",
    "The only odd word was the name of the vendor, which came out as Cresswell in two places.",
)
OTHER_SCRIPTS = (
    "German: Größe, Straße und Übermut. And 日本語の字幕も試しましょう。",
    "مرحبا بكم في الاجتماع الأسبوعي، لنبدأ الآن.",
    "שלום לכולם, נתחיל בעוד רגע with an English end.",
    "今天的会议就到这里，谢谢大家。下次我们讨论发布计划和安装程序的问题。",
    "Emoji count as two for Qt 🎤🎧 and stay whole.",
)


class _Studio:
    """Stands in for the application."""

    meter_now = Meter(level_dbfs=-18.0, peak_dbfs=-11.0, recorded_ms=763_000, delay_ms=400)

    def start_recording(self, request: object) -> None:
        """Nothing records."""

    def stop_recording(self) -> None:
        """Nothing runs."""

    def meter(self) -> Meter:
        """Always the same."""
        return self.meter_now


class _Screens:
    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.bridge = NoticeBridge()
        self.theme = Theme(application, "light")
        self.devices: tuple[InputDevice, ...] = (InputDevice("yeti", "Yeti X · USB microphone", 48_000, 1, True),)
        self.studio = _Studio()
        self.window = self._new_window(Preferences())

    def _new_window(self, preferences: Preferences) -> MainWindow:
        self.bridge = NoticeBridge()
        window = MainWindow(
            self.studio, self.bridge, self.theme, preferences, lambda: self.devices, lambda _preferences: None
        )
        window.show()
        window.bar.microphone.refresh()
        return window

    def again(self, preferences: Preferences | None = None) -> None:
        self.window.close()
        self.window = self._new_window(preferences or Preferences())

    def publish(self, *notices: Notice) -> None:
        for notice in notices:
            self.bridge.publish(notice)
        self.settle()

    def settle(self) -> None:
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            self._application.processEvents()
            time.sleep(0.005)

    def take(self, name: str) -> None:
        for choice in ("light", "dark"):
            self.theme.choose("dark" if choice == "dark" else "light")
            self.settle()
            self.window.grab().save(str(self._folder / f"{name}-{choice}.png"))

    def listening(self) -> None:
        self.window.toggle_recording()
        self.publish(
            RecordingChanged(RecordingState.RECORDING, "Yeti X · USB microphone"), LinkChanged(LinkState.CONNECTED)
        )

    def say(self, number: int, text: str, provisional: str = "", state: TurnState = TurnState.FINISHED) -> None:
        change = TurnChange.COMPLETED if state is TurnState.FINISHED else TurnChange.PROVISIONAL
        start_ms = 400_000 + number * 17_300
        turn = Turn(number=number, text=text, provisional=provisional, state=state, start_ms=start_ms)
        self.bridge.publish(TurnChanged(change, turn, number - 1))

    def say_twenty(self) -> None:
        for number in range(1, 20):
            self.say(number, SENTENCES[number % len(SENTENCES)])
        live = "Good. Then the export: plain text, Markdown and SubRip with"
        self.say(20, live, "word timings, so that editors can", TurnState.LIVE)
        self.settle()


def _empty(screens: _Screens) -> None:
    screens.take("empty")
    screens.window.bar.microphone.setFocus()
    screens.devices = ()
    screens.window.bar.microphone.refresh()
    screens.settle()
    screens.take("no-microphone")
    screens.devices = (InputDevice("yeti", "Yeti X · USB microphone", 48_000, 1, True),)


def _listening(screens: _Screens) -> None:
    screens.listening()
    screens.take("listening-no-words")
    screens.say_twenty()
    screens.take("listening")
    screens.publish(
        Problem(
            "reconnected", "The link was lost for 14 seconds.", "Recording continued; the audio is being sent now."
        ),
        Problem("no_key", "OpenAI needs a key.", "Set the environment variable OPENAI_API_KEY."),
    )
    screens.take("banner")
    bar = screens.window.page.transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    for number in (21, 22, 23):
        screens.say(number, SENTENCES[number % len(SENTENCES)])
    screens.settle()
    screens.take("jump")


def _scripts(screens: _Screens) -> None:
    screens.listening()
    for number, text in enumerate(OTHER_SCRIPTS, start=1):
        screens.say(number, text)
    screens.say(6, "unbroken" * 100)
    failed = Turn(number=7, state=TurnState.FAILED, start_ms=520_000, failure="the service was too busy")
    screens.bridge.publish(TurnChanged(TurnChange.FAILED, failed, 6))
    screens.say(8, "نص طويل ما زال", "ينمو الآن", TurnState.LIVE)
    screens.say(9, "", "", TurnState.LIVE)
    screens.settle()
    screens.take("scripts")


def _panel(screens: _Screens) -> None:
    configuration = SessionConfiguration(turn_detection=None, prompt="Names: Kreszwel, Noor Haddad.\nProduct review.")
    screens.again(Preferences(service="openai", configuration=configuration))
    screens.take("panel-none")
    screens.again(Preferences(service="https://captions.example.org/v1", configuration=SessionConfiguration()))
    screens.window.panel.open_advanced(True)
    screens.take("panel-advanced")
    screens.settle()
    area = screens.window.panel.body_area
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    screens.take("panel-advanced-end")


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])
    screens = _Screens(application, folder)
    states: tuple[Callable[[_Screens], None], ...] = (_empty, _listening, _scripts, _panel)
    for state in states:
        screens.again()
        screens.settle()
        state(screens)
    screens.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
