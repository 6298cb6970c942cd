import pytest

from transcriber.realtime import errors
from transcriber.realtime.errors import (
    ConnectionLost,
    DialectRefused,
    ErrorSort,
    KeyRefused,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceRefused,
    ServiceUnreachable,
)

EVERY_ERROR: list[RealtimeError] = [
    ServiceUnreachable("Nobody answered."),
    RateLimited("The service asks to wait.", retry_after_s=7.0),
    ConnectionLost(1006),
    SecretExpired("The client secret is over."),
    KeyRefused("The key is not accepted."),
    DialectRefused("The beta dialect is not spoken."),
    ServiceRefused("The model does not exist.", status=400, code="model_not_found", param="model"),
]


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_every_error_is_a_sentence_with_a_remedy(error: RealtimeError) -> None:
    assert error.message == str(error)
    for sentence in (error.message, error.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "!" not in sentence


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__ is not None
    drawn = [line.split()[1] for line in errors.__doc__.splitlines() if "── " in line]

    assert sorted(drawn) == sorted(error.__name__ for error in RealtimeError.__subclasses__())
    assert {type(error).__name__ for error in EVERY_ERROR} == set(drawn)


def test_trying_again_is_useless_only_where_a_person_must_act() -> None:
    fatal = {type(error) for error in EVERY_ERROR if error.is_fatal}

    assert fatal == {KeyRefused, DialectRefused, ServiceRefused}


@pytest.mark.parametrize(
    ("code", "reason", "sentence"),
    [
        (1000, "", "The service closed the connection with code 1000."),
        (1012, "restart", "The service closed the connection with code 1012 (restart)."),
        (1006, "", "The connection was lost."),
        (1006, "no answer for 4 s", "The connection to the service was lost: no answer for 4 s."),
        (
            1001,
            "Your session hit the maximum duration of 60 minutes.",
            "The service ended the session because it reached its longest duration.",
        ),
    ],
)
def test_a_lost_connection_says_how_it_ended(code: int, reason: str, sentence: str) -> None:
    lost = ConnectionLost(code, reason)

    assert (lost.close_code, lost.reason, lost.message) == (code, reason, sentence)


def test_every_kind_has_a_code_of_its_own() -> None:
    assert len({type(error).code for error in EVERY_ERROR}) == len(EVERY_ERROR)
    assert ServiceRefused("No.", code="model_not_found").code == "model_not_found"
    assert ServiceRefused("No.").code == "service_refused"


def test_a_remedy_of_its_own_stands_in_for_the_usual_one() -> None:
    refused = ServiceRefused("The account cannot pay.", remedy="Check the balance.")

    assert refused.remedy == "Check the balance."
    assert ServiceRefused("No.").remedy == ServiceRefused.remedy


def test_what_is_asked_of_a_person_follows_from_the_kind_and_the_field() -> None:
    assert ServiceUnreachable("Nobody.").sort is ErrorSort.TRANSIENT
    assert KeyRefused("No.").sort is ErrorSort.FATAL
    assert ServiceRefused("No.").sort is ErrorSort.FATAL
    assert ServiceRefused("No.", field="model").sort is ErrorSort.CONFIGURATION
    assert DialectRefused("No.").field == "dialect"
