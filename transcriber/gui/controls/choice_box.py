"""A drop-down choice whose arrow is one of the program's own icons."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyleOptionComboBox, QToolTip, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.icons import stroke_pixmap
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_ARROW_PX = 16
_ARROW_RIGHT_PX = 9
_POPUP_EDGES_PX = 32
_WIDEST_POPUP_PX = 560


class ChoiceBox(QComboBox):
    """Ignores the wheel unless it has the focus, so that scrolling a panel changes nothing in it. Main thread."""

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, leading_icon: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._leading_icon = leading_icon
        self.setView(QListView(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        theme.changed.connect(self.update)

    @asked_by_qt
    def showPopup(self) -> None:
        """Say that the choices are looked at, then show them."""
        self.opened.emit()
        # The box may be narrower than its choices: these are read before one of them is chosen.
        widest_px = self.view().sizeHintForColumn(0) + scaled(_POPUP_EDGES_PX)
        self.view().setMinimumWidth(max(self.view().minimumWidth(), min(widest_px, scaled(_WIDEST_POPUP_PX))))
        super().showPopup()

    @asked_by_qt
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel unless this box was chosen first."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @asked_by_qt
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A text that is too long ends in an ellipsis instead of being cut."""
        super().initStyleOption(option)
        edge_px = scaled(12 + (28 if self._leading_icon else 0))
        room_px = self.width() - edge_px - scaled(_ARROW_PX + 2 * _ARROW_RIGHT_PX)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room_px)

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """Where the chosen words end early, pointing at them tells them whole."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._is_cut_short:
            QToolTip.showText(event.globalPos(), plain_tip(self.currentText()), self)
            return True
        return super().event(event)

    @property
    def _is_cut_short(self) -> bool:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option.currentText != self.currentText()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then its icons."""
        super().paintEvent(event)
        painter = QPainter(self)
        colours = self._theme.colours
        colour = colours.muted if self.isEnabled() else colours.disabled
        middle = (self.height() - scaled(_ARROW_PX)) // 2
        scale = self.devicePixelRatioF()
        arrow = stroke_pixmap("chevron-down", colour, _ARROW_PX, scale)
        painter.drawPixmap(self.width() - scaled(_ARROW_PX + _ARROW_RIGHT_PX), middle, arrow)
        if self._leading_icon:
            painter.drawPixmap(
                scaled(11), (self.height() - scaled(18)) // 2, stroke_pixmap(self._leading_icon, colour, 18, scale)
            )
        painter.end()
