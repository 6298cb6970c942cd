"""One press on a banner does what helps, for each kind of problem."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.banner import BannerAction, action_for, actions_for
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.realtime.dialects import Dialect
from transcriber.session.notices import Problem, RecordingChanged, RecordingState
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import BUILT_IN_PROFILES, OPENAI, profile_named

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

STOPPED = RecordingChanged(RecordingState.STOPPED)
BETA = replace(OPENAI, switches=replace(OPENAI.switches, dialect=Dialect.BETA))
IMPORTED = replace(profile_named("https://host.example/v1"), name="imported", title="Imported", is_confirmed=False)


@pytest.mark.parametrize(
    ("problem", "action"),
    [
        (Problem("dialect_refused", "No.", is_fatal=True), BannerAction.SWITCH_TO_GA),
        (Problem("ga_refused", "No.", is_fatal=True, field="dialect"), BannerAction.SHOW_SETTING),
        (Problem("key_refused", "No.", is_fatal=True), BannerAction.FIX_KEY),
        (Problem("no_key", "No.", is_fatal=True), BannerAction.FIX_KEY),
        (Problem("billing_not_active", "No.", is_fatal=True), BannerAction.NONE),
        (Problem("insufficient_quota", "No.", is_fatal=True), BannerAction.NONE),
        (Problem("model_not_found", "No.", is_fatal=True, field="model"), BannerAction.CHOOSE_MODEL),
        (Problem("bad_setting", "No.", field="threshold"), BannerAction.SHOW_SETTING),
        (Problem("bad_setting", "No."), BannerAction.OPEN_SETTINGS),
        (Problem("invalid_value", "No.", is_fatal=True, field="prompt"), BannerAction.SHOW_SETTING),
        (Problem("service_refused", "No.", is_fatal=True, field="sends_model"), BannerAction.EDIT_SERVICE),
        (Problem("not_confirmed", "No.", is_fatal=True), BannerAction.USE_SERVICE),
    ],
)
def test_each_problem_has_its_remedy(problem: Problem, action: BannerAction) -> None:
    assert action_for(problem) is action


def press(stage: Stage, qtbot: QtBot, problem: Problem) -> None:
    stage.publish(problem)
    qtbot.waitUntil(lambda: problem in stage.window.page.banner.problems)
    stage.window.page.banner._actions[0].click()


def reopen(stage: Stage, preferences: Preferences) -> None:
    stage.window.close()
    stage.bridge = type(stage.bridge)()
    stage.app.publish = stage.bridge.publish
    stage.window = stage.new_window(preferences)
    stage.window.show()


def test_one_press_switches_the_dialect_saves_it_and_starts_again(stage: Stage, qtbot: QtBot) -> None:
    reopen(stage, Preferences(service="openai", profiles=(BUILT_IN_PROFILES[0], BETA)))
    stage.window.toggle_recording()
    assert stage.app.asked[-1].profile.switches.dialect is Dialect.BETA
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    press(stage, qtbot, Problem("dialect_refused", "The beta dialect is switched off.", is_fatal=True))
    assert len(stage.app.asked) == 2
    assert stage.app.asked[1].profile.switches.dialect is Dialect.GA
    assert stage.saved[-1].profile.switches.dialect is Dialect.GA


def test_an_imported_service_is_used_only_after_it_was_shown(stage: Stage, qtbot: QtBot) -> None:
    reopen(stage, Preferences(service="imported", profiles=(*BUILT_IN_PROFILES, IMPORTED)))
    stage.window.toggle_recording()
    assert stage.app.asked == []
    banner = stage.window.page.banner
    assert "host.example" in banner.problems[-1].message
    banner._actions[0].click()
    assert [request.profile.name for request in stage.app.asked] == ["imported"]
    assert stage.saved[-1].profile.is_confirmed


@pytest.mark.parametrize(
    ("problem", "field"),
    [
        (Problem("model_not_found", "There is no such model.", is_fatal=True), "model"),
        (Problem("bad_setting", "The delay is wrong.", field="client_secret_seconds"), "client_secret_seconds"),
        (Problem("bad_setting", "It cannot be used."), "service"),
    ],
)
def test_a_setting_is_gone_to_wherever_it_is(stage: Stage, qtbot: QtBot, problem: Problem, field: str) -> None:
    window = stage.window
    window.panel.fields.services.service.setCurrentIndex(1)
    window.bar.panel_button.setChecked(False)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(stage, qtbot, problem)
    assert window.panel.isVisible()
    target = window.panel.field(field).focus_target
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (target, target.focusProxy()))
    assert target.isVisible()


def test_a_refused_key_opens_its_service(stage: Stage, qtbot: QtBot) -> None:
    press(stage, qtbot, Problem("key_refused", "The key was refused.", is_fatal=True))
    (dialog,) = stage.window.findChildren(ServicesDialog)
    assert dialog.isVisible()
    dialog.close()


def test_one_press_goes_on_with_what_was_being_transcribed_when_the_program_ended(stage: Stage, qtbot: QtBot) -> None:
    problem = Problem("job_interrupted", "Talk was still being transcribed.", "`history recover`", recording_id="abc")
    assert actions_for(problem) == (BannerAction.GO_ON_TRANSCRIBING, BannerAction.OPEN_RECORDING)
    stage.publish(problem)
    banner = stage.window.page.banner
    qtbot.waitUntil(lambda: bool(banner.problems))
    assert banner._remedy.text() == "", "commands are for the terminal"
    banner._actions[0].click()
    assert stage.app.history.asked == [("go on", "local", "openai")]
