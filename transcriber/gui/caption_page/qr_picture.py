"""A QR code (ISO/IEC 18004) as a picture: always dark on white with its quiet zone, whatever the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt

_QUIET_MODULES = 4
_MODULE_PX = 5
_USUAL_MODULES = 33
"""Of the codes of such addresses (version 4)."""


class QrPicture(QWidget):
    """Drawn in whole pixels, so that a camera sees clean edges. Main thread."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def modules(self) -> int:
        """How many stand on a side, without the quiet zone; 0 where nothing is shown."""
        return len(self._rows)

    def show_address(self, address: str) -> None:
        """Encode an address; an empty one shows nothing."""
        import segno

        self._rows = tuple(map(bytes, segno.make_qr(address, error="m").matrix)) if address else ()
        self.updateGeometry()
        self.update()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Whole pixels for each module."""
        side = _MODULE_PX * ((self.modules or _USUAL_MODULES) + 2 * _QUIET_MODULES)
        return QSize(side, side)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """White ground, dark modules."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if self._rows:
            self._paint_modules(painter)
        painter.end()

    def _paint_modules(self, painter: QPainter) -> None:
        # In pixels of the screen, of which a scaled display has more.
        ratio = self.devicePixelRatioF()
        side = int(min(self.width(), self.height()) * ratio) // (len(self._rows) + 2 * _QUIET_MODULES) / ratio
        start = (min(self.width(), self.height()) - side * len(self._rows)) / 2
        start = int(start * ratio) / ratio
        painter.setBrush(QColor("#000000"))
        for row, cells in enumerate(self._rows):
            for column, is_dark in enumerate(cells):
                if is_dark:
                    painter.drawRect(QRectF(start + column * side, start + row * side, side, side))
