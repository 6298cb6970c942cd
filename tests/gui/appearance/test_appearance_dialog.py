"""The choices about looks: shown without telling, told when changed, all named."""

from pytestqt.qtbot import QtBot

from transcriber.gui.appearance.appearance_dialog import AppearanceDialog
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance


def test_what_is_shown_is_not_told_and_what_is_changed_is(theme: Theme, qtbot: QtBot) -> None:
    dialog = AppearanceDialog(theme)
    qtbot.addWidget(dialog)
    chosen: list[Appearance] = []
    dialog.changed.connect(chosen.append)
    shown = Appearance(contrast="high", text_percent=150, motion="reduced", announces_turns=False)
    dialog.show_choices("dark", shown)
    assert chosen == []
    assert (dialog.theme.value, dialog.contrast.value, dialog.motion.value) == ("dark", "high", "reduced")

    dialog.contrast.segments[1].click()
    dialog.size_.figure.setValue(200)
    dialog.announces.click()
    assert chosen[-1] == Appearance(contrast="normal", text_percent=200, motion="reduced")
    assert len(chosen) == 3


def test_a_slider_that_is_dragged_counts_when_it_is_let_go(theme: Theme, qtbot: QtBot) -> None:
    dialog = AppearanceDialog(theme)
    qtbot.addWidget(dialog)
    chosen: list[Appearance] = []
    dialog.changed.connect(chosen.append)
    dialog.show_choices("light", Appearance())
    slider = dialog.size_.slider
    slider.setSliderDown(True)
    slider.setSliderPosition(slider.maximum())
    assert chosen == []
    slider.setSliderDown(False)
    assert chosen == [Appearance(text_percent=300)]
