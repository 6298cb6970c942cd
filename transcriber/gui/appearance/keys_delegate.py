"""Paints an action at the left of its row and its keys at the right, where they stand below each other."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.text_scale import scaled

KEYS = Qt.ItemDataRole.UserRole + 1
"""What the keys of a row are called."""
_GAP_PX = 24
_RIGHT_PX = 12

Index = QModelIndex | QPersistentModelIndex


class KeysDelegate(QStyledItemDelegate):
    """Main thread."""

    @asked_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """With room for both."""
        size = super().sizeHint(option, index)
        keys_px = option.fontMetrics.horizontalAdvance(str(index.data(KEYS) or ""))
        return QSize(size.width() + scaled(_GAP_PX + _RIGHT_PX) + keys_px, size.height())

    @asked_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row as any other, then its keys."""
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        room = option.rect.adjusted(scaled(_RIGHT_PX), 0, -scaled(_RIGHT_PX), 0)
        is_mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        at = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, at | Qt.AlignmentFlag.AlignVCenter, str(index.data(KEYS) or ""))
        painter.restore()
