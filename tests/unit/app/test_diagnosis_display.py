import os
import sys
from pathlib import Path

import pytest

from transcriber.app import diagnosis_display
from transcriber.app.diagnosis import Outcome
from transcriber.app.diagnosis_display import display_finding, display_findings


def says(text: str) -> list[str]:
    return [sys.executable, "-c", f"print({text!r})"]


def test_what_qt_finds_is_told() -> None:
    found = display_finding(says('{"platform": "xcb", "screens": 2, "odd": [1]}'), {"has_x11": True})
    assert found.outcome is Outcome.FINE
    assert found.words == "A window can be shown on 2 screens."
    assert found.facts == {"platform": "xcb", "screens": 2, "has_x11": True}


@pytest.mark.parametrize("command", [says("no JSON"), [sys.executable, "-c", "import os; os.abort()"], ["/no/such"]])
def test_a_display_that_ends_the_process_is_a_finding(command: list[str]) -> None:
    assert display_finding(command, {}).outcome is Outcome.TROUBLE


def test_one_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosis_display, "_PATIENCE_S", 0.2)
    assert display_finding([sys.executable, "-c", "import time; time.sleep(60)"], {}).outcome is Outcome.TROUBLE


def test_here_it_is_asked_for_real(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={own_home}/no-bus")
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    display, reader = display_findings()
    assert (display.outcome, display.facts["platform"]) == (Outcome.FINE, "offscreen")
    assert (reader.outcome, reader.words) == (Outcome.UNKNOWN, "No screen reader can be reached.")
    assert reader.facts == {"error": "FileNotFoundError"}
