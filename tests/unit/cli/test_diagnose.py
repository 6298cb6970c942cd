import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from transcriber.app.diagnosis import Check, Finding, Outcome
from transcriber.cli import diagnose
from transcriber.cli.faults import CannotStart


def look(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    def check() -> Iterator[Finding]:
        yield Finding(area="disk", outcome=outcome, words=f"{Path.home()}/recordings was looked at.")

    checks: tuple[tuple[str, Check], ...] = (("disk", check),)
    monkeypatch.setattr(diagnose, "all_checks", lambda: checks)


def run(output: Path | None = None, *, as_json: bool = False) -> int:
    return diagnose.run(argparse.Namespace(output=output, json=as_json))


def test_it_is_printed_and_the_exit_code_says_whether_something_is_in_the_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for outcome, code in ((Outcome.FINE, 0), (Outcome.UNKNOWN, 0), (Outcome.TROUBLE, 1)):
        look(monkeypatch, outcome)
        assert run() == code
        assert "~/recordings was looked at." in capsys.readouterr().out
    assert run(as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["outcome"] == "trouble"


def test_into_a_file_and_what_happens_is_said_beside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    look(monkeypatch, Outcome.FINE)
    assert run(tmp_path / "report.txt") == 0
    assert "~/recordings was looked at." in (tmp_path / "report.txt").read_text("utf-8")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == ["disk: ~/recordings was looked at.", f"Saved as {tmp_path / 'report.txt'}."]
    with pytest.raises(CannotStart, match="cannot be written"):
        run(tmp_path / "no such folder" / "report.txt")
