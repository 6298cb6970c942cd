"""One line of words that ends in an ellipsis where there is no room, and can then be read whole by pointing at it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.language import in_words
from transcriber.gui.shown_text import label_text


class ElidedWords(QLabel):
    """Plain text; `text` is whole, also for a screen reader. Main thread."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the style sheet knows it by."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def shown(self) -> str:
        """What there is room for."""
        room_px = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room_px)

    def say(self, words: str) -> None:
        """Show these words."""
        self.setText(label_text(in_words(words)))
        self._explain()

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """As narrow as it must be."""
        return QSize(0, super().minimumSizeHint().height())

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other words."""
        super().resizeEvent(event)
        self._explain()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """On the style sheet's background, as many words as fit."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment().value | Qt.TextFlag.TextSingleLine.value, self.shown)

    @asked_by_qt
    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._explain()

    def _explain(self) -> None:
        self.setToolTip("" if self.shown == self.text() else plain_tip(self.text()))
