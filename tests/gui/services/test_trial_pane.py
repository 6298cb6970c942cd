"""The five steps of a test, in words."""

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.services.trial_pane import TrialPane
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged


@pytest.fixture
def pane(styled: object, qtbot: QtBot) -> TrialPane:
    made = TrialPane()
    qtbot.addWidget(made)
    made.show()
    return made


def states(pane: TrialPane) -> list[str]:
    return [pane.rows[step].state.text() for step in TrialStep]


def test_before_a_test_there_are_no_steps(pane: TrialPane) -> None:
    pane.show_steps(())
    assert not any(row.isVisible() for row in pane.rows.values())
    assert pane.test.text() == "Test connection"


def test_each_step_says_how_far_it_has_come(pane: TrialPane) -> None:
    address = TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED, "https://host/v1, encrypted.", elapsed_ms=12)
    secret = TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.SKIPPED, "No client secret is made.")
    begun = TrialStepChanged(TrialStep.WEBSOCKET, TrialState.RUNNING)
    pane.show_steps((address, secret, begun))
    assert states(pane) == ["Passed", "Not needed", "Running…", "Waiting", "Waiting"]
    assert pane.rows[TrialStep.ADDRESS].time.text() == "0.01 s"
    assert pane.rows[TrialStep.WEBSOCKET].time.text() == ""
    assert pane.rows[TrialStep.ADDRESS].accessibleName() == "Address and key: Passed. https://host/v1, encrypted."


def test_a_failed_step_says_why_and_what_to_change(pane: TrialPane) -> None:
    refused = TrialStepChanged(
        TrialStep.CLIENT_SECRET, TrialState.FAILED, "The key was <b>refused</b>.", "Enter it again.", 1_240
    )
    pane.show_steps((TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED), refused))
    row = pane.rows[TrialStep.CLIENT_SECRET]
    assert (row.message.words, row.remedy.words) == ("The key was <b>refused</b>.", "Enter it again.")
    assert row.time.text() == "1.24 s"
    assert row.message.textFormat().name == "PlainText"
    assert states(pane)[2:] == ["Not reached"] * 3
    assert pane.test.text() == "Test again"


def test_the_reason_stands_beside_the_button(pane: TrialPane, qtbot: QtBot) -> None:
    pane.allow(False, "The test runs.")
    assert not pane.test.isEnabled()
    assert pane.reason == "The test runs."
    assert pane.test.accessibleDescription() == "The test runs."
    pane.allow(True, "")
    with qtbot.waitSignal(pane.test_asked):
        pane.test.click()
