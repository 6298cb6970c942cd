"""A caption line as a view shows it, and as it is looked back at. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLine:
    """One line. What stands before its `tail` never changes, and nothing does once it is finished."""

    number: int
    """Names the line; counts from 1. A line that went away never comes back."""
    label: str = ""
    """Who speaks, on the line where that changes; stands before the text as `Me: `. Fixed once there is text."""
    text: str = ""
    """Settled: only grows, at its end."""
    tail: str = ""
    """Not settled yet, to be shown dim behind `text`, with a space of its own where one belongs; may be another at any
    moment. Only on the last line."""
    is_finished: bool = False
    runs_right_to_left: bool = False

    @property
    def settled(self) -> str:
        """The label and the settled text."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """A line that was shown lately."""

    text: str
    """With its label."""
    shown_ms: int
    """On the clock of whoever shows it."""
    heard_ms: int | None = None
    """Where the turn of its first word begins on the recording's clock, if that is known."""
    runs_right_to_left: bool = False
