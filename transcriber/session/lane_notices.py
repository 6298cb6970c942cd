"""What two lanes tell, as what one recording tells: the same state, link, sums and problems, each once. Pure."""

from collections.abc import Callable
from dataclasses import replace

from transcriber.realtime.costs import RecordingUsage
from transcriber.sentence import Sentence, said, together
from transcriber.session.echo_removal import EchoRemoval
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingState,
    ServiceChanged,
    SessionAnnounced,
    UsageChanged,
)
from transcriber.transcript.turns import TurnChanged, TurnRemoved

OTHERS = 1
"""The lane of what the computer plays."""
LINK_IS_OVER = (LinkState.RECONNECTING, LinkState.FAILED, LinkState.OFF)

_WORST_FIRST = (
    LinkState.FAILED,
    LinkState.RECONNECTING,
    LinkState.STARTING_ENGINE,
    LinkState.CONNECTING,
    LinkState.CONNECTED,
    LinkState.OFF,
)
_LIVELIEST_FIRST = (
    RecordingState.RECORDING,
    RecordingState.PAUSED,
    RecordingState.STARTING,
    RecordingState.FINISHING,
    RecordingState.STOPPED,
)
_SAID_BY_THE_OTHER = ("silent_input", "computer_slept")
"""Nothing is played most of the time, and the computer sleeps once."""
_OF_THE_INPUT = {
    "microphone_away": "played_sound_away",
    "microphone_back": "played_sound_back",
    "microphone_changed": "played_sound_changed",
    "input_moved": "played_sound_moved",
    "gap": "played_sound_gap",
    "input_lost": "played_sound_lost",
    "input_stalled": "played_sound_lost",
    "device_busy": "played_sound_lost",
    "device_failed": "played_sound_lost",
}


class LaneNotices:
    """Two recordings' notices go in, one recording's come out. Session thread."""

    def __init__(
        self,
        publish: Callable[[Notice], None],
        echo: EchoRemoval,
        *,
        link_over: Callable[[int, str], None] = lambda lane, reason: None,
    ) -> None:
        """Nothing is told before a lane tells something.

        Args:
            publish: Takes every notice.
            echo: Joins the turns.
            link_over: Told where a lane's session is over, and why: of the links only the worse one is told.
        """
        self._publish = publish
        self._echo = echo
        self._link_over = link_over
        self._states = [RecordingState.STARTING, RecordingState.STARTING]
        self._names = ["", ""]
        self._recorded_ms = [0, 0]
        self._told_state: RecordingState | None = None
        self._links = [LinkChanged(LinkState.OFF), LinkChanged(LinkState.OFF)]
        self._told_link: LinkChanged | None = None
        self._usages = [RecordingUsage(), RecordingUsage()]
        self._problems: dict[str, dict[int, Problem]] = {}
        self.before_end: Callable[[], None] = lambda: None
        """Called when both lanes are over, before anybody is told."""
        self.is_failed = [False, False]
        """By lane: it could not begin, or could not go on."""

    def usage_of(self, lane: int) -> RecordingUsage:
        """What a lane has cost so far."""
        return self._usages[lane]

    def take(self, lane: int, notice: Notice) -> None:
        """What one lane tells."""
        match notice:
            case TurnChanged() | TurnRemoved():
                self._tell(*self._echo.apply(lane, notice))
            case CoverageChanged(laid):
                self._publish(CoverageChanged(tuple(replace(stretch, lane=lane) for stretch in laid)))
            case RecordingChanged():
                self._take_state(lane, notice)
            case LinkChanged():
                self._take_link(lane, notice)
            case SessionAnnounced() | ServiceChanged():
                self._publish(replace(notice, lane=lane))
            case UsageChanged(usage):
                self._usages[lane] = usage
                self._publish(UsageChanged(self._usages[0].with_more(self._usages[1])))
            case Problem():
                self._take_problem(lane, notice)
            case ProblemPassed(code):
                self._take_passed(lane, code)
            case _:
                self._publish(notice)

    def _tell(self, *notices: Notice) -> None:
        for notice in notices:
            self._publish(notice)

    def _take_state(self, lane: int, notice: RecordingChanged) -> None:
        self._states[lane] = notice.state
        self._names[lane] = notice.input_name or self._names[lane]
        self._recorded_ms[lane] = notice.recorded_ms
        state = self._joint_state()
        if state is self._told_state:
            return
        self._told_state = state
        if state is RecordingState.STOPPED:
            self._tell(*self._echo.finish())
            self.before_end()
        name = self._names[0] or self._names[1]
        self._publish(RecordingChanged(state, name, max(self._recorded_ms)))

    def _joint_state(self) -> RecordingState:
        """Of both the one that is further from its end; but a recording begins with the microphone."""
        if self._states[0] is RecordingState.STARTING:
            return RecordingState.STARTING
        return min(self._states, key=_LIVELIEST_FIRST.index)

    def _take_link(self, lane: int, notice: LinkChanged) -> None:
        if notice.state in LINK_IS_OVER:
            self._link_over(lane, notice.detail)
        self._links[lane] = notice
        living = [
            link
            for link, state in zip(self._links, self._states, strict=True)
            if state is not RecordingState.STOPPED or link is notice
        ]
        worst = min(living or self._links, key=lambda link: _WORST_FIRST.index(link.state))
        if worst != self._told_link:
            self._told_link = worst
            self._publish(worst)

    def _take_problem(self, lane: int, problem: Problem) -> None:
        if lane == OTHERS:
            if problem.code in _SAID_BY_THE_OTHER:
                return
            problem = _of_played_sound(problem)
        if problem.is_fatal:
            self.is_failed[lane] = True
            problem = self._less_fatal(lane, problem)
        told = self._problems.setdefault(problem.code, {})
        is_known = any(other.message == problem.message for at, other in told.items() if at != lane)
        told[lane] = problem
        if not is_known or problem.is_fatal:
            self._publish(problem)

    def _less_fatal(self, lane: int, problem: Problem) -> Problem:
        """What ends one lane ends the recording only where the other has ended too."""
        if self.is_failed[1 - lane] or self._states[1 - lane] is RecordingState.STOPPED:
            return problem
        played, spoken = said("What the computer plays is still recorded."), said("The microphone is still recorded.")
        remedy = together(problem.remedy, played if lane != OTHERS else spoken)
        return replace(problem, is_fatal=False, remedy=remedy)

    def _take_passed(self, lane: int, code: str) -> None:
        if lane == OTHERS:
            if code in _SAID_BY_THE_OTHER:
                return
            code = _OF_THE_INPUT.get(code, code)
        told = self._problems.get(code, {})
        told.pop(lane, None)
        if not told:
            self._publish(ProblemPassed(code))


def _of_played_sound(problem: Problem) -> Problem:
    message = problem.message
    if problem.code == "gap" and isinstance(message, Sentence):
        message = said("{lost} of what the computer plays.", **message.values)
    return replace(problem, code=_OF_THE_INPUT.get(problem.code, problem.code), message=message)
