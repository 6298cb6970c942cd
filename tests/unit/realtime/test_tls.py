import errno
import socket
import ssl
from pathlib import Path

import pytest

from tests.script import HearsClose, gives_client_secret, opening, post, websocket
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ServiceRefused, ServiceUnreachable
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.realtime.tls import client_context, error_from_connecting

CERTIFICATE = Path(__file__).with_name("self_signed.pem")
KEY = Secret("sk-0123456789")


@pytest.fixture
def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


async def test_an_untrusted_certificate_is_final(scripted_service: PlayScript, server_tls: ssl.SSLContext) -> None:
    service = await scripted_service(tls=server_tls)
    endpoint = Endpoint(service.base_url, KEY)

    with pytest.raises(ServiceRefused, match="certificate") as by_rest:
        await create_client_secret(endpoint, SessionConfiguration())
    with pytest.raises(ServiceRefused, match="certificate") as by_websocket:
        await RealtimeConnection.open(endpoint, KEY, SessionConfiguration())

    assert by_rest.value.code == by_websocket.value.code == "certificate_not_trusted"
    assert service.arrivals == []


async def test_a_certificate_that_the_computer_trusts_is_enough(
    scripted_service: PlayScript, server_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    service = await scripted_service(
        post("/v1/realtime/client_secrets", gives_client_secret(value="ek_1")),
        websocket(*opening(), HearsClose()),
        tls=server_tls,
    )
    endpoint = Endpoint(service.base_url, KEY)

    secret = await create_client_secret(endpoint, SessionConfiguration())
    async with await RealtimeConnection.open(endpoint, secret.value, SessionConfiguration()) as connection:
        assert connection.session.session_id == "sess_1"

    assert service.arrivals[1].headers["Authorization"] == "Bearer ek_1"


async def test_an_authority_of_ones_own_is_enough_and_binds_nobody_else(
    scripted_service: PlayScript, server_tls: ssl.SSLContext
) -> None:
    service = await scripted_service(
        post("/v1/realtime/client_secrets", gives_client_secret(value="ek_1")),
        websocket(*opening(), HearsClose()),
        tls=server_tls,
    )
    trusting = Switches(certificate_authority_path=str(CERTIFICATE))
    endpoint = Endpoint(service.base_url, KEY, trusting)

    secret = await create_client_secret(endpoint, SessionConfiguration())
    async with await RealtimeConnection.open(endpoint, secret.value, SessionConfiguration()) as connection:
        assert connection.session.session_id == "sess_1"

    with pytest.raises(ServiceRefused, match="not trusted") as refused:
        await create_client_secret(Endpoint(service.base_url, KEY), SessionConfiguration())
    assert refused.value.field == "certificate_authority_path"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file or directory"),
        ("not a certificate", "holds no certificate"),
        ("", "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds no certificate"),
    ],
)
async def test_an_authority_that_cannot_be_read_is_named(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_text(content)
    endpoint = Endpoint("https://service.example/v1", KEY, Switches(certificate_authority_path=str(path)))

    with pytest.raises(ServiceRefused, match=said) as by_rest:
        await create_client_secret(endpoint, SessionConfiguration())
    with pytest.raises(ServiceRefused, match=said) as by_websocket:
        await RealtimeConnection.open(endpoint, KEY, SessionConfiguration())

    for refused in (by_rest.value, by_websocket.value):
        assert (refused.code, refused.field) == ("certificate_authority_not_usable", "certificate_authority_path")
        assert str(path) in refused.message


@pytest.mark.parametrize("path", ["a\x00b", "/"])
def test_a_path_that_names_no_file_is_refused(path: str) -> None:
    with pytest.raises(ServiceRefused, match="cannot be used"):
        client_context(path)


def test_a_variable_that_names_nothing_is_ignored_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "no such file")

    assert client_context().verify_mode is ssl.CERT_REQUIRED
    assert client_context().check_hostname


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed"), "connection refused"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "name was not found"),
        (ssl.SSLError(1, "wrong version number"), "no encrypted connection"),
        (OSError("Multiple exceptions"), "no connection"),
    ],
)
def test_other_failures_to_connect_are_tried_again(error: OSError, said: str) -> None:
    sorted_error = error_from_connecting(error)

    assert isinstance(sorted_error, ServiceUnreachable)
    assert said in sorted_error.message


def test_a_proxy_is_named_where_only_it_can_be_the_reason() -> None:
    refused = ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed")
    assert "proxy of this network" in error_from_connecting(refused, is_through_proxy=True).message
    assert "proxy" not in error_from_connecting(ssl.SSLError(1, "wrong"), is_through_proxy=True).message
