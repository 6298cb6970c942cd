import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from transcriber.realtime.events import ErrorDetail
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret

KEY = Secret("sk-0123456789abcdef")
LASTING = RefusalReader(KEY)
SHORT_LIVED = RefusalReader(KEY, is_client_secret=True)
KEYLESS = RefusalReader(None)
BETA = RefusalReader(KEY, is_beta=True)


def body(message: str = "No.", **fields: str) -> str:
    return json.dumps({"error": {"message": message, **fields}})


def body_of(detail: ErrorDetail) -> str:
    return json.dumps(
        {"error": {"message": detail.message, "type": detail.type, "code": detail.code, "param": detail.param}}
    )


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


def test_no_field_of_an_error_holds_a_key_not_even_the_one_behind_a_client_secret() -> None:
    reader = RefusalReader(Secret("ek_short-lived-5711"), is_client_secret=True, lasting_key=Secret("c0ffee77aa"))
    said = "c0ffee77aa, c0ff ee77aa, ek_short-lived-5711 and sk-somebody-elses"
    detail = ErrorDetail(message=said, type=said, code=said, param=said, event_id="evt_1")

    shown = repr((reader.masked(detail), reader.from_error(detail).__dict__, reader.words(said)))
    shown += repr(reader.from_response(400, {}, body_of(detail)).__dict__)
    shown += str(reader.from_close(1011, said))

    assert "'evt_1'" in shown
    assert not any(secret in shown for secret in ("c0ff", "ee77aa", "5711", "elses"))


def test_words_that_are_passed_on_hold_no_key_and_no_control_characters() -> None:
    assert KEY.reveal() not in LASTING.words(f"Not with {KEY.reveal()}!")
    assert LASTING.words("two\nlines\x1b") == "two lines"


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
        (LASTING, ErrorDetail("No.", code="beta_api_shape_disabled"), DialectRefused),
        (LASTING, ErrorDetail("No.", type="permission_error"), KeyRefused),
        (LASTING, ErrorDetail("Your session hit the maximum duration.", code="session_expired"), ConnectionLost),
        (LASTING, ErrorDetail("Later.", type="server_error"), type(None)),
        (LASTING, ErrorDetail("Wait.", code="rate_limit_exceeded"), type(None)),
        (LASTING, ErrorDetail("No such model.", code="model_not_found"), type(None)),
        (LASTING, ErrorDetail("Too small.", code="input_audio_buffer_commit_empty"), type(None)),
        (LASTING, ErrorDetail("Odd.", type="invalid_request_error", code="invalid_value"), type(None)),
    ],
)
def test_few_errors_end_a_session_in_progress(
    reader: RefusalReader, detail: ErrorDetail, expected: type[RealtimeError | None]
) -> None:
    assert type(reader.ending(detail)) is expected


@pytest.mark.parametrize(
    ("detail", "code", "sort", "field"),
    [
        (ErrorDetail("No.", code="insufficient_quota"), "insufficient_quota", ErrorSort.FATAL, ""),
        (ErrorDetail("No.", code="credit_balance_exhausted"), "credit_balance_exhausted", ErrorSort.FATAL, ""),
        (ErrorDetail("No.", code="invalid_api_key"), "key_refused", ErrorSort.FATAL, ""),
        (ErrorDetail("Wait.", code="rate_limit_exceeded"), "rate_limited", ErrorSort.TRANSIENT, ""),
        (ErrorDetail("Oops.", type="server_error"), "service_unreachable", ErrorSort.TRANSIENT, ""),
        (ErrorDetail("Over.", code="session_expired"), "connection_lost", ErrorSort.TRANSIENT, ""),
        (ErrorDetail("No.", code="beta_api_shape_disabled"), "dialect_refused", ErrorSort.CONFIGURATION, "dialect"),
        (ErrorDetail("None.", code="model_not_found"), "model_not_found", ErrorSort.CONFIGURATION, "model"),
        (
            ErrorDetail("You must not provide a model parameter for transcription sessions.", code="invalid_model"),
            "invalid_model",
            ErrorSort.CONFIGURATION,
            "sends_model",
        ),
        (
            ErrorDetail(
                "Passing a transcription session update event to a realtime session is not allowed.",
                code="invalid_parameter",
            ),
            "invalid_parameter",
            ErrorSort.CONFIGURATION,
            "sends_model",
        ),
        (
            ErrorDetail("Turn detection is not supported for this transcription model", code="invalid_value"),
            "invalid_value",
            ErrorSort.CONFIGURATION,
            "turn_detection",
        ),
        (
            ErrorDetail(
                "Unknown parameter.", code="unknown_parameter", param="session.audio.input.transcription.delay"
            ),
            "unknown_parameter",
            ErrorSort.CONFIGURATION,
            "delay",
        ),
        (
            ErrorDetail("Missing.", code="missing_required_parameter", param="session.input_audio_transcription.model"),
            "missing_required_parameter",
            ErrorSort.CONFIGURATION,
            "model",
        ),
    ],
    ids=lambda value: value.message if isinstance(value, ErrorDetail) else "",
)
def test_the_documented_errors_say_what_to_do_and_where(
    detail: ErrorDetail, code: str, sort: ErrorSort, field: str
) -> None:
    said = [BETA.from_error(detail), BETA.reported(detail)]
    if sort is not ErrorSort.TRANSIENT:
        said.append(BETA.from_response(400, {}, body_of(detail)))
    for error in said:
        assert error is not None
        assert (error.code, error.sort, error.field) == (code, sort, field)
        assert error.remedy.endswith(".")
        assert error.message.endswith(".")


@pytest.mark.parametrize("code", ["input_audio_buffer_commit_empty", "audio_unintelligible"])
def test_what_is_benign_is_not_reported(code: str) -> None:
    assert LASTING.reported(ErrorDetail("Nothing there.", code=code)) is None


def test_an_error_that_nobody_knows_is_reported_in_the_services_words() -> None:
    error = LASTING.reported(ErrorDetail("The moon is full."))

    assert error is not None
    assert (error.message, error.code, error.field) == ("The service reports: The moon is full.", "service_error", "")


def test_a_service_that_dropped_the_beta_dialect_may_answer_with_500() -> None:
    error = BETA.from_response(500, {}, "")
    assert isinstance(error, ServiceUnreachable)
    assert (error.sort, error.field) == (ErrorSort.TRANSIENT, "dialect")
    assert "GA dialect" in error.remedy
    assert BETA.from_response(503, {}, "").field == ""
    assert LASTING.from_response(500, {}, "").field == ""


def test_where_ga_is_spoken_already_no_other_dialect_is_offered() -> None:
    refused = (
        LASTING.from_close(4000, "beta"),
        LASTING.from_error(ErrorDetail("No longer supported.", code="beta_api_shape_disabled")),
        LASTING.from_response(400, {}, body(code="beta_api_shape_disabled")),
    )

    for error in refused:
        assert isinstance(error, DialectRefused)
        assert (error.code, error.field) == ("ga_refused", "dialect")
        assert "address" in error.remedy
    assert BETA.from_close(4000, "beta").code == "dialect_refused"


def test_a_gateway_that_wants_the_model_in_its_address_is_understood() -> None:
    error = LASTING.from_response(403, {}, body("Missing required query parameter: 'model'."))
    assert isinstance(error, ServiceRefused)
    assert (error.field, error.sort) == ("sends_model", ErrorSort.CONFIGURATION)

    silent = LASTING.from_response(403, {}, "")
    assert isinstance(silent, KeyRefused)
    assert "the model in their address" in silent.remedy


def test_a_model_that_the_project_may_not_use_is_no_fault_of_the_key() -> None:
    error = LASTING.from_response(403, {}, body("Project does not have access to model.", code="model_not_found"))

    assert isinstance(error, ServiceRefused)
    assert (error.field, error.code, error.status) == ("model", "model_not_found", 403)


@pytest.mark.parametrize("status", [301, 404])
def test_a_wrong_address_is_named(status: int) -> None:
    assert LASTING.from_response(status, {}, "").field == "base_url"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("invalid_request_error.invalid_api_key", KeyRefused),
        ("insufficient_quota", ServiceRefused),
        ("server_error", ConnectionLost),
        ("invalid_request_error.session_expired", ConnectionLost),
    ],
)
def test_a_close_may_carry_the_code_of_an_error(reason: str, expected: type[RealtimeError]) -> None:
    assert type(LASTING.from_close(3000, reason)) is expected


JSON_TEXT = st.none() | st.text() | st.sampled_from(["server_error", "model_not_found", "session_expired", "model"])


@given(st.builds(ErrorDetail, st.text(), JSON_TEXT, JSON_TEXT, JSON_TEXT))
def test_whatever_is_reported_is_one_sentence_or_nothing(detail: ErrorDetail) -> None:
    for error in (LASTING.from_error(detail), LASTING.reported(detail), LASTING.ending(detail)):
        assert error is None or (error.message.endswith((".", "…")) and error.message.isprintable())
