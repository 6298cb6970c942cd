import pytest

from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ServiceRefused
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches

KEY = Secret("sk-0123456789")


def endpoint(base_url: str = "https://api.example.com/v1", dialect: Dialect = Dialect.GA) -> Endpoint:
    return Endpoint(base_url, KEY, Switches(dialect=dialect))


@pytest.mark.parametrize(
    ("base_url", "websocket_url"),
    [
        ("https://api.example.com/v1", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("https://api.example.com/v1/", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("wss://Api.Example.com/v1", "wss://api.example.com/v1/realtime?intent=transcription"),
        ("http://127.0.0.1:8123/v1", "ws://127.0.0.1:8123/v1/realtime?intent=transcription"),
        ("ws://[::1]:8123/openai/v1", "ws://[::1]:8123/openai/v1/realtime?intent=transcription"),
    ],
)
def test_the_websocket_asks_for_a_transcription_and_names_no_model(base_url: str, websocket_url: str) -> None:
    assert endpoint(base_url).websocket_url == websocket_url


def test_partials_are_asked_for_only_when_wanted() -> None:
    asking = Endpoint("http://127.0.0.1:1/v1", None, wants_partials=True)

    assert asking.websocket_url.endswith("/realtime?intent=transcription&partial_transcription=true")
    assert "partial" not in endpoint().websocket_url


def test_each_dialect_makes_its_client_secret_elsewhere() -> None:
    assert endpoint(dialect=Dialect.GA).client_secret_url == "https://api.example.com/v1/realtime/client_secrets"
    assert (
        endpoint(dialect=Dialect.BETA).client_secret_url == "https://api.example.com/v1/realtime/transcription_sessions"
    )


def test_only_the_beta_dialect_sends_the_beta_header() -> None:
    assert endpoint(dialect=Dialect.GA).headers(KEY) == {"Authorization": "Bearer sk-0123456789"}
    assert endpoint(dialect=Dialect.BETA).headers(KEY) == {
        "Authorization": "Bearer sk-0123456789",
        "OpenAI-Beta": "realtime=v1",
    }
    assert endpoint(dialect=Dialect.BETA).headers(None) == {"OpenAI-Beta": "realtime=v1"}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "LOCALHOST", "[::1]"])
def test_a_key_goes_to_this_computer_without_encryption(host: str) -> None:
    local = endpoint(f"http://{host}:9/v1")

    assert local.is_loopback
    assert local.headers(KEY)["Authorization"] == "Bearer sk-0123456789"


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
    far = endpoint(base_url)

    with pytest.raises(ServiceRefused, match="plain http") as refused:
        far.headers(KEY)
    assert refused.value.code == "insecure_address"
    assert "https" in refused.value.remedy
    assert "sk-" not in str(refused.value)
    assert far.headers(None) == {}


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
    ],
)
def test_an_address_that_cannot_be_one_is_refused(base_url: str, reason: str) -> None:
    with pytest.raises(ServiceRefused, match=reason) as refused:
        endpoint(base_url)
    assert refused.value.code == "invalid_address"
    assert "password" not in refused.value.message.replace("user name or password", "")


def test_the_key_does_not_show_in_the_endpoint() -> None:
    assert "sk-" not in repr(endpoint())
