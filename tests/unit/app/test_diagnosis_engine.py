from transcriber.app.diagnosis import Outcome
from transcriber.app.diagnosis_engine import engine_findings, finding_of
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged


def test_the_steps_that_passed_are_timed_and_what_was_heard_is_left_out() -> None:
    steps = [
        TrialStepChanged(TrialStep.ADDRESS, TrialState.RUNNING),
        TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED, "ws://127.0.0.1", elapsed_ms=300),
        TrialStepChanged(
            TrialStep.SPEECH, TrialState.PASSED, "The service heard: and so", elapsed_ms=900, is_last=True
        ),
    ]
    found = finding_of(steps)
    assert (found.outcome, found.facts) == (Outcome.FINE, {"address_ms": 300, "speech_ms": 900})
    assert "and so" not in found.words


def test_what_failed_is_said() -> None:
    failed = TrialStepChanged(TrialStep.WEBSOCKET, TrialState.FAILED, "It ended.", "Install it again.")
    found = finding_of([failed])
    assert (found.outcome, found.words) == (Outcome.TROUBLE, "The speech engine failed: It ended.")
    assert found.facts["failed_at"] == "websocket"


def test_an_engine_that_says_nothing_is_trouble() -> None:
    assert finding_of([]).outcome is Outcome.TROUBLE


def test_the_real_one_recognises_the_sample() -> None:
    (found,) = engine_findings()
    assert found.outcome is Outcome.FINE, found.words
