"""The one window and those who call it: another start, a stranger who talks nonsense, one who says nothing."""

import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop import window_door
from transcriber.gui.desktop.window_door import NOT_UNDERSTOOD, WindowDoor
from transcriber.settings.window_calls import call, call_window, door


class Called:
    """Remembers what was asked."""

    def __init__(self) -> None:
        self.verbs: list[Sequence[str]] = []
        self.refusal = ""

    def perform(self, verbs: Sequence[str]) -> str:
        self.verbs.append(tuple(verbs))
        return self.refusal


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def opened(called: Called, qtbot: QtBot) -> Iterator[WindowDoor]:
    made = WindowDoor()
    assert made.claim([])
    made.answer_with(called.perform)
    yield made
    made.close()


def in_thread(work: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    result: list[object] = []
    thread = threading.Thread(target=lambda: result.append(work()))
    thread.start()
    return thread, result


def asked(qtbot: QtBot, *verbs: str) -> object:
    """What another start of the program is told."""
    thread, result = in_thread(lambda: call_window(verbs, 5.0))
    qtbot.waitUntil(lambda: bool(result))
    thread.join()
    return result[0]


def test_another_start_reaches_the_window(opened: WindowDoor, called: Called, qtbot: QtBot) -> None:
    assert asked(qtbot, "toggle", "mark") == ""
    called.refusal = "Nothing is being recorded."
    assert asked(qtbot, "mark") == "Nothing is being recorded."
    assert called.verbs == [("toggle", "mark"), ("mark",)]


def test_nobody_else_can_open_the_socket(opened: WindowDoor) -> None:
    mode = Path(door()).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & 0o077
    assert not Path(door()).parent.stat().st_mode & 0o077


def test_the_second_window_gives_way_and_asks_the_first(opened: WindowDoor, called: Called, qtbot: QtBot) -> None:
    second = WindowDoor()
    thread, result = in_thread(lambda: second.claim(["captions"]))
    qtbot.waitUntil(lambda: bool(result))
    thread.join()
    assert result == [False]
    assert called.verbs == [("captions",)]


def test_what_a_crashed_window_left_behind_is_no_hindrance(called: Called, qtbot: QtBot) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(door())
    left.close()
    assert Path(door()).exists()

    made = WindowDoor()
    assert made.claim([])
    made.answer_with(called.perform)
    assert asked(qtbot, "show") == ""
    made.close()
    assert not Path(door()).exists()


def test_a_window_that_ends_before_it_answered_leaves_nothing_behind() -> None:
    made = WindowDoor()
    assert made.claim([])
    assert stat.S_IMODE(Path(door()).stat().st_mode) == 0o600
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(door())
        made.close()
        assert _is_away(caller)
    assert not Path(door()).exists()


def test_a_socket_that_qt_does_not_take_is_closed_to_those_who_wait(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocalServer, "listen", lambda *_: False)
    made = WindowDoor()
    assert made.claim([])
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(10)
        caller.connect(door())
        made.answer_with(called.perform)
        assert _is_away(caller)
    made.close()


def test_a_folder_in_its_place_leaves_the_window_without_callers(called: Called) -> None:
    Path(door()).mkdir()
    made = WindowDoor()
    assert made.claim([])
    made.answer_with(called.perform)
    made.close()
    assert Path(door()).is_dir()


def test_a_file_in_its_place_is_no_hindrance(called: Called, qtbot: QtBot) -> None:
    Path(door()).write_text("not a socket")
    made = WindowDoor()
    assert made.claim([])
    made.answer_with(called.perform)
    assert asked(qtbot, "show") == ""
    made.close()


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"transcriber quit\n",
        b"transcriber show ; rm -rf\n",
        b"\xff" * 90 + b"\n",
    ],
)
def test_nonsense_is_answered_and_does_nothing(
    opened: WindowDoor, called: Called, qtbot: QtBot, nonsense: bytes
) -> None:
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(door())
        stranger.sendall(nonsense)
        thread, said = in_thread(lambda: stranger.recv(1_000))
        qtbot.waitUntil(lambda: bool(said))
        thread.join()
    assert said == [f"refused {NOT_UNDERSTOOD}\n".encode()]
    assert not called.verbs
    assert asked(qtbot, "show") == ""


def test_who_sends_too_much_or_nothing_is_sent_away_and_others_are_served(
    opened: WindowDoor, called: Called, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit_ms = window_door._CALLER_LIMIT_MS
    monkeypatch.setattr(window_door, "_CALLER_LIMIT_MS", 200)
    strangers = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for stranger in strangers:
        stranger.setblocking(False)
        stranger.connect(door())
    flood = socket.socket(socket.AF_UNIX)
    flood.connect(door())
    flood.setblocking(False)
    flood.send(b"x" * 100_000)
    qtbot.wait(20)
    # Whoever asks for something on a busy computer may take the time that a caller has.
    monkeypatch.setattr(window_door, "_CALLER_LIMIT_MS", limit_ms)
    assert asked(qtbot, "show") == ""

    def are_away() -> bool:
        return all(_is_away(each) for each in (*strangers, flood))

    qtbot.waitUntil(are_away)
    for each in (*strangers, flood):
        each.close()
    assert called.verbs == [("show",)]


def _is_away(stranger: socket.socket) -> bool:
    try:
        return stranger.recv(10) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_without_a_folder_of_its_own_the_window_opens_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"transcriber-{os.getuid()}").write_text("in the way")
    made = WindowDoor()
    assert made.claim([])
    made.close()


def test_what_a_caller_asked_for_who_gave_up_is_not_done_later(called: Called, qtbot: QtBot) -> None:
    made = WindowDoor()
    assert made.claim([])
    # The window hangs: nobody is answered, and whoever waited has gone.
    for _ in range(3):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(door())
            caller.sendall(call(["toggle"]))
    made.answer_with(called.perform)
    assert asked(qtbot, "show") == ""
    assert called.verbs == [("show",)]
    made.close()
