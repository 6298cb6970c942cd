"""The words reach the application, for the preset in use, and the file."""

from tests.gui.conftest import Stage
from transcriber.settings.vocabulary_file import change_vocabulary, load_vocabulary
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

PYSIDE = Entry(written="PySide6", heard=("pie side six",))
SPOKEN = Entry(written="Kreszwel", preset="Meeting")


def test_what_is_kept_counts_from_the_start_and_follows_the_preset(stage: Stage) -> None:
    change_vocabulary(lambda known: known.joined_with((PYSIDE, SPOKEN))[0])
    stage.app.words.asked.clear()
    window = stage.window
    window.parts.words.begin()
    assert stage.app.words.asked == [Vocabulary((PYSIDE,))]
    box = window.parts.panel.preset.box
    box.setCurrentIndex(box.findData("Meeting"))
    box.activated.emit(box.currentIndex())
    assert stage.app.words.asked[-1] == Vocabulary((PYSIDE, SPOKEN))


def test_the_dialog_opens_from_menu_and_panel_and_changes_count_at_once(stage: Stage) -> None:
    window, app = stage.window, stage.app
    words = window.parts.words
    window.parts.actions.words.trigger()
    dialog = words.dialog
    assert dialog is not None
    window.parts.panel.words.click()
    assert words.dialog is dialog
    dialog.form.show_entry(PYSIDE)
    dialog.add.click()
    assert load_vocabulary() == Vocabulary((PYSIDE,))
    assert app.words.asked == [Vocabulary((PYSIDE,))]
    assert dialog.told.text() == "This computer cannot be told which words to expect."
    dialog.close()
    assert words.dialog is None


def test_a_word_is_learnt_and_what_cannot_be_kept_is_a_problem(stage: Stage) -> None:
    words = stage.window.parts.words
    told: list[object] = []
    words.problem_raised.connect(told.append)
    assert words.learn(PYSIDE)
    assert words.vocabulary == Vocabulary((PYSIDE,))
    assert not words.learn(Entry(written="Qt", heard=("pie side six",)))
    assert len(told) == 1
    assert words.vocabulary != EMPTY
