"""What was just done can be read, although the count of words goes on."""

from pytestqt.qtbot import QtBot

from transcriber.gui.foot_note import FootNote


def test_what_was_just_done_stays_while_words_come_in(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    note.stand("12 words")
    note.pass_by("Marked at 1:23")
    note.stand("13 words")
    assert note.text() == "Marked at 1:23"
    note._passing.timeout.emit()
    assert note.text() == "13 words"


def test_the_newest_is_read_for_its_whole_time(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    note.pass_by("Marked at 1:23")
    note.pass_by("Note kept at 1:25")
    assert note.text() == "Note kept at 1:25"
    assert note._passing.isActive()
