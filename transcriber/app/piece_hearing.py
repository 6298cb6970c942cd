"""What a session says of a piece of kept audio, gathered until it is over: nothing of it reaches the history before."""

from collections.abc import Callable

from transcriber.app.retranscribed_turns import Findings
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import (
    CoverageChanged,
    Notice,
    Problem,
    Progress,
    ServiceChanged,
    SessionAnnounced,
    UsageChanged,
)
from transcriber.settings.profiles import Profile
from transcriber.store.stored_turn import Origin
from transcriber.transcript.plain_text import plain
from transcriber.transcript.stretches import Stretch, laid_over
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState

_INCOMPLETE = {"text_missing"}


class PieceHearing:
    """Takes the notices of one session's recording. Session thread."""

    def __init__(self, profile: Profile, model: str, progressed: Callable[[int], None]) -> None:
        """Begin with nothing.

        Args:
            profile: The service that is asked.
            model: The model that is asked for.
            progressed: Told of how many milliseconds of the piece are done.
        """
        self.origin = Origin(profile_name=profile.name, profile_title=profile.title, model=plain(model))
        self.usage = RecordingUsage()
        self.failure: Problem | None = None
        """Why not all of it was heard."""
        self._progressed = progressed
        self._turns: dict[int, Turn] = {}
        self._laid: list[Stretch] = []

    @property
    def findings(self) -> Findings:
        """What the service made of the piece."""
        wanted = [turn for turn in self._turns.values() if turn.text or turn.state is TurnState.FAILED]
        order = sorted(wanted, key=lambda turn: (turn.start_ms or 0, turn.number))
        return Findings(tuple(order), tuple(self._laid))

    def take(self, notice: Notice) -> None:
        """One more notice."""
        match notice:
            case TurnChanged(_, turn) if turn.state in (TurnState.FINISHED, TurnState.FAILED):
                self._turns[turn.number] = turn
            case TurnRemoved(number):
                self._turns.pop(number, None)
            case CoverageChanged(laid):
                for stretch in laid:
                    self._laid = laid_over(self._laid, stretch)
            case UsageChanged(usage):
                self.usage = usage
            case SessionAnnounced(session, _, _, asked):
                model = plain((asked or session.configuration).model)
                self.origin = Origin(
                    profile_name=self.origin.profile_name, profile_title=self.origin.profile_title, model=model
                )
            case ServiceChanged(profile_name, profile_title, model):
                self.origin = Origin(profile_name=profile_name, profile_title=profile_title, model=plain(model))
            case Progress(done_ms):
                self._progressed(done_ms)
            case Problem() if notice.is_fatal or notice.code in _INCOMPLETE:
                self.failure = self.failure or notice
            case _:
                pass
