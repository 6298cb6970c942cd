"""The lights by keyboard: what they say, why, and back again."""

from dataclasses import replace

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from tests.gui.foot_words import foot_words
from tests.gui.test_state_words import LIVE
from transcriber.gui.light_words import Light
from transcriber.gui.state_lights import StateLights
from transcriber.gui.theme import Theme
from transcriber.session.notices import LinkState


def test_they_say_what_the_state_is_and_nothing_else_while_closing(theme: Theme, qtbot: QtBot) -> None:
    lights = StateLights(theme)
    qtbot.addWidget(lights)
    lights.show()
    for situation in (LIVE, replace(LIVE, cost="Cost: $0.02"), replace(LIVE, is_closing=True), LIVE):
        lights.show_situation(situation)
        expected = foot_words(situation)
        assert lights.text() == expected
    assert [button.accessibleName() for button in lights.buttons] == [
        "Mic ok. Why?",
        "Link: on this computer. Why?",
        "Text 0.4 s behind. Why?",
    ]


def test_they_break_into_rows_before_one_is_cut(theme: Theme, qtbot: QtBot) -> None:
    lights = StateLights(theme)
    qtbot.addWidget(lights)
    lights.show()
    lights.show_situation(LIVE)
    row_px = lights.sizeHint().height()
    lights.resize(lights.sizeHint().width() - 1, 4 * row_px)
    qtbot.waitUntil(lambda: lights.buttons[-1].y() > lights.buttons[0].y())
    assert lights.heightForWidth(lights.width()) > 2 * row_px
    assert not lights.is_cut
    lights.resize(100, 4 * row_px)
    qtbot.waitUntil(lambda: lights.is_cut)


def test_a_light_explains_itself_and_gives_the_keyboard_back(stage: Stage, qtbot: QtBot) -> None:
    page = stage.window.page
    link = next(button for button in page.foot.buttons if button.light is Light.LINK)
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert page.light_note.isVisible()
    assert page.light_note.reason.words == "Text is made on this computer. Nothing leaves it."
    assert "Nothing leaves it" in page.light_note.accessibleName()
    stage.window.state.situation = replace(LIVE, link=LinkState.STARTING_ENGINE)
    stage.window.state.update_all()
    assert "is being started" in page.light_note.reason.words, "it says what is true now"
    qtbot.keyClick(page.light_note.close_button, Qt.Key.Key_Escape)
    assert not page.light_note.isVisible()
    assert stage.window.focusWidget() is link
    for _ in range(2):
        link.click()
    assert not page.light_note.isVisible(), "pressed twice, it is gone"


def test_what_had_the_keyboard_may_be_gone_when_the_explanation_closes(stage: Stage, qtbot: QtBot) -> None:
    page = stage.window.page
    editor = QLineEdit(page)
    editor.show()
    editor.setFocus()
    link = next(button for button in page.foot.buttons if button.light is Light.LINK)
    page.light_note.explain(LIVE, link.light)
    shiboken6.delete(editor)
    page.light_note.close_note()
    assert page.light_note.isHidden()
