import io
import os
import queue
import sys
from collections.abc import Iterator

import pytest

from transcriber.cli.enter_key import watch_enter_key


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


def test_every_enter_is_told(keyboard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: queue.SimpleQueue[str] = queue.SimpleQueue()
    with open(os.dup(0), encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor has no path
        monkeypatch.setattr(sys, "stdin", terminal)

        assert watch_enter_key(lambda: pressed.put("enter"))
        os.write(keyboard, b"\nwords before it\n")

        assert [pressed.get(timeout=10), pressed.get(timeout=10)] == ["enter", "enter"]
        os.write(keyboard, b"\x04")  # end of input: the thread ends
    assert pressed.empty()


def test_a_pipe_is_not_a_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n"))

    assert not watch_enter_key(lambda: pytest.fail("nobody pressed it"))
