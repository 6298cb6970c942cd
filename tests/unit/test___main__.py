"""The way in, where a part of the machine is missing."""

import sys

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
