"""What is said between a later start and the window, and where; against a window of a few lines."""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcriber.settings.window_calls import (
    LONGEST_CALL_BYTES,
    VERBS,
    NoWindowError,
    SilentWindowError,
    answer,
    call,
    call_window,
    door,
    verbs_in,
)

Answer = Callable[[bytes], bytes]
Serve = Callable[[Answer], None]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """One caller is answered, in a thread."""
    threads: list[threading.Thread] = []

    def begin(reply: Answer) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.bind(door())
        server.listen()

        def run() -> None:
            with server, server.accept()[0] as caller:
                if said := reply(caller.recv(1_000)):
                    caller.sendall(said)

        threads.append(threading.Thread(target=run))
        threads[-1].start()

    yield begin
    for thread in threads:
        thread.join()
    Path(door()).unlink(missing_ok=True)


def test_what_is_asked_arrives_and_what_is_refused_is_said(serve: Serve) -> None:
    asked = []

    def refuse(line: bytes) -> bytes:
        asked.append(verbs_in(line))
        return answer("Nothing is\nbeing recorded.")

    serve(refuse)
    assert call_window(["toggle", "captions"], 5.0) == "Nothing is being recorded."
    assert asked == [("toggle", "captions")]


def test_what_is_done_needs_no_words(serve: Serve) -> None:
    serve(lambda line: answer(""))
    assert call_window(["show"], 5.0) == ""


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request\r\n", b"\xff\xfe\n", b"x" * 5_000])
def test_what_is_no_answer_is_a_window_that_does_not_answer(serve: Serve, said: bytes) -> None:
    serve(lambda line: said)
    with pytest.raises(SilentWindowError):
        call_window(["show"], 5.0)


def test_nobody_there_is_told_from_somebody_who_is_silent(serve: Serve) -> None:
    with pytest.raises(NoWindowError):
        call_window(["show"], 5.0)
    heard = threading.Event()

    def wait(_line: bytes) -> bytes:
        heard.wait(5)
        return b""

    serve(wait)
    with pytest.raises(SilentWindowError):
        call_window(["show"], 0.1)
    heard.set()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a full queue looks like nobody at all")
def test_a_window_that_hangs_with_many_waiting_before_it_is_still_the_one_window() -> None:
    with socket.socket(socket.AF_UNIX) as hung, contextlib.ExitStack() as waiting:
        hung.bind(door())
        hung.listen(0)
        for _ in range(3):
            caller = waiting.enter_context(socket.socket(socket.AF_UNIX))
            caller.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                caller.connect(door())
        with pytest.raises(SilentWindowError):
            call_window(["show"], 0.1)
    Path(door()).unlink()


def test_one_that_is_turned_away_is_heard_once_there_is_room() -> None:
    with socket.socket(socket.AF_UNIX) as window:
        window.bind(door())
        window.listen(0)
        callers = [threading.Thread(target=lambda: answers.append(call_window(["show"], 10.0))) for _ in range(20)]
        answers: list[str] = []
        for caller in callers:
            caller.start()
        for _ in callers:
            with window.accept()[0] as caller_end:
                caller_end.recv(1_000)
                caller_end.sendall(answer(""))
        for caller in callers:
            caller.join()
    Path(door()).unlink()
    assert answers == [""] * 20


@pytest.mark.parametrize("line", [b"", b"\n", b"show\n", b"transcriber quit\n", b"GET / HTTP/1.1\r\n", b"\x00\xff\n"])
def test_nonsense_asks_for_nothing(line: bytes) -> None:
    assert verbs_in(line) is None


def test_every_call_is_understood_and_short() -> None:
    assert verbs_in(call(VERBS)) == VERBS
    assert len(call(VERBS)) < LONGEST_CALL_BYTES
    assert verbs_in(call(())) == ()


def test_each_settings_folder_has_a_door_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = door()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert door() != first
    assert Path(door()).parent == Path(os.environ["XDG_RUNTIME_DIR"])


@pytest.mark.parametrize("mode", [None, 0o755])
def test_a_runtime_folder_that_is_missing_or_open_to_others_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int | None
) -> None:
    runtime, temporary = tmp_path / "run", tmp_path / "tmp"
    temporary.mkdir()
    if mode is not None:
        runtime.mkdir(mode=mode)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    folder = Path(door()).parent
    assert folder == temporary / f"transcriber-{os.getuid()}"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_of_somebody_else_in_its_place_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"transcriber-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"transcriber-{os.getuid()}").chmod(0o777)
    with pytest.raises(PermissionError):
        door()
    with pytest.raises(NoWindowError):
        call_window(["show"], 1.0)
