"""Enter on the terminal ends the turn, while a recording runs."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from transcriber.cli.secret_input import stdin_is_terminal

_READ_BYTES = 4096
_STDIN = 0


@contextmanager
def enter_key(on_enter: Callable[[], None]) -> Iterator[bool]:
    """Call `on_enter` on a thread of its own for every line end that is typed; gives False where nobody can type.

    What is typed meanwhile is not shown, so that it does not run into the captions.
    """
    if not stdin_is_terminal() or not _is_in_foreground():
        yield False
        return
    for name in ("SIGTTIN", "SIGTTOU"):
        # A program sent to the background must not be stopped because it listens to its terminal.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=_watch, args=(on_enter,), name="enter-key", daemon=True).start()
    with _no_echo():
        yield True


def _watch(on_enter: Callable[[], None]) -> None:
    # os.read instead of sys.stdin: a thread blocked inside a buffered reader aborts the interpreter's exit.
    try:
        while typed := os.read(_STDIN, _READ_BYTES):
            for _ in range(typed.count(b"\n")):
                on_enter()
    except OSError:
        return  # the terminal has gone, or is another program's now


def _is_in_foreground() -> bool:
    try:
        return os.tcgetpgrp(_STDIN) == os.getpgrp()
    except (OSError, AttributeError):
        return True  # a terminal without job control, or a system without it


@contextmanager
def _no_echo() -> Iterator[None]:
    try:
        import termios
    except ImportError:
        yield  # where it cannot be hidden it is merely untidy
        return
    try:
        shown = termios.tcgetattr(_STDIN)
        termios.tcsetattr(_STDIN, termios.TCSANOW, [*shown[:3], shown[3] & ~termios.ECHO, *shown[4:]])
    except termios.error:
        yield
        return
    try:
        yield
    finally:
        termios.tcsetattr(_STDIN, termios.TCSANOW, shown)
