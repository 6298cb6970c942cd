"""History and settings share a narrow window: the one that was opened last has the room."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def shown(stage: Stage) -> tuple[bool, bool]:
    return stage.window.history.column.isVisible(), stage.window.panel.isVisible()


def test_a_narrow_window_folds_the_history_away_and_says_so(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    assert shown(stage) == (True, True)
    window.resize(900, 560)
    qtbot.waitUntil(lambda: shown(stage) == (False, True))
    assert window.bar.history_button.toolTip() == "History (Ctrl+H): folded away while the window is narrow"
    assert window.bar.history_button.accessibleName() == window.bar.history_button.toolTip()
    assert window.preferences.is_history_open, "it is folded, not closed"
    qtbot.waitUntil(lambda: window.page.width() >= 480)
    window.resize(1320, 840)
    qtbot.waitUntil(lambda: shown(stage) == (True, True))
    assert window.bar.history_button.toolTip() == "History (Ctrl+H)"


def test_large_texts_fold_the_history_away_at_once(stage: Stage, theme: Theme) -> None:
    theme.wear(Appearance(text_percent=150))
    assert shown(stage) == (False, True), "two columns leave the page no room in a window of the same width"
    theme.wear(Appearance(text_percent=200))
    assert shown(stage) == (False, False), "and here not even one does"
    assert stage.window.bar.panel_button.toolTip().endswith("folded away while the window is narrow")
    theme.wear(Appearance())
    assert shown(stage) == (True, True)


def test_what_is_opened_where_there_is_no_room_lies_over_the_text(stage: Stage, theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Appearance(text_percent=200))
    window, page = stage.window, stage.window.page
    qtbot.waitUntil(lambda: page.width() == window.width())
    for button, column in ((window.bar.panel_button, window.panel), (window.bar.history_button, window.history.column)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert column.isVisible()
        assert button.isChecked()
        assert column.isAncestorOf(window.focusWidget()), "the keyboard is in it"
        assert column.geometry().intersects(page.geometry())
        assert column.parentWidget().rect().contains(column.geometry())
        assert page.width() == window.width()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert shown(stage) == (False, False)
        assert window.focusWidget() is button
    window.bar.panel_button.click()
    window.bar.history_button.click()
    assert shown(stage) == (True, False), "one at a time"
    page.transcript.setFocus()
    page.find_button.setFocus()
    assert shown(stage) == (False, False), "who goes on in the text wants to see it"
    window.bar.history_button.click()
    window.bar.history_button.click()
    assert shown(stage) == (False, False)
    theme.wear(Appearance())
    assert shown(stage) == (True, True), "there is room again, and both are still wanted"
    qtbot.waitUntil(lambda: page.geometry().left() >= window.history.column.width())
    assert window.panel.geometry().left() >= page.geometry().right()


def test_what_lies_over_the_text_finds_its_place_again_in_a_wider_window(
    stage: Stage, theme: Theme, qtbot: QtBot
) -> None:
    theme.wear(Appearance(text_percent=300))
    window = stage.window
    window.resize(900, 560)
    window.actions_.toggle_panel.trigger()
    assert window.panel.isVisible()
    qtbot.waitUntil(lambda: window.panel.width() == window.panel.parentWidget().width())
    window.resize(2_600, 1_400)
    qtbot.waitUntil(lambda: window.panel.width() == 924)
    assert window.panel.isVisible()
    qtbot.waitUntil(lambda: window.page.width() == 2_600 - 924)
    theme.wear(Appearance())
    qtbot.waitUntil(lambda: window.panel.width() == 308)


def test_what_is_opened_in_a_narrow_window_is_shown(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.resize(900, 560)
    qtbot.waitUntil(lambda: shown(stage) == (False, True))
    window.actions_.toggle_history.trigger()
    assert shown(stage) == (True, False)
    assert window.bar.panel_button.toolTip().endswith("folded away while the window is narrow")
    window.actions_.toggle_panel.trigger()
    assert shown(stage) == (False, True)
    window.actions_.search.trigger()
    assert shown(stage) == (True, False)
    window.actions_.toggle_history.trigger()
    assert shown(stage) == (False, True), "there is room again"
    assert not window.preferences.is_history_open
    assert window.preferences.is_panel_open
