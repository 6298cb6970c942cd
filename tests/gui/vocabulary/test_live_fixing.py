"""What a person corrects while recording is replaced in what is there, and learnt."""

from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.settings.vocabulary_file import load_vocabulary
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary

PYSIDE = Entry(written="PySide6", heard=("pie side six",))


def test_a_finished_turn_is_corrected_everywhere_and_taken_back(stage: Stage, qtbot: QtBot) -> None:
    parts, asked = stage.window.parts, stage.app.words.asked
    for number, text in enumerate(("with pie side six", "without", "pie side six too"), 1):
        turn = Turn(number=number, state=TurnState.FINISHED, text=text)
        parts.page.transcript.turns.apply(TurnChanged(TurnChange.COMPLETED, turn, number - 1))
    assert not parts.actions.undo_fix.isEnabled()
    parts.actions.fix.trigger()
    dialog = parts.live_fixing.dialog
    assert dialog is not None
    dialog.heard.setText("pie side six")
    dialog.written.setText("PySide6")
    assert dialog.found.text().startswith("Found in this recording: 2")
    dialog.replace.click()
    assert stage.app.words.elsewhere == [{}]
    qtbot.waitUntil(lambda: parts.words.vocabulary == Vocabulary((PYSIDE,)))
    assert asked[-3:] == ["correct", Vocabulary((PYSIDE,)), Vocabulary((PYSIDE,))]
    assert load_vocabulary() == Vocabulary((PYSIDE,))
    parts.actions.undo_fix.trigger()
    assert asked[-1] == "undo"


def test_what_stands_in_the_history_is_corrected_with_it(stage: Stage) -> None:
    parts, words = stage.window.parts, stage.app.words
    parts.history.correction_asked.emit(PYSIDE, {"a": (1, 2)})
    assert words.asked[-2:] == ["correct", Vocabulary((PYSIDE,))]
    assert words.elsewhere == [{"a": (1, 2)}]
    parts.actions.undo_fix.trigger()
    assert words.asked[-1] == "undo"
    parts.actions.fix.trigger()
    dialog = parts.live_fixing.dialog
    assert dialog is not None
    dialog.asked.emit(PYSIDE, False, {"a": (1,)})
    assert words.elsewhere[-1] == {"a": (1,)}
    assert parts.page.note.text().startswith("Corrected in other recordings, too: 1.")
