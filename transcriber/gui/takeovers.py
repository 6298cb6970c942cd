"""Where another service took the recording over: told above the first turn that it made, and to what is exported.

What an older service still owed comes late: who made a turn is told by where it begins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import in_words
from transcriber.session.notices import ServiceChanged, SessionAnnounced
from transcriber.transcript.turns import Turn, TurnState


@dataclass(frozen=True, slots=True)
class Takeover:
    """From `at_ms` of the recording's clock on, `maker` makes the text of a lane."""

    at_ms: int
    maker: str
    """`This computer (moonshine-tiny-en)`."""
    lane: int = 0


class Turns(Protocol):
    """Every turn, in reading order."""

    def __len__(self) -> int:
        """How many there are."""

    def turn_at(self, index: int) -> Turn:
        """One of them."""


class Takeovers:
    """Of the recording on the live page. Main thread."""

    def __init__(self) -> None:
        self._known: list[Takeover] = []

    def __len__(self) -> int:
        return len(self._known)

    def clear(self) -> None:
        """Another recording begins."""
        self._known.clear()

    def add(self, takeover: Takeover) -> None:
        """What was made from there on before is heard again."""
        earlier = [each for each in self._known if each.lane != takeover.lane or each.at_ms < takeover.at_ms]
        self._known = [*earlier, takeover]

    def above(self, turns: Turns, index: int) -> str:
        """Who made the turn at `index`, where it is the first that it made; otherwise empty."""
        turn = turns.turn_at(index)
        takeover = self._of(turn)
        if takeover is None or not _is_spoken(turn):
            return ""
        for before in range(index - 1, -1, -1):
            earlier = turns.turn_at(before)
            if earlier.lane == turn.lane and _is_spoken(earlier):
                return "" if self._of(earlier) is takeover else takeover.maker
        return takeover.maker

    def makers(self, turns: Iterable[Turn]) -> Mapping[tuple[int, int], str]:
        """By lane and number: what made the turns that the first service did not make."""
        found = ((turn, self._of(turn)) for turn in turns) if self._known else ()
        return {(turn.lane, turn.number): takeover.maker for turn, takeover in found if takeover is not None}

    def _of(self, turn: Turn) -> Takeover | None:
        if turn.start_ms is None:
            return None
        begun = (each for each in reversed(self._known) if each.lane == turn.lane and each.at_ms <= turn.start_ms)
        return next(begun, None)


def _is_spoken(turn: Turn) -> bool:
    return turn.state is not TurnState.GAP and turn.start_ms is not None


class TakenOverPage(Protocol):
    """What shows it."""

    def take_over(self, takeover: Takeover) -> None:
        """Another service goes on."""


class TakeoverNews(QObject):
    """Learns from the session who took over, and from which sample on. Main thread."""

    def __init__(self, bridge: NoticeBridge, page: TakenOverPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._announced: dict[int, ServiceChanged] = {}
        bridge.service_changed.connect(self._on_service_changed)
        bridge.session_announced.connect(self._on_session_announced)

    def _on_service_changed(self, notice: ServiceChanged) -> None:
        self._announced[notice.lane] = notice

    def _on_session_announced(self, notice: SessionAnnounced) -> None:
        if notice.base_sample is None or (service := self._announced.pop(notice.lane, None)) is None:
            return
        title = in_words(service.profile_title)
        maker = f"{title} ({service.model})" if service.model else title
        self._page.take_over(Takeover(notice.base_sample // SPOOL_SAMPLES_PER_MS, maker, notice.lane))
