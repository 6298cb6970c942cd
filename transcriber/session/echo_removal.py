"""The turns of both lanes as one transcript without the echo of the played sound in the microphone. Pure.

A finished turn is told at once and taken back, or cut, where the played words turn out to be the same: no word waits
for anything. Only what still changes while the computer plays speech is not shown before it is finished.
"""

from dataclasses import dataclass, replace
from typing import Any

from transcriber.session.notices import CoverageChanged
from transcriber.transcript.echo import Echo, Explains, echo_in, overlaps
from transcriber.transcript.joined_turns import JoinedTurns
from transcriber.transcript.transcript import Change
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

Told = Change | CoverageChanged
_ME, _OTHERS = 0, 1
_REMEMBERED = 40
"""So many of each lane's newest turns are compared."""
_MOST_REMOVED = 4_000
"""So many of the newest turns that were nothing but echo are known: of older ones no lane tells anything any more. An
hour has fewer of them, a turn a second."""
_NEWEST = 4
_UNSETTLED = (TurnChange.DELTA, TurnChange.PROVISIONAL)


@dataclass(slots=True)
class _Own:
    """A finished turn of the microphone."""

    turn: Turn
    """As the service told it."""
    echo: Echo | None = None
    """As far as it was judged."""


class EchoRemoval:
    """One recording's. Session thread."""

    def __init__(self, explains: Explains | None = None) -> None:
        """`explains` says how much of the microphone's sound the played sound explains; None: nobody knows."""
        self._joined = JoinedTurns()
        self._explains = explains
        self._own: dict[int, _Own] = {}
        """The microphone's newest finished turns by their lane's numbers."""
        self._played: dict[int, Turn] = {}
        self._removed: dict[int, None] = {}
        """Lane numbers of the microphone's newest turns that were nothing but echo, in their order."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn in reading order."""
        return self._joined.turns

    def apply(self, lane: int, change: Change) -> list[Told]:
        """What a change of one lane's transcript means."""
        if lane == _OTHERS:
            return self._of_played(change)
        if isinstance(change, TurnRemoved):
            self._own.pop(change.number, None)
            return [*self._joined.apply(_ME, change)]
        return self._of_own(change)

    def finish(self) -> list[Told]:
        """Nothing more comes."""
        return [told for number in list(self._own) for told in self._judge(number)]

    def _of_played(self, change: Change) -> list[Told]:
        told: list[Told] = [*self._joined.apply(_OTHERS, change)]
        if isinstance(change, TurnRemoved):
            self._played.pop(change.number, None)
            return told
        turn = change.turn
        if turn.state is TurnState.GAP:
            return told
        self._played[turn.number] = turn
        _forget(self._played, _REMEMBERED)
        if turn.state is TurnState.FINISHED:
            for number in self._own_around(turn):
                told += self._judge(number)
        return told

    def _own_around(self, played: Turn) -> list[int]:
        """The microphone's turns in which it may be heard; where nobody knows the times, the newest ones."""
        newest = list(self._own)[-_NEWEST:]
        return [
            number
            for number, own in self._own.items()
            if overlaps(own.turn, played) and (number in newest or None not in (own.turn.start_ms, played.start_ms))
        ]

    def _of_own(self, change: TurnChanged) -> list[Told]:
        turn = change.turn
        if turn.number in self._removed:
            return []
        if turn.state is not TurnState.FINISHED:
            return [*self._joined.apply(_ME, self._veiled(change))]
        own = self._own.setdefault(turn.number, _Own(turn))
        _forget(self._own, _REMEMBERED)
        is_new = own.echo is None or own.turn != turn
        own.turn = turn
        echo = self._echo_in(turn) if is_new or own.echo is None else own.echo
        if echo.is_whole and turn.text.strip():
            return self._remove(turn, echo)
        own.echo = echo
        told: list[Told] = [*self._joined.apply(_ME, replace(change, turn=echo.cut_out_of(turn)))]
        return [*told, *_laid(echo)] if is_new else told

    def _veiled(self, change: TurnChanged) -> TurnChanged:
        """Words that may be an echo are not shown while they change; what was shown once goes on."""
        turn = change.turn
        shown = self._joined.turn_of(_ME, turn.number)
        has_shown_words = shown is not None and bool(shown.text or shown.provisional)
        if turn.state is not TurnState.LIVE or has_shown_words or not self._is_played_at(turn):
            return change
        bare = replace(turn, text="", provisional="", segments=(), doubtful=())
        kind = TurnChange.PLACED if change.change in _UNSETTLED else change.change
        return replace(change, change=kind, turn=bare, appended="")

    def _is_played_at(self, own: Turn) -> bool:
        newest = list(self._played.values())[-_NEWEST:]
        return any(
            played.state in (TurnState.LIVE, TurnState.FINISHED)
            and overlaps(own, played)
            and (played.state is TurnState.LIVE or own.start_ms is not None)
            for played in newest
        )

    def _judge(self, number: int) -> list[Told]:
        """Once more, for the played words are known now."""
        own = self._own[number]
        turn, before = own.turn, own.echo
        echo = self._echo_in(turn)
        shown = self._joined.turn_of(_ME, number)
        if shown is None or before == echo:
            return []
        if turn.start_ms is None and before is not None and len(echo.text) > len(before.text):
            # The words that it echoed are no longer among the newest.
            return []
        if echo.is_whole and turn.text.strip():
            return self._remove(turn, echo)
        own.echo = echo
        return [*self._joined.rewrite(replace(echo.cut_out_of(turn), number=shown.number)), *_laid(echo)]

    def _echo_in(self, turn: Turn) -> Echo:
        return echo_in(turn, (played for played in self._played.values() if played.text), self._explains)

    def _remove(self, turn: Turn, echo: Echo) -> list[Told]:
        self._removed[turn.number] = None
        _forget(self._removed, _MOST_REMOVED)
        self._own.pop(turn.number, None)
        return [*self._joined.apply(_ME, TurnRemoved(turn.number)), *_laid(echo)]


def _laid(echo: Echo) -> list[Told]:
    return [CoverageChanged(echo.stretches)] if echo.stretches else []


def _forget(numbered: dict[int, Any], most: int) -> None:
    while len(numbered) > most:
        del numbered[next(iter(numbered))]
