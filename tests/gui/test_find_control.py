"""Finding in the window: by keys, through turns that are not in the document, on both pages, while text comes in."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState


def say(stage: Stage, first: int, *texts: str) -> None:
    for number, text in enumerate(texts, start=first):
        turn = Turn(number=number, text=text, state=TurnState.FINISHED, start_ms=number * 1_000)
        stage.publish(TurnChanged(TurnChange.COMPLETED, turn, number))


def test_a_word_is_found_gone_to_and_left_again(stage: Stage, qtbot: QtBot) -> None:
    find, view = stage.window.parts.find, stage.window.page.transcript
    say(stage, 0, *(["nothing here"] * 400), "the vendor Cresswell", *(["nothing"] * 800), "Cresswell again")
    qtbot.waitUntil(lambda: len(view.turns) == 1_202)
    stage.window.actions_.find.trigger()
    assert stage.window.focusWidget() is find.bar.field
    find.bar.field.setText("cresswell")
    qtbot.waitUntil(lambda: find.bar.count.text() == "2 of 2")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return)
    assert find.bar.count.text() == "1 of 2", "behind the last one it begins again"
    assert view.textCursor().block().text() == "the vendor Cresswell", "it was not in the document before"
    assert not view.is_following
    stage.window.actions_.find_previous.trigger()
    assert find.bar.count.text() == "2 of 2"
    say(stage, 1_202, "and Cresswell once more")
    qtbot.waitUntil(lambda: find.bar.count.text() == "2 of 3")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Escape)
    assert not find.bar.isVisible()
    assert not view.extraSelections()
    assert view.textCursor().selectedText() == "Cresswell", "it stays chosen, to be copied"
    stage.window.actions_.find_next.trigger()
    assert find.bar.isVisible(), "F3 opens it again, with what is chosen"
    assert find.bar.field.text() == "Cresswell"


def test_what_is_not_there_is_said(stage: Stage, qtbot: QtBot) -> None:
    find = stage.window.parts.find
    say(stage, 0, "one")
    find.open()
    find.bar.field.setText("three")
    assert find.bar.count.text() == "Not found"
    find.go_on(1)
    assert find.current is None
