"""The keys that a person chose stand in the tips and names of the buttons."""

import re
from dataclasses import replace

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.light_words import Light, explanation
from transcriber.gui.shown_keys import ShownKeys, follow_keys, with_keys
from transcriber.session.notices import RecordingState


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


def test_keys_are_told_at_once_and_only_when_they_are_others(styled: object, qtbot: QtBot) -> None:
    larger, smaller = QAction("Larger"), QAction("Smaller")
    larger.setShortcut(QKeySequence("F2"))
    told: list[tuple[str, str]] = []
    follow_keys([larger, smaller], lambda *keys: told.append(keys))
    assert told == [("F2", "")]
    smaller.setText("As small as can be")
    assert told == [("F2", "")]
    smaller.setShortcut(QKeySequence("F4"))
    larger.setShortcuts([])
    assert told[1:] == [("F2", "F4"), ("", "F4")]


def words_in(stage: Stage) -> str:
    """Everything that stands in labels and tips of the window and of its dialogs."""
    widgets = [stage.window, *stage.window.findChildren(QWidget)]
    parts = [
        words for each in widgets for words in (each.toolTip(), each.accessibleName(), each.accessibleDescription())
    ]
    parts += [label.text() for label in stage.window.findChildren(QLabel)]
    guide = stage.window.parts.help.guide
    assert guide is not None
    return "\n".join([*parts, guide.text.toPlainText()])


def test_no_sentence_of_the_window_says_a_key_that_a_person_took_off(stage: Stage) -> None:
    actions, parts = stage.window.actions_, stage.window.parts
    actions.captions.trigger()
    use(stage, **{name: ("Ctrl+F11",) if name == "record" else () for name in actions.action_keys})
    for opened in (actions.guide, actions.appearance, actions.caption_settings, actions.find):
        opened.trigger()
    actions.caption_clicks.trigger()
    stage.window.page.light_note.explain(parts.state.explained, Light.MICROPHONE)

    page = stage.window.page
    assert page.light_note.remedy.text() == "Press Record or Ctrl+F11."
    assert page.empty._text.text().startswith("Press Record or Ctrl+F11, drop ")
    assert page.find_bar.next.toolTip() == "Next place"
    usual = {key for keys in parts.appearance._own_keys.values() for key in keys}
    said = words_in(stage)
    assert "Press Record, or Ctrl+F11, and speak. The words appear" in said
    assert [key for key in usual if re.search(rf"(?<![\w+]){re.escape(key)}(?![\w+])", said)] == []

    use(stage, record=())
    assert page.light_note.remedy.text() == "Press Record."
    assert page.empty._text.text().startswith("Press Record, drop ")
    for dialog in (parts.appearance.dialog, parts.captions.dialog):
        assert dialog is not None
        dialog.close()


def test_dialogs_that_are_open_follow_the_keys_too(stage: Stage) -> None:
    actions = stage.window.actions_
    actions.appearance.trigger()
    actions.caption_settings.trigger()
    looks, captions = stage.window.parts.appearance.dialog, stage.window.parts.captions.dialog
    assert looks is not None
    assert captions is not None
    assert looks._size_field.help.startswith("Ctrl++ makes them larger. Ctrl+- makes them smaller. Ctrl+0 gives")
    assert captions._clicks_field.help.endswith("Ctrl+F6 or the menu of the main window takes it back.")
    use(stage, smaller_text=(), usual_text=("F12",), caption_clicks=("Ctrl+F12",))
    assert looks._size_field.help == (
        "Ctrl++ makes them larger. F12 gives them their usual size. Captions have a size of their own."
    )
    assert captions._clicks_field.help.endswith("captions. Ctrl+F12 or the menu of the main window takes it back.")
    looks.close()
    captions.close()


def test_a_paused_recording_says_the_key_that_goes_on(stage: Stage) -> None:
    paused = replace(stage.window.parts.state.explained, recording=RecordingState.PAUSED)
    assert explanation(paused, Light.MICROPHONE).remedy == "Press F10 to go on."
    assert explanation(replace(paused, pause_key=""), Light.MICROPHONE).remedy == "Press Resume to go on."
