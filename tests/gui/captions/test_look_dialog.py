import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.display_rules import DisplayRules, display_rules
from transcriber.gui.captions.look_dialog import LookDialog
from transcriber.gui.theme import Theme
from transcriber.settings.caption_choices import CaptionChoices


def new_dialog(qtbot: QtBot, theme: Theme, rules: DisplayRules, look: CaptionLook | None = None) -> LookDialog:
    dialog = LookDialog(theme, CaptionChoices(look=look or CaptionLook()), rules, None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> LookDialog:
    return new_dialog(qtbot, theme, display_rules("xcb"))


def test_a_change_is_seen_judged_and_told_at_once(dialog: LookDialog, qtbot: QtBot) -> None:
    assert all(label.property("grade") == "good" for label in dialog.verdict[:2])
    with qtbot.waitSignal(dialog.look_chosen) as chosen:
        dialog.form.opacity.figure.setValue(10)
    assert chosen.args[0].opacity_percent == 10
    dialog.form.outline.figure.setValue(0)
    assert dialog.verdict[0].property("grade") == "poor"
    assert dialog.verdict[0].text().startswith("!  Contrast ")
    assert len(dialog.preview.canvas.lines) == 2


def test_a_preset_fills_every_field(dialog: LookDialog, qtbot: QtBot) -> None:
    place = dialog.presets.choice.findText("FCC")
    dialog.presets.choice.setCurrentIndex(place)
    with qtbot.waitSignal(dialog.look_chosen):
        dialog.presets.choice.activated.emit(place)
    assert dialog.form.look.lines == 4


def test_it_shows_what_was_changed_elsewhere_without_telling(dialog: LookDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.clicks_chosen), qtbot.assertNotEmitted(dialog.look_chosen):
        dialog.show_choices(CaptionChoices(look=CaptionLook(lines=5), passes_clicks=True))
    assert dialog.clicks.isChecked()
    assert dialog.form.look.lines == 5


def test_only_what_the_display_allows_is_offered(qtbot: QtBot, theme: Theme) -> None:
    on_x11 = new_dialog(qtbot, theme, display_rules("xcb"))
    assert on_x11.full_screen.isVisible()
    on_wayland = new_dialog(qtbot, theme, display_rules("wayland"))
    assert not on_wayland.full_screen.isVisible()
    assert any("Wayland" in label.text() for label in on_wayland.findChildren(QLabel))
