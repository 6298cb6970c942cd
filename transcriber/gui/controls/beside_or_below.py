"""Something narrow beside something to be read, or below it where both do not fit side by side."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_UNBOUNDED_PX = 16_777_215
_MOST_BELOW = 0.45
"""Of the height."""


class BesideOrBelow(QWidget):
    """Moves `side` as there is room. Main thread.

    Args:
        theme: Tells of another size of texts.
        text: Has what `side` leaves.
        side: So wide beside the text as it is made; below it has its whole width.
        least_text_px: At 100 %; narrower than that the text does not become for its neighbour.
    """

    def __init__(self, theme: Theme, text: QWidget, side: QWidget, least_text_px: int) -> None:
        super().__init__()
        self._side = side
        self._side_px = side.minimumWidth()
        self._least_text_px = least_text_px
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(text, 1)
        self._row.addWidget(side)
        theme.changed.connect(self._arrange)

    @property
    def is_below(self) -> bool:
        """Whether there was no room beside the text."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_below = self.width() < scaled(self._side_px + self._least_text_px)
        direction = QBoxLayout.Direction.TopToBottom if is_below else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        side_px = scaled(self._side_px)
        self._side.setMinimumWidth(0 if is_below else side_px)
        self._side.setMaximumWidth(_UNBOUNDED_PX if is_below else side_px)
        self._side.setMaximumHeight(round(self.height() * _MOST_BELOW) if is_below else _UNBOUNDED_PX)
