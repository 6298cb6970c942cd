"""One window, and later starts of the program that reach it: real processes, no display."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

WINDOW = """
import sys
from transcriber.gui import main_window, program
from transcriber.gui.desktop.window_verbs import WindowVerbs
shown = WindowVerbs.show
WindowVerbs.show = lambda verbs: (print("shown", flush=True), shown(verbs))[1]
program.App.warm_engine = lambda app: None
program.App.start_recording = lambda app, request: print("asked to record", flush=True)
first = main_window.MainWindow.show
def show(window):
    window.first_painted.connect(lambda: print("painted", flush=True))
    first(window)
main_window.MainWindow.show = show
sys.exit(program.main(sys.argv[1:]))
"""
PATIENCE_S = 60.0

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Open = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def open_window(program: dict[str, dict[str, str]]) -> Iterator[Open]:
    opened: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", WINDOW, *arguments]
        opened.append(subprocess.Popen(command, env=program["env"], stdout=subprocess.PIPE, text=True))
        return opened[-1]

    yield begin
    for window in opened:
        window.kill()
        window.wait()
        assert window.stdout is not None
        window.stdout.close()


def said(window: "subprocess.Popen[str]") -> str:
    assert window.stdout is not None
    return window.stdout.readline().strip()


def test_a_second_start_shows_the_first_window_and_ends(open_window: Open, run: Run) -> None:
    window = open_window()
    assert said(window) == "painted"
    for arguments in ((), ("--show",)):
        done = run(*arguments)
        assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
        assert said(window) == "shown"
    window.send_signal(signal.SIGTERM)
    assert window.wait(PATIENCE_S) == 0


def test_a_second_start_is_quick_for_it_loads_no_more_than_it_needs(open_window: Open, program: dict[str, Any]) -> None:
    assert said(open_window()) == "painted"
    command = [program["args"][0], "-X", "importtime", *program["args"][1:]]
    done = subprocess.run(command, env=program["env"], capture_output=True, text=True, timeout=120, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "socket" in loaded
    assert not loaded & {"PySide6", "numpy", "asyncio", "aiohttp", "sqlite3"}


def test_verbs_are_done_in_the_window_or_refused_in_a_sentence(open_window: Open, run: Run) -> None:
    window = open_window()
    assert said(window) == "painted"
    refused = run("--mark")
    assert (refused.returncode, refused.stderr) == (1, "Nothing is being recorded, so there is nothing to mark.\n")
    assert run("--toggle").returncode == 0
    assert said(window) == "asked to record"


def test_a_start_with_toggle_and_no_window_opens_one_that_records(open_window: Open) -> None:
    window = open_window("--toggle")
    assert sorted([said(window), said(window)]) == ["asked to record", "painted"]


def test_two_that_start_at_once_become_one_window(open_window: Open) -> None:
    windows = [open_window(), open_window()]
    until_s = time.monotonic() + PATIENCE_S
    while not (done := [window for window in windows if window.poll() is not None]):
        assert time.monotonic() < until_s
        time.sleep(0.05)
    assert [window.returncode for window in done] == [0]
    (open_one,) = [window for window in windows if window not in done]
    assert sorted([said(open_one), said(open_one)]) == ["painted", "shown"]
    assert open_one.poll() is None


def test_after_a_crash_the_next_start_is_the_window(open_window: Open) -> None:
    crashed = open_window()
    assert said(crashed) == "painted"
    crashed.kill()
    crashed.wait()
    assert said(open_window()) == "painted"


def test_without_a_window_a_mark_is_refused_and_nonsense_is_wrong_usage(run: Run) -> None:
    assert (run("--mark").returncode, run("--mark").stderr) == (
        1,
        "Transcriber is not open, so there is nothing to mark.\n",
    )
    assert run("--show", "--bogus").returncode == 2
