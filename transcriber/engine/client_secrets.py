"""Client secrets: short-lived keys that stand for a configured session. Pure: no I/O, time is an argument."""

import hashlib
import secrets
from dataclasses import dataclass, field
from enum import Enum

from transcriber.realtime.configuration import CLIENT_SECRET_SECONDS, SessionConfiguration

_MOST_KEPT = 4096


class Expired(Enum):
    """Answer for a secret that was minted here and whose time is over; not the same as one never minted."""

    EXPIRED = "expired"


EXPIRED = Expired.EXPIRED


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """One minted secret: every session opened with it starts with `configuration`."""

    value: str = field(repr=False)
    expires_at_s: int
    configuration: SessionConfiguration


class ClientSecrets:
    """Mints `ek_` secrets and knows which still open a session. Event loop only.

    A secret opens any number of sessions until it expires; expiry does not end a running one (OpenAI Realtime API,
    client secrets).
    """

    def __init__(self) -> None:
        self._secrets: dict[bytes, ClientSecret] = {}

    def mint(self, configuration: SessionConfiguration, now_s: float) -> ClientSecret:
        """A new secret that lives `configuration.client_secret_seconds` from now; ValueError outside 10 to 7200 s."""
        life_s = configuration.client_secret_seconds
        if not CLIENT_SECRET_SECONDS.holds(life_s):
            raise ValueError(f"A client secret lives {CLIENT_SECRET_SECONDS} seconds, not {life_s}.")
        minted = ClientSecret("ek_" + secrets.token_hex(32), int(now_s) + life_s, configuration)
        if len(self._secrets) >= _MOST_KEPT:
            del self._secrets[next(iter(self._secrets))]
        self._secrets[_digest(minted.value)] = minted
        return minted

    def find(self, value: str, now_s: float) -> ClientSecret | Expired | None:
        """The live secret with this value, EXPIRED, or None where nothing like it was minted."""
        minted = self._secrets.get(_digest(value))
        if minted is None:
            return None
        return minted if now_s < minted.expires_at_s else EXPIRED


def _digest(value: str) -> bytes:
    # Looking secrets up by digest tells nobody by its timing how much of a guess was right.
    return hashlib.sha256(value.encode("utf-8", "surrogateescape")).digest()
