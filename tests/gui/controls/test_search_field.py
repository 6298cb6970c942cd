"""The glass in a search field is as large as the texts are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance


def sign_px(field: SearchField) -> tuple[int, int]:
    """How wide and how high what is drawn in the field is."""
    field.resize(400, field.sizeHint().height())
    picture = field.grab().toImage()
    # Within its frame, whose corners are as round as the style of the window has made them.
    frame_px = picture.height() // 6
    inside = [(x, y) for x in range(frame_px, 300) for y in range(frame_px, picture.height() - frame_px)]
    ground = picture.pixelColor(350, picture.height() // 2)
    drawn = [(x, y) for x, y in inside if _is_apart(picture.pixelColor(x, y), ground)]
    columns, rows = {x for x, _ in drawn}, {y for _, y in drawn}
    return max(columns) - min(columns) + 1, max(rows) - min(rows) + 1


def _is_apart(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 40


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_it_grows_with_the_texts(theme: Theme, qtbot: QtBot, percent: int) -> None:
    theme.wear(Appearance(text_percent=percent))
    field = SearchField(theme)
    qtbot.addWidget(field)
    # A caret that blinks is no part of the sign.
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.show()
    width, height = sign_px(field)
    assert 12 * percent / 100 <= min(width, height) <= max(width, height) <= 18 * percent / 100


def test_words_begin_behind_it(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField(theme)
    qtbot.addWidget(field)
    field.show()
    for percent in (100, 300, 100):
        theme.wear(Appearance(text_percent=percent))
        assert field.cursorRect().center().x() >= 26 * percent / 100
