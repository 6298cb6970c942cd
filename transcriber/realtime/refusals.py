"""What a service said when it refused, turned into the exception that fits what can be done about it. Pure.

Both ways of refusing are read here: an HTTP answer (to REST or to a WebSocket upgrade) and an `error` event or close
code on an open connection. The words of a service are quoted, shortened, and never hold the key that was sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from transcriber.realtime.dialects.reader import read_error
from transcriber.realtime.errors import (
    ConnectionLost,
    DialectRefused,
    KeyRefused,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.events import ErrorDetail
from transcriber.realtime.secret import Secret

_LONGEST_QUOTE = 300
_UNSPENT = {"insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active"}
_KEY_CODES = {"invalid_api_key", "client_secret_expired", "authentication_error", "invalid_authentication"}
_LATER_CODES = {"server_error", "session_expired", "service_unavailable", "overloaded"}
_LATER_STATUSES = {408, 425}
_POLICY_VIOLATION = 1008
_DIALECT_CLOSED = 4000


@dataclass(frozen=True, slots=True)
class RefusalReader:
    """Sorts what one service says to one secret; immutable, usable from any thread."""

    secret: Secret | None
    is_client_secret: bool = False
    """The secret was made for a short time: when it is refused, a new one helps."""

    def from_response(self, status: int, headers: Mapping[str, str], body: str) -> RealtimeError:
        """The exception for an HTTP answer that is not the hoped-for one; names in `headers` are in lower case."""
        detail = _detail(body)
        said = self._quote(detail.message)
        if (known := self._known(detail, status, said)) is not None:
            return known
        if status == 429:
            return RateLimited(f"The service asks to wait{said}.", retry_after_s=_retry_after_s(headers))
        if status in {401, 403}:
            return self._key_refused(status, said)
        if status >= 500 or status in _LATER_STATUSES:
            return ServiceUnreachable(f"The service answered with HTTP {status}{said}.")
        if status == 404:
            return ServiceRefused(f"The address of the service leads nowhere (HTTP 404){said}.", status=status)
        if 300 <= status < 400:
            return ServiceRefused(f"The service sends on to another address (HTTP {status}).", status=status)
        return ServiceRefused(
            f"The service refused the request (HTTP {status}){said}.",
            status=status,
            code=detail.code,
            param=detail.param,
        )

    def from_error(self, detail: ErrorDetail) -> RealtimeError:
        """The exception for an `error` event after which a connection is of no use."""
        said = self._quote(detail.message)
        known = self._known(detail, None, said)
        if known is not None:
            return known
        if detail.code in {"rate_limit_exceeded", "too_many_requests"}:
            return RateLimited(f"The service asks to wait{said}.")
        field = f" the setting {detail.param}" if detail.param else ""
        return ServiceRefused(
            f"The service does not accept{field or ' the session'}{said}.", code=detail.code, param=detail.param
        )

    def ending(self, detail: ErrorDetail) -> RealtimeError | None:
        """The exception for an `error` event that ends a session in progress; None where the session lives on."""
        known = self._known(detail, None, self._quote(detail.message))
        return known if known is not None and (known.is_fatal or isinstance(known, SecretExpired)) else None

    def from_close(self, code: int, reason: str) -> RealtimeError:
        """The exception for an open connection that ended."""
        if code == _DIALECT_CLOSED:
            return DialectRefused(f"The service closed the connection because of the dialect{self._quote(reason)}.")
        if code == _POLICY_VIOLATION:
            return ServiceRefused(f"The service closed the connection{self._quote(reason)}.", code="policy_violation")
        return ConnectionLost(code, self._plain(reason))

    def _known(self, detail: ErrorDetail, status: int | None, said: str) -> RealtimeError | None:
        words = {detail.code, detail.type}
        if detail.code == "beta_api_shape_disabled":
            return DialectRefused(f"The service no longer speaks the beta dialect{said}.")
        if words & _UNSPENT:
            return ServiceRefused(
                f"The account of this key cannot pay{said}.",
                status=status,
                code=detail.code,
                remedy="Check the balance and the limits of the account.",
            )
        if words & _KEY_CODES:
            return self._key_refused(status, said)
        if status is None and words & _LATER_CODES:
            return ServiceUnreachable(f"The service cannot answer now{said}.")
        return None

    def _key_refused(self, status: int | None, said: str) -> RealtimeError:
        shown = f" (HTTP {status})" if status else ""
        if self.secret is None:
            return KeyRefused(f"The service asks for an API key{shown}{said}.")
        if self.is_client_secret and status != 403:
            return SecretExpired(f"The service does not accept the client secret any more{shown}{said}.")
        return KeyRefused(f"The service does not accept the API key{shown}{said}.")

    def _quote(self, text: str) -> str:
        plain = self._plain(text).rstrip(".")
        return f": {plain}" if plain else ""

    def _plain(self, text: str) -> str:
        hidden = self.secret.hide_in(text) if self.secret is not None else text
        printable = "".join(character if character.isprintable() else " " for character in hidden)
        words = " ".join(printable.split())
        return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def _detail(body: str) -> ErrorDetail:
    """The error object of an answer's body, or nothing: what is not JSON (a proxy's page) is not worth quoting."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return ErrorDetail(message="")
    error = parsed.get("error") if isinstance(parsed, dict) else None
    return read_error(error) if error else ErrorDetail(message="")


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """`Retry-After` of RFC 9110, section 10.2.3: seconds, or a date that is read against the answer's own `Date`."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
