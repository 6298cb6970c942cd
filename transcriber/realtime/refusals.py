"""What a service said when it refused, turned into the exception that fits what can be done about it. Pure.

Both ways of refusing are read here: an HTTP answer (to REST or to a WebSocket upgrade) and an `error` event or close
code on an open connection. The words of a service are quoted, shortened, and never hold the key that was sent.

    what the service says                                   what becomes of it
    invalid_api_key, HTTP 401, HTTP 403                     KeyRefused; SecretExpired for a client secret
    insufficient_quota, credit_balance_exhausted, billing   ServiceRefused, whatever the HTTP status
    rate_limit_exceeded, HTTP 429                           RateLimited
    server_error, HTTP 5xx                                  ServiceUnreachable
    beta_api_shape_disabled, close 4000                     DialectRefused; HTTP 500 to the beta dialect hints at it
    a model in the address, or none where one is needed     ServiceRefused at `sends_model`
    model_not_found                                         ServiceRefused at `model`
    unknown_parameter, invalid_value and the like           ServiceRefused at the field that `param` or the words name
    session_expired, close 1001                             ConnectionLost
    input_audio_buffer_commit_empty, audio_unintelligible   nothing: benign, or quoted by the turn itself

Source: OpenAI Realtime API, errors and transcription sessions; RFC 6455, section 7.4 for close codes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from transcriber.realtime.blamed_field import blamed_field
from transcriber.realtime.dialects.reader import read_error
from transcriber.realtime.errors import (
    ConnectionLost,
    DialectRefused,
    ErrorSort,
    KeyRefused,
    RateLimited,
    RealtimeError,
    SecretExpired,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.events import ErrorDetail
from transcriber.realtime.redaction import without_secrets
from transcriber.realtime.secret import Secret
from transcriber.sentence import said

_LONGEST_QUOTE = 300
_LONGEST_READ = 10_000
_UNSPENT = {
    *("insufficient_quota", "quota_exceeded", "credit_balance_exhausted"),
    *("billing_hard_limit_reached", "billing_not_active", "billing_error"),
}
_KEY_CODES = {"invalid_api_key", "client_secret_expired", "authentication_error", "invalid_authentication"}
_FORBIDDEN_CODES = {"permission_denied", "permission_error", "insufficient_permissions", "access_terminated"}
_WAIT_CODES = {"rate_limit_exceeded", "too_many_requests", "rate_limit_error"}
_LATER_CODES = {"server_error", "service_unavailable", "overloaded", "overloaded_error"}
_BENIGN_CODES = {"input_audio_buffer_commit_empty", "audio_unintelligible"}
_LATER_STATUSES = {408, 425}
_GOING_AWAY = 1001
_POLICY_VIOLATION = 1008
_DIALECT_CLOSED = 4000
_FORBIDDEN_REMEDY = said(
    "Check the API key in the settings and what its project may use; "
    "some services answer so until they are given the model in their address."
)
_MODEL_REMEDY = said("Choose another model, or ask for access to this one.")
DIALECT_REMEDY = said(
    "If it stays so, choose the GA dialect for this service; the connection is tried again by itself."
)
_ADDRESS_REMEDY = said("Change whether the service is given the model and the intent in its address.")


@dataclass(frozen=True, slots=True)
class RefusalReader:
    """Sorts what one service says to one secret; immutable, usable from any thread."""

    secret: Secret | None
    is_client_secret: bool = False
    """The secret was made for a short time: when it is refused, a new one helps."""
    is_beta: bool = False
    """The beta dialect is spoken to the service."""
    lasting_key: Secret | None = None
    """What made the client secret: not sent here, and still nothing to show."""

    def from_response(self, status: int, headers: Mapping[str, str], body: str) -> RealtimeError:
        """The exception for an HTTP answer that is not the hoped-for one; names in `headers` are in lower case."""
        detail = self.masked(_detail(body))
        quoted = self._quote(detail.message)
        if (known := self._known(detail, status, quoted)) is not None:
            return known
        if status == 429:
            return RateLimited(
                said("The service asks to wait{quoted}.", quoted=quoted), retry_after_s=_retry_after_s(headers)
            )
        if status in {401, 403}:
            return self._key_refused(status, quoted)
        if status >= 500 or status in _LATER_STATUSES:
            return self._unwell(status, quoted)
        if status == 404:
            message = said("The address of the service leads nowhere (HTTP 404){quoted}.", quoted=quoted)
            return ServiceRefused(message, status=status, field="base_url")
        if 300 <= status < 400:
            message = said("The service sends on to another address (HTTP {status}).", status=status)
            return ServiceRefused(message, status=status, field="base_url")
        return ServiceRefused(
            said("The service refused the request (HTTP {status}){quoted}.", status=status, quoted=quoted),
            status=status,
            code=detail.code,
            param=detail.param,
            field=blamed_field(detail),
        )

    def from_error(self, detail: ErrorDetail) -> RealtimeError:
        """The exception for an `error` event after which a connection is of no use."""
        detail = self.masked(detail)
        quoted = self._quote(detail.message)
        known = self._known(detail, None, quoted)
        if known is not None:
            return known
        setting = (
            said(" the setting {plain}", plain=self._plain(detail.param)) if detail.param else said(" the session")
        )
        return ServiceRefused(
            said("The service does not accept{setting}{quoted}.", setting=setting, quoted=quoted),
            code=detail.code,
            param=detail.param,
            field=blamed_field(detail),
        )

    def ending(self, detail: ErrorDetail) -> RealtimeError | None:
        """The exception for an `error` event that ends a session in progress; None where the session lives on."""
        known = self._known(detail, None, self._quote(detail.message))
        ends = isinstance(known, KeyRefused | SecretExpired | DialectRefused | ConnectionLost)
        return known if ends or (known is not None and known.sort is ErrorSort.FATAL) else None

    def reported(self, detail: ErrorDetail) -> RealtimeError | None:
        """What a person should know of an `error` event after which the session lives on.

        Returns:
            Not to be raised: its sentence, remedy and field; None where there is nothing to say.
        """
        if detail.code in _BENIGN_CODES:
            return None
        quoted = self._quote(detail.message)
        if (known := self._known(detail, None, quoted)) is not None:
            return known
        field = blamed_field(detail)
        return ServiceRefused(
            said("The service reports{quoted}.", quoted=quoted) if quoted else said("The service reports an error."),
            code=detail.code or "service_error",
            param=detail.param,
            field=field,
            remedy=said("Correct this setting; the session goes on as it was.")
            if field
            else said("The session goes on."),
        )

    def reported_of_turn(self, detail: ErrorDetail) -> RealtimeError | None:
        """What a person should do about the `failed` of one turn, beside reading its reason in the transcript.

        Returns:
            Not to be raised; None where the next turn may fare better, or nobody knows what would help.
        """
        known = self._known(detail, None, self._quote(detail.message))
        return known if known is not None and known.is_fatal else None

    def masked(self, detail: ErrorDetail) -> ErrorDetail:
        """The same without keys, whichever of its fields they stand in."""
        return ErrorDetail(
            self._hidden(detail.message),
            detail.type and self._hidden(detail.type),
            detail.code and self._hidden(detail.code),
            detail.param and self._hidden(detail.param),
            detail.event_id and self._hidden(detail.event_id),
        )

    def words(self, quoted: str) -> str:
        """What a service said, for a person: one line, shortened, without the key."""
        return self._plain(quoted)

    def from_close(self, code: int, reason: str) -> RealtimeError:
        """The exception for an open connection that ended."""
        quoted = self._quote(reason)
        if code == _DIALECT_CLOSED:
            message = said("The service closed the connection because of the dialect{quoted}.", quoted=quoted)
            return DialectRefused(message, was_beta=self.is_beta)
        # Some services close with nothing but the error's code, behind its type and a full stop.
        known = self._known(ErrorDetail(message=reason, code=reason.strip().rpartition(".")[2]), None, quoted)
        if known is not None and known.is_fatal:
            return known
        if code == _POLICY_VIOLATION:
            return ServiceRefused(
                said("The service closed the connection{quoted}.", quoted=quoted), code="policy_violation"
            )
        return ConnectionLost(code, self._plain(reason))

    def _known(self, detail: ErrorDetail, status: int | None, quoted: str) -> RealtimeError | None:
        words = {detail.code, detail.type}
        if detail.code == "beta_api_shape_disabled":
            return DialectRefused(
                said("The service no longer speaks the beta dialect{quoted}.", quoted=quoted), was_beta=self.is_beta
            )
        if words & _UNSPENT:
            return ServiceRefused(
                said("The account of this key cannot pay{quoted}.", quoted=quoted),
                status=status,
                code=detail.code,
                remedy=said("Check the balance and the limits of the account."),
            )
        if words & _KEY_CODES:
            return self._key_refused(status, quoted)
        if words & _FORBIDDEN_CODES:
            return KeyRefused(said("This key may not do that{quoted}.", quoted=quoted))
        if detail.code == "session_expired":
            return ConnectionLost(_GOING_AWAY, self._plain(detail.message) or "maximum duration")
        if words & _WAIT_CODES and status is None:
            return RateLimited(said("The service asks to wait{quoted}.", quoted=quoted))
        if status is None and words & _LATER_CODES:
            return self._unwell(None, quoted)
        return self._about_model(detail, status, quoted)

    def _about_model(self, detail: ErrorDetail, status: int | None, quoted: str) -> ServiceRefused | None:
        if detail.code == "model_not_found":
            message, remedy, field = (
                said("The service does not offer this model{quoted}.", quoted=quoted),
                _MODEL_REMEDY,
                "model",
            )
        elif blamed_field(detail) == "sends_model":
            message, field = (
                said("The service is given a model where it wants none, or the reverse{quoted}.", quoted=quoted),
                "sends_model",
            )
            remedy = _ADDRESS_REMEDY
        else:
            return None
        return ServiceRefused(message, status=status, code=detail.code, param=detail.param, remedy=remedy, field=field)

    def _unwell(self, status: int | None, quoted: str) -> ServiceUnreachable:
        if status is None:
            return ServiceUnreachable(said("The service cannot answer now{quoted}.", quoted=quoted))
        message = said("The service answered with HTTP {status}{quoted}.", status=status, quoted=quoted)
        if status == 500 and self.is_beta:
            # A service that has dropped the beta dialect has been seen to answer so.
            return ServiceUnreachable(message, remedy=DIALECT_REMEDY, field="dialect")
        return ServiceUnreachable(message)

    def _key_refused(self, status: int | None, quoted: str) -> RealtimeError:
        shown = said(" (HTTP {status})", status=status) if status else ""
        if self.secret is None:
            return KeyRefused(said("The service asks for an API key{shown}{quoted}.", shown=shown, quoted=quoted))
        if self.is_client_secret and status != 403:
            return SecretExpired(
                said(
                    "The service does not accept the client secret any more{shown}{quoted}.", shown=shown, quoted=quoted
                )
            )
        if status == 403:
            return KeyRefused(
                said("The service does not let this API key in{shown}{quoted}.", shown=shown, quoted=quoted),
                remedy=_FORBIDDEN_REMEDY,
            )
        return KeyRefused(said("The service does not accept the API key{shown}{quoted}.", shown=shown, quoted=quoted))

    def _quote(self, text: str) -> str:
        plain = self._plain(text).rstrip(".")
        return f": {plain}" if plain else ""

    def _plain(self, text: str) -> str:
        printable = "".join(character if character.isprintable() else " " for character in self._hidden(text))
        words = " ".join(printable.split())
        return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"

    def _hidden(self, text: str) -> str:
        return without_secrets(text[:_LONGEST_READ], self.secret, self.lasting_key)


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
