import pytest

from transcriber.realtime.errors import ConnectionLost, KeyRefused, RealtimeError, SecretExpired
from transcriber.session.retries import Retries
from transcriber.session.service import ServiceError

LOST = ConnectionLost(1006)
EXPIRED = SecretExpired("Its life is over.")


def patience(*, is_secret_pasted: bool = False) -> Retries:
    return Retries(is_secret_pasted=is_secret_pasted)


def test_while_somebody_speaks_a_lost_connection_is_tried_for_ever() -> None:
    retries = patience()
    assert not any(retries.is_final(LOST, 0, is_live=True) for _ in range(100))


def test_for_a_file_only_attempts_that_bring_nothing_are_counted() -> None:
    retries = patience()
    assert [retries.is_final(LOST, 0, is_live=False) for _ in range(5)] == [False, False, False, False, True]

    retries = patience()
    assert not any(retries.is_final(LOST, sample, is_live=False) for sample in range(1, 100))


def test_what_only_a_person_can_change_is_final_at_once() -> None:
    assert patience().is_final(KeyRefused("No."), 0, is_live=True)


def test_a_secret_is_made_anew_once_and_again_after_it_has_worked() -> None:
    retries = patience()
    assert [retries.is_final(EXPIRED, 0, is_live=True) for _ in range(2)] == [False, True]

    retries = patience()
    for _ in range(5):
        assert not retries.is_final(EXPIRED, 0, is_live=True)
        retries.connected()


def test_a_pasted_secret_cannot_be_made_anew() -> None:
    assert patience(is_secret_pasted=True).is_final(EXPIRED, 0, is_live=True)


@pytest.mark.parametrize(("is_transient", "may_start_again"), [(True, [True, True, True, False]), (False, [False] * 4)])
def test_an_engine_that_has_worked_is_started_a_few_times_more(is_transient: bool, may_start_again: list[bool]) -> None:
    error = ServiceError("engine_failed", "It ended.", is_transient=is_transient)
    retries = patience()
    retries.connected()
    assert [retries.may_start_again(error) for _ in range(4)] == may_start_again


def test_an_engine_that_never_worked_is_given_up_at_once() -> None:
    assert not patience().may_start_again(ServiceError("engine_failed", "It ended.", is_transient=True))


def test_audio_that_was_thrown_away_is_sent_again_twice_in_a_recording() -> None:
    retries = patience()
    assert [(retries.may_send_again(), retries.has_lost_audio) for _ in range(3)] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_every_kind_of_trouble_has_an_answer() -> None:
    for error in (LOST, EXPIRED, KeyRefused("No.")):
        assert isinstance(error, RealtimeError)
        assert patience().is_final(error, 0, is_live=True) in (True, False)
