from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.dialects.client_secrets import (
    SecretGrant,
    read_secret_grant,
    read_secret_request,
    secret_answer,
    secret_path,
    secret_request,
)
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.session_rules import FieldError

both = pytest.mark.parametrize("dialect", Dialect)


def test_the_paths() -> None:
    assert secret_path(Dialect.GA) == "/realtime/client_secrets"
    assert secret_path(Dialect.BETA) == "/realtime/transcription_sessions"


@both
@settings(max_examples=40)
@given(data=st.data())
def test_client_and_server_agree_on_a_secret(
    data: st.DataObject, judge: Any, configurations: Any, dialect: Dialect
) -> None:
    configuration = data.draw(configurations)
    body = secret_request(configuration, dialect)
    judge.secret_request(body, dialect)

    asked = read_secret_request(body, dialect, SessionConfiguration())
    assert asked.seconds == asked.configuration.client_secret_seconds == configuration.client_secret_seconds
    assert asked.configuration.turn_detection == configuration.turn_detection

    answer = secret_answer(asked, "ek_1", 1_756_310_470, "sess_1", 1_756_313_470)
    judge.secret_answer(answer, dialect)

    grant = read_secret_grant(answer)
    assert (grant.value, grant.expires_at_s) == ("ek_1", 1_756_310_470)
    assert grant.session is not None
    assert grant.session.session_id == "sess_1"
    assert grant.session.expires_at_s == 1_756_313_470
    assert grant.session.configuration == replace(asked.configuration, client_secret_seconds=600)


@both
def test_an_empty_body_asks_for_the_defaults(dialect: Dialect) -> None:
    defaults = SessionConfiguration(model="moonshine-tiny-en")
    for body in ({}, {"session": None, "expires_after": None, "client_secret": None}):
        assert read_secret_request(body, dialect, defaults).configuration == defaults


def test_a_live_model_that_does_not_speak_of_turn_detection_gets_none() -> None:
    body = {
        "session": {"type": "transcription", "audio": {"input": {"transcription": {"model": "gpt-live-transcribe"}}}}
    }
    assert read_secret_request(body, Dialect.GA, SessionConfiguration()).configuration.turn_detection is None


@pytest.mark.parametrize(
    ("dialect", "body", "param"),
    [
        (Dialect.GA, [], ""),
        (Dialect.GA, {"expires_after": 600}, "expires_after"),
        (Dialect.GA, {"expires_after": {"anchor": "now"}}, "expires_after.anchor"),
        (Dialect.GA, {"expires_after": {"anchor": "created_at", "seconds": 9}}, "expires_after.seconds"),
        (Dialect.GA, {"session": 5}, "session"),
        (Dialect.GA, {"session": []}, "session"),
        (
            Dialect.GA,
            {"session": {"type": "transcription", "audio": {"input": {"turn_detection": {"threshold": 2}}}}},
            "session.audio.input.turn_detection.threshold",
        ),
        (Dialect.BETA, {"client_secret": {"expires_at": {"seconds": 7201}}}, "client_secret.expires_at.seconds"),
        (Dialect.BETA, {"client_secret": 5}, "client_secret"),
        (Dialect.BETA, {"turn_detection": {"threshold": 2}}, "turn_detection.threshold"),
    ],
)
def test_a_wrong_body_is_refused_by_the_field(dialect: Dialect, body: object, param: str) -> None:
    with pytest.raises(FieldError) as caught:
        read_secret_request(body, dialect, SessionConfiguration())
    assert caught.value.param == param


@pytest.mark.parametrize(
    "body",
    [None, 5, [], {}, {"client_secret": None}, {"value": 7, "expires_at": "soon"}, {"session": []}],
)
def test_an_answer_that_says_nothing_is_read_as_that(body: object) -> None:
    assert read_secret_grant(body) == SecretGrant(None, None, None)


def test_the_documented_beta_answer_is_read() -> None:
    grant = read_secret_grant(
        {
            "id": "sess_BBwZ",
            "object": "realtime.transcription_session",
            "expires_at": 1742188264,
            "modalities": ["audio", "text"],
            "turn_detection": {
                "type": "server_vad",
                "threshold": 0.5,
                "prefix_padding_ms": 300,
                "silence_duration_ms": 200,
            },
            "input_audio_format": "pcm16",
            "input_audio_transcription": {"model": "gpt-4o-transcribe", "language": None, "prompt": ""},
            "client_secret": {"value": "ek_abc123", "expires_at": 1742188200},
        }
    )
    assert (grant.value, grant.expires_at_s) == ("ek_abc123", 1742188200)
    assert grant.session is not None
    assert grant.session.configuration.turn_detection == ServerVad(silence_duration_ms=200)
    assert grant.session.configuration.language is None


def test_a_secret_does_not_print_itself() -> None:
    assert "ek_" not in repr(SecretGrant("ek_abc123", 5, None))
