"""Paints a day's heading and a recording's row, and lets its title be changed in place."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.history.history_words import time_words, title_of
from transcriber.gui.history.recordings_model import ROW_ROLE, SIGN_ROLE
from transcriber.gui.history.row_painting import ROW_HEIGHT_PX, paint_ground, paint_line, text_area
from transcriber.gui.language import tr
from transcriber.gui.palettes import Colours
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.store.values import Standing, StoredRecording

Index = QModelIndex | QPersistentModelIndex
_LONGEST_TITLE_CHARACTERS = 200


class RecordingDelegate(QStyledItemDelegate):
    """Two lines for a recording: its title, and when it was. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choose_fonts()
        theme.changed.connect(self._choose_fonts)

    @asked_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all: it is asked once."""
        return QSize(0, scaled(ROW_HEIGHT_PX))

    @asked_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Plain words only: titles come from anywhere."""
        painter.save()
        row = index.data(ROW_ROLE)
        if isinstance(row, StoredRecording):
            paint_ground(painter, option, self._theme.colours)
            self._paint_recording(painter, text_area(option.rect), row, index.data(SIGN_ROLE))
        elif isinstance(row, date):
            self._paint_heading(painter, option.rect, index.data())
        painter.restore()

    @asked_by_qt
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """For the title."""
        editor = QLineEdit(parent)
        editor.setMaxLength(_LONGEST_TITLE_CHARACTERS)
        editor.setAccessibleName(tr("Title of the recording"))
        return editor

    @asked_by_qt
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """In the place of the words."""
        editor.setGeometry(option.rect.adjusted(scaled(3), scaled(9), -scaled(3), -scaled(9)))

    def _choose_fonts(self) -> None:
        self._heading = typeface(12, QFont.Weight.DemiBold)
        self._title = typeface(13, QFont.Weight.DemiBold)
        self._time = typeface(12, is_tabular=True)

    def _paint_heading(self, painter: QPainter, row: QRect, words: str) -> None:
        area = text_area(row)
        area.setTop(row.bottom() - QFontMetrics(self._heading).height() - scaled(6))
        paint_line(painter, area, words, self._heading, self._theme.colours.muted)

    def _paint_recording(self, painter: QPainter, area: QRect, recording: StoredRecording, sign: str) -> None:
        colours = self._theme.colours
        paint_line(painter, area, title_of(recording), self._title, colours.text)
        area.setTop(area.top() + scaled(20))
        words = time_words(recording)
        if sign:
            # There is not room for everything: how long it is stands on its page.
            words = f"{recording.started_utc.astimezone():%H:%M}"
        width_px = paint_line(painter, area, f"{words}  ·  " if sign else words, self._time, colours.muted)
        area.setLeft(area.left() + width_px)
        if sign:
            paint_line(painter, area, sign, self._time, _sign_colour(recording, colours))


def _sign_colour(recording: StoredRecording, colours: Colours) -> str:
    match recording.standing:
        case Standing.RECORDING:
            return colours.record
        case Standing.INTERRUPTED:
            return colours.warn
        case Standing.FINISHED:
            return colours.accent
