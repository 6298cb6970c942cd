"""The door: who may talk to the engine. Pure decisions over request headers; time is an argument.

A loopback port is open to every program and every web page on the computer, so three things are asked of a request: a
Host that names this computer (against DNS rebinding), no Origin at all (web pages always send one with a WebSocket),
and the token or a client secret.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from multidict import CIMultiDict, CIMultiDictProxy

from transcriber.engine.client_secrets import EXPIRED, ClientSecret, ClientSecrets

SUBPROTOCOL = "realtime"
"""What a WebSocket client that offers subprotocols is answered."""

_KEY_SUBPROTOCOL_PREFIX = "openai-insecure-api-key."
_BETA_SUBPROTOCOL = "openai-beta.realtime-v1"
_BETA_HEADER_VALUE = "realtime=v1"
_HOST_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

Headers = CIMultiDict[str] | CIMultiDictProxy[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away; `message` is for a person."""

    status: HTTPStatus
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Admission:
    """The request may pass; `client_secret` is set when it came with one instead of the token."""

    client_secret: ClientSecret | None = None


class Door:
    """Decides about every request before anything else looks at it. Event loop only."""

    def __init__(self, token: str, client_secrets: ClientSecrets) -> None:
        self._token = _as_bytes(token)
        self._client_secrets = client_secrets

    def decide(self, headers: Headers, now_s: float) -> Admission | Refusal:
        """Admission with the token or a live client secret, else the refusal: 403 for Host and Origin, 401 for keys."""
        return stranger(headers) or self._check_keys(list(_keys(headers)), now_s)

    def _check_keys(self, keys: list[str], now_s: float) -> Admission | Refusal:
        expired = False
        for key in keys:
            if hmac.compare_digest(_as_bytes(key), self._token):
                return Admission()
            found = self._client_secrets.find(key, now_s)
            if isinstance(found, ClientSecret):
                return Admission(found)
            expired = expired or found is EXPIRED
        if expired:
            return Refusal(
                HTTPStatus.UNAUTHORIZED,
                "client_secret_expired",
                "This client secret has expired. Create a new one and connect again.",
            )
        if not keys:
            return Refusal(
                HTTPStatus.UNAUTHORIZED,
                "missing_api_key",
                "No API key was given. Send it as `Authorization: Bearer KEY`.",
            )
        return Refusal(HTTPStatus.UNAUTHORIZED, "invalid_api_key", "Incorrect API key provided.")


def stranger(headers: Headers) -> Refusal | None:
    """Why the sender cannot be a program on this computer that means this one; None where it may be."""
    if not _names_this_computer(headers.getall("Host", [])):
        return Refusal(
            HTTPStatus.FORBIDDEN, "host_not_allowed", "The Host header must be 127.0.0.1, localhost or [::1]."
        )
    if "Origin" in headers:
        return Refusal(HTTPStatus.FORBIDDEN, "origin_not_allowed", "Requests from web pages are not accepted.")
    return None


def asks_for_beta(headers: Headers) -> bool:
    """Whether the client speaks the beta dialect: by its header, or as browsers must, by a subprotocol."""
    by_header = any(_BETA_HEADER_VALUE in value for value in headers.getall("OpenAI-Beta", []))
    return by_header or _BETA_SUBPROTOCOL in _subprotocols(headers)


def _names_this_computer(hosts: list[str]) -> bool:
    if len(hosts) != 1:
        return False
    name, colon, port = hosts[0].strip().lower().rpartition(":")
    if not colon or hosts[0].strip().endswith("]"):
        return hosts[0].strip().lower() in _HOST_NAMES
    return name in _HOST_NAMES and port.isascii() and port.isdigit()


def _keys(headers: Headers) -> Iterator[str]:
    for value in headers.getall("Authorization", []):
        scheme, _, key = value.strip().partition(" ")
        if scheme.lower() == "bearer":
            yield key.strip()
    yield from headers.getall("api-key", [])
    for subprotocol in _subprotocols(headers):
        if subprotocol.startswith(_KEY_SUBPROTOCOL_PREFIX):
            yield subprotocol.removeprefix(_KEY_SUBPROTOCOL_PREFIX)


def _subprotocols(headers: Headers) -> list[str]:
    values = headers.getall("Sec-WebSocket-Protocol", [])
    return [subprotocol.strip() for value in values for subprotocol in value.split(",")]


def _as_bytes(key: str) -> bytes:
    # Header bytes that are not UTF-8 arrive as surrogates; they must compare as unequal instead of raising.
    return key.encode("utf-8", "surrogateescape")
