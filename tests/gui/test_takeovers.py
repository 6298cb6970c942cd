"""Which turn is the first of another service, and how the live page comes to know."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.takeovers import Takeover, TakeoverNews, Takeovers
from transcriber.gui.turn_list import TurnList
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import AnnouncedSession
from transcriber.session.notices import ServiceChanged, SessionAnnounced
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

HERE = "This computer (moonshine-tiny-en)"


def turns(*given: Turn) -> TurnList:
    made = TurnList()
    for position, turn in enumerate(given):
        made.apply(TurnChanged(TurnChange.COMPLETED, turn, position))
    return made


def turn(number: int, start_ms: int | None, *, lane: int = 0) -> Turn:
    return Turn(number=number, start_ms=start_ms, lane=lane, state=TurnState.FINISHED, text="Words.")


def heads(takeovers: Takeovers, given: TurnList) -> list[str]:
    return [takeovers.above(given, index) for index in range(len(given))]


def known(*takeovers: Takeover) -> Takeovers:
    made = Takeovers()
    for each in takeovers:
        made.add(each)
    return made


def test_it_stands_above_the_first_turn_that_begins_there_or_later_and_above_no_other() -> None:
    given = turns(turn(1, 1_000), turn(2, 4_000), turn(3, 5_000), turn(4, 9_000))
    assert heads(known(Takeover(5_000, HERE)), given) == ["", "", HERE, ""]
    assert heads(known(Takeover(4_500, HERE)), given) == ["", "", HERE, ""]
    assert heads(known(Takeover(0, HERE)), given) == [HERE, "", "", ""]
    assert heads(known(Takeover(10_000, HERE)), given) == ["", "", "", ""]


def test_a_gap_and_a_turn_whose_time_is_not_known_yet_were_made_by_nobody() -> None:
    gap = Turn(number=2, start_ms=5_000, end_ms=6_000, state=TurnState.GAP)
    given = turns(turn(1, 1_000), gap, turn(3, None), turn(4, 6_000), turn(5, 7_000))
    assert heads(known(Takeover(5_000, HERE)), given) == ["", "", "", HERE, ""]


def test_each_source_has_its_own() -> None:
    given = turns(turn(1, 1_000), turn(2, 6_000, lane=1), turn(3, 6_100), turn(4, 7_000, lane=1), turn(5, 8_000))
    assert heads(known(Takeover(5_000, HERE, lane=0)), given) == ["", "", HERE, "", ""]
    both = known(Takeover(5_000, HERE, lane=0), Takeover(6_500, "House", lane=1))
    assert heads(both, given) == ["", "", HERE, "House", ""]


def test_what_is_heard_again_from_an_earlier_second_on_counts_from_there() -> None:
    given = turns(turn(1, 1_000), turn(2, 4_000), turn(3, 6_000))
    assert heads(known(Takeover(5_000, "House"), Takeover(3_000, HERE)), given) == ["", HERE, ""]


def test_an_export_is_told_of_each_turn_that_the_first_service_did_not_make() -> None:
    takeovers = known(Takeover(5_000, HERE))
    given: Iterable[Turn] = turns(turn(1, 1_000), turn(2, 6_000), turn(3, 8_000), turn(4, 9_000, lane=1))
    assert takeovers.makers(given) == {(0, 2): HERE, (0, 3): HERE}
    takeovers.clear()
    assert takeovers.makers(given) == {}


class Page:
    def __init__(self) -> None:
        self.told: list[Takeover] = []

    def take_over(self, takeover: Takeover) -> None:
        self.told.append(takeover)


def announced(base_sample: int | None) -> SessionAnnounced:
    session = AnnouncedSession("sess_1", SessionConfiguration(model="moonshine-tiny-en"))
    return SessionAnnounced(session, base_sample=base_sample)


def test_a_service_that_takes_over_counts_from_its_first_sample_on(qtbot: QtBot) -> None:
    bridge, page, parent = NoticeBridge(), Page(), QObject()
    news = TakeoverNews(bridge, page, parent)
    assert news.parent() is parent
    bridge.session_announced.emit(announced(0))
    assert page.told == [], "the service that it began with takes nothing over"

    bridge.service_changed.emit(ServiceChanged("local", "This computer", "moonshine-tiny-en", is_local=True))
    bridge.session_announced.emit(announced(None))
    assert page.told == [], "an update of the session that was"
    bridge.session_announced.emit(announced(24_000 * 90))
    bridge.session_announced.emit(announced(24_000 * 120))
    assert page.told == [Takeover(90_000, HERE)], "once"
