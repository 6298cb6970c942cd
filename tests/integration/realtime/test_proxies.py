"""REST and WebSocket through a company's proxy, to a service whose certificate only that company's authority signed."""

import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.connect_proxy import connect_proxy
from tests.script import HearsClose, gives_client_secret, opening, post, websocket
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError, ServiceRefused, ServiceUnreachable
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches

CERTIFICATE = Path(__file__).with_name("service_example.pem")
KEY = Secret("sk-never-shown-0123456789")
ENDPOINT = Endpoint("https://service.example/v1", KEY, Switches(certificate_authority_path=str(CERTIFICATE)))
CONFIGURATION = SessionConfiguration()


@pytest.fixture
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def port_of(service: ScriptedService) -> int:
    port = urlsplit(service.base_url).port
    assert port is not None
    return port


async def failures(endpoint: Endpoint) -> tuple[RealtimeError, RealtimeError]:
    """What REST and the WebSocket say."""
    with pytest.raises(RealtimeError) as by_rest:
        await create_client_secret(endpoint, CONFIGURATION)
    with pytest.raises(RealtimeError) as by_websocket:
        await RealtimeConnection.open(endpoint, KEY, CONFIGURATION)
    return by_rest.value, by_websocket.value


@pytest.mark.parametrize("credentials", [None, "name:pass word"])
async def test_a_session_is_made_and_opened_through_the_tunnel(
    scripted_service: PlayScript, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, credentials: str | None
) -> None:
    service = await scripted_service(
        post("/v1/realtime/client_secrets", gives_client_secret(value="ek_1")),
        websocket(*opening(), HearsClose()),
        tls=tls,
    )
    async with connect_proxy(port_of(service), credentials) as proxy:
        userinfo = "name:pass%20word@" if credentials else ""
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("://", f"://{userinfo}"))

        secret = await create_client_secret(ENDPOINT, CONFIGURATION)
        async with await RealtimeConnection.open(ENDPOINT, secret.value, CONFIGURATION) as connection:
            assert connection.session.session_id == "sess_1"

    assert proxy.asked == ["CONNECT service.example:443 HTTP/1.1"] * 2
    assert not any(KEY.reveal().encode() in head or b"ek_1" in head for head in proxy.heads)
    assert [arrival.headers["Host"] for arrival in service.arrivals] == ["service.example"] * 2


@pytest.mark.parametrize("userinfo", ["", "name:wrong@"])
async def test_a_proxy_that_wants_a_password_is_told_apart_from_the_service(
    monkeypatch: pytest.MonkeyPatch, userinfo: str
) -> None:
    async with connect_proxy(1, "name:right") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("://", f"://{userinfo}"))
        errors = await failures(ENDPOINT)

    assert len(proxy.asked) == 2
    for error in errors:
        assert isinstance(error, ServiceRefused)
        assert (error.code, error.status) == ("proxy_refused", 407)
        assert "proxy of this network asks for a name and a password" in error.message
        assert "HTTPS_PROXY" in error.remedy
        assert "wrong" not in error.message + error.remedy


async def test_a_proxy_that_finds_no_service_is_asked_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect_proxy(1, refuses_with=502) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        errors = await failures(ENDPOINT)

    assert [type(error) for error in errors] == [ServiceUnreachable] * 2
    assert {error.message for error in errors} == {"The proxy of this network could not reach the service (HTTP 502)."}


async def test_a_proxy_that_is_not_there_is_named_as_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{unused.getsockname()[1]}")
        errors = await failures(ENDPOINT)

    assert [type(error) for error in errors] == [ServiceUnreachable] * 2
    assert {error.message for error in errors} == {
        "The proxy of this network could not be reached: connection refused."
    }


async def test_a_proxy_that_opens_the_encryption_is_not_trusted(
    scripted_service: PlayScript, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = await scripted_service(tls=tls)
    async with connect_proxy(port_of(service)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        errors = await failures(Endpoint(ENDPOINT.base_url, KEY))

    assert {error.code for error in errors} == {"certificate_not_trusted"}
    assert service.arrivals == []
