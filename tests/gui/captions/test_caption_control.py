"""Captions from the main window: button, menu, key; what was chosen is kept."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_control import CaptionControl
from transcriber.gui.captions.display_rules import DisplayRules
from transcriber.gui.screen_room import screen_of
from transcriber.settings.caption_choices import CaptionChoices, CaptionPlace
from transcriber.settings.preferences import Preferences
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState


def captions(stage: Stage) -> CaptionControl:
    return stage.window.parts.captions


def say(stage: Stage, text: str, number: int = 1, **more: object) -> None:
    turn = Turn(number=number, text=text, state=TurnState.FINISHED, **more)  # type: ignore[arg-type]
    stage.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))


def rows(stage: Stage) -> list[str]:
    window = captions(stage).window
    return [] if window is None else [line.settled for line in window.canvas.lines]


def test_one_press_shows_them_and_another_one_hides_them(stage: Stage, qtbot: QtBot) -> None:
    button = stage.window.bar.captions_button
    assert not captions(stage).is_shown
    button.click()
    assert captions(stage).is_shown
    assert button.isChecked()
    assert stage.window.actions_.captions.isChecked()
    assert stage.saved[-1].captions.is_shown
    say(stage, "hello there")
    qtbot.waitUntil(lambda: rows(stage) == ["hello there"])
    stage.window.actions_.captions.trigger()
    assert not captions(stage).is_shown
    assert not button.isChecked()
    assert not stage.saved[-1].captions.is_shown


def test_what_the_display_forbids_is_said_where_captions_are_switched_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = DisplayRules(keeps_on_top=False)
    monkeypatch.setattr("transcriber.gui.captions.display_rules.display_rules", lambda: rules)
    stage.window.bar.captions_button.click()
    assert captions(stage).is_shown
    assert stage.window.page.note.text() == rules.words


def test_what_was_said_before_is_not_shown(stage: Stage, qtbot: QtBot) -> None:
    say(stage, "before")
    qtbot.waitUntil(lambda: len(stage.window.page.transcript.turns) == 1)
    stage.window.bar.captions_button.click()
    say(stage, "after", 2)
    qtbot.waitUntil(lambda: rows(stage) == ["after"])


def test_they_are_shown_at_the_next_start_as_they_were_left(stage: Stage, qtbot: QtBot) -> None:
    place = CaptionPlace(screen=screen_of(stage.window).name() or "screen", x_px=30, y_px=40)
    choices = CaptionChoices(look=CaptionLook(size_px=20, characters=20), is_shown=True, places=(place,))
    window = stage.new_window(Preferences(captions=choices))
    window.show()
    control = window.parts.captions
    qtbot.waitUntil(lambda: control.is_shown)
    assert control.window is not None
    assert (control.window.x(), control.window.y()) == (30, 40)
    assert window.preferences.captions == choices
    window.close()
    assert not control.is_shown
    assert window.preferences.captions.is_shown, "as it was when the window was closed"


def test_clicks_come_back_by_the_menu(stage: Stage) -> None:
    stage.window.bar.captions_button.click()
    action, window = stage.window.actions_.caption_clicks, captions(stage).window
    assert window is not None
    action.trigger()
    assert window.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput
    assert stage.saved[-1].captions.passes_clicks
    action.trigger()
    assert not window.windowHandle().flags() & Qt.WindowType.WindowTransparentForInput


def test_the_held_key_looks_back_and_let_go_returns(stage: Stage, qtbot: QtBot) -> None:
    captions(stage).set_look(CaptionLook(lines=1, characters=16, reading_cps=30))
    stage.window.bar.captions_button.click()
    say(stage, "one two three four five six")
    qtbot.waitUntil(lambda: rows(stage) == ["four five six"])
    qtbot.keyPress(stage.window.windowHandle(), Qt.Key.Key_F5)
    assert rows(stage) == ["one two three", "four five six"]
    qtbot.keyRelease(stage.window.windowHandle(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: rows(stage) == ["four five six"])


def test_keys_count_too_where_the_display_gives_the_captions_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    captions(stage).set_look(CaptionLook(lines=1, characters=16, reading_cps=30))
    stage.window.bar.captions_button.click()
    say(stage, "one two three four five six")
    qtbot.waitUntil(lambda: rows(stage) == ["four five six"])
    window = captions(stage).window
    assert window is not None
    qtbot.keyPress(window.windowHandle(), Qt.Key.Key_F5)
    assert rows(stage) == ["one two three", "four five six"]
    qtbot.keyRelease(window.windowHandle(), Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: rows(stage) == ["four five six"])
    assert {stage.window.actions_.captions, stage.window.actions_.record} <= set(window.actions())


def test_captions_that_the_display_took_away_do_not_hold_up_the_end(stage: Stage) -> None:
    stage.window.bar.captions_button.click()
    window = captions(stage).window
    assert window is not None
    window.destroy()
    stage.window.bar.captions_button.click()
    assert not captions(stage).is_shown


def test_settings_change_the_captions_at_once_and_are_kept(stage: Stage) -> None:
    stage.window.bar.captions_button.click()
    stage.window.actions_.caption_settings.trigger()
    dialog, window = captions(stage).dialog, captions(stage).window
    assert dialog is not None
    assert window is not None
    height = window.height()
    dialog.form.lines.figure.setValue(4)
    assert window.height() > height
    assert stage.saved[-1].captions.look.lines == 4
    dialog.clicks.click()
    assert stage.window.actions_.caption_clicks.isChecked()
    dialog.full_screen_chosen.emit(True)
    assert stage.saved[-1].captions.covers_full_screen
    dialog.presets.name.setText("Room 3")
    dialog.presets.save.click()
    assert [preset.name for preset in stage.saved[-1].captions.presets] == ["Room 3"]


def test_a_missing_font_is_said(stage: Stage) -> None:
    captions(stage).set_look(CaptionLook(font_family="Gone Font"))
    stage.window.bar.captions_button.click()
    assert "Gone Font is not on this computer" in stage.window.page.note.text()


def test_speakers_are_called_as_in_the_transcript(stage: Stage, qtbot: QtBot) -> None:
    stage.window.bar.captions_button.click()
    say(stage, "first words", segments=(SpeakerSegment("A", "first words"),))
    qtbot.waitUntil(lambda: rows(stage) == ["Speaker 1: first words"])
    stage.window.page.transcript.name_speakers({"B": "Ana"})
    say(stage, "second words", 2, segments=(SpeakerSegment("B", "second words"),))
    qtbot.waitUntil(lambda: rows(stage)[-1:] == ["Ana: second words"])


def test_closed_by_the_desktop_they_are_off(stage: Stage) -> None:
    stage.window.bar.captions_button.click()
    window = captions(stage).window
    assert window is not None
    window.close()
    assert not stage.window.bar.captions_button.isChecked()
    assert not stage.saved[-1].captions.is_shown
