"""Keys stand at the end of their row, in both directions, and always have room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from transcriber.gui.appearance.keys_delegate import KEYS, KeysDelegate


@pytest.fixture
def rows(qtbot: QtBot) -> QListWidget:
    made = QListWidget()
    made.setItemDelegate(KeysDelegate(made))
    qtbot.addWidget(made)
    for keys in ("", "Ctrl+Shift+F12"):
        item = QListWidgetItem("Record")
        item.setData(KEYS, keys)
        made.addItem(item)
    made.resize(400, 100)
    made.show()
    return made


def inked_columns(rows: QListWidget, row: int) -> set[int]:
    place = rows.visualItemRect(rows.item(row))
    image: QImage = rows.viewport().grab(place).toImage()
    ground = image.pixelColor(image.width() // 2, 1)

    def is_inked(x: int) -> bool:
        colours = (QColor(image.pixelColor(x, y)) for y in range(2, image.height() - 2))
        return any(abs(colour.lightness() - ground.lightness()) > 60 for colour in colours)

    return {x for x in range(image.width()) if is_inked(x)}


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_they_stand_at_the_far_end(rows: QListWidget, direction: Qt.LayoutDirection) -> None:
    rows.setLayoutDirection(direction)
    width_px = rows.viewport().width()
    is_right = direction is Qt.LayoutDirection.LeftToRight
    # Beyond the words, and without a frame that the style may draw around the row.
    far = set(range(width_px * 2 // 3, width_px - 6)) if is_right else set(range(6, width_px // 3))
    assert inked_columns(rows, 1) & far
    assert not inked_columns(rows, 0) & far


def test_a_row_has_room_for_both(rows: QListWidget) -> None:
    option = QStyleOptionViewItem()
    option.initFrom(rows)
    delegate = rows.itemDelegate()
    without, with_keys = (delegate.sizeHint(option, rows.model().index(row, 0)).width() for row in range(2))
    assert with_keys - without >= option.fontMetrics.horizontalAdvance("Ctrl+Shift+F12")
