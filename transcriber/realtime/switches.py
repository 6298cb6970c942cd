"""How services that speak the protocol differ from each other: one value of switches, never code per service. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from transcriber.realtime.configuration import ConfigurationError, Range
from transcriber.realtime.dialects import Dialect
from transcriber.sentence import said

SAMPLE_RATES_HZ = (24_000, 16_000)
CHUNK_MS = Range(20, 200)
BACKLOG_SPEED = Range(1, 5)
KEY_QUERY_NAME = "api_key"


class KeyPlacement(StrEnum):
    """Where the lasting key stands in a request. A client secret always goes as a bearer."""

    BEARER = "bearer"
    """`Authorization: Bearer KEY`."""
    API_KEY_HEADER = "api-key"
    """`api-key: KEY`, as Azure OpenAI has it."""
    X_API_KEY_HEADER = "x-api-key"
    """`X-API-Key: KEY`."""
    QUERY = "query"
    """`?api_key=KEY`: last resort, because addresses end up in logs."""


class UpdateShape(StrEnum):
    """How a session is configured over the WebSocket."""

    DIALECT = "dialect"
    """As the dialect spells it."""
    FLAT = "flat"
    """`session.update` that holds the beta dialect's flat fields."""
    TURN_DETECTION = "turn_detection"
    """`transcription_session.updated` that holds `turn_detection` alone; the address says everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """What one service wants; the defaults are OpenAI's. Immutable, usable from any thread."""

    dialect: Dialect = Dialect.GA
    """What to speak until the service's first event says otherwise; beta also sends its header."""
    uses_rest: bool = True
    """A client secret is made over REST before connecting; otherwise the key itself opens the WebSocket."""
    key_placement: KeyPlacement = KeyPlacement.BEARER
    sends_intent: bool = True
    """`intent=transcription` in the address."""
    sends_model: bool = False
    """`model=` in the address: gateways need it to find the way, OpenAI refuses it."""
    sends_language: bool = False
    """`language=` in the address."""
    query: tuple[tuple[str, str], ...] = ()
    """More names and values for the address, as they are."""
    update_shape: UpdateShape = UpdateShape.DIALECT
    awaits_update: bool = True
    """The service acknowledges an update; otherwise audio is sent at once."""
    takes_semantic_vad: bool = True
    """Turn detection by meaning; otherwise only `server_vad` is asked for."""
    deltas_replace: bool = False
    """Each delta holds the whole text of its turn so far, which may be revised, instead of what is new."""
    times_restart: bool = False
    """Times of speech count from the end of the turn before instead of the session's first audio."""
    sample_rate_hz: int = 24_000
    """Of pcm16 audio: 24000 or 16000."""
    chunk_ms: int = 40
    """How much audio goes into one append, 20 to 200."""
    backlog_speed: float = 3.0
    """At how many times real time waiting audio may be sent, 1 to 5."""
    certificate_authority_path: str = ""
    """A PEM file of the authority that signed the service's certificate, beside the computer's own; empty: none."""


def validate_switches(switches: Switches) -> None:
    """Checks what no service wants.

    Raises:
        ConfigurationError: For the first field that is out of range; `field` is its name in `Switches`.
    """
    if switches.sample_rate_hz not in SAMPLE_RATES_HZ:
        rates = " or ".join(str(rate_hz) for rate_hz in SAMPLE_RATES_HZ)
        raise ConfigurationError(
            "sample_rate_hz",
            said(
                "sample_rate_hz must be {rates}, not {sample_rate_hz:g}.",
                rates=rates,
                sample_rate_hz=switches.sample_rate_hz,
            ),
        )
    for field, value, allowed in (
        ("chunk_ms", switches.chunk_ms, CHUNK_MS),
        ("backlog_speed", switches.backlog_speed, BACKLOG_SPEED),
    ):
        if not allowed.holds(value):
            raise ConfigurationError(
                field, said("{field} must be {allowed}, not {value:g}.", field=field, allowed=allowed, value=value)
            )
    _validate_query(switches)
    if not switches.certificate_authority_path.isprintable():
        raise ConfigurationError(
            "certificate_authority_path", said("certificate_authority_path must be a file's path.")
        )


def _validate_query(switches: Switches) -> None:
    said_by_switches = {
        "intent": switches.sends_intent,
        "model": switches.sends_model,
        "language": switches.sends_language,
    }
    for name, value in switches.query:
        if not name or not (name + value).isprintable():
            raise ConfigurationError(
                "query", said("query must hold names and values of plain text, such as region=eu.")
            )
        if name.lower() == KEY_QUERY_NAME:
            # An address is shown and logged as it is; only the key's own place is masked.
            raise ConfigurationError("query", said("query must not hold a key: choose where the key goes instead."))
        if said_by_switches.get(name, False):
            raise ConfigurationError(
                "query", said("query must not hold {name}, which another switch already sends.", name=name)
            )
