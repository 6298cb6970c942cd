"""What the foot tells of the sound gives way whole: lights and what was just done come before it."""

from pytestqt.qtbot import QtBot

from tests.gui.test_state_words import LIVE
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import TranscriptPage


def shown_page(theme: Theme, qtbot: QtBot, width_px: int) -> TranscriptPage:
    page = TranscriptPage(theme)
    qtbot.addWidget(page)
    page.resize(width_px, 500)
    page.foot.show_situation(LIVE)
    page.foot_line.dropped.say("0 dropped", "All sound has arrived.")
    page.foot_line.saved.say("Saved 3 s ago", "All sound until then is on the disk.")
    page.show()
    return page


def test_where_there_is_room_everything_is_told(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 900)
    page.note.stand("327 words")
    line = page.foot_line
    qtbot.waitUntil(line.saved.isVisible)
    assert line.dropped.isVisible()
    places = [line.dropped.x(), line.saved.x(), page.note.x()]
    assert places == sorted(places)
    assert line.saved.toolTip()
    assert not page.foot.is_cut


def test_what_says_least_goes_first_and_comes_back(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 900)
    line = page.foot_line
    qtbot.waitUntil(line.dropped.isVisible)
    page.resize(620, 500)
    qtbot.waitUntil(line.dropped.isHidden)
    assert line.saved.isVisible()
    qtbot.waitUntil(lambda: line.saved.width() >= line.saved.sizeHint().width())
    page.resize(520, 500)
    qtbot.waitUntil(line.saved.isHidden)
    assert not page.foot.is_cut
    page.resize(900, 500)
    qtbot.waitUntil(lambda: line.saved.isVisible() and line.dropped.isVisible())


def test_what_was_just_done_is_read_before_it(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 760)
    line = page.foot_line
    qtbot.waitUntil(line.saved.isVisible)
    page.note.pass_by("Saved as Weekly product sync of us.docx")
    qtbot.waitUntil(lambda: line.saved.isHidden() and line.dropped.isHidden())
    assert page.note.shown == page.note.text()


def test_what_was_dropped_stays_whatever_else_wants_the_room(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 520)
    line = page.foot_line
    line.dropped.say("1.2 s dropped", "1.2 s of sound did not arrive.", is_urgent=True)
    qtbot.waitUntil(line.dropped.isVisible)
    qtbot.waitUntil(lambda: line.dropped.width() >= line.dropped.sizeHint().width())
    line.dropped.say("", "")
    assert line.dropped.isHidden()
    assert line.dropped.toolTip() == ""


SUMS = "0:09 recorded: 0:09 speech transcribed, 0:00 silent, 0:00 missing"


def test_what_stays_has_a_row_of_its_own_where_it_would_be_cut(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 1_200)
    page.note.stand(SUMS)
    qtbot.waitUntil(page.foot_line.saved.isVisible)
    one_row_px = page.foot_line.height()
    assert page.note.shown == SUMS
    for width_px in range(1_150, 480, -50):
        page.resize(width_px, 500)
        qtbot.waitUntil(lambda: page.note.shown == SUMS)
        assert not page.foot.is_cut
    note, lights = page.note, page.foot
    qtbot.waitUntil(lambda: note.y() >= lights.geometry().bottom())
    assert page.foot_line.height() > one_row_px
    assert note.geometry().right() <= page.foot_line.width()
    page.resize(1_200, 500)
    qtbot.waitUntil(lambda: page.foot_line.height() == one_row_px)
    qtbot.waitUntil(lambda: note.x() > lights.geometry().right())
    assert note.shown == SUMS


def test_the_line_does_not_jump_for_what_passes_by(theme: Theme, qtbot: QtBot) -> None:
    page = shown_page(theme, qtbot, 620)
    page.note.stand("327 words")
    qtbot.waitUntil(lambda: page.note.shown == "327 words")
    height_px = page.foot_line.height()
    page.note.pass_by("Saved as " + "Weekly product sync of us " * 4 + ".docx")
    qtbot.wait(50)
    assert page.foot_line.height() == height_px
