import asyncio
import logging
import socket
import time
import traceback
from dataclasses import replace
from email.utils import formatdate

import pytest

from tests.script import Answers, Drops, Hangs, gives_client_secret, post
from tests.scripted_service import PlayScript
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import (
    DialectRefused,
    KeyRefused,
    RateLimited,
    RealtimeError,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import KeyPlacement, Switches

KEY = Secret("sk-never-shown-0123456789")
CONFIGURATION = SessionConfiguration(language="en", turn_detection=ServerVad(threshold=0.25), client_secret_seconds=120)
GA_PATH = "/v1/realtime/client_secrets"
BETA_PATH = "/v1/realtime/transcription_sessions"


def refusal(code: str | None = None, message: str = "No.") -> dict[str, object]:
    return {"error": {"type": "invalid_request_error", "code": code, "message": message}}


async def test_a_ga_secret_is_asked_for_with_the_session_it_shall_open(scripted_service: PlayScript) -> None:
    service = await scripted_service(post(GA_PATH, gives_client_secret(value="ek_1", expires_at=1756310470)))

    secret = await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert secret.value == Secret("ek_1")
    assert secret.expires_at_s == 1756310470
    assert secret.session is not None
    assert secret.session.session_id == "sess_1"
    request = service.arrivals[0]
    assert request.headers["Authorization"] == f"Bearer {KEY.reveal()}"
    assert "OpenAI-Beta" not in request.headers
    assert request.json["expires_after"] == {"anchor": "created_at", "seconds": 120}
    assert request.json["session"]["type"] == "transcription"
    assert request.json["session"]["audio"]["input"]["turn_detection"]["threshold"] == 0.25


async def test_a_beta_secret_comes_with_a_flat_session(scripted_service: PlayScript) -> None:
    service = await scripted_service(post(BETA_PATH, gives_client_secret("beta", "ek_2", 1742188264)))

    secret = await create_client_secret(Endpoint(service.base_url, KEY, Switches(dialect=Dialect.BETA)), CONFIGURATION)

    assert (secret.value, secret.expires_at_s) == (Secret("ek_2"), 1742188264)
    request = service.arrivals[0]
    assert request.headers["OpenAI-Beta"] == "realtime=v1"
    assert request.json["turn_detection"]["threshold"] == 0.25
    assert request.json["input_audio_transcription"]["language"] == "en"


async def test_a_service_without_keys_gets_none(scripted_service: PlayScript) -> None:
    service = await scripted_service(post(GA_PATH, gives_client_secret()))

    await create_client_secret(Endpoint(service.base_url, None), CONFIGURATION)

    assert "Authorization" not in service.arrivals[0].headers


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answers(401, refusal("invalid_api_key", f"Incorrect API key provided: {KEY.reveal()}.")), KeyRefused),
        (Answers(403, refusal()), KeyRefused),
        (Answers(400, refusal("invalid_value")), ServiceRefused),
        (Answers(400, refusal("beta_api_shape_disabled")), DialectRefused),
        (Answers(404, "Not found"), ServiceRefused),
        (Answers(500, "<html>"), ServiceUnreachable),
        (Answers(503), ServiceUnreachable),
        (Answers(429, refusal("rate_limit_exceeded"), {"Retry-After": "7"}), RateLimited),
        (Answers(429, refusal("insufficient_quota")), ServiceRefused),
        (Drops(), ServiceUnreachable),
        (Answers(200, "not JSON"), ServiceRefused),
        (Answers(200, {"value": None}), ServiceRefused),
        (Answers(200, {"value": "two words"}), ServiceRefused),
        (Answers(200, "x" * 2_000_000), ServiceRefused),
    ],
)
async def test_whatever_goes_wrong_is_sorted_and_never_shows_the_key(
    scripted_service: PlayScript,
    answer: Answers | Drops,
    expected: type[RealtimeError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    service = await scripted_service(post(GA_PATH, answer))

    with pytest.raises(RealtimeError) as raised:
        await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert type(raised.value) is expected
    shown = "".join(traceback.format_exception(raised.value)) + caplog.text + repr(raised.value.__cause__)
    assert KEY.reveal() not in shown
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after_s == 7.0


@pytest.mark.parametrize("status", [404, 405, 501])
async def test_a_service_without_rest_is_known_as_one(scripted_service: PlayScript, status: int) -> None:
    service = await scripted_service(post(GA_PATH, Answers(status, {"detail": "Method Not Allowed"})))

    with pytest.raises(ServiceRefused, match="makes no client secrets") as refused:
        await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert (refused.value.code, refused.value.field, refused.value.status) == ("no_rest", "uses_rest", status)
    assert "switch client secrets off" in refused.value.remedy


@pytest.mark.parametrize("code", ["model_not_found", "DeploymentNotFound"])
async def test_a_missing_model_is_not_taken_for_missing_rest(scripted_service: PlayScript, code: str) -> None:
    service = await scripted_service(post(GA_PATH, Answers(404, refusal(code, "It does not exist."))))

    with pytest.raises(ServiceRefused, match="It does not exist") as refused:
        await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert refused.value.code != "no_rest"


@pytest.mark.parametrize("days_ahead", [-1, 0, 1])
async def test_a_clock_that_is_a_day_off_does_not_move_the_end(scripted_service: PlayScript, days_ahead: int) -> None:
    offset_s = days_ahead * 86_400
    expires_at_s = int(time.time()) + offset_s + 600
    answer = gives_client_secret(expires_at=expires_at_s)
    date = formatdate(time.time() + offset_s, usegmt=True)
    service = await scripted_service(post(GA_PATH, replace(answer, headers={"Date": date})))

    secret = await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert secret.expires_at_s == expires_at_s
    assert secret.server_clock_offset_s == pytest.approx(offset_s, abs=5)
    assert secret.expires_at_local_s == pytest.approx(time.time() + 600, abs=5)


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 Nov 2026 00:00:00 GMT"])
async def test_without_a_clock_the_end_is_as_it_was_said(scripted_service: PlayScript, date: str) -> None:
    answer = replace(gives_client_secret(expires_at=1756310470), headers={"Date": date})
    service = await scripted_service(post(GA_PATH, answer))

    secret = await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION)

    assert secret.server_clock_offset_s is None
    assert secret.expires_at_local_s == 1756310470
    assert replace(secret, expires_at_s=None).expires_at_local_s is None


async def test_the_key_stands_where_the_service_wants_it(scripted_service: PlayScript) -> None:
    key = Secret("k+/=&?#%never-shown")
    service = await scripted_service(
        post(GA_PATH, gives_client_secret()), post(GA_PATH, gives_client_secret()), post(GA_PATH, gives_client_secret())
    )

    for placement in (KeyPlacement.API_KEY_HEADER, KeyPlacement.X_API_KEY_HEADER, KeyPlacement.QUERY):
        await create_client_secret(Endpoint(service.base_url, key, Switches(key_placement=placement)), CONFIGURATION)

    by_azure, by_header, by_query = service.arrivals
    assert by_azure.headers["api-key"] == by_header.headers["X-API-Key"] == key.reveal()
    assert by_query.query == {"api_key": key.reveal()}
    assert not any("Authorization" in arrival.headers for arrival in service.arrivals)


async def test_a_key_in_the_address_is_masked_in_what_the_service_quotes(scripted_service: PlayScript) -> None:
    key = Secret("k+/=&?#%never-shown")
    quoted = "POST /v1/realtime/client_secrets?api_key=k%2B%2F%3D%26%3F%23%25never-shown is not allowed"
    service = await scripted_service(post(GA_PATH, Answers(400, refusal(None, quoted))))

    endpoint = Endpoint(service.base_url, key, Switches(key_placement=KeyPlacement.QUERY))

    with pytest.raises(ServiceRefused) as refused:
        await create_client_secret(endpoint, CONFIGURATION)

    assert "api_key=****" in refused.value.message
    assert "never-shown" not in refused.value.message


async def test_a_service_that_wants_another_rate_is_not_told_the_usual_one(scripted_service: PlayScript) -> None:
    service = await scripted_service(post(GA_PATH, gives_client_secret()))

    await create_client_secret(Endpoint(service.base_url, KEY, Switches(sample_rate_hz=16_000)), CONFIGURATION)

    assert service.arrivals[0].json["session"]["audio"]["input"]["format"] == {"type": "audio/pcm"}


async def test_a_redirect_is_not_followed(scripted_service: PlayScript) -> None:
    elsewhere = await scripted_service()
    here = await scripted_service(post(GA_PATH, Answers(307, "", {"Location": f"{elsewhere.base_url}/stolen"})))

    with pytest.raises(ServiceRefused, match="HTTP 307"):
        await create_client_secret(Endpoint(here.base_url, KEY), CONFIGURATION)

    assert elsewhere.arrivals == []


async def test_a_service_that_does_not_answer_is_unreachable(scripted_service: PlayScript) -> None:
    service = await scripted_service(post(GA_PATH, Hangs()))

    with pytest.raises(ServiceUnreachable, match="did not answer"):
        await create_client_secret(Endpoint(service.base_url, KEY), CONFIGURATION, timeout_s=0.1)


async def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"

        with pytest.raises(ServiceUnreachable, match="connection refused"):
            await create_client_secret(Endpoint(base_url, KEY), CONFIGURATION)


async def test_the_key_is_not_sent_over_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connects(*arguments: object, **options: object) -> None:
        pytest.fail("a connection was tried")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", connects)

    with pytest.raises(ServiceRefused, match="plain http"):
        await create_client_secret(Endpoint("http://192.0.2.1/v1", KEY), CONFIGURATION)


async def test_a_proxy_from_the_environment_does_not_see_this_computer(
    scripted_service: PlayScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = await scripted_service()
    monkeypatch.setenv("http_proxy", proxy.base_url.removesuffix("/v1"))
    service = await scripted_service(post(GA_PATH, gives_client_secret()))

    await create_client_secret(Endpoint(service.base_url, KEY), replace(CONFIGURATION, language=None))

    assert proxy.arrivals == []


async def test_a_name_that_does_not_exist_is_said_in_words() -> None:
    with pytest.raises(ServiceUnreachable, match="its name was not found"):
        await create_client_secret(Endpoint("https://nowhere.invalid/v1", None), SessionConfiguration())
