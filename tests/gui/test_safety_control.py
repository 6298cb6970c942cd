"""The section "Safety and keeping" at work: its changes are saved, reach the app and the next recording."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.safety_control import SafetyControl
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.settings.safeguards import Safeguards
from transcriber.store.store import Store

BUDGET = "safeguards.monthly_budget_dollars"


@dataclass
class Guarded:
    told: list[Safeguards] = field(default_factory=list)

    def update_safeguards(self, safeguards: Safeguards) -> None:
        self.told.append(safeguards)


class Stage:
    def __init__(self, qtbot: QtBot, qapp: QApplication, theme: Theme, folder: Path) -> None:
        self.app, self.saved = Guarded(), 0
        self.parent = QObject(qapp)
        self.panel = SessionPanel(theme)
        qtbot.addWidget(self.panel)
        self.bridge = NoticeBridge()
        self.reading = HistoryReading(folder, self.parent)
        self.control = SafetyControl(self.app, self.panel, self.bridge, self.save, self.reading, self.parent)

    def save(self) -> None:
        self.saved += 1


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Stage:
    return Stage(qtbot, qapp, theme, tmp_path / "history")


def test_a_change_reaches_the_app_and_is_saved(stage: Stage) -> None:
    stage.panel.safety.fallback.segments[0].click()
    stage.panel.safety.budget.setText("20")
    assert [each.fallback for each in stage.app.told] == ["never", "never"]
    assert stage.app.told[-1].monthly_budget_dollars == 20.0
    assert stage.saved == 2
    stage.reading.close()


def test_what_is_no_budget_is_said_at_the_field(stage: Stage) -> None:
    stage.panel.safety.budget.setText("much")
    assert stage.panel.field(BUDGET).error == "A budget is a number of dollars, such as 20 or 7.50."
    stage.panel.safety.budget.setText("")
    assert stage.panel.field(BUDGET).error == ""
    stage.reading.close()


def test_what_depends_on_another_choice_is_there_only_with_it(stage: Stage) -> None:
    panel, safety = stage.panel, stage.panel.safety
    assert panel.field("safeguards.at_budget").isHidden()
    safety.budget.setText("5")
    assert not panel.field("safeguards.at_budget").isHidden()
    assert not panel.field("audio_keeping.days").isHidden()
    safety.retention.segments[2].click()
    assert panel.field("audio_keeping.days").isHidden()
    stage.reading.close()


def test_the_month_is_shown_when_the_section_opens_and_after_a_recording(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    store = Store(tmp_path / "history", now)
    recording = store.recordings.create(now)
    store.recordings.save_usage(recording.public_id, RecordingUsage(dollars=1.5), now)
    stage.panel.safety_section.open()
    words = stage.panel.field(BUDGET)
    qtbot.waitUntil(lambda: "$1.50" in words._said("fieldNote"))
    store.recordings.save_usage(recording.public_id, RecordingUsage(dollars=2.25), now)
    stage.bridge.recording_changed.emit(RecordingChanged(RecordingState.STOPPED, "", 0))
    qtbot.waitUntil(lambda: "This month so far: $2.25" in words._said("fieldNote"))
    stage.reading.close()
    store.close(now, lambda path: None)


def test_without_a_history_nothing_is_claimed(stage: Stage, qtbot: QtBot) -> None:
    stage.panel.safety_section.open()
    qtbot.wait(200)
    assert stage.panel.field(BUDGET)._said("fieldNote") == ""
    stage.reading.close()
