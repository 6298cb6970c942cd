import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.errors import (
    ConnectionLost,
    DialectRefused,
    KeyRefused,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.events import ErrorDetail
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret

KEY = Secret("sk-0123456789abcdef")
LASTING = RefusalReader(KEY)
SHORT_LIVED = RefusalReader(KEY, is_client_secret=True)
KEYLESS = RefusalReader(None)


def body(message: str = "No.", **fields: str) -> str:
    return json.dumps({"error": {"message": message, **fields}})


@pytest.mark.parametrize(
    ("reader", "status", "answer", "expected"),
    [
        (LASTING, 401, body(code="invalid_api_key"), KeyRefused),
        (LASTING, 401, "", KeyRefused),
        (LASTING, 403, body(), KeyRefused),
        (KEYLESS, 401, body(), KeyRefused),
        (SHORT_LIVED, 401, body(code="invalid_api_key"), SecretExpired),
        (SHORT_LIVED, 401, "", SecretExpired),
        (SHORT_LIVED, 403, body(), KeyRefused),
        (LASTING, 400, body(code="invalid_value"), ServiceRefused),
        (LASTING, 400, body(code="beta_api_shape_disabled"), DialectRefused),
        (LASTING, 404, "<html>", ServiceRefused),
        (LASTING, 422, body(), ServiceRefused),
        (LASTING, 302, "", ServiceRefused),
        (LASTING, 200, "", ServiceRefused),
        (LASTING, 408, "", ServiceUnreachable),
        (LASTING, 500, body(type="server_error"), ServiceUnreachable),
        (LASTING, 503, "<html>", ServiceUnreachable),
        (LASTING, 429, body(code="rate_limit_exceeded"), RateLimited),
        (LASTING, 429, "", RateLimited),
        (LASTING, 429, body(type="insufficient_quota"), ServiceRefused),
        (LASTING, 429, body(code="credit_balance_exhausted"), ServiceRefused),
    ],
)
def test_an_http_answer_is_sorted_by_what_can_be_done(
    reader: RefusalReader, status: int, answer: str, expected: type[RealtimeError]
) -> None:
    error = reader.from_response(status, {}, answer)

    assert type(error) is expected
    assert error.message.endswith(".")


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        (ErrorDetail("Incorrect API key provided.", code="invalid_api_key"), KeyRefused),
        (ErrorDetail("No.", type="authentication_error"), KeyRefused),
        (ErrorDetail("No longer supported.", code="beta_api_shape_disabled"), DialectRefused),
        (ErrorDetail("Too many.", code="rate_limit_exceeded"), RateLimited),
        (ErrorDetail("No money.", code="insufficient_quota"), ServiceRefused),
        (ErrorDetail("Internal.", type="server_error"), ServiceUnreachable),
        (ErrorDetail("No such model.", code="model_not_found", param="model"), ServiceRefused),
    ],
)
def test_an_error_event_is_sorted_by_what_can_be_done(detail: ErrorDetail, expected: type[RealtimeError]) -> None:
    assert type(LASTING.from_error(detail)) is expected


def test_a_refused_field_is_named() -> None:
    detail = ErrorDetail(
        "Expected a value of at most 1.", code="invalid_value", param="session.turn_detection.threshold"
    )

    error = LASTING.from_error(detail)

    assert isinstance(error, ServiceRefused)
    assert (error.code, error.param) == ("invalid_value", "session.turn_detection.threshold")
    assert error.message == (
        "The service does not accept the setting session.turn_detection.threshold: Expected a value of at most 1."
    )


@pytest.mark.parametrize(
    ("code", "reason", "expected"),
    [
        (1000, "", ConnectionLost),
        (1001, "Your session hit the maximum duration of 60 minutes.", ConnectionLost),
        (1006, "", ConnectionLost),
        (1011, "keepalive ping timeout", ConnectionLost),
        (1012, "", ConnectionLost),
        (1008, "Not allowed.", ServiceRefused),
        (4000, "beta_api_shape_disabled", DialectRefused),
    ],
)
def test_a_close_is_sorted_by_what_can_be_done(code: int, reason: str, expected: type[RealtimeError]) -> None:
    error = LASTING.from_close(code, reason)

    assert type(error) is expected
    if isinstance(error, ConnectionLost):
        assert (error.close_code, error.reason) == (code, reason)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 120 "}, 120.0),
        ({"retry-after": "Sat, 21 Nov 2026 04:00:30 GMT", "date": "Sat, 21 Nov 2026 04:00:00 GMT"}, 30.0),
        ({"retry-after": "Sat, 21 Nov 2026 03:00:00 GMT", "date": "Sat, 21 Nov 2026 04:00:00 GMT"}, 0.0),
        ({"retry-after": "Sat, 21 Nov 2026 04:00:30 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({}, None),
    ],
)
def test_the_wish_to_be_left_alone_is_read(headers: dict[str, str], seconds: float | None) -> None:
    error = LASTING.from_response(429, headers, "")

    assert isinstance(error, RateLimited)
    assert error.retry_after_s == seconds


def test_the_key_is_masked_in_the_words_of_the_service() -> None:
    said = f"Incorrect API key provided: {KEY.reveal()}."

    errors = [
        LASTING.from_response(401, {}, body(said)),
        LASTING.from_error(ErrorDetail(said, code="invalid_api_key")),
        LASTING.from_close(1011, said),
    ]

    assert all(KEY.reveal() not in str(error) and "****" in str(error) for error in errors)


def test_control_characters_and_floods_do_not_reach_a_person() -> None:
    error = LASTING.from_response(400, {}, body("red\x1b[31m\r\n\u202etext " + "x" * 10_000))

    assert error.message.isprintable()
    assert len(error.message) < 400


@given(st.integers(100, 599), st.dictionaries(st.sampled_from(["retry-after", "date"]), st.text()), st.text())
def test_any_answer_becomes_some_error(status: int, headers: dict[str, str], answer: str) -> None:
    assert LASTING.from_response(status, headers, answer).message


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_any_error_body_becomes_some_error(error: object) -> None:
    assert LASTING.from_response(400, {}, json.dumps({"error": error})).message


@pytest.mark.parametrize(
    ("reader", "detail", "expected"),
    [
        (LASTING, ErrorDetail("No.", code="insufficient_quota"), ServiceRefused),
        (LASTING, ErrorDetail("No.", type="insufficient_quota"), ServiceRefused),
        (LASTING, ErrorDetail("No.", code="invalid_api_key"), KeyRefused),
        (SHORT_LIVED, ErrorDetail("No.", code="invalid_api_key"), SecretExpired),
        (LASTING, ErrorDetail("Later.", type="server_error"), type(None)),
        (LASTING, ErrorDetail("Odd.", type="invalid_request_error", code="invalid_value"), type(None)),
    ],
)
def test_few_errors_end_a_session_in_progress(
    reader: RefusalReader, detail: ErrorDetail, expected: type[RealtimeError | None]
) -> None:
    assert type(reader.ending(detail)) is expected
