"""What each transcription model takes, costs and how long it lives: data, with source and date. Pure.

A model that is not in the table is allowed everything: services name models freely.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from transcriber.sentence import said

TurnDetectionKind = Literal["server_vad", "semantic_vad"]


class Deltas(StrEnum):
    """When a model's text arrives."""

    LIVE = "live"
    """While the audio is still arriving."""
    AFTER_COMMIT = "after_commit"
    """In pieces, once the turn's audio is committed."""
    WHOLE_TURN = "whole_turn"
    """One delta that holds the whole turn."""


class PromptKind(StrEnum):
    """What a model makes of `prompt`."""

    REJECTED = "rejected"
    FREE_TEXT = "free_text"
    KEYWORDS = "keywords"
    """A list of words, as Whisper reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a service publishes for a model; None where it bills in another unit."""

    dollars_per_minute: float | None = None
    dollars_per_million_input_tokens: float | None = None
    dollars_per_million_output_tokens: float | None = None
    source: str
    as_of: date
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCapabilities:
    """One model's row. The defaults are those of a model that nothing is known of: everything is allowed."""

    model: str
    is_known: bool = True
    is_local: bool = False
    """Runs in this project's engine."""
    is_recommended: bool = False
    deltas: Deltas | None = None
    """None: not known."""
    turn_detection: frozenset[TurnDetectionKind] = frozenset({"server_vad", "semantic_vad"})
    """Empty: `turn_detection` must be null and the client commits."""
    is_turn_detection_disputed: bool = False
    """Published sources disagree; null works in any case."""
    spoken_languages: tuple[str, ...] = ()
    """The only languages it understands; empty where that is many."""
    takes_language: bool = True
    takes_languages: bool = True
    prompt: PromptKind = PromptKind.FREE_TEXT
    takes_keywords: bool = True
    takes_delay: bool = True
    takes_noise_reduction: bool = True
    gives_logprobs: bool = True
    gives_segments: bool = False
    """Tells speakers apart."""
    price: Price | None = None
    """None: not known, or free where `is_local`."""
    sunset: date | None = None
    """The day the service switches it off."""
    sunset_source: str = ""
    source: str = ""
    as_of: date | None = None

    @property
    def takes_turn_detection(self) -> bool:
        """Whether the service can end turns by itself."""
        return bool(self.turn_detection)


LOCAL_MODEL = "moonshine-tiny-en"
"""What this project's engine runs."""

_AS_OF = date(2026, 11, 21)
_DOCUMENTATION = "https://developers.openai.com/api/docs/guides/realtime-transcription"
_PRICING = "https://developers.openai.com/api/docs/pricing"
_DEPRECATIONS = "https://developers.openai.com/api/docs/deprecations"
_SUNSET = date(2027, 2, 26)
_WARNED_BEFORE = timedelta(days=183)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Not strftime's, which follow the computer's language while every other word here is English."""
_NO_TURN_DETECTION: frozenset[TurnDetectionKind] = frozenset()


def _per_minute(dollars: float, remark: str = "") -> Price:
    return Price(dollars_per_minute=dollars, source=_PRICING, as_of=_AS_OF, remark=remark)


def _per_million_tokens(dollars_in: float, dollars_out: float, remark: str) -> Price:
    return Price(
        dollars_per_million_input_tokens=dollars_in,
        dollars_per_million_output_tokens=dollars_out,
        source=_PRICING,
        as_of=_AS_OF,
        remark=remark,
    )


def _gpt_4o(model: str, price: Price) -> ModelCapabilities:
    return ModelCapabilities(
        model=model,
        deltas=Deltas.AFTER_COMMIT,
        takes_languages=False,
        takes_keywords=False,
        takes_delay=False,
        price=price,
        sunset=_SUNSET,
        sunset_source=_DEPRECATIONS,
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    )


_MINI_PRICE = _per_million_tokens(1.25, 5.00, said("About ${dollars} a minute.", dollars=0.003))

MODELS: tuple[ModelCapabilities, ...] = (
    ModelCapabilities(
        model=LOCAL_MODEL,
        is_local=True,
        deltas=Deltas.LIVE,
        spoken_languages=("en",),
        takes_languages=False,
        prompt=PromptKind.REJECTED,
        takes_keywords=False,
        takes_delay=False,
        takes_noise_reduction=False,
        gives_logprobs=False,
        source="https://github.com/moonshine-ai/moonshine",
        as_of=_AS_OF,
    ),
    ModelCapabilities(
        model="gpt-live-transcribe",
        is_recommended=True,
        deltas=Deltas.LIVE,
        turn_detection=_NO_TURN_DETECTION,
        takes_language=False,
        gives_logprobs=False,
        price=_per_minute(0.017),
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    ),
    ModelCapabilities(
        model="gpt-realtime-whisper",
        deltas=Deltas.LIVE,
        turn_detection=_NO_TURN_DETECTION,
        takes_languages=False,
        prompt=PromptKind.REJECTED,
        takes_keywords=False,
        gives_logprobs=False,
        price=_per_minute(0.017),
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    ),
    ModelCapabilities(
        model="gpt-transcribe",
        deltas=Deltas.AFTER_COMMIT,
        is_turn_detection_disputed=True,
        takes_language=False,
        takes_delay=False,
        gives_logprobs=False,
        price=_per_minute(0.0045, "Announced so; the catalogue says $0.0001 a second, rounded."),
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    ),
    _gpt_4o("gpt-4o-transcribe", _per_million_tokens(2.50, 10.00, said("About ${dollars} a minute.", dollars=0.006))),
    _gpt_4o("gpt-4o-mini-transcribe", _MINI_PRICE),
    _gpt_4o("gpt-4o-mini-transcribe-2025-12-15", _MINI_PRICE),
    ModelCapabilities(
        model="gpt-4o-transcribe-diarize",
        deltas=Deltas.AFTER_COMMIT,
        takes_languages=False,
        prompt=PromptKind.REJECTED,
        takes_keywords=False,
        takes_delay=False,
        gives_logprobs=False,
        gives_segments=True,
        # Billed by tokens at a price that the catalogue does not name: unknown, not free.
        sunset=_SUNSET,
        sunset_source=_DEPRECATIONS,
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    ),
    ModelCapabilities(
        model="whisper-1",
        deltas=Deltas.WHOLE_TURN,
        takes_languages=False,
        prompt=PromptKind.KEYWORDS,
        takes_keywords=False,
        takes_delay=False,
        gives_logprobs=False,
        price=_per_minute(0.006),
        sunset=_SUNSET,
        sunset_source=_DEPRECATIONS,
        source=_DOCUMENTATION,
        as_of=_AS_OF,
    ),
)

_BY_NAME = {row.model: row for row in MODELS}


def capabilities(model: str) -> ModelCapabilities:
    """The model's row; for a name that is not in the table, one that allows everything."""
    return _BY_NAME.get(model) or ModelCapabilities(model=model, is_known=False)


def long_date(day: date) -> str:
    """`26 February 2027`, the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def sunset_warning(model: ModelCapabilities, today: date) -> str | None:
    """What a person should know about the end of a model; None while that is more than half a year away."""
    if model.sunset is None or model.sunset - today > _WARNED_BEFORE:
        return None
    day = long_date(model.sunset)
    if today >= model.sunset:
        return f"{model.model} was to be switched off on {day}. Choose another model if it does not answer."
    days = (model.sunset - today).days
    return (
        f"{model.model} will be switched off on {day}, in {days} day{'s' if days > 1 else ''}. Plan for another model."
    )
