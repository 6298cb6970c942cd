"""The words reach the application, for the preset in use, and the file."""

import errno
import os
import threading
import time

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.session.notices import Problem
from transcriber.settings.file_lock import locked
from transcriber.settings.vocabulary_file import change_vocabulary, load_vocabulary, vocabulary_path
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

PYSIDE = Entry(written="PySide6", heard=("pie side six",))
SPOKEN = Entry(written="Kreszwel", preset="Meeting")


def test_what_is_kept_counts_from_the_start_and_follows_the_preset(stage: Stage, qtbot: QtBot) -> None:
    change_vocabulary(lambda known: known.joined_with((PYSIDE, SPOKEN))[0])
    stage.app.words.asked.clear()
    window = stage.window
    window.parts.words.begin()
    qtbot.waitUntil(lambda: stage.app.words.asked == [Vocabulary((PYSIDE,))])
    box = window.parts.panel.preset.box
    box.setCurrentIndex(box.findData("Meeting"))
    box.activated.emit(box.currentIndex())
    assert stage.app.words.asked[-1] == Vocabulary((PYSIDE, SPOKEN))


def test_the_dialog_opens_from_menu_and_panel_and_changes_count_at_once(stage: Stage, qtbot: QtBot) -> None:
    window, app = stage.window, stage.app
    words = window.parts.words
    window.parts.actions.words.trigger()
    dialog = words.dialog
    assert dialog is not None
    window.parts.panel.words.click()
    assert words.dialog is dialog
    dialog.form.show_entry(PYSIDE)
    dialog.add.click()
    qtbot.waitUntil(lambda: words.vocabulary == Vocabulary((PYSIDE,)))
    assert load_vocabulary() == Vocabulary((PYSIDE,))
    assert app.words.asked == [Vocabulary((PYSIDE,))]
    assert dialog.told.text() == "This computer cannot be told which words to expect."
    dialog.close()
    assert words.dialog is None


def test_a_word_is_learnt_and_what_cannot_be_kept_is_a_problem(stage: Stage, qtbot: QtBot) -> None:
    words = stage.window.parts.words
    told: list[Problem] = []
    words.problem_raised.connect(told.append)
    words.learn(PYSIDE)
    words.learn(Entry(written="Qt", heard=("pie side six",)))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].message == "pie side six is replaced by PySide6 already."
    assert words.vocabulary == load_vocabulary() == Vocabulary((PYSIDE,))


def test_a_disk_that_takes_nothing_is_a_problem_and_what_was_kept_goes_on_counting(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = stage.window.parts.words
    words.learn(PYSIDE)
    qtbot.waitUntil(lambda: words.vocabulary == Vocabulary((PYSIDE,)))
    monkeypatch.setattr("os.fsync", full_disk)
    with qtbot.waitSignal(words.problem_raised) as raised:
        words.learn(SPOKEN)
    assert "No space left" in raised.args[0].message
    assert words.vocabulary == load_vocabulary() == Vocabulary((PYSIDE,))


def test_another_program_that_has_the_file_holds_up_no_window(stage: Stage, qtbot: QtBot) -> None:
    words = stage.window.parts.words
    path = vocabulary_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_suffix(".lock")):
        began_s = time.monotonic()
        words.learn(PYSIDE)
        words.open()
        words.learn(SPOKEN)
        assert time.monotonic() - began_s < 1.0
        assert load_vocabulary() == EMPTY
    qtbot.waitUntil(lambda: len(words.vocabulary.entries) == 2)
    assert load_vocabulary() == words.vocabulary
    assert words.dialog is not None
    assert [entry.written for entry in words.dialog.model.rows] == ["Kreszwel", "PySide6"]
    words.dialog.close()


def test_the_last_word_is_on_disk_when_the_program_ends(stage: Stage, qapp: QApplication) -> None:
    words = stage.window.parts.words
    path = vocabulary_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_taken = threading.Event()

    def have_it_for_a_while() -> None:
        with locked(path.with_suffix(".lock")):
            is_taken.set()
            time.sleep(0.3)

    another = threading.Thread(target=have_it_for_a_while)
    another.start()
    is_taken.wait(5)
    words.learn(PYSIDE)
    stage.window.close()
    qapp.aboutToQuit.emit()
    assert load_vocabulary() == Vocabulary((PYSIDE,))
    another.join()


def test_a_closed_window_reads_nothing_any_more(stage: Stage, qtbot: QtBot) -> None:
    words = stage.window.parts.words
    qtbot.waitUntil(lambda: words.vocabulary == load_vocabulary())
    change_vocabulary(lambda known: known.with_entry(PYSIDE))
    stage.window.close()
    words.begin()
    qtbot.wait(100)
    assert words.vocabulary == EMPTY


@pytest.mark.allowed_logs("was not written", logger="transcriber.gui.vocabulary.vocabulary_control")
def test_the_end_waits_for_no_disk_for_ever_and_writes_that_down(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("transcriber.gui.vocabulary.vocabulary_control._END_WITHIN_S", 0.1)
    goes_on = threading.Event()

    def hang(known: Vocabulary) -> Vocabulary:
        goes_on.wait(5)
        return known

    words = stage.window.parts.words
    words.change(hang)
    words.finish()
    goes_on.set()
    assert "the last change of vocabulary.csv was not written" in caplog.text


def full_disk(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
