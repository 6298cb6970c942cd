"""The way to a service: real sockets on this computer that count what reaches them."""

import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from transcriber.app import diagnosis_network
from transcriber.app.diagnosis import Finding, Outcome
from transcriber.app.diagnosis_network import network_findings
from transcriber.settings.profiles import LOCAL, OPENAI, Profile


class Server:
    """Takes connections and keeps every byte."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.heard = b""
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            line, _ = self._socket.accept()
        except OSError:
            return
        with line:
            line.settimeout(2)
            self.heard += line.recv(1_000)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def at(address: str) -> Profile:
    return replace(OPENAI, name="own", base_url=address)


def found_of(profile: Profile) -> Finding:
    (found,) = network_findings(profile)
    return found


def test_this_computer_needs_no_network() -> None:
    assert found_of(LOCAL).words == "The chosen service is this computer: no network is needed."


def test_a_service_that_is_reached_is_sent_nothing(server: Server) -> None:
    found = found_of(at(f"http://127.0.0.1:{server.port}/v1"))
    assert found.outcome is Outcome.FINE, found.words
    assert found.facts["host"] == "127.0.0.1"
    server._thread.join()
    assert server.heard == b""


def test_encryption_that_does_not_come_about_is_said(server: Server) -> None:
    found = found_of(at(f"https://127.0.0.1:{server.port}/v1"))
    assert found.outcome is Outcome.TROUBLE
    assert found.words == "The service could not be reached: no encrypted connection came about."


def test_a_certificate_that_nobody_trusts_is_said(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    def refuse(*_: object) -> str:
        error = ssl.SSLCertVerificationError(1, "self-signed")
        error.verify_message = "self-signed certificate"
        raise error

    monkeypatch.setattr(diagnosis_network, "_encrypted", refuse)
    found = found_of(at(f"https://127.0.0.1:{server.port}/v1"))
    assert found.words == "The certificate of the service is not trusted: self-signed certificate."
    socket.create_connection(("127.0.0.1", server.port)).close()


def test_nobody_at_the_door_and_a_name_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        # As long as it is bound nobody else gets this port.
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        assert "connection refused" in found_of(at(f"http://127.0.0.1:{port}/v1")).words
    assert "its name was not found" in found_of(at("https://no-such-name.invalid/v1")).words


def test_a_name_that_is_never_answered_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(diagnosis_network, "_PATIENCE_S", 0.1)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(5))
    assert "did not answer" in found_of(at("https://service.example/v1")).words
    over.set()


def test_a_proxy_is_what_is_reached(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://ada:hunter22@127.0.0.1:{server.port}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    found = found_of(at("https://service.example/v1"))
    assert found.words == "The proxy of this network can be reached; no key was sent."
    assert "hunter22" not in str(found)


@pytest.mark.parametrize("address", ["https://[::1", "https://host:99999/v1"])
def test_an_address_that_makes_no_sense_is_said(address: str) -> None:
    assert found_of(at(address)).outcome is Outcome.TROUBLE
