"""Whether a window can be shown is known before Qt ends the program over it."""

import socket
from pathlib import Path

import pytest

from transcriber.cli import display
from transcriber.cli.display import missing_display

LISTEN = "`transcriber listen` works without one."


def linux(**environment: str) -> str:
    return missing_display(environment, "linux")


def test_without_any_display_one_sentence_says_so() -> None:
    assert linux() == f"There is no display here, so no window can be shown; {LISTEN}"


def test_a_display_that_does_not_answer_is_named(tmp_path: Path) -> None:
    assert linux(DISPLAY=":98765").startswith("The display :98765 cannot be reached, ")
    assert linux(DISPLAY="nonsense").startswith("The display nonsense cannot be reached, ")
    gone = linux(WAYLAND_DISPLAY="wayland-7", XDG_RUNTIME_DIR=str(tmp_path))
    assert gone.startswith("The display wayland-7 cannot be reached, ")


def test_a_display_that_answers_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_X_FOLDER", str(tmp_path))
    for name in ("X98765", "wayland-7", "wayland-0"):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / name))
            server.listen()
            if name.startswith("X"):
                assert linux(DISPLAY=":98765.0") == ""
            elif name == "wayland-7":
                assert linux(WAYLAND_DISPLAY=name, XDG_RUNTIME_DIR=str(tmp_path), DISPLAY="nonsense") == ""
                assert linux(WAYLAND_DISPLAY=str(tmp_path / name)) == ""
            else:
                assert linux(XDG_RUNTIME_DIR=str(tmp_path)) == "", "it is looked for by this name"
        (tmp_path / name).unlink()


def test_what_cannot_be_known_at_once_is_left_to_qt() -> None:
    assert linux(QT_QPA_PLATFORM="offscreen") == ""
    assert linux(WAYLAND_SOCKET="5") == ""
    assert linux(DISPLAY="far.example:0") == ""
    assert linux(DISPLAY="/private/tmp/launch/org.xquartz:0") == ""
    assert missing_display({}, "darwin") == ""
    assert missing_display({}, "win32") == ""
