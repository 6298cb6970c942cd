import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.guide.guide_text import Chapter
from transcriber.gui.guide.guide_window import GuideWindow
from transcriber.gui.theme import Theme

LONG = tuple(f"Sentence {number} of a long chapter that needs some room." for number in range(40))
TEXT = (
    Chapter(title="First", paragraphs=("Press Record.", "<b>Not bold</b>")),
    Chapter(title="Captions", paragraphs=LONG),
    Chapter(title="Keys", rows=(("F9", "Record"), ("F1", "Guide"))),
)


@pytest.fixture
def guide(theme: Theme, qtbot: QtBot) -> GuideWindow:
    made = GuideWindow(theme, TEXT)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(guide: GuideWindow) -> list[str]:
    rows = range(guide.headings.count())
    return [guide.headings.item(row).text() for row in rows if not guide.headings.item(row).isHidden()]


def test_all_of_it_can_be_read_as_plain_text(guide: GuideWindow) -> None:
    text = guide.text.toPlainText()
    assert text.startswith("First\nPress Record.\n<b>Not bold</b>\nCaptions\n")
    assert text.split()[-4:] == ["F9", "Record", "F1", "Guide"]
    assert guide.text.isReadOnly()


def test_no_heading_is_cut(theme: Theme, qtbot: QtBot) -> None:
    theme.dress()
    title = "Wenn irgendetwas einmal nicht so geht, wie es soll"
    guide = GuideWindow(theme, (Chapter(title=title),))
    qtbot.addWidget(guide)
    guide.show()
    assert guide.headings.visualItemRect(guide.headings.item(0)).width() <= guide.headings.viewport().width()
    assert guide.headings.viewport().width() >= guide.headings.fontMetrics().horizontalAdvance(title) + 16


def test_a_heading_leads_to_its_place(guide: GuideWindow) -> None:
    guide.headings.setCurrentRow(2)
    assert guide.text.textCursor().block().text() == "Keys"
    assert guide.text.verticalScrollBar().value() > 0
    guide.headings.setCurrentRow(0)
    assert guide.text.verticalScrollBar().value() == 0


def test_the_search_narrows_the_headings_and_goes_on_by_keyboard(guide: GuideWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(guide.search, "record")
    assert shown(guide) == ["First", "Keys"]
    qtbot.keyClick(guide.search, Qt.Key.Key_Down)
    qtbot.keyClick(guide.headings, Qt.Key.Key_Down)
    assert guide.text.textCursor().block().text() == "Keys"
    guide.search.setText("unicorn")
    assert shown(guide) == []
    guide.search.clear()
    assert shown(guide) == ["First", "Captions", "Keys"]


def test_it_is_closed_by_escape_and_its_controls_are_named(guide: GuideWindow, qtbot: QtBot) -> None:
    assert all(control.accessibleName() for control in (guide.search, guide.headings, guide.text))
    qtbot.keyClick(guide.search, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_another_theme_has_its_own_colours(guide: GuideWindow, theme: Theme) -> None:
    before = guide.text.toPlainText()
    cursor = guide.text.textCursor()
    light = cursor.charFormat().foreground().color()
    theme.choose("dark")
    assert guide.text.toPlainText() == before
    assert guide.text.textCursor().charFormat().foreground().color() != light


def test_what_changed_meanwhile_is_shown_when_it_is_opened_again(guide: GuideWindow) -> None:
    guide.show_chapters((TEXT[0], Chapter(title="Keys", rows=(("F12", "Record"),))))
    assert "F12" in guide.text.toPlainText()
    assert shown(guide) == ["First", "Keys"]
