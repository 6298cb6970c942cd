"""A colour that can be changed: its swatch and its figures on a button that opens the system's choice."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QPushButton

_SWATCH_PX = 18
_GAP_PX = 8
"""Between the swatch and its figures: a button leaves hardly any by itself."""


class ColourButton(QPushButton):
    """One colour, `#RRGGBB`. Main thread."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._colour = "#000000"
        self.setIconSize(QSize(_SWATCH_PX + _GAP_PX, _SWATCH_PX))
        self.setAutoDefault(False)
        self.dialog: QColorDialog | None = None
        self.clicked.connect(self._on_clicked)
        self.set_colour("#000000")

    @property
    def colour(self) -> str:
        """The chosen one."""
        return self._colour

    def set_colour(self, colour: str) -> None:
        """Show it, without a signal."""
        self._colour = colour.upper()
        swatch = QPixmap(_SWATCH_PX + _GAP_PX, _SWATCH_PX)
        swatch.fill(Qt.GlobalColor.transparent)
        painter = QPainter(swatch)
        painter.fillRect(0, 0, _SWATCH_PX, _SWATCH_PX, QColor("#808080"))
        painter.fillRect(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2, QColor(colour))
        painter.end()
        self.setIcon(QIcon(swatch))
        self.setText(self._colour)
        self.setAccessibleName(f"{self._name}: {self._colour}")

    def _on_clicked(self) -> None:
        if self.dialog is None:
            self.dialog = QColorDialog(self)
            self.dialog.setWindowTitle(self._name)
            self.dialog.colorSelected.connect(self._on_selected)
        self.dialog.setCurrentColor(QColor(self._colour))
        self.dialog.show()
        self.dialog.raise_()

    def _on_selected(self, colour: QColor) -> None:
        self.set_colour(colour.name())
        self.changed.emit()
