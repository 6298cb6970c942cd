"""`transcriber` without a command: the window. What is heavy begins after the first paint."""

import logging
import signal
import socket
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from transcriber import __version__
from transcriber.app import App
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.collecting import Collecting
from transcriber.gui.desktop.kept_sizes import window_memory
from transcriber.gui.desktop.window_door import WindowDoor
from transcriber.gui.desktop.window_places import WindowPlaces
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import STYLE, STYLE_PROPERTY, Theme
from transcriber.gui.translations import speak
from transcriber.gui.typeface import load_typeface, typeface
from transcriber.session.notices import Problem
from transcriber.settings.preferences_file import load_preferences, preferences_fault, preferences_path, save_changes

if TYPE_CHECKING:
    from transcriber.audio.devices import InputDevice

_SWITCH_INTERVAL_S = 0.0005
"""How long a thread that computes may keep the window waiting: Python's own 5 ms add up with each call of a paint."""


def main(arguments: list[str]) -> int:
    """Show the window until it is closed; returns the exit code.

    `arguments` are what is asked of it (`--toggle`); where a window is open already, that one does it instead.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    application = make_application([])
    verbs = [argument.removeprefix("--") for argument in arguments]
    door = WindowDoor()
    if not door.claim(verbs):
        return 0
    # A window that is hidden is not closed, and another one that is does not end the program.
    application.setQuitOnLastWindowClosed(False)
    preferences = load_preferences()
    speak(application, preferences.desktop.language)
    bridge = NoticeBridge()
    app = App(bridge.publish, keeps_history=preferences.keeps_history)
    window = MainWindow(
        app, bridge, Theme(application, preferences.theme), preferences, list_input_devices, save_changes
    )

    def begin() -> None:
        answer_promptly()
        if fault := preferences_fault():
            window.state.show_problem(Problem("settings_damaged", *fault))
        app.start()
        app.warm_engine()
        window.parts.caption_page.begin()
        window.bar.microphone.refresh()
        if refusal := window.parts.desktop.verbs.perform(verbs):
            window.page.note.pass_by(refusal)
        door.answer_with(window.parts.desktop.verbs.perform)

    window.first_painted.connect(begin)
    window_places = WindowPlaces(window_memory(), window)
    window_places.restore()
    window.parts.compact.begin()
    if not preferences.is_introduced and not preferences_path().exists():
        window.parts.introduction.begin()
    window.closed.connect(application.quit)
    interrupts = _Interrupts(window)
    window.show()
    exit_code = application.exec()
    interrupts.close()
    door.close()
    window_places.keep()
    app.close()
    return exit_code


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one `QApplication`, with the program's name and typeface."""
    application = QApplication([sys.argv[0], "-style", STYLE, *arguments])
    application.setProperty(STYLE_PROPERTY, STYLE)
    application.setApplicationName("transcriber")
    application.setApplicationDisplayName("Transcriber")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("transcriber")
    load_typeface()
    application.setFont(typeface(13))
    return application


def answer_promptly() -> None:
    """What other threads do does not hold up the window; called once it is there.

    A full garbage collection stops every thread. What the program is made of stays until its end: looking through it
    each time, some 200 ms with a long recording open, finds nothing. Until now nothing was looked through at all.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    Collecting(QApplication.instance())


def list_input_devices() -> "tuple[InputDevice, ...]":
    """The microphones; imported only in the thread that lists them."""
    from transcriber.audio.devices import input_devices, played_devices

    return (*input_devices(), *played_devices())


class _Interrupts:
    """Ctrl-C in the terminal and a request to end close the window like its own button.

    Python alone would wait for the next event before it ran the signal's function.
    """

    def __init__(self, window: MainWindow) -> None:
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._previous_wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._previous = {
            number: signal.signal(number, lambda _number, _frame: window.parts.desktop.quit())
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_interrupted)

    def close(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._previous_wakeup)
        for number, function in self._previous.items():
            signal.signal(number, function)
        self._reader.close()
        self._writer.close()

    def _on_interrupted(self) -> None:
        # Coming back to Python is all that is needed: the signal's own function runs then.
        self._reader.recv(16)
