"""The caption window on a real X server with a window manager, and a pointer that clicks."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

_PATIENCE_S = 60.0
_CLICK_S = 3.0


class Desktop:
    """Xvfb, openbox, and the program on them."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.caption_screen"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.below = self.wait_for("window")[0]

    def _read(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self._lines.put(line.strip())

    def wait_for(self, word: str) -> list[str]:
        """The rest of the next line that begins with it; what comes before is dropped."""
        while True:
            first, *rest = self._lines.get(timeout=_PATIENCE_S).split()
            if first == word:
                return rest

    def tell(self, words: str) -> tuple[int, int]:
        """Have something done; where the middle of the captions is then."""
        assert self.program.stdin is not None
        self.program.stdin.write(f"{words}\n")
        self.program.stdin.flush()
        x, y, is_active, may_cover = map(int, self.wait_for("at"))
        assert not is_active, "the captions took the keyboard"
        assert may_cover
        return x, y

    def xdotool(self, *words: object) -> str:
        """What a person's hand does."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False).stdout.strip()

    def click(self, at: tuple[int, int]) -> str:
        """Press there; who got it, or nothing where nobody did: a window may have yet to come."""
        while not self._lines.empty():
            self._lines.get()
        self.xdotool("mousemove", *at, "click", 1)
        try:
            return self._lines.get(timeout=_CLICK_S)
        except queue.Empty:
            return ""

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for the window manager."""
        until_s = time.monotonic() + _PATIENCE_S
        while not is_so():
            assert time.monotonic() < until_s
            time.sleep(0.05)

    def close(self) -> None:
        """Everything."""
        assert self.program.stdin is not None
        self.program.stdin.close()
        self.program.wait(_PATIENCE_S)
        self._reader.join()
        assert self.program.stdout is not None
        self.program.stdout.close()


def wait_for_manager(environment: dict[str, str]) -> None:
    """Until it says what it can: windows that were there before it get no keyboard from it."""
    until_s = time.monotonic() + _PATIENCE_S
    while subprocess.run(["xdotool", "get_desktop"], env=environment, capture_output=True, check=False).returncode:
        assert time.monotonic() < until_s, "the window manager did not start"
        time.sleep(0.05)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    environment = {**os.environ, "DISPLAY": display}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    made = None
    try:
        wait_for_manager(environment)
        made = Desktop(display)
        yield made
    finally:
        if made is not None:
            made.close()
        for process in (manager, server):
            process.terminate()
            process.wait(_PATIENCE_S)


def test_captions_stay_on_top_take_no_keyboard_and_let_clicks_through_when_asked(desktop: Desktop) -> None:
    desktop.until(lambda: desktop.xdotool("getactivewindow") == desktop.below)

    desktop.tell("open")
    desktop.until(lambda: desktop.click(desktop.tell("where")) == "captions")
    assert desktop.xdotool("getactivewindow") == desktop.below
    desktop.xdotool("windowmove", "--sync", desktop.below, 200, 190)
    desktop.xdotool("windowraise", desktop.below)
    at = desktop.tell("where")
    assert desktop.click(at) == "captions", "on top of a window that was raised"
    assert desktop.xdotool("getactivewindow") == desktop.below

    at = desktop.tell("through on")
    desktop.until(lambda: desktop.click(at) == "below")
    assert desktop.xdotool("getactivewindow") == desktop.below

    at = desktop.tell("through off")
    desktop.until(lambda: desktop.click(at) == "captions")


def test_captions_stand_above_a_full_screen_window_when_asked(desktop: Desktop) -> None:
    desktop.until(lambda: desktop.xdotool("getactivewindow") == desktop.below)
    desktop.tell("open")
    desktop.tell("full-screen")
    desktop.tell("cover on")
    desktop.until(lambda: desktop.click(desktop.tell("say")) == "captions")
    assert desktop.xdotool("getactivewindow") == desktop.below
