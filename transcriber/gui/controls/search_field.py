"""A field to search in: the glass in it and the cross that empties it grow with the texts, which Qt's own do not."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon, stroke_pixmap
from transcriber.gui.language import tr
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_SIGN_PX = 18
_LEFT_PX = 8
_WORDS_LEFT_PX = 28
"""Behind the glass, beside what the style sheet leaves at both sides anyway."""
_CLEAR_PX = 26
_RIGHT_PX = 4


class SearchField(QLineEdit):
    """Main thread."""

    def __init__(self, theme: Theme, *, can_clear: bool = True, parent: QWidget | None = None) -> None:
        """`can_clear`: there is a cross in it, as soon as there are words."""
        super().__init__(parent)
        self._theme = theme
        self._can_clear = can_clear
        self.clear_button = ToolButton(tr("Clear"), _CLEAR_PX, _CLEAR_PX, 16)
        self.clear_button.setParent(self)
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.hide()
        self.clear_button.clicked.connect(self.clear)
        self.textChanged.connect(self._show_clear)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then its glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        sign = stroke_pixmap("search", self._theme.colours.faint, _SIGN_PX, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(scaled(_LEFT_PX), (self.height() - scaled(_SIGN_PX)) // 2), sign)
        painter.end()

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cross stays at the right."""
        super().resizeEvent(event)
        self._place_clear()

    def _show_clear(self, text: str) -> None:
        self.clear_button.setVisible(self._can_clear and bool(text))

    def _place_clear(self) -> None:
        side_px = scaled(_CLEAR_PX)
        self.clear_button.move(self.width() - side_px - scaled(_RIGHT_PX), (self.height() - side_px) // 2)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self.clear_button.setIcon(stroke_icon("close", colours.muted, colours.disabled, 16))
        right_px = scaled(_CLEAR_PX) if self._can_clear else 0
        self.setTextMargins(scaled(_WORDS_LEFT_PX), 0, right_px, 0)
        self._place_clear()
