"""Paints a mark or a note, its time and its words over as many lines as they take, and lets it be written in there."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from transcriber.audio.durations import clock
from transcriber.gui.annotations.annotation_model import ANNOTATION_ROLE, Annotation, Index
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import BoundedText
from transcriber.gui.history.row_painting import paint_ground
from transcriber.gui.icons import stroke_pixmap
from transcriber.gui.language import tr
from transcriber.gui.shown_text import LINE_SEPARATOR
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.store.values import Mark

_SIDE_PX = 8
_ABOVE_PX = 6
_ICON_PX = 14
_ICON_GAP_PX = 8
_LINE_PX = 19
_LEAST_EDITOR_PX = 62
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AnnotationDelegate(QStyledItemDelegate):
    """Main thread.

    Args:
        theme: Its colours.
        view: How wide it is decides where lines are broken.
    """

    filled = Signal(str)
    """As of the field that is written in; empty words once nothing is written any more."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._edited = QPersistentModelIndex()
        self._heights_px: dict[str, int] = {}
        self._measured_px = 0
        """The width at which they are right."""
        self._choose_font()
        theme.changed.connect(self._choose_font)

    @asked_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All of its lines, and while it is written in room for more."""
        words, width_px = index.data(), self._view.viewport().width()
        if width_px != self._measured_px:
            self._heights_px.clear()
            self._measured_px = width_px
        if words not in self._heights_px:
            self._heights_px[words] = self._lines(words, width_px) * scaled(_LINE_PX) + 2 * scaled(_ABOVE_PX)
        height_px = self._heights_px[words]
        if self._edited.isValid() and self._edited.row() == index.row():
            height_px = max(height_px, scaled(_LEAST_EDITOR_PX))
        return QSize(0, height_px)

    @asked_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Plain words only: a note may hold anything."""
        annotation: Annotation = index.data(ANNOTATION_ROLE)
        colours, place = self._theme.colours, option.rect
        painter.save()
        paint_ground(painter, option, colours)
        ratio = painter.device().devicePixelRatio()
        icon = "flag" if isinstance(annotation, Mark) else "note"
        top = place.top() + scaled(_ABOVE_PX)
        in_line = (scaled(_LINE_PX) - scaled(_ICON_PX)) // 2
        pixmap = stroke_pixmap(icon, colours.accent, _ICON_PX, ratio)
        painter.drawPixmap(QPointF(place.left() + scaled(_SIDE_PX), top + in_line), pixmap)
        layout = self._laid_out(index.data(), len(clock(annotation.at_ms)), self._words_px(place.width()))
        painter.setPen(QColor(colours.text))
        layout.draw(painter, QPointF(place.left() + self._indent_px, top))
        painter.restore()

    @asked_by_qt
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Of several lines; Enter keeps, Shift+Enter begins a new one."""
        self._edited = QPersistentModelIndex(index)
        editor = BoundedText("", parent)
        editor.filled.connect(self.filled)
        annotation: Annotation = index.data(ANNOTATION_ROLE)
        moment = clock(annotation.at_ms)
        name = tr("Label of the mark at {moment}") if isinstance(annotation, Mark) else tr("Note at {moment}")
        editor.setAccessibleName(name.format(moment=moment))
        self.sizeHintChanged.emit(_as_model_index(index))
        return editor

    @asked_by_qt
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: news of others do not change what is being written."""
        if isinstance(editor, QPlainTextEdit) and not editor.document().isModified() and not editor.toPlainText():
            editor.setPlainText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    @asked_by_qt
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """What was written."""
        if isinstance(editor, QPlainTextEdit):
            index.model().setData(_as_model_index(index), editor.toPlainText(), Qt.ItemDataRole.EditRole)

    @asked_by_qt
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """All of its row."""
        place: QRect = option.rect
        editor.setGeometry(place.adjusted(1, 1, -1, -1))

    @asked_by_qt
    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Its row has the size of its words again."""
        self._edited = QPersistentModelIndex()
        self.filled.emit("")
        super().destroyEditor(editor, index)
        if index.isValid():
            self.sizeHintChanged.emit(_as_model_index(index))

    @asked_by_qt
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab keep it and give the keyboard back to the list."""
        if isinstance(editor, QPlainTextEdit) and isinstance(event, QKeyEvent) and _keeps(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _choose_font(self) -> None:
        self._heights_px.clear()
        self._font = typeface(13)
        self._metrics = QFontMetrics(self._font)

    @property
    def _indent_px(self) -> int:
        return scaled(_SIDE_PX) + scaled(_ICON_PX) + scaled(_ICON_GAP_PX)

    def _words_px(self, width_px: int) -> int:
        return max(1, width_px - self._indent_px - scaled(_SIDE_PX))

    def _lines(self, words: str, width_px: int) -> int:
        room_px = self._words_px(width_px)
        # Most are short, and a thousand of them are laid out at once.
        if LINE_SEPARATOR not in words and self._metrics.horizontalAdvance(words) < room_px:
            return 1
        return self._laid_out(words, 0, room_px).lineCount()

    def _laid_out(self, words: str, time_characters: int, width_px: int) -> QTextLayout:
        """Its first `time_characters` are fainter; lines are broken at a fixed distance."""
        layout = QTextLayout(words, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if time_characters:
            layout.setFormats([self._time(time_characters)])
        layout.beginLayout()
        middle = (scaled(_LINE_PX) - self._metrics.height()) / 2
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width_px)
            line.setPosition(QPointF(0, middle + (layout.lineCount() - 1) * scaled(_LINE_PX)))
        layout.endLayout()
        return layout

    def _time(self, characters: int) -> QTextLayout.FormatRange:
        looks = QTextCharFormat()
        looks.setForeground(QColor(self._theme.colours.muted))
        looks.setFontWeight(QFont.Weight.Medium)
        time = QTextLayout.FormatRange()
        time.start, time.length, time.format = 0, characters, looks
        return time


def _as_model_index(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column())


def _keeps(event: QKeyEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress:
        return False
    is_enter = event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return is_enter or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
