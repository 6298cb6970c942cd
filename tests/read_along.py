"""Reads a connection as a recording does, into a transcript and a ledger, until a number of turns is over."""

import asyncio
from dataclasses import dataclass, field

from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.events import AppendAudio, ErrorOccurred, ServerEvent
from transcriber.session.ledger import Ledger
from transcriber.settings.profiles import Profile
from transcriber.settings.templates import SERVICE_TEMPLATES
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnChanged, TurnState

_PATIENCE_S = 60.0
_SPOOL_SAMPLES_PER_SECOND = 24_000


@dataclass
class ReadAlong:
    """The test's event loop."""

    connection: RealtimeConnection
    transcript: Transcript = field(default_factory=Transcript)
    ledger: Ledger = field(default_factory=lambda: Ledger(0))
    events: list[ServerEvent] = field(default_factory=list)
    provisional: list[str] = field(default_factory=list)
    """Every provisional text that was shown, in order, each once."""

    def __post_init__(self) -> None:
        self.transcript.begin_session(0)

    @property
    def texts(self) -> list[str]:
        """What a person reads in the end."""
        return [turn.text for turn in self.transcript.turns]

    @property
    def errors(self) -> list[str]:
        """What the service complained of while the session lived on."""
        return [event.error.message for event in self.events if isinstance(event, ErrorOccurred)]

    async def say(self, seconds: int, sample_rate_hz: int = 24_000) -> None:
        """Send silence of this length: what is heard is in the script."""
        for _ in range(seconds):
            await self.connection.send(AppendAudio(bytes(2 * sample_rate_hz)))
            self.ledger.sent(_SPOOL_SAMPLES_PER_SECOND)

    async def until_over(self, turns: int) -> None:
        """Until so many turns have ended, and none is left open."""
        async with asyncio.timeout(_PATIENCE_S):
            while not self._is_over(turns):
                await self.take_one()

    async def take_one(self) -> ServerEvent:
        """The next event, applied."""
        event = await self.connection.receive()
        self.events.append(event)
        self.ledger.apply(event)
        for change in self.transcript.apply(event):
            shown = change.turn.provisional if isinstance(change, TurnChanged) else ""
            if shown and shown not in self.provisional[-1:]:
                self.provisional.append(shown)
        return event

    def _is_over(self, turns: int) -> bool:
        states = [turn.state for turn in self.transcript.turns]
        return len(states) >= turns and TurnState.LIVE not in states


def template(name: str) -> Profile:
    """What a person starts from who adds this service."""
    return next(found.profile for found in SERVICE_TEMPLATES if found.name == name)
