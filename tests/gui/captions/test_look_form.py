from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QSlider, QWidget
from pytestqt.qtbot import QtBot

from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.look_form import LookForm
from transcriber.gui.theme import Theme

OTHER = CaptionLook(
    lines=4,
    characters=50,
    font_family="Gone Font",
    size_px=150,
    text_colour="#FFFF00",
    background_colour="#000080",
    opacity_percent=35,
    outline_px=4,
    outline_colour="#101010",
    margin_px=8,
    clears_after_s=7,
    shows_speakers=False,
    is_animated=False,
    reading_cps=15,
)


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> LookForm:
    made = LookForm(theme, CaptionLook())
    qtbot.addWidget(made)
    return made


def test_a_look_comes_back_as_it_was_shown(form: LookForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.show_look(OTHER)
    assert form.look == OTHER
    assert "Gone Font is not on this computer" in form.font_field.findChild(QWidget, "fieldNote").text()  # type: ignore[union-attr]


def test_every_control_changes_its_field(form: LookForm, qtbot: QtBot) -> None:
    before = form.look
    with qtbot.waitSignal(form.changed):
        form.lines.figure.setValue(3)
    with qtbot.waitSignal(form.changed):
        form.clears.setCurrentIndex(2)
    with qtbot.waitSignal(form.changed):
        form.speakers.click()
    assert form.look == replace(before, lines=3, clears_after_s=5, shows_speakers=False)


def test_every_control_has_a_name(form: LookForm) -> None:
    for kind in (QAbstractButton, QSlider, QAbstractSpinBox):
        for control in form.findChildren(kind):
            assert control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
    assert len(form.findChildren(QComboBox)) == 2
