"""How one service is reached: its address, dialect and key. Pure.

A key meets an address in `Endpoint.headers` alone, so the rule that none travels in clear text is enforced there.
"""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_secrets import secret_path
from transcriber.realtime.errors import ServiceRefused
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches

_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}


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
        ServiceRefused: With code `invalid_address`.
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

    @property
    def websocket_url(self) -> str:
        """Where a transcription session is opened. The model is never named here: it belongs to the session."""
        partials = "&partial_transcription=true" if self.wants_partials else ""
        return f"ws{self.base_url.removeprefix('http')}/realtime?intent=transcription{partials}"

    @property
    def client_secret_url(self) -> str:
        """Where a client secret is made."""
        return self.base_url + secret_path(self.switches.dialect)

    def headers(self, secret: Secret | None) -> dict[str, str]:
        """The headers that say who asks, in which dialect. Holds the key in clear text: never log it.

        Raises:
            ServiceRefused: With code `insecure_address`, if the key would travel unencrypted to another computer.
        """
        headers = {"OpenAI-Beta": "realtime=v1"} if self.switches.dialect is Dialect.BETA else {}
        if secret is None:
            return headers
        if not self.is_encrypted and not self.is_loopback:
            raise ServiceRefused(
                f"The key is not sent to {self.base_url} because plain http can be read on the way.",
                code="insecure_address",
                remedy="Use an address that begins with https, or a service on this computer.",
            )
        return headers | {"Authorization": f"Bearer {secret.reveal()}"}


def _normalised(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        raise _invalid("it cannot be read") from None
    if parts.scheme not in _SCHEMES:
        raise _invalid("it must begin with https:// (or http:// for a service on this computer)")
    if not parts.hostname:
        raise _invalid("it names no computer")
    if "@" in parts.netloc:
        raise _invalid("a user name or password cannot stand in it")
    if parts.query or parts.fragment:
        raise _invalid("it must end before any ? or #")
    if any(character.isspace() for character in parts.netloc + parts.path):
        raise _invalid("it holds a space")
    return SplitResult(_SCHEMES[parts.scheme], parts.netloc.lower(), parts.path.rstrip("/"), "", "").geturl()


def _invalid(reason: str) -> ServiceRefused:
    return ServiceRefused(
        f"The address of the service is not valid: {reason}.",
        code="invalid_address",
        remedy="Write it like https://api.openai.com/v1.",
    )
