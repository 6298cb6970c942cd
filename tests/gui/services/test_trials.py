"""Which test runs, and what each has said."""

from transcriber.gui.services.trials import Trials
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged

PASSED = TrialStepChanged(TrialStep.ADDRESS, TrialState.PASSED)
FAILED = TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.FAILED, "Refused.", "Enter the key again.")
LAST = TrialStepChanged(TrialStep.SPEECH, TrialState.PASSED, is_last=True)


def test_a_test_that_nobody_began_here_is_not_taken() -> None:
    trials = Trials()
    assert not trials.take(PASSED)
    assert trials.of(1) == ()


def test_a_test_ends_with_its_last_step_or_with_a_fault() -> None:
    trials = Trials()
    for end in (LAST, FAILED):
        trials.begin(1)
        assert trials.take(PASSED)
        assert trials.running == 1
        assert trials.take(end)
        assert trials.running is None
        assert trials.of(1) == (PASSED, end)


def test_another_service_keeps_what_its_own_test_said() -> None:
    trials = Trials()
    trials.begin(1)
    trials.take(FAILED)
    trials.begin(2)
    trials.take(LAST)
    assert (trials.of(1), trials.of(2)) == ((FAILED,), (LAST,))
    trials.forget(1)
    assert (trials.of(1), trials.of(2)) == ((), (LAST,))


def test_a_service_that_is_removed_in_mid_test_is_forgotten_and_the_test_ends() -> None:
    trials = Trials()
    trials.begin(1)
    trials.forget(1)
    assert trials.take(PASSED)
    assert trials.take(LAST)
    assert (trials.of(1), trials.running) == ((), None)
