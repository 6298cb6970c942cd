"""The server as a client meets it: the door, the keys and the client secrets.

The client here is `aiohttp`'s or plain bytes.
"""

import logging
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError

from tests.served_engine import BEARER, TOKEN, StartEngine

# ---- the door --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 401, "missing_api_key"),
        ({"Authorization": "Bearer sk-wrong"}, 401, "invalid_api_key"),
        (BEARER | {"Origin": "https://evil.example"}, 403, "origin_not_allowed"),
        (BEARER | {"Host": "evil.example"}, 403, "host_not_allowed"),
    ],
)
async def test_who_is_not_let_in_gets_the_documented_body_on_every_path(
    start_engine: StartEngine, headers: dict[str, str], status: int, code: str
) -> None:
    engine = await start_engine()
    for path in ("client_secrets", "transcription_sessions", "nowhere"):
        refused = await engine.post(path, {}, headers)
        assert refused[0] == status
        assert set(refused[1]["error"]) == {"message", "type", "code", "param"}
        assert refused[1]["error"]["code"] == code
        assert refused[1]["error"]["type"] == "invalid_request_error"
    with pytest.raises(WSServerHandshakeError) as handshake:
        async with engine.session(headers=headers):
            pass
    assert handshake.value.status == status


async def test_a_browser_like_client_brings_its_key_as_a_subprotocol_which_is_never_logged(
    start_engine: StartEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine = await start_engine()
    key = f"openai-insecure-api-key.{TOKEN}"
    with caplog.at_level(logging.DEBUG):
        async with engine.session(headers={}, protocols=("realtime", key)) as client:
            assert client.socket.protocol == "realtime"
            assert (await client.hear())["type"] == "session.created"
        async with engine.session(headers={}, protocols=(key,)) as client:
            assert (await client.hear())["type"] == "session.created"
        beta = ("realtime", key, "openai-beta.realtime-v1")
        async with engine.session(headers={}, protocols=beta) as client:
            assert (await client.hear())["type"] == "transcription_session.created"

    assert TOKEN not in caplog.text


@pytest.mark.parametrize("query", ["", "?intent=transcription", "?model=gpt-realtime", "?model=x&intent=transcription"])
@pytest.mark.parametrize("key_header", [BEARER, {"api-key": TOKEN}])
async def test_intent_model_both_or_neither_open_the_same_session(
    start_engine: StartEngine, query: str, key_header: dict[str, str]
) -> None:
    engine = await start_engine()
    async with engine.session(query, key_header) as client:
        created = await client.hear()

    assert created["type"] == "session.created"
    assert created["session"]["type"] == "transcription"
    assert created["session"]["expires_at"] == int(engine.now_s) + 3600


async def test_paths_and_methods_that_do_not_exist_are_answered_in_json(start_engine: StartEngine) -> None:
    engine = await start_engine()
    for method, path, status in (("GET", "nowhere", 404), ("GET", "realtime/client_secrets", 405)):
        async with engine.http.request(method, f"{engine.url}/{path}", headers=BEARER) as answer:
            assert answer.status == status
            assert (await answer.json())["error"]["type"] == "invalid_request_error"
    async with engine.http.get(f"{engine.url}/realtime", headers=BEARER) as answer:
        assert answer.status == 400
        assert "error" in await answer.json()


# ---- client secrets --------------------------------------------------------------------------------------------------


async def test_a_secret_opens_configured_sessions_until_its_time_and_then_no_more(start_engine: StartEngine) -> None:
    engine = await start_engine()
    body = {
        "expires_after": {"anchor": "created_at", "seconds": 10},
        "session": {
            "type": "transcription",
            "audio": {"input": {"format": {"type": "audio/pcma"}, "turn_detection": None}},
        },
    }
    status, minted = await engine.post("client_secrets", body)
    assert status == 200
    assert minted["expires_at"] == int(engine.now_s) + 10
    secret = {"Authorization": f"Bearer {minted['value']}"}

    async with engine.session(headers=secret) as first, engine.session(headers=secret) as second:
        for client in (first, second):
            session = (await client.hear())["session"]
            assert session["audio"]["input"]["format"] == {"type": "audio/pcma"}
            assert session["audio"]["input"]["turn_detection"] is None
        engine.now_s += 10

        with pytest.raises(WSServerHandshakeError) as refused:
            async with engine.session(headers=secret):
                pass
        assert refused.value.status == 401
        assert (await engine.post("client_secrets", {}, secret))[1]["error"]["code"] == "client_secret_expired"

        await first.say({"type": "input_audio_buffer.clear"})
        assert (await first.hear())["type"] == "input_audio_buffer.cleared", "expiry does not end a running session"


async def test_a_secret_does_not_make_secrets(start_engine: StartEngine) -> None:
    engine = await start_engine()
    _, minted = await engine.post("transcription_sessions", {})
    secret = {"api-key": minted["client_secret"]["value"]}

    status, refused = await engine.post("client_secrets", {}, secret)

    assert status == 403
    assert refused["error"]["code"] == "insufficient_permissions"


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("client_secrets", b"{", None),
        ("client_secrets", b"\xff", None),
        ("client_secrets", [], None),
        ("client_secrets", {"expires_after": 60}, "expires_after"),
        ("client_secrets", {"expires_after": {"anchor": "created_at", "seconds": 9}}, "expires_after.seconds"),
        ("client_secrets", {"expires_after": {"anchor": "created_at", "seconds": 7201}}, "expires_after.seconds"),
        (
            "transcription_sessions",
            {"client_secret": {"expires_at": {"seconds": 7201}}},
            "client_secret.expires_at.seconds",
        ),
        ("transcription_sessions", {"input_audio_format": "mp3"}, "input_audio_format"),
    ],
)
async def test_a_bad_body_is_refused_and_the_field_named(
    start_engine: StartEngine, path: str, body: Any, param: str | None
) -> None:
    engine = await start_engine()

    status, refused = await engine.post(path, body)

    assert status == 400
    assert refused["error"]["param"] == param
    assert refused["error"]["code"] == "invalid_value"
