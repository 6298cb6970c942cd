"""The page: one column for title, problems and text, and the transcript in place of the first steps."""

from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import TranscriptPage


def test_the_transcript_takes_the_place_of_the_first_steps(theme: Theme, qtbot: QtBot) -> None:
    page = TranscriptPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.show_transcript(False)
    assert page.empty.isVisible()
    assert not page.title.isVisible()
    page.show_transcript(True)
    assert page.transcript.isVisible()
    assert page.title.isVisible()
    assert not page.empty.isVisible()


def test_title_and_text_begin_at_one_line_at_any_width(theme: Theme, qtbot: QtBot) -> None:
    page = TranscriptPage(theme)
    qtbot.addWidget(page)
    page.show()
    page.show_transcript(True)
    for width in (592, 1012, 1700):
        page.resize(width, 600)
        title = page.title.mapTo(page, page.title.rect().topLeft()).x()
        text = page.transcript.mapTo(page, page.transcript.viewport().pos()).x()
        assert title == text


def test_the_buttons_have_names(theme: Theme, qtbot: QtBot) -> None:
    page = TranscriptPage(theme)
    qtbot.addWidget(page)
    assert "Copy" in page.copy.accessibleName()
    assert "Save" in page.save.accessibleName()
    assert page.foot.accessibleName()
