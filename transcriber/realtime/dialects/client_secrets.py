"""The REST bodies around a client secret, both dialects and both directions. Pure.

Source: OpenAI Realtime API, `POST /v1/realtime/client_secrets` (GA) and `/v1/realtime/transcription_sessions` (beta).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.realtime.configuration import CLIENT_SECRET_SECONDS, SessionConfiguration
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.loose_json import mapping, text, unix_time_s, whole
from transcriber.realtime.dialects.session_document import SessionDocument
from transcriber.realtime.dialects.session_fields import read_session, session_fields
from transcriber.realtime.dialects.session_rules import FieldError, anything, integer, nullable, one_of, shape
from transcriber.realtime.events import AnnouncedSession


@dataclass(frozen=True, slots=True)
class SecretGrant:
    """What a service answered; None where it says nothing. The value never shows in a repr."""

    value: str | None = field(repr=False)
    expires_at_s: int | None
    """Unix time at which the secret opens no more sessions."""
    session: AnnouncedSession | None


@dataclass(frozen=True, slots=True)
class SecretRequest:
    """What a client asked for."""

    session: SessionDocument
    seconds: int

    @property
    def configuration(self) -> SessionConfiguration:
        """The session's configuration, with the asked life of the secret in it."""
        return replace(self.session.configuration, client_secret_seconds=self.seconds)


def secret_path(dialect: Dialect) -> str:
    """The path below the version, with its leading slash."""
    return "/realtime/client_secrets" if dialect is Dialect.GA else "/realtime/transcription_sessions"


def secret_request(
    configuration: SessionConfiguration, dialect: Dialect, sample_rate_hz: int = SPOOL_SAMPLE_RATE_HZ
) -> dict[str, object]:
    """The body that a client posts; `sample_rate_hz` is that of pcm16 audio."""
    life = {"anchor": "created_at", "seconds": configuration.client_secret_seconds}
    session = session_fields(configuration, dialect, sample_rate_hz)
    if dialect is Dialect.GA:
        return {"expires_after": life, "session": session}
    return {**session, "client_secret": {"expires_at": life}}


def read_secret_grant(body: object) -> SecretGrant:
    """A service's answer in either dialect, parsed from JSON; never raises."""
    fields = mapping(body)
    secret = mapping(fields.get("client_secret")) or fields
    session = fields.get("session", body)
    announced = read_session(session) if isinstance(session, Mapping) and "id" in session else None
    return SecretGrant(text(secret.get("value")), unix_time_s(secret.get("expires_at")), announced)


def read_secret_request(body: object, dialect: Dialect, defaults: SessionConfiguration) -> SecretRequest:
    """A client's body, parsed from JSON.

    Args:
        body: Any JSON value; `{}` asks for the defaults.
        dialect: Which of the two paths it was posted to.
        defaults: What is in force where the body says nothing.

    Raises:
        FieldError: A known field holds a wrong type or is out of range.
    """
    if not isinstance(body, Mapping):
        raise FieldError("", "The body must be a JSON object.")
    document = SessionDocument.of(defaults, dialect)
    if dialect is Dialect.GA:
        session = body.get("session")
        document = document if session is None else document.updated(session)
        param, life = "expires_after", body.get("expires_after")
    else:
        document = document.updated(dict(body), param="")
        secret = _SECRET(body.get("client_secret"), None, "client_secret")
        param, life = "client_secret.expires_at", mapping(secret).get("expires_at")
    asked = mapping(_LIFE(life, None, param)) if life is not None else {}
    return SecretRequest(document, whole(asked.get("seconds")) or defaults.client_secret_seconds)


def secret_answer(
    request: SecretRequest, value: str, secret_expires_at_s: int, session_id: str, session_expires_at_s: int | None
) -> dict[str, object]:
    """The body that a server answers with: the value at the top in GA, inside `client_secret` in beta."""
    secret: dict[str, object] = {"value": value, "expires_at": secret_expires_at_s}
    session = request.session.announced(session_id, session_expires_at_s)
    if request.session.dialect is Dialect.GA:
        return {**secret, "session": session}
    return {**session, "client_secret": secret}


_LIFE = shape({"anchor": one_of("created_at"), "seconds": integer(CLIENT_SECRET_SECONDS)})
_SECRET = nullable(shape({"expires_at": anything}))
