"""What was just done can be read, although the count of words goes on."""

from pytestqt.qtbot import QtBot

from tests.gui.test_state_words import LIVE
from transcriber.gui.foot_note import FootNote
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import TranscriptPage


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


def test_the_note_gives_way_before_the_state_is_cut(theme: Theme, qtbot: QtBot) -> None:
    page = TranscriptPage(theme)
    qtbot.addWidget(page)
    page.resize(520, 500)
    page.show()
    page.foot.show_situation(LIVE)
    assert page.foot.text() == "Mic ok   ·   Link: on this computer   ·   Text 0.4 s behind"
    page.note.pass_by("Saved as A very long title of a meeting that went on for a whole day.docx")
    qtbot.waitUntil(lambda: not page.foot.is_cut)
    assert page.note.shown.endswith("…")
    assert page.note.toolTip()


def test_what_was_added_stands_behind_whatever_stands_there(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    note.add("2 more files wait")
    assert note.text() == "2 more files wait"
    note.stand("12 words")
    assert note.text() == "12 words  ·  2 more files wait"
    note.pass_by("Copied")
    note.add("")
    assert note.text() == "Copied"
    note._passing.timeout.emit()
    assert note.text() == "12 words"


def test_a_count_that_changes_all_the_time_is_said_first_and_last(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    said = []
    note.count("1 word")
    for count in range(2, 8):
        note.count(f"{count} words")
        said.append(note.text())
    assert set(said) == {"1 word"}
    note._counted.timeout.emit()
    assert note.text() == "7 words"


def test_a_count_that_waits_keeps_nothing_else_from_being_said(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    note.count("1 word")
    note.count("2 words")
    note.stand("10:00 recorded")
    assert note.text() == "10:00 recorded"
    note._counted.timeout.emit()
    assert note.text() == "10:00 recorded"
    note.count("3 words")
    note.count("")
    assert not note.text(), "another recording begins"
    note.pass_by("Copied")
    note.count("1 word")
    note._counted.timeout.emit()
    assert note.text() == "Copied"
    note._passing.timeout.emit()
    assert note.text() == "1 word"


def test_nothing_waits_once_the_count_stands_still(qtbot: QtBot) -> None:
    note = FootNote()
    qtbot.addWidget(note)
    note.count("1 word")
    note.count("2 words")
    qtbot.waitUntil(lambda: note.text() == "2 words" and not note._counted.isActive())
