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


def test_one_turn_is_rewritten_or_called_speech_on_the_other_thread() -> None:
    waiting: list[Callable[[], object]] = []
    told: list[Notice] = []
    desk = WordsDesk(waiting.append, lambda: None)
    publish = desk.in_use.watched(told.append, is_running=True)
    struck = Turn(number=1, state=TurnState.FINISHED, text="thank you", is_on_silence=True)
    publish(TurnChanged(TurnChange.COMPLETED, struck, 0))
    desk.call_speech(1)
    desk.rewrite(1, "Thank you.")
    assert len(told) == 1
    for wish in waiting:
        wish()
    assert [(each.turn.text, each.turn.is_on_silence) for each in told[1:] if isinstance(each, TurnChanged)] == [
        ("thank you", False),
        ("Thank you.", False),
    ]
