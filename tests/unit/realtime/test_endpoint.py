from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ServiceRefused
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import KeyPlacement, Switches

KEY = Secret("sk-0123456789")


CLIENT_SECRET = Secret("ek_0123456789")
CONFIGURATION = SessionConfiguration(model="gpt-4o-transcribe", language="de")


def endpoint(base_url: str = "https://api.example.com/v1", **switches: Any) -> Endpoint:
    return Endpoint(base_url, KEY, Switches(**switches))


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, strict_parsing=True))


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://api.example.com/v1", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("https://xn--mnchen-3ya.example/v1", "wss://xn--mnchen-3ya.example/v1/realtime?intent=transcription"),
        ("https://api.example.com/v1/", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("wss://Api.Example.com/v1", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("http://127.0.0.1:8123/v1", "ws://127.0.0.1:8123/v1/realtime?intent=transcription"),
        ("ws://[::1]:8123/openai/v1", "ws://[::1]:8123/openai/v1/realtime?intent=transcription"),
    ],
)
def test_the_websocket_asks_for_a_transcription_and_names_no_model(base_url: str, url: str) -> None:
    assert endpoint(base_url).websocket_request(KEY, CONFIGURATION).url == url


def test_partials_are_asked_for_only_when_wanted() -> None:
    asking = Endpoint("http://127.0.0.1:1/v1", None, wants_partials=True)

    url = asking.websocket_request(None, CONFIGURATION).url
    assert url.endswith("/realtime?intent=transcription&partial_transcription=true")
    assert "partial" not in endpoint().websocket_request(KEY, CONFIGURATION).url


def test_what_a_gateway_wants_stands_in_the_address() -> None:
    gateway = endpoint(
        sends_intent=False, sends_model=True, sends_language=True, query=(("input_audio_format", "pcm_s16le_16000"),)
    )
    configuration = replace(CONFIGURATION, model="openai/whisper large&v3")

    assert query_of(gateway.websocket_request(KEY, configuration).url) == {
        "model": "openai/whisper large&v3",
        "language": "de",
        "input_audio_format": "pcm_s16le_16000",
    }


@pytest.mark.parametrize(
    ("configuration", "language"),
    [
        (CONFIGURATION, "de"),
        (replace(CONFIGURATION, language=None, languages=("fr",)), "fr"),
        (replace(CONFIGURATION, language=None, languages=("fr", "de")), None),
        (replace(CONFIGURATION, language=None), None),
        (None, None),
    ],
)
def test_only_a_single_language_fits_into_the_address(
    configuration: SessionConfiguration | None, language: str | None
) -> None:
    url = endpoint(sends_language=True).websocket_request(KEY, configuration).url

    assert query_of(url).get("language") == language


def test_a_session_that_is_adopted_names_no_model_of_ours() -> None:
    assert query_of(endpoint(sends_model=True).websocket_request(CLIENT_SECRET, None).url) == {
        "intent": "transcription"
    }


def test_without_anything_to_say_the_address_ends_with_its_path() -> None:
    assert endpoint(sends_intent=False).websocket_request(KEY, None).url == "wss://api.example.com/v1/realtime"


def test_each_dialect_makes_its_client_secret_elsewhere() -> None:
    assert endpoint().client_secret_request().url == "https://api.example.com/v1/realtime/client_secrets"
    beta = endpoint(dialect=Dialect.BETA).client_secret_request()
    assert beta.url == "https://api.example.com/v1/realtime/transcription_sessions"


def test_only_the_beta_dialect_sends_the_beta_header() -> None:
    bearer = {"Authorization": "Bearer sk-0123456789"}
    assert endpoint().client_secret_request().headers == bearer
    beta = endpoint(dialect=Dialect.BETA)
    assert beta.client_secret_request().headers == bearer | {"OpenAI-Beta": "realtime=v1"}
    assert beta.websocket_request(None, None).headers == {"OpenAI-Beta": "realtime=v1"}


@pytest.mark.parametrize(
    ("placement", "headers"),
    [
        (KeyPlacement.BEARER, {"Authorization": "Bearer sk-0123456789"}),
        (KeyPlacement.API_KEY_HEADER, {"api-key": "sk-0123456789"}),
        (KeyPlacement.X_API_KEY_HEADER, {"X-API-Key": "sk-0123456789"}),
        (KeyPlacement.QUERY, {}),
    ],
)
def test_the_lasting_key_stands_where_the_service_looks_for_it(
    placement: KeyPlacement, headers: dict[str, str]
) -> None:
    service = endpoint(key_placement=placement)

    for request in (service.client_secret_request(), service.websocket_request(KEY, CONFIGURATION)):
        assert request.headers == headers
        in_address = query_of(request.url).get("api_key") if "?" in request.url else None
        assert in_address == (KEY.reveal() if placement is KeyPlacement.QUERY else None)


@pytest.mark.parametrize("placement", KeyPlacement)
def test_a_client_secret_is_always_a_bearer(placement: KeyPlacement) -> None:
    request = endpoint(key_placement=placement).websocket_request(CLIENT_SECRET, CONFIGURATION)

    assert request.headers == {"Authorization": f"Bearer {CLIENT_SECRET.reveal()}"}
    assert "api_key" not in request.url


def test_a_key_in_the_address_is_never_shown() -> None:
    key = Secret("k+/=&?#%secret")
    request = Endpoint("https://api.example.com/v1", key, Switches(key_placement=KeyPlacement.QUERY)).websocket_request(
        key, CONFIGURATION
    )

    assert query_of(request.url)["api_key"] == key.reveal()
    assert request.shown_url == "wss://api.example.com/v1/realtime?intent=transcription&api_key=****"
    assert "secret" not in repr(request)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "LOCALHOST", "[::1]"])
def test_a_key_goes_to_this_computer_without_encryption(host: str) -> None:
    local = endpoint(f"http://{host}:9/v1")

    assert local.is_loopback
    assert local.websocket_request(KEY, None).headers["Authorization"] == "Bearer sk-0123456789"


@pytest.mark.parametrize(
    "base_url",
    [
        "http://api.example.com/v1",
        "ws://192.168.1.20:8000/v1",
        "http://0.0.0.0:8000/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://[::ffff:192.168.1.20]/v1",
    ],
)
def test_a_key_never_goes_elsewhere_without_encryption(base_url: str) -> None:
    for placement in KeyPlacement:
        far = endpoint(base_url, key_placement=placement)
        for ask in (far.client_secret_request, lambda far=far: far.websocket_request(CLIENT_SECRET, None)):
            with pytest.raises(ServiceRefused, match="plain http") as refused:
                ask()
            assert (refused.value.code, refused.value.field) == ("insecure_address", "base_url")
            assert "https" in refused.value.remedy
            assert "sk-" not in str(refused.value)
        assert far.websocket_request(None, None).headers == {}


@pytest.mark.parametrize(
    ("base_url", "reason"),
    [
        ("", "must begin with https"),
        ("api.example.com/v1", "must begin with https"),
        ("ftp://api.example.com/v1", "must begin with https"),
        ("https:///v1", "names no computer"),
        ("https://user:password@api.example.com/v1", "user name"),
        ("http://127.0.0.1@api.example.com/v1", "user name"),
        ("https://api.example.com/v1?model=x", "before any"),
        ("https://api.example.com/v1#top", "before any"),
        ("https://api.example.com:http/v1", "cannot be read"),
        ("https://[::1/v1", "cannot be read"),
        ("https://api example.com/v1", "a space"),
        ("https://api.exam\nple.com/v1", "a space"),
        ("https:///realtime", "names no computer"),
        ("https://:443/v1", "names no computer"),
        ("https://own.example:0/v1", "nothing listens at port 0"),
        ("https://xn--/v1", "name cannot be read"),
        ("https://captions.xn--a.example/v1", "name cannot be read"),
        ("https://api.example.com\\elsewhere.com/v1", "no name has"),
        ("https://api.example.com%2Eelsewhere.com/v1", "no name has"),
        ("https://api.example.com/v1\\realtime", "no address has"),
        ("https://api.example.com/v1\x00", "no address has"),
        ("https://api.example.com/v1/realtime", "end before /realtime"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(base_url: str, reason: str) -> None:
    with pytest.raises(ServiceRefused, match=reason) as refused:
        endpoint(base_url)
    assert (refused.value.code, refused.value.field) == ("invalid_address", "base_url")
    assert "password" not in refused.value.message.replace("user name or password", "")


def test_the_key_does_not_show_in_the_endpoint() -> None:
    assert "sk-" not in repr(endpoint())
