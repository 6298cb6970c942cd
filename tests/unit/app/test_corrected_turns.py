"""Finished turns come with the right words; what was settled stays as it is unless a person asks."""

from dataclasses import replace

from transcriber.app.corrected_turns import CorrectedTurns
from transcriber.session.notices import Notice, Problem
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState
from transcriber.transcript.vocabulary import Entry

PYSIDE = Replacement((Entry(written="PySide6", heard=("pie side six",)),))
NOOR = Replacement((Entry(written="Noor", heard=("nor",)),))


class Stage:
    def __init__(self, replacement: Replacement = PYSIDE) -> None:
        self.told: list[Notice] = []
        self.replacement = replacement
        self.turns = CorrectedTurns(self.told.append, lambda: self.replacement)

    def say(
        self, number: int, text: str, change: TurnChange = TurnChange.COMPLETED, position: int | None = None
    ) -> Turn:
        state = TurnState.LIVE if change is TurnChange.DELTA else TurnState.FINISHED
        turn = Turn(number=number, state=state, text=text, start_ms=0, end_ms=900)
        self.turns.publish(TurnChanged(change, turn, number - 1 if position is None else position))
        return self.last.turn

    @property
    def last(self) -> TurnChanged:
        last = self.told[-1]
        assert isinstance(last, TurnChanged)
        return last


def test_a_live_turn_is_left_alone_and_a_finished_one_is_not() -> None:
    stage = Stage()
    assert stage.say(1, "with pie side six", TurnChange.DELTA).text == "with pie side six"
    read = stage.say(1, "with pie side six")
    assert (read.text, read.heard_text) == ("with PySide6", "with pie side six")


def test_what_was_settled_keeps_its_words_when_the_vocabulary_changes() -> None:
    stage = Stage()
    stage.say(1, "nor and pie side six")
    stage.replacement = NOOR
    assert stage.say(1, "nor and pie side six", TurnChange.PLACED).text == "nor and PySide6"
    silent = Turn(
        number=1, state=TurnState.FINISHED, text="nor and pie side six", start_ms=0, end_ms=900, is_on_silence=True
    )
    stage.turns.publish(TurnChanged(TurnChange.ON_SILENCE, silent, 0))
    assert (stage.last.turn.text, stage.last.turn.is_on_silence) == ("nor and PySide6", True)
    assert stage.say(2, "nor and pie side six").text == "Noor and pie side six"


def test_a_person_has_it_replaced_in_what_is_there_and_takes_that_back_as_one() -> None:
    stage = Stage(Replacement())
    for number, text in ((1, "nor came"), (2, "nobody came"), (3, "and nor went")):
        stage.say(number, text)
    assert stage.turns.correct_all(NOOR) == 2
    told = [notice for notice in stage.told[3:] if isinstance(notice, TurnChanged)]
    assert [(each.change, each.turn.text, each.position) for each in told] == [
        (TurnChange.CORRECTED, "Noor came", 0),
        (TurnChange.CORRECTED, "and Noor went", 2),
    ]
    assert stage.turns.undo()
    assert [notice.turn.text for notice in stage.told[5:] if isinstance(notice, TurnChanged)] == [
        "nor came",
        "and nor went",
    ]
    assert not stage.turns.undo()
    assert stage.turns.correct_all(PYSIDE) == 0


def test_places_follow_what_comes_and_goes() -> None:
    stage = Stage(Replacement())
    stage.say(1, "one")
    stage.say(2, "nor")
    stage.say(3, "before it", position=0)
    stage.turns.publish(TurnRemoved(1))
    stage.turns.correct_all(NOOR)
    assert (stage.last.turn.text, stage.last.position) == ("Noor", 1)
    stage.turns.publish(TurnRemoved(2))
    assert stage.turns.undo()
    assert stage.told[-1] == TurnRemoved(2)


def test_everything_else_passes() -> None:
    stage = Stage()
    stage.turns.publish(Problem("code", "message"))
    assert stage.told == [Problem("code", "message")]
    failed = Turn(number=1, state=TurnState.FAILED, failure="pie side six")
    stage.turns.publish(TurnChanged(TurnChange.FAILED, failed, 0))
    assert stage.last.turn == replace(failed)


def test_a_person_rewrites_one_turn_and_takes_it_back() -> None:
    stage = Stage()
    stage.say(1, "with pie side six")
    assert stage.turns.rewrite(1, "with PySide 6.8")
    assert (stage.last.change, stage.last.position) == (TurnChange.CORRECTED, 0)
    assert (stage.last.turn.text, stage.last.turn.heard_text) == ("with PySide 6.8", "with pie side six")
    assert stage.say(1, "with pie side six", TurnChange.PLACED).text == "with PySide 6.8", "what comes later keeps it"
    assert stage.turns.undo()
    assert stage.last.turn.text == "with PySide6"


def test_only_other_words_for_a_finished_turn_are_a_rewriting() -> None:
    stage = Stage()
    stage.say(1, "one")
    stage.say(2, "tw", TurnChange.DELTA)
    count = len(stage.told)
    assert not any([stage.turns.rewrite(1, "one"), stage.turns.rewrite(1, " "), stage.turns.rewrite(2, "two")])
    assert not stage.turns.rewrite(3, "three")
    assert (len(stage.told), stage.turns.undo()) == (count, False)


def test_what_a_person_calls_speech_is_struck_no_more_whatever_is_told_later() -> None:
    stage = Stage()
    silent = Turn(number=1, state=TurnState.FINISHED, text="thank you", start_ms=0, end_ms=900, is_on_silence=True)
    stage.turns.publish(TurnChanged(TurnChange.COMPLETED, silent, 0))
    assert not stage.turns.call_speech(2)
    assert stage.turns.call_speech(1)
    assert not stage.last.turn.is_on_silence
    stage.turns.publish(TurnChanged(TurnChange.ON_SILENCE, silent, 0))
    assert not stage.last.turn.is_on_silence
    assert stage.turns.rewrite(1, "thank you all")
    assert stage.turns.undo()
    assert (stage.last.turn.text, stage.last.turn.is_on_silence) == ("thank you", False)
    assert stage.turns.undo()
    assert stage.last.turn.is_on_silence


def test_what_is_struck_is_not_corrected() -> None:
    stage = Stage(Replacement())
    stage.say(1, "nor came")
    silent = replace(stage.last.turn, is_on_silence=True)
    stage.turns.publish(TurnChanged(TurnChange.ON_SILENCE, silent, 0))
    stage.say(2, "and nor went")
    assert stage.turns.correct_all(NOOR) == 1
    assert (stage.last.turn.number, stage.last.turn.text) == (2, "and Noor went")
