"""Help from the menu: the guide, and a report made by another process."""

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.guide.help_control import HelpControl

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

FINE = "import sys, pathlib; pathlib.Path(sys.argv[-1]).write_text('ok'); print('Saved as', file=sys.stderr)"


def made_by(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr("transcriber.gui.desktop.autostart.start_command", lambda: (sys.executable, "-c", script))


def test_f1_opens_the_guide_with_the_keys_of_the_window(stage: Stage, qtbot: QtBot) -> None:
    helped: HelpControl = stage.window.parts.help
    qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    assert helped.guide is not None
    assert helped.guide.isVisible()
    assert "F9, Ctrl+R" in helped.guide.text.toPlainText()
    stage.window.actions_.record.setShortcuts(["F12"])
    helped.open_guide()
    assert "F9, Ctrl+R" not in helped.guide.text.toPlainText()


def test_a_report_is_written_while_the_window_goes_on(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made_by(monkeypatch, FINE)
    stage.window.parts.help.diagnose(str(tmp_path / "report.txt"))
    assert not stage.window.actions_.diagnosis.isEnabled()
    qtbot.waitUntil(stage.window.actions_.diagnosis.isEnabled)
    assert (tmp_path / "report.txt").read_text() == "ok"
    assert not stage.window.page.banner.problems


def test_what_is_in_the_way_is_a_banner_that_names_the_report(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made_by(monkeypatch, f"{FINE}; sys.exit(1)")
    stage.window.parts.help.diagnose(str(tmp_path / "report.txt"))
    qtbot.waitUntil(lambda: bool(stage.window.page.banner.problems))
    (problem,) = stage.window.page.banner.problems
    assert (problem.code, problem.remedy) == ("diagnosis_found", str(tmp_path / "report.txt"))


@pytest.mark.parametrize("script", ["import sys; sys.exit(1)", "import os; os.abort()"])
def test_a_report_that_was_not_written_is_said(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    made_by(monkeypatch, script)
    stage.window.parts.help.diagnose(str(tmp_path / "report.txt"))
    qtbot.waitUntil(lambda: [each.code for each in stage.window.page.banner.problems] == ["diagnosis_failed"])


def test_a_program_that_cannot_be_started_is_said(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("transcriber.gui.desktop.autostart.start_command", lambda: ("/no/such/program",))
    stage.window.parts.help.diagnose(str(tmp_path / "report.txt"))
    qtbot.waitUntil(lambda: [each.code for each in stage.window.page.banner.problems] == ["diagnosis_failed"])
    assert stage.window.actions_.diagnosis.isEnabled()


def test_closing_the_window_ends_a_check_that_runs(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made_by(monkeypatch, "import time; time.sleep(60)")
    stage.window.parts.help.diagnose(str(tmp_path / "report.txt"))
    stage.window.close()
    assert stage.window.parts.help._process is None
