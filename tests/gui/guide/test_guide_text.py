from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.guide.guide_text import Chapter, chapters
from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.gui.window_actions import WindowActions
from transcriber.settings.profiles import BUILT_IN_PROFILES


def actions_of(qtbot: QtBot) -> list[QAction]:
    window = QWidget()
    qtbot.addWidget(window)
    made = WindowActions(window)
    window.setProperty("actions", made)
    return [each for each in vars(made).values() if isinstance(each, QAction)]


def test_it_begins_with_what_to_do_and_says_what_leaves_for_each_service(qtbot: QtBot) -> None:
    text = chapters(actions_of(qtbot), BUILT_IN_PROFILES, "F9")
    assert text[0].title == "What to do first"
    assert text[0].paragraphs[0].startswith("Press Record, or F9, and speak. The words appear")
    assert chapters((), (), "")[0].paragraphs[0].startswith("Press Record and speak. The words appear")
    privacy = next(chapter for chapter in text if chapter.title == "What leaves this computer")
    told = [words for _, words in privacy.rows]
    assert all(what_leaves(profile) in told for profile in BUILT_IN_PROFILES)


def test_notes_and_marks_have_a_chapter_of_their_own_after_the_history() -> None:
    titles = [chapter.title for chapter in chapters((), (), "")]
    assert titles.index("Notes and marks") == titles.index("History") + 1
    assert len(set(titles)) == len(titles)
    notes = chapters((), (), "")[titles.index("Notes and marks")]
    for asked in ("mark", "write a note", "Enter Esc", "F2 Del Ctrl+Z", "export", "demo"):
        assert notes.holds(asked), asked


def test_every_key_is_listed_as_it_is_now(qtbot: QtBot) -> None:
    actions = actions_of(qtbot)
    rows = {what: keys for keys, what in chapters(actions, (), "")[-1].rows}
    assert rows["Record"] == "F9, Ctrl+R"
    assert rows["Write a note"] == "Ctrl+Shift+N"
    record = next(each for each in actions if each.text() == "Record")
    record.setShortcuts([QKeySequence("F12")])
    rows = {what: keys for keys, what in chapters(actions, (), "")[-1].rows}
    assert rows["Record"] == "F12"
    without = next(each for each in actions if not each.shortcuts())
    assert without.text() not in rows


def test_a_chapter_is_found_by_any_of_its_words() -> None:
    chapter = Chapter(title="History", paragraphs=("Every recording is kept.",), rows=(("Ctrl+H", "Fold it away"),))
    assert chapter.holds("")
    assert chapter.holds("RECORDING hist")
    assert chapter.holds("ctrl+h")
    assert not chapter.holds("recording unicorn")
