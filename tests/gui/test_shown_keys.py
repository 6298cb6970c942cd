"""The keys that a person chose stand in the tips and names of the buttons."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.shown_keys import ShownKeys, with_keys


def use(stage: Stage, **chosen: tuple[str, ...]) -> None:
    actions = stage.window.actions_
    actions.use_keys({**actions.action_keys, **chosen})


def test_other_keys_take_the_place_of_the_first() -> None:
    assert with_keys("History (Ctrl+H): folded away", "Ctrl+Alt+H") == "History (Ctrl+Alt+H): folded away"
    assert with_keys("History (Ctrl+H)", "") == "History"
    assert with_keys("More", "F2") == "More"


def test_a_button_says_the_keys_of_now_also_when_it_gets_other_words(styled: object, qtbot: QtBot) -> None:
    button, action = QToolButton(), QAction("Pause")
    qtbot.addWidget(button)
    action.setShortcut(QKeySequence("F10"))
    button.setToolTip("Pause (F10)")
    button.setAccessibleName("Pause (F10)")
    shown = ShownKeys([(button, action)], button)
    assert shown.parent() is button

    action.setShortcut(QKeySequence("F12"))
    assert (button.toolTip(), button.accessibleName()) == ("Pause (F12)", "Pause (F12)")
    button.setAccessibleName("Resume (F10)")
    button.setToolTip("Resume (F10)")
    assert (button.toolTip(), button.accessibleName()) == ("Resume (F12)", "Resume (F12)")
    action.setShortcuts([])
    assert button.toolTip() == "Resume"
    action.setShortcut(QKeySequence("F10"))
    assert (button.toolTip(), button.accessibleName()) == ("Resume (F10)", "Resume (F10)")


def test_the_window_s_buttons_follow_the_keys_that_a_person_chose(stage: Stage) -> None:
    bar, page = stage.window.bar, stage.window.page
    use(stage, toggle_history=("Ctrl+Alt+H",), find=("F8",), record=("F5",), captions=())
    assert bar.history_button.toolTip() == bar.history_button.accessibleName() == "History (Ctrl+Alt+H)"
    assert page.find_button.toolTip() == "Find in this transcript (F8)"
    assert bar.record.toolTip() == "Record or stop (F5)"
    assert bar.captions_button.toolTip() == "Captions"
    stage.window.resize(900, 560)
    assert bar.history_button.accessibleName() == "History (Ctrl+Alt+H): folded away while the window is narrow"
    use(stage, toggle_history=("Ctrl+H",))
    assert bar.history_button.toolTip().startswith("History (Ctrl+H): folded away")
