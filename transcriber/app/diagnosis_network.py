"""Whether the chosen service can be reached: its name, a connection, encryption. No key is sent, nor anything else."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from transcriber.app.diagnosis import Finding, Outcome
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError
from transcriber.realtime.proxies import proxy_for
from transcriber.realtime.tls import client_context, error_from_connecting
from transcriber.settings.profiles import Profile

_PATIENCE_S = 8.0
_ENCRYPTED = ("https", "wss")


def network_findings(profile: Profile) -> Iterator[Finding]:
    """What is on the way to this service."""
    if profile.is_local or not profile.base_url:
        yield _found(Outcome.FINE, "The chosen service is this computer: no network is needed.")
        return
    try:
        parts = urlsplit(profile.base_url)
        is_encrypted, host = parts.scheme in _ENCRYPTED, parts.hostname or ""
        port = parts.port or (443 if is_encrypted else 80)
        proxy = proxy_for(Endpoint(profile.base_url, None, profile.switches))
    except (RealtimeError, ValueError) as error:
        words = error.message if isinstance(error, RealtimeError) else "The address of the service makes no sense."
        yield _found(Outcome.TROUBLE, words, "Correct the address of the service.")
        return
    facts: dict[str, str | int | float | bool] = {"host": host, "port": port, "is_encrypted": is_encrypted}
    if proxy is not None:
        through = urlsplit(proxy)
        facts["has_proxy"] = True
        yield from _reached(through.hostname or "", through.port or 80, None, facts, "The proxy of this network")
        return
    context = profile.switches.certificate_authority_path if is_encrypted else None
    yield from _reached(host, port, context, facts, "The service")


def _reached(
    host: str, port: int, authority_path: str | None, facts: dict[str, str | int | float | bool], who: str
) -> Iterator[Finding]:
    """Name, connection and, with an authority's path (which may be empty), encryption; the first that fails ends it."""
    try:
        addresses = _timed(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), facts, "name_ms")
        with _timed(lambda: socket.create_connection((host, port), _PATIENCE_S), facts, "connection_ms") as line:
            if authority_path is not None:
                facts["tls"] = _timed(lambda: _encrypted(line, host, authority_path), facts, "encryption_ms")
    except TimeoutError:
        yield _found(Outcome.TROUBLE, f"{who} did not answer within {_PATIENCE_S:.0f} s.", _CHECK, facts)
    except RealtimeError as error:
        yield _found(Outcome.TROUBLE, error.message, error.remedy or _CHECK, facts)
    except OSError as error:
        reached = error_from_connecting(error)
        yield _found(Outcome.TROUBLE, reached.message, reached.remedy or _CHECK, facts)
    else:
        facts["addresses"] = len({each[4][0] for each in addresses})
        yield _found(Outcome.FINE, f"{who} can be reached; no key was sent.", "", facts)


_CHECK = "Check the network, the address of the service, and what a firewall or proxy lets through."


def _encrypted(line: socket.socket, host: str, authority_path: str) -> str:
    context: ssl.SSLContext = client_context(authority_path)
    with context.wrap_socket(line, server_hostname=host) as encrypted:
        return encrypted.version() or ""


def _timed(work: Callable[[], Any], facts: dict[str, str | int | float | bool], name: str) -> Any:
    """In a thread of its own, for a system's look for a name knows no time limit."""
    results: list[Any] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits
            errors.append(error)

    started_s = time.monotonic()
    thread = threading.Thread(target=run, name=f"diagnosis {name}", daemon=True)
    thread.start()
    thread.join(_PATIENCE_S)
    facts[name] = round((time.monotonic() - started_s) * 1000)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]


def _found(
    outcome: Outcome, words: str, remedy: str = "", facts: dict[str, str | int | float | bool] | None = None
) -> Finding:
    return Finding(area="network", outcome=outcome, words=words, remedy=remedy, facts=dict(facts or {}))
