"""Enter on the terminal ends the turn, while a recording runs."""

import os
import signal
import threading
from collections.abc import Callable

from transcriber.cli.secret_input import stdin_is_terminal

_READ_BYTES = 4096


def watch_enter_key(on_enter: Callable[[], None]) -> bool:
    """Call `on_enter` on a thread of its own for every line end that is typed; False where stdin is no terminal."""
    if not stdin_is_terminal():
        return False
    if hasattr(signal, "SIGTTIN"):
        # A program sent to the background must not be stopped because it listens to its terminal.
        signal.signal(signal.SIGTTIN, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(on_enter,), name="enter-key", daemon=True).start()
    return True


def _watch(on_enter: Callable[[], None]) -> None:
    # os.read instead of sys.stdin: a thread blocked inside a buffered reader aborts the interpreter's exit.
    try:
        while typed := os.read(0, _READ_BYTES):
            for _ in range(typed.count(b"\n")):
                on_enter()
    except OSError:
        return  # the terminal has gone, or is another program's now
