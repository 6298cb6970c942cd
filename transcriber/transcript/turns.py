"""A turn: one item's text as a person reads it. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class TurnState(StrEnum):
    """A live turn still grows; a finished or failed one never changes again."""

    LIVE = "live"
    FINISHED = "finished"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn. Times are whole milliseconds of the recording's clock."""

    number: int
    """Counts from 1 in the order turns were first heard of; names the turn for its whole life."""
    state: TurnState = TurnState.LIVE
    text: str = ""
    """Settled text: in a live turn it only grows."""
    provisional: str = ""
    """The unsettled tail shown after `text`; may be rewritten; empty once the turn is over."""
    start_ms: int | None = None
    end_ms: int | None = None
    failure: str = ""
    """Why a failed turn has no text, in the service's words."""
