"""What can go wrong between this program and a service: one exception for each distinct reaction. Pure.

    RealtimeError
    ├── ServiceUnreachable   nobody answered, or the answer was "not now": try again after a growing pause
    ├── RateLimited          too many requests: try again, not before `retry_after_s`
    ├── ConnectionLost       an open connection ended: connect again, send again what has no transcript yet
    ├── SecretExpired        the client secret is not accepted: make a new one, once
    ├── KeyRefused           the API key is not accepted: a person must change it
    ├── DialectRefused       the service does not speak this dialect: a person chooses the other one
    └── ServiceRefused       the service will never accept this as it is: a person must change something

`message` is one sentence for a person, `remedy` what that person can do. Neither ever holds a key. `field` names the
setting to correct, where it is one.
"""

# ruff: noqa: N818 - the names say what happened, as the diagram above.

from enum import StrEnum
from typing import ClassVar

from transcriber.sentence import said

ABNORMAL_CLOSURE = 1006
"""The connection ended without a close frame (RFC 6455, section 7.4.1); never on the wire."""


class ErrorSort(StrEnum):
    """What an error asks of a person; one that asks nothing is no `RealtimeError` at all."""

    FATAL = "fatal"
    """Nothing works until something is done outside this program or about the key."""
    CONFIGURATION = "configuration"
    """One setting is to be corrected: `field` says which, where the service does."""
    TRANSIENT = "transient"
    """It passes, and is tried again by itself."""


class RealtimeError(Exception):
    """The root; never raised itself. Raised on the session thread."""

    code: str = "realtime_error"
    """A stable word for what happened."""
    remedy: str = ""
    is_fatal: ClassVar[bool] = False
    """Trying the same again is useless."""
    field: str = ""
    """The field of the session or the switch of the profile that it is about; empty where it is about none."""

    def __init__(self, message: str, *, remedy: str | None = None, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        if field:
            self.field = field
        if remedy is not None:
            self.remedy = remedy

    @property
    def sort(self) -> ErrorSort:
        """What it asks of a person."""
        if not self.is_fatal:
            return ErrorSort.TRANSIENT
        return ErrorSort.CONFIGURATION if self.field else ErrorSort.FATAL


class ServiceUnreachable(RealtimeError):
    """No connection, no answer in time, or an answer that says the service is unwell (HTTP 5xx)."""

    code = "service_unreachable"
    remedy = said("Check the network and the address of the service; the connection is tried again by itself.")

    def __init__(self, message: str, *, remedy: str | None = None, field: str = "", was_reached: bool = True) -> None:
        """`was_reached` is False where not even a connection came about."""
        super().__init__(message, remedy=remedy, field=field)
        self.was_reached = was_reached


class RateLimited(RealtimeError):
    """HTTP 429, or the error `rate_limit_exceeded`."""

    code = "rate_limited"
    remedy = said("Wait a little; the connection is tried again by itself.")

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        """How long the service asked to be left alone; None if it did not say."""


class ConnectionLost(RealtimeError):
    """An open connection ended, also when the service closed it politely; `close_code` as in RFC 6455, section 7.4."""

    code = "connection_lost"
    remedy = said("The connection is made again by itself; what was recorded is kept.")

    def __init__(self, close_code: int, reason: str = "") -> None:
        super().__init__(_sentence_about_close(close_code, reason))
        self.close_code = close_code
        self.reason = reason


class SecretExpired(RealtimeError):
    """HTTP 401 on a client secret: its life is over, or the service never knew it."""

    code = "secret_expired"
    remedy = said("A new client secret is made by itself.")


class KeyRefused(RealtimeError):
    """HTTP 401 or 403 on the lasting key, or the error `invalid_api_key`."""

    code = "key_refused"
    remedy = said("Check the API key in the settings, and that its project may use this service.")
    is_fatal = True


class DialectRefused(RealtimeError):
    """The error `beta_api_shape_disabled`, or close code 4000."""

    code = "dialect_refused"
    remedy = said("Choose the GA dialect for this service.")
    field = "dialect"
    is_fatal = True

    def __init__(self, message: str, *, was_beta: bool = True) -> None:
        """`was_beta`: the beta dialect was spoken, so there is another one to choose."""
        super().__init__(message)
        if not was_beta:
            self.code = "ga_refused"
            self.remedy = said("GA is spoken to it already: check the address of the service.")


class ServiceRefused(RealtimeError):
    """Any other refusal that will not change by itself.

    `status` is the HTTP status if there was one, `code` the service's own word for the reason where it has one,
    `param` the field that was not accepted.
    """

    code = "service_refused"
    remedy = said("Check the address and the options of the service in the settings.")
    is_fatal = True

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        param: str | None = None,
        remedy: str | None = None,
        field: str = "",
    ) -> None:
        super().__init__(message, remedy=remedy, field=field)
        self.status = status
        if code:
            self.code = code
        self.param = param


def _sentence_about_close(close_code: int, reason: str) -> str:
    if "maximum duration" in reason:
        return said("The service ended the session because it reached its longest duration.")
    if close_code == ABNORMAL_CLOSURE:
        return (
            said("The connection to the service was lost: {reason}.", reason=reason)
            if reason
            else said("The connection was lost.")
        )
    quoted = f" ({reason})" if reason else ""
    return said(
        "The service closed the connection with code {close_code}{quoted}.", close_code=close_code, quoted=quoted
    )
