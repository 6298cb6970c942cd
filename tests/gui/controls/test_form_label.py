"""The rows of a form are as high as their fields at any text size, and labels stand beside the middle of them."""

import pytest
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.form_label import form_label
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance


@pytest.mark.parametrize("percent", [100, 200])
def test_rows_belong_together(theme: Theme, qtbot: QtBot, percent: int) -> None:
    theme.dress()
    theme.wear(Appearance(text_percent=percent))
    form = QWidget()
    qtbot.addWidget(form)
    rows = QFormLayout(form)
    rows.setVerticalSpacing(8)
    fields = [QLineEdit() for _ in range(3)]
    labels = [form_label(f"Field {number}", field) for number, field in enumerate(fields)]
    for label, field in zip(labels, fields, strict=True):
        rows.addRow(label, field)
    form.show()
    qtbot.waitUntil(lambda: fields[0].height() == 34 * percent // 100)
    tops = [field.y() for field in fields]
    distance_px = 34 * percent // 100 + rows.verticalSpacing()
    assert [tops[1] - tops[0], tops[2] - tops[1]] == [distance_px, distance_px]
    assert rows.verticalSpacing() <= 16
    for label, field in zip(labels, fields, strict=True):
        assert label.geometry().center().y() == field.geometry().center().y()
        assert field.accessibleName() == label.text()
        assert label.buddy() is field
    theme.wear(Appearance())
