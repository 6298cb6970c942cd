from collections.abc import Callable

from transcriber.app.words_desk import WordsDesk
from transcriber.session.notices import Notice
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary

WORDS = Vocabulary((Entry(written="PySide6", heard=("pie side six",)),))


def test_each_wish_is_done_on_the_other_thread_and_the_service_is_told_once() -> None:
    waiting: list[Callable[[], object]] = []
    asked: list[str] = []
    told: list[Notice] = []
    desk = WordsDesk(waiting.append, lambda: asked.append("again"))
    publish = desk.in_use.watched(told.append, is_running=True)
    publish(TurnChanged(TurnChange.COMPLETED, Turn(number=1, state=TurnState.FINISHED, text="pie side six"), 0))
    desk.use(WORDS)
    desk.use(WORDS)
    desk.correct(WORDS)
    desk.undo()
    assert (asked, len(told)) == ([], 1)
    for wish in waiting:
        wish()
    assert asked == ["again"]
    assert [notice.turn.text for notice in told if isinstance(notice, TurnChanged)] == [
        "pie side six",
        "PySide6",
        "pie side six",
    ]
