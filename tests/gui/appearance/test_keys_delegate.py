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
    added = inked_columns(rows, 1) - inked_columns(rows, 0)
    middle = rows.viewport().width() // 2
    is_right = direction is Qt.LayoutDirection.LeftToRight
    assert added
    assert all((x > middle) is is_right for x in added)


def test_a_row_has_room_for_both(rows: QListWidget) -> None:
    option = QStyleOptionViewItem()
    option.initFrom(rows)
    delegate = rows.itemDelegate()
    without, with_keys = (delegate.sizeHint(option, rows.model().index(row, 0)).width() for row in range(2))
    assert with_keys - without >= option.fontMetrics.horizontalAdvance("Ctrl+Shift+F12")
