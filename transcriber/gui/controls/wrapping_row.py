"""Parts one beside the other, in as many rows as the width asks for: none is cut while another row can take it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt


class WrappingRow(QLayout):
    """Gives each part its size, and one that is wider than everything the whole width. Main thread."""

    def __init__(self, parent: QWidget | None = None, *, is_centred: bool = False) -> None:
        """`is_centred`: each row stands in the middle, otherwise at the left."""
        super().__init__(parent)
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []

    @asked_by_qt
    def addItem(self, item: QLayoutItem) -> None:
        """Behind the others."""
        self._items.append(item)

    @asked_by_qt
    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    @asked_by_qt
    def itemAt(self, index: int) -> QLayoutItem:
        """One of them; None, as Qt asks for it, where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @asked_by_qt
    def takeAt(self, index: int) -> QLayoutItem:
        """Out of it; None, as Qt asks for it, where there is none."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    @asked_by_qt
    def expandingDirections(self) -> Qt.Orientation:
        """None."""
        return Qt.Orientation(0)

    @asked_by_qt
    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    @asked_by_qt
    def heightForWidth(self, width_px: int) -> int:
        """Of all rows."""
        return self._lay_out(QRect(0, 0, width_px, 0), is_moved=False)

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._shown]
        width_px = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width_px, max((size.height() for size in sizes), default=0))

    @asked_by_qt
    def minimumSize(self) -> QSize:
        """One below the other, each as narrow as it can be."""
        sizes = [item.minimumSize() for item in self._shown]
        width_px = max((size.width() for size in sizes), default=0)
        return QSize(width_px, max((size.height() for size in sizes), default=0))

    @asked_by_qt
    def setGeometry(self, rectangle: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rectangle)
        self._lay_out(rectangle, is_moved=True)

    @property
    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, room: QRect, *, is_moved: bool) -> int:
        """How high it is."""
        top_px = room.top()
        for row in self._rows_in(room.width()):
            height_px = max(size.height() for _, size in row)
            taken_px = sum(size.width() for _, size in row) + self.spacing() * (len(row) - 1)
            left_px = room.left() + (max(0, room.width() - taken_px) // 2 if self._is_centred else 0)
            for item, size in row:
                if is_moved:
                    item.setGeometry(QRect(QPoint(left_px, top_px + (height_px - size.height()) // 2), size))
                left_px += size.width() + self.spacing()
            top_px += height_px + self.spacing()
        return max(0, top_px - self.spacing() - room.top())

    def _rows_in(self, room_px: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        taken_px = 0
        for item in self._shown:
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(room_px, item.minimumSize().width())))
            if not rows or taken_px + self.spacing() + size.width() > room_px:
                rows.append([])
                taken_px = -self.spacing()
            rows[-1].append((item, size))
            taken_px += self.spacing() + size.width()
        return rows
