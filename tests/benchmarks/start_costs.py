"""What a person waits for and pays before anything is done: the first window, its memory, and a window that rests.

The whole program is started as a person starts it, over a history of 300 recordings, each time in a fresh process.
`python -m tests.benchmarks.start_costs --child` is that process.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

_RECORDINGS, _TURNS_EACH = 300, 20
_WARM_STARTS, _COLD_STARTS = 7, 3
_SETTLING_S, _RESTING_S = 20.0, 20.0
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("Words")
label.show()
application.processEvents()
print(round(time.process_time() * 1000))
"""
"""The least that any Qt program in Python computes until something is seen, here and now."""


def run() -> dict[str, Any]:
    """Milliseconds, megabytes and shares of a core, each beside its target."""
    from tests.gui.screens.virtual_screen import virtual_screen

    with a_home() as home, virtual_screen() as screen:
        shown = screen | home
        offscreen = shown | {"QT_QPA_PLATFORM": "offscreen"}
        _start(shown)
        warm = [_start(shown) for _ in range(_WARM_STARTS)]
        unseen = [_start(offscreen) for _ in range(_WARM_STARTS)]
        cold = [_start(shown, is_cold=True) for _ in range(_COLD_STARTS)]
        bare_ms = [_bare_ms(shown) for _ in range(5)]
        resting = _resting(shown)
    return {
        "recordings in the history": _RECORDINGS,
        "first window, ms (target 500)": _in_words(warm),
        "first window offscreen, ms (target 500)": _in_words(unseen),
        "first window, nothing of it in the system's cache, ms": _in_words(cold),
        "a bare window of Qt with one word computes, ms": round(statistics.median(bare_ms)),
        "platform": shown["QT_QPA_PLATFORM"],
    } | resting


def _in_words(starts: list[tuple[float, float]]) -> dict[str, int]:
    seen, computed = ([start[place] for start in starts] for place in (0, 1))
    return {
        "median": round(statistics.median(seen)),
        "p95": round(statistics.quantiles(seen, n=20, method="inclusive")[-1]),
        "fastest": round(min(seen)),
        "computed, median": round(statistics.median(computed)),
        "computed, least": round(min(computed)),
    }


@contextmanager
def a_home() -> Iterator[dict[str, str]]:
    """Of a person who has used the program before; the names of its folders, as environment."""
    from tests.benchmarks.store_costs import fill
    from transcriber.settings.preferences import Preferences
    from transcriber.settings.preferences_file import save_preferences
    from transcriber.store.store import Store

    with tempfile.TemporaryDirectory(prefix="transcriber-start-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        history = home / "transcriber" / "history"
        history.parent.mkdir()
        store = Store(history, datetime.now(UTC))
        fill(store, _RECORDINGS * _TURNS_EACH, _TURNS_EACH)
        store.close(datetime.now(UTC), lambda _: None)
        save_preferences(Preferences(is_introduced=True), home / "transcriber" / "settings.toml")
        (home / "run").mkdir(mode=0o700)
        yield {
            "HOME": name,
            "XDG_DATA_HOME": name,
            "XDG_CONFIG_HOME": name,
            "XDG_RUNTIME_DIR": str(home / "run"),
            # An installed program has its bytecode: the first start leaves it here, whatever the environment says.
            "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
        }


def _start(environment: Mapping[str, str], *, is_cold: bool = False) -> tuple[float, float]:
    """Milliseconds from the start of the process to the first paint, and how many of them it computed."""
    if is_cold:
        _forget_files(Path(environment["PYTHONPYCACHEPREFIX"]))
    with _program(environment) as (process, seen):
        process.kill()
    return seen["seen_ms"], seen["computed_ms"]


def _resting(environment: Mapping[str, str]) -> dict[str, float]:
    """Of a program that nobody touches, the engine beside it not counted."""
    with _program(environment) as (process, _):
        time.sleep(_SETTLING_S)
        watched = psutil.Process(process.pid)
        before, began_s = watched.cpu_times(), time.monotonic()
        time.sleep(_RESTING_S)
        after, spent_s = watched.cpu_times(), time.monotonic() - began_s
        memory = watched.memory_full_info()
        process.terminate()
    busy_s = after.user + after.system - before.user - before.system
    return {
        "idle, % of a core (target 0.3)": round(100 * busy_s / spent_s, 2),
        "memory without the engine, MB (target 130)": round(memory.rss / 2**20),
        "of it shared with no other program, MB": round(memory.uss / 2**20),
    }


@contextmanager
def _program(environment: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], dict[str, float]]]:
    """The program that has just been seen first; it has ended afterwards."""
    command = [sys.executable, "-m", "tests.benchmarks.start_costs", "--child", str(time.monotonic())]
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())


def _bare_ms(environment: Mapping[str, str]) -> float:
    command = [sys.executable, "-c", _BARE]
    return float(subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=True).stdout)


def _forget_files(bytecode: Path) -> None:
    """As after the computer was started, as far as no other program uses the same files."""
    import PySide6
    import shiboken6

    import transcriber

    libraries = (path for each in (PySide6, shiboken6) for path in Path(each.__path__[0]).rglob("*.so*"))
    for path in filter(Path.is_file, (*libraries, *bytecode.rglob("*.pyc"), *Path(transcriber.__path__[0]).rglob("*"))):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _be_the_program(began_s: float) -> int:
    # As `__main__` itself loads the window, whose first paint is watched here.
    from transcriber import __main__

    program = __main__.load_window()
    from transcriber.gui import main_window

    def tell() -> None:
        seen = {"seen_ms": (time.monotonic() - began_s) * 1000, "computed_ms": time.process_time() * 1000}
        sys.stdout.write(json.dumps(seen) + "\n")
        sys.stdout.flush()

    class WatchedWindow(main_window.MainWindow):
        def _lay_out(self) -> None:
            # Before anybody else is told of the paint.
            self.first_painted.connect(tell)
            super()._lay_out()

    vars(program)["MainWindow"] = WatchedWindow
    sys.argv = ["transcriber"]
    return __main__.main()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--child", began_s]:
            sys.exit(_be_the_program(float(began_s)))
        case _:
            sys.stdout.write(json.dumps(run(), indent=2) + "\n")
