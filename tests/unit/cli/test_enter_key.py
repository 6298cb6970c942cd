import io
import os
import queue
import sys
import termios
from collections.abc import Iterator

import pytest

from transcriber.cli.enter_key import enter_key


@pytest.fixture
def keyboard() -> Iterator[int]:
    """What is written here is typed at the terminal that is this process' stdin."""
    controller, terminal = os.openpty()
    stdin = os.dup(0)
    os.dup2(terminal, 0)
    os.close(terminal)
    yield controller
    os.close(controller)
    os.dup2(stdin, 0)
    os.close(stdin)


def test_every_enter_is_told_and_what_is_typed_is_not_shown(keyboard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: queue.SimpleQueue[str] = queue.SimpleQueue()
    with open(os.dup(0), encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor has no path
        monkeypatch.setattr(sys, "stdin", terminal)

        with enter_key(lambda: pressed.put("enter")) as is_watched:
            assert is_watched
            assert not has_echo()
            os.write(keyboard, b"\nwords before it\n")
            assert [pressed.get(timeout=60), pressed.get(timeout=60)] == ["enter", "enter"]
            os.write(keyboard, b"\x04")  # end of input: the thread ends

        assert has_echo(), "afterwards the terminal is as it was"
    assert pressed.empty()


def test_a_program_in_the_background_leaves_the_terminal_alone(keyboard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.dup(0), encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor has no path
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(os, "tcgetpgrp", lambda descriptor: os.getpgrp() + 1)

        with enter_key(lambda: pytest.fail("nobody can type")) as is_watched:
            assert not is_watched
            assert has_echo()


def test_a_pipe_is_not_a_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n"))

    with enter_key(lambda: pytest.fail("nobody pressed it")) as is_watched:
        assert not is_watched


def has_echo() -> bool:
    return bool(termios.tcgetattr(0)[3] & termios.ECHO)
