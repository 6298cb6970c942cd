"""The window as a program of its own: it appears, ends when it is told to, and remembers where it stood."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from transcriber.settings.desktop_choices import DesktopChoices, WindowLanguage
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import preferences_path, save_changes

SHOW_AND_SAY_SO = """
import sys
from transcriber.gui import main_window, program
painted = main_window.MainWindow.show
def show(window):
    window.first_painted.connect(lambda: print("painted", flush=True))
    painted(window)
main_window.MainWindow.show = show
program.App.warm_engine = lambda app: None
sys.exit(program.main([]))
"""

_MOST_OWN_MODULES, _MOST_WIDGETS = 260, 320
"""A little above what they are."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_and_its_place_is_remembered(number: signal.Signals, own_home: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", SHOW_AND_SAY_SO], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "painted\n"
    child.send_signal(number)
    assert child.wait(10) == 0
    child.stdout.close()
    assert preferences_path().with_name("window.ini").is_file()


def test_signals_are_as_before_when_the_program_is_over() -> None:
    script = SHOW_AND_SAY_SO.replace(
        "sys.exit(program.main([]))",
        """
import signal
from PySide6.QtCore import QTimer
before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
real = program.make_application
def make(arguments):
    made = real(arguments)
    QTimer.singleShot(0, made.closeAllWindows)
    return made
program.make_application = make
code = program.main([])
print(code, before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)])
""",
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=200, check=True)
    assert done.stdout.splitlines()[-1] == "0 True"


def test_settings_that_cannot_be_read_are_said_in_the_banner(own_home: Path) -> None:
    script = SHOW_AND_SAY_SO.replace(
        'print("painted", flush=True)',
        "(print([problem.code for problem in window.page.banner.problems], flush=True), window.close())",
    )
    preferences_path().parent.mkdir(parents=True)
    preferences_path().write_text("this is [[[ not toml")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=200, check=True)
    assert done.stdout.splitlines() == ["['settings_damaged']"]


@pytest.mark.parametrize(
    "name",
    [
        "asyncio",
        "ssl",
        "hashlib",
        "numpy",
        "sqlite3",
        "PySide6.QtNetwork",
        "transcriber.gui.printing",
        "transcriber.gui.guide.guide_window",
    ],
)
def test_the_first_window_does_without(name: str) -> None:
    script = SHOW_AND_SAY_SO.replace("    painted(window)", f"    sys.exit({name!r} in sys.modules)")
    subprocess.run([sys.executable, "-c", script], timeout=200, check=True)


def test_what_is_loaded_and_made_before_the_first_window_does_not_grow_unnoticed(own_home: Path) -> None:
    save_changes(Preferences(), Preferences(is_introduced=True))
    count = """
    own = sum(name.split(".")[0] == "transcriber" for name in sys.modules)
    print(own, len(program.QApplication.allWidgets()), bool(window.panel._made))
    sys.exit()"""
    script = SHOW_AND_SAY_SO.replace("    painted(window)", count)
    said = subprocess.check_output([sys.executable, "-c", script], timeout=200, text=True).split()
    own_modules, widgets = map(int, said[:2])
    # Each module takes about a millisecond until the window is seen, each ten widgets three.
    assert own_modules <= _MOST_OWN_MODULES
    assert widgets <= _MOST_WIDGETS
    assert said[2] == "False"


def test_until_the_window_is_seen_the_bindings_make_no_class_that_nobody_needs(own_home: Path) -> None:
    save_changes(Preferences(), Preferences(is_introduced=True))
    asks = """
    from PySide6 import QtGui, QtWidgets
    window.first_painted.disconnect()
    painted(window)
    program.QApplication.processEvents()
    assert window.isVisible() and "QTextEdit" in vars(QtWidgets)
    print([name for name in ("QMdiArea", "QStyle", "QMessageBox") if name in vars(QtWidgets)])
    sys.exit("QAccessible" in vars(QtGui))"""
    script = SHOW_AND_SAY_SO.replace("    painted(window)", asks)
    # A part of Qt's own that is asked for as a mere `QWidget` costs all classes of widgets there are, 20 ms; a style
    # comes with all its values, 8 ms.
    assert subprocess.check_output([sys.executable, "-c", script], timeout=200, text=True) == "[]\n"


@pytest.mark.parametrize(("language", "title"), [("de", "Sitzungseinstellungen"), ("en", "Session settings")])
def test_the_language_that_was_chosen_is_spoken_from_the_next_start_on(
    language: WindowLanguage, title: str, own_home: Path
) -> None:
    save_changes(Preferences(), Preferences(desktop=DesktopChoices(language=language)))
    script = SHOW_AND_SAY_SO.replace(
        'print("painted", flush=True)', "(print(window.actions_.toggle_panel.text(), flush=True), window.close())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=200, check=True)
    assert done.stdout.splitlines() == [title]
