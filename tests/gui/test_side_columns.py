"""History and settings share a narrow window: the one that was opened last has the room."""

from typing import Any

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
    theme.wear(Appearance(text_percent=200))
    assert shown(stage) == (False, True), "two columns leave the page no room in a window of the same width"
    theme.wear(Appearance())
    assert shown(stage) == (True, True)


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
