"""A turn, one item's text as a person reads it, and what can happen to it. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class TurnState(StrEnum):
    """A live turn still grows; the text of a finished or failed one never changes again."""

    LIVE = "live"
    FINISHED = "finished"
    FAILED = "failed"
    GAP = "gap"
    """No turn at all, but the place where one is missing, and why: shown among the turns, kept as coverage."""


@dataclass(frozen=True, slots=True)
class SpeakerSegment:
    """One speaker's stretch of a turn, as the service told it; times on the recording's clock."""

    speaker: str
    """The service's own name for the speaker; a person may give another."""
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


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
    """Why a failed turn has no text, in the service's words; of a gap, its reason."""
    segments: tuple[SpeakerSegment, ...] = ()
    """Who said what, in order, from models that tell speakers apart; empty otherwise."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Stretches of `text` (start and end as indices) that the service itself is not sure of."""
    languages: tuple[str, ...] = ()
    """What the service heard, as ISO 639-1 codes; empty where it does not say."""
    lane: int = 0
    """Which source of the recording it was heard in: 0 the microphone, 1 what the computer plays."""
    is_on_silence: bool = False
    """The local evidence heard no speech where it stands: shown struck, left out of exports."""
    heard_text: str = ""
    """What the service wrote, where the vocabulary replaced something in `text`; empty where it did not."""


def is_same_speech(one: Turn, other: Turn) -> bool:
    """Whether two turns are the same stretch of the recording heard twice: they share most of the shorter one."""
    if one.start_ms is None or one.end_ms is None or other.start_ms is None or other.end_ms is None:
        return False
    shared_ms = min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms)
    shorter_ms = min(one.end_ms - one.start_ms, other.end_ms - other.start_ms)
    return shared_ms > 0 and 2 * shared_ms > shorter_ms


class TurnChange(StrEnum):
    """What happened to a turn."""

    SPEECH_STARTED = "speech_started"
    SPEECH_STOPPED = "speech_stopped"
    DELTA = "delta"
    PROVISIONAL = "provisional"
    COMPLETED = "completed"
    FAILED = "failed"
    SEGMENTS = "segments"
    """Who said what is known, or known better; also after the turn is over."""
    ON_SILENCE = "on_silence"
    """It is over, and stands where the local evidence heard no speech."""
    CORRECTED = "corrected"
    """A person replaced words in it after it was over."""
    PLACED = "placed"
    """It appeared without text, or changed its place in reading order."""


@dataclass(frozen=True, slots=True)
class TurnChanged:
    """A turn as it now is, and its place in reading order (0 is the first)."""

    change: TurnChange
    turn: Turn
    position: int
    appended: str = ""
    """With `DELTA`: the piece that was appended to the settled text."""
    at_ms: int | None = None
    """Monotonic milliseconds since the first captured sample; None where input is not paced in real time."""


@dataclass(frozen=True, slots=True)
class TurnRemoved:
    """The turn turned out to be nothing (an empty transcript), or its audio is sent again or was heard again."""

    number: int
