"""Every row is as high as the next, shows something, and looks other when it is chosen."""

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from transcriber.gui.history.hit_delegate import HitDelegate
from transcriber.gui.history.hits_model import HitsModel
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.row_painting import ROW_HEIGHT_PX
from transcriber.gui.theme import Theme

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_each_kind_of_row_is_painted_within_its_height(
    theme: Theme, reading: HistoryReading, shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.add("<b>Weekly</b> sync", "So the <i>release</i> slips.")
    model, view = HitsModel(reading), QListView()
    qtbot.addWidget(view)
    model.search("release")
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    delegate, pictures = HitDelegate(theme, view), []
    for row in (0, 1):
        for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Selected):
            option = QStyleOptionViewItem()
            option.rect, option.state = QRect(0, 0, 240, ROW_HEIGHT_PX), state
            assert delegate.sizeHint(option, model.index(row)).height() == ROW_HEIGHT_PX
            image = QImage(240, ROW_HEIGHT_PX, QImage.Format.Format_RGB32)
            image.fill(QColor(theme.colours.background))
            painter = QPainter(image)
            delegate.paint(painter, option, model.index(row))
            painter.end()
            pictures.append(image)
    empty = QImage(240, ROW_HEIGHT_PX, QImage.Format.Format_RGB32)
    empty.fill(QColor(theme.colours.background))
    assert empty not in pictures
    assert pictures[2] != pictures[3]
