"""Who may read the captions: decided about every request before anything else looks at it. Pure.

The address alone opens the page: it holds a token that nobody can guess. A page of another site must not reach it even
so: the Host must be a name of this computer (against DNS rebinding), and an Origin, where there is one, this page's.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from transcriber.caption_page.page_words import ANOTHER_SITE, NOTHING_HERE, WRONG_ADDRESS

_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost"})
_LOOPBACK_NETWORK = "127."
_OTHER_SITES = frozenset({"cross-site", "same-site"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is turned away; `message` is for a person, in English."""

    status: HTTPStatus
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request comes with that counts here."""

    method: str
    path: str
    """As it came, not decoded."""
    headers: Mapping[str, str]
    """By their usual spelling."""
    hosts: tuple[str, ...]
    """Every Host header."""
    local_address: str
    """The address of this computer at which the connection arrived."""
    port: int


class Admission:
    """Decides by the token and by what browsers say of themselves. Session thread."""

    def __init__(self, token: str, own_names: frozenset[str] = frozenset()) -> None:
        """`own_names` are what this computer is called in its network, in small letters."""
        self._token = token.encode()
        self._own_names = own_names

    def decide(self, asked: Asked) -> str | Refusal:
        """What is asked for behind the token ("" is the page itself), or why it is refused."""
        if not self._is_own_host(asked):
            return Refusal(HTTPStatus.FORBIDDEN, WRONG_ADDRESS)
        if self._is_another_site(asked):
            return Refusal(HTTPStatus.FORBIDDEN, ANOTHER_SITE)
        token, slash, name = asked.path.removeprefix("/").partition("/")
        is_known = hmac.compare_digest(token.encode("utf-8", "surrogateescape"), self._token)
        # Whoever has no token learns nothing, not even what else would have been wrong.
        if not is_known or not slash or asked.method not in ("GET", "HEAD"):
            return Refusal(HTTPStatus.NOT_FOUND, NOTHING_HERE)
        return name

    def _is_own_host(self, asked: Asked) -> bool:
        if len(asked.hosts) != 1:
            return False
        name, colon, port = asked.hosts[0].strip().lower().rpartition(":")
        if not colon:
            name, port = port, "80"
        if not (port.isascii() and port.isdecimal()) or len(port) > 5 or int(port) != asked.port:
            return False
        if asked.local_address.startswith(_LOOPBACK_NETWORK) and name in _LOOPBACK_NAMES:
            return True
        return name == asked.local_address or name in self._own_names

    def _is_another_site(self, asked: Asked) -> bool:
        origin = asked.headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{asked.hosts[0].strip().lower()}":
            return True
        # A link in a message may open the page; nothing else of another site may.
        is_opened = (
            asked.headers.get("Sec-Fetch-Mode") == "navigate" and asked.headers.get("Sec-Fetch-Dest") == "document"
        )
        return asked.headers.get("Sec-Fetch-Site") in _OTHER_SITES and not is_opened


def nothing_here() -> Refusal:
    """For a name behind the token that leads nowhere."""
    return Refusal(HTTPStatus.NOT_FOUND, NOTHING_HERE)
