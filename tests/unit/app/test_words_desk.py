from collections.abc import Callable, Mapping, Sequence

from transcriber.app.words_desk import WordsDesk
from transcriber.session.notices import Notice
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary


class Corrections:
    """Remembers what is to be replaced in the history."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def replace(self, replacement: Replacement, turns: Mapping[str, Sequence[int]]) -> None:
        self.asked.append((replacement.text("pie side six"), dict(turns)))

    def undo(self) -> None:
        self.asked.append("undo")


def new_desk(
    call: Callable[[Callable[[], object]], object],
    ask_again: Callable[[], None] = lambda: None,
    corrections: Corrections | None = None,
) -> WordsDesk:
    made = corrections or Corrections()
    return WordsDesk(call, ask_again, lambda: made)  # type: ignore[arg-type, return-value]


WORDS = Vocabulary((Entry(written="PySide6", heard=("pie side six",)),))


def test_each_wish_is_done_on_the_other_thread_and_the_service_is_told_once() -> None:
    waiting: list[Callable[[], object]] = []
    asked: list[str] = []
    told: list[Notice] = []
    desk = new_desk(waiting.append, lambda: asked.append("again"))
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
    desk = new_desk(waiting.append)
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


def test_changes_here_and_in_the_history_are_taken_back_newest_first() -> None:
    corrections = Corrections()
    told: list[Notice] = []
    desk = new_desk(lambda wish: wish(), corrections=corrections)
    publish = desk.in_use.watched(told.append, is_running=True)
    publish(TurnChanged(TurnChange.COMPLETED, Turn(number=1, state=TurnState.FINISHED, text="pie side six"), 0))
    desk.correct(WORDS, {"r1": (4, 5)})
    desk.correct(WORDS)
    desk.rewrite(1, "Mine.")
    assert corrections.asked == [("PySide6", {"r1": (4, 5)})], "nothing was left to correct here the second time"

    def text() -> str:
        last = told[-1]
        assert isinstance(last, TurnChanged)
        return last.turn.text

    assert text() == "Mine."
    desk.undo()
    assert (text(), corrections.asked[1:]) == ("PySide6", [])
    desk.undo()
    assert (text(), corrections.asked[1:]) == ("pie side six", ["undo"])
    desk.undo()
    assert corrections.asked[1:] == ["undo"]


def test_what_was_changed_in_a_recording_before_stops_no_way_back() -> None:
    corrections = Corrections()
    desk = new_desk(lambda wish: wish(), corrections=corrections)
    desk.correct(WORDS, {"r1": (4,)})
    publish = desk.in_use.watched(lambda _: None, is_running=True)
    publish(TurnChanged(TurnChange.COMPLETED, Turn(number=1, state=TurnState.FINISHED, text="pie side six"), 0))
    desk.rewrite(1, "Mine.")
    desk.in_use.watched(lambda _: None, is_running=True)
    desk.undo()
    assert corrections.asked[1:] == ["undo"]
