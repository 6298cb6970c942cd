"""How one service is reached: its addresses and headers as its switches want them. Pure.

A key meets an address in `Endpoint` alone, so the rule that none travels in clear text is enforced here.
"""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_secrets import secret_path
from transcriber.realtime.errors import ServiceRefused
from transcriber.realtime.secret import MASK, Secret
from transcriber.realtime.switches import KEY_QUERY_NAME, KeyPlacement, Switches
from transcriber.sentence import said

_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
_HEADERS = {KeyPlacement.API_KEY_HEADER: "api-key", KeyPlacement.X_API_KEY_HEADER: "X-API-Key"}
_Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """Where to ask and what to say about oneself. Holds the key in clear text: only `shown_url` may be shown."""

    url: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    shown_url: str
    """The address with the key masked, for traces, logs and people."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One service as it is reached; immutable, usable from any thread.

    Args:
        base_url: Address up to and including the version, as in `https://api.openai.com/v1`; a `ws` or `wss` scheme
            is taken as `http` or `https`.
        api_key: The lasting key, or None for a service without one.
        switches: What this service wants.
        wants_partials: Ask for the provisional text of an open turn; only this project's engine knows it.

    Raises:
        ServiceRefused: With code `invalid_address` and `base_url` as `field`.
    """

    base_url: str
    api_key: Secret | None
    switches: Switches = field(default_factory=Switches)
    wants_partials: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", _normalised(self.base_url))

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this computer by its very text; no name is looked up but `localhost`."""
        host = urlsplit(self.base_url).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def is_encrypted(self) -> bool:
        """Whether the address is reached through TLS."""
        return self.base_url.startswith("https:")

    def websocket_request(self, secret: Secret | None, configuration: SessionConfiguration | None) -> Request:
        """How a transcription session is opened.

        Args:
            secret: A client secret, or the lasting key where none is made.
            configuration: Names model and language where the service wants them in its address; None names none.

        Raises:
            ServiceRefused: With code `insecure_address`, if the key would travel unencrypted to another computer.
        """
        query = (*self._session_query(configuration), *self.switches.query)
        if self.wants_partials:
            query = (*query, ("partial_transcription", "true"))
        return self._request(f"ws{self.base_url.removeprefix('http')}/realtime", query, secret)

    def client_secret_request(self) -> Request:
        """How a client secret is asked for, with the lasting key.

        Raises:
            ServiceRefused: With code `insecure_address`, if the key would travel unencrypted to another computer.
        """
        return self._request(self.base_url + secret_path(self.switches.dialect), self.switches.query, self.api_key)

    def _session_query(self, configuration: SessionConfiguration | None) -> _Query:
        switches = self.switches
        query: _Query = ()
        if switches.sends_model and configuration is not None:
            query = (*query, ("model", configuration.model))
        if switches.sends_intent:
            query = (*query, ("intent", "transcription"))
        if switches.sends_language and (language := _language(configuration)):
            query = (*query, ("language", language))
        return query

    def _request(self, address: str, query: _Query, secret: Secret | None) -> Request:
        headers = {"OpenAI-Beta": "realtime=v1"} if self.switches.dialect is Dialect.BETA else {}
        if secret is None:
            return _addressed(address, query, query, headers)
        if not self.is_encrypted and not self.is_loopback:
            raise ServiceRefused(
                said(
                    "The key is not sent to {base_url} because plain http can be read on the way.",
                    base_url=self.base_url,
                ),
                code="insecure_address",
                field="base_url",
                remedy=said("Use an address that begins with https, or a service on this computer."),
            )
        # Every service that makes client secrets takes them as bearers, whatever it wants for the lasting key.
        placement = self.switches.key_placement if secret == self.api_key else KeyPlacement.BEARER
        if placement is KeyPlacement.QUERY:
            with_key = (*query, (KEY_QUERY_NAME, secret.reveal()))
            return _addressed(address, with_key, (*query, (KEY_QUERY_NAME, MASK)), headers)
        name, value = _HEADERS.get(placement, "Authorization"), secret.reveal()
        bearer = f"Bearer {value}" if placement is KeyPlacement.BEARER else value
        return _addressed(address, query, query, {**headers, name: bearer})


def _addressed(address: str, query: _Query, shown: _Query, headers: dict[str, str]) -> Request:
    return Request(address + _spelled(query), headers, address + _spelled(shown))


def _spelled(query: _Query) -> str:
    return "?" + urlencode(query, quote_via=quote, safe=MASK) if query else ""


def _language(configuration: SessionConfiguration | None) -> str | None:
    """The one language; several of them have no place in an address."""
    if configuration is None:
        return None
    return configuration.language or (configuration.languages[0] if len(configuration.languages) == 1 else None)


def _normalised(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise _invalid(said("it cannot be read")) from None
    if port == 0:
        raise _invalid(said("nothing listens at port 0"))
    if parts.scheme not in _SCHEMES:
        raise _invalid(said("it must begin with https:// (or http:// for a service on this computer)"))
    if "@" in parts.netloc:
        raise _invalid(said("a user name or password cannot stand in it"))
    if not parts.hostname:
        raise _invalid(said("it names no computer"))
    if parts.query or parts.fragment:
        raise _invalid(said("it must end before any ? or #"))
    _check_characters(address.strip(), parts)
    path = parts.path.rstrip("/")
    if path.endswith("/realtime"):
        raise _invalid(said("it must end before /realtime"))
    return SplitResult(_SCHEMES[parts.scheme], parts.netloc.lower(), path, "", "").geturl()


def _check_characters(address: str, parts: SplitResult) -> None:
    if any(character.isspace() for character in address):
        raise _invalid(said("it holds a space"))
    # Other readers of addresses see another host where these stand.
    if not all(character.isalnum() or character in "-._:[]" for character in parts.netloc):
        raise _invalid(said("the computer's name holds a character that no name has"))
    if not all(_can_be_read(label) for label in (parts.hostname or "").split(".")):
        raise _invalid(said("the computer's name cannot be read"))
    if not parts.path.isprintable() or "\\" in parts.path:
        raise _invalid(said("it holds a character that no address has"))


def _can_be_read(label: str) -> bool:
    """Whether a part of a name that says it stands for other letters (`xn--`, RFC 5891) does so."""
    if not label.startswith("xn--"):
        return True
    try:
        return bool(label.encode("ascii").decode("idna"))
    except UnicodeError:
        return False


def _invalid(reason: str) -> ServiceRefused:
    return ServiceRefused(
        said("The address of the service is not valid: {reason}.", reason=reason),
        code="invalid_address",
        field="base_url",
        remedy=said("Write it like https://api.openai.com/v1."),
    )
