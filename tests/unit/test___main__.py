"""The way in, where a part of the machine is missing."""

import sys
from pathlib import Path

import pytest

from transcriber.__main__ import main


def test_a_machine_without_the_windows_libraries_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["transcriber"])
    monkeypatch.delattr("transcriber.gui.program", raising=False)
    monkeypatch.setitem(sys.modules, "transcriber.gui.program", None)

    assert main() == 1

    said = capsys.readouterr().err
    assert said.startswith("The window cannot open: ")
    assert "sh packaging/run.sh" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("verbs", [[], ["--toggle"]])
def test_without_a_display_one_sentence_stands_in_for_the_window(
    verbs: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["transcriber", *verbs])
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    assert main() == 1

    assert capsys.readouterr().err == (
        "There is no display here, so no window can be shown; `transcriber listen` works without one.\n"
    )
