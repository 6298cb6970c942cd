"""Turns as a text to read: read-only, on a readable column, times and names beside it, clean copies.

What is shown, and when it scrolls, is up to those who build on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.language import tr
from transcriber.gui.margin_painter import MarginPainter, Named, maker_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import LINE_HEIGHT_PX, TranscriptDocument
from transcriber.gui.typeface import typeface

if TYPE_CHECKING:
    from transcriber.gui.row_window import RowWindow

TEXT_SIZE_PX = 15
GUTTER_PX = 72
COLUMN_PX = 768
"""Gutter and text together: about 90 characters a line at most, which is as wide as a page of text reads well."""
SIDE_MARGIN_PX = 28
_SEEN_ABOVE = 0.3
"""What is gone to stands so far from the top, as a part of the height."""


def side_margin_px(view: QWidget, least_px: int, bar_px: int) -> int:
    """The room at each side of the column in `view`, of which a scroll bar takes `bar_px`.

    What stands in the column needs these margins too: a view that was given more than its window has would ask for
    still more with each turn, without end.
    """
    room_px = min(view.width(), view.window().width())
    return max(scaled(least_px), (room_px - scaled(COLUMN_PX) - bar_px) // 2)


class TurnText(QTextEdit):
    """A view of a `TranscriptDocument`. Main thread."""

    window_: "RowWindow"
    """The part of the rows that stands in the document."""
    least_margin_px = SIDE_MARGIN_PX
    """Beside the column, where the view is narrow."""
    _margin_left_px = 0
    """What stands beside the text begins so far from the left."""

    def __init__(self, theme: Theme, turns: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._set_up_reading()
        self.contents = TranscriptDocument(self.document(), theme.colours, typeface(TEXT_SIZE_PX), GUTTER_PX)
        self._margin = MarginPainter(theme, turns, self.contents)
        theme.changed.connect(self._recolour)

    @asked_by_qt
    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies are plain text: the times stand beside the document, not in it."""
        data = QMimeData()
        cursor = self.textCursor()
        data.setText("\n".join(self._spoken_parts(cursor)) or cursor.selection().toPlainText())
        return data

    def _spoken_parts(self, selected: QTextCursor) -> Iterator[str]:
        """What is selected of each turn but of those that are struck: exports leave them out as well."""
        first, last = selected.selectionStart(), selected.selectionEnd()
        block = self.document().findBlock(first)
        while block.isValid() and block.position() < last:
            row = self.contents.row_at(block)
            if row is None or row.turn is None or not row.turn.is_on_silence:
                part = QTextCursor(block)
                part.setPosition(max(first, block.position()))
                part.setPosition(min(last, block.position() + block.length() - 1), QTextCursor.MoveMode.KeepAnchor)
                yield part.selection().toPlainText()
            block = block.next()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the times in the gutter and a caret at the end of every turn that still grows."""
        top = self.verticalScrollBar().value()
        self._paint_under(top, event.rect())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(scaled(self._margin_left_px), -top)
        # What is beside the rows that need it, no others: one row grows while a screen of them stands still.
        painted = event.rect()
        self._margin.paint(painter, self.first_visible_block(top + painted.top()), top + painted.bottom())
        painter.end()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """As little as there must be: it takes what room there is, and nothing scrolls because it would like more."""
        return self.minimumSizeHint()

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable on a wide window."""
        self._keep_column()
        super().resizeEvent(event)

    def _keep_column(self) -> None:
        side = side_margin_px(self, self.least_margin_px, self.verticalScrollBar().sizeHint().width())
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """The wheel scrolls beside the column as well."""
        if event.type() == QEvent.Type.Wheel:
            return self.verticalScrollBar().event(event)
        return super().event(event)

    @asked_by_qt
    def viewportEvent(self, event: QEvent) -> bool:
        """Pointing at a turn tells about it."""
        if isinstance(event, QHelpEvent):
            block = self.cursorForPosition(event.pos()).block()
            QToolTip.showText(event.globalPos(), plain_tip(self._words_about(block)), self)
            return True
        return super().viewportEvent(event)

    # ---- places in it ------------------------------------------------------------------------------------------------

    def leave_end(self) -> None:
        """New text does not scroll what is read away."""

    def shown_block(self, index: int) -> QTextBlock | None:
        """Where a row stands, brought into the document if it is not there; None where there is no such row."""
        if not 0 <= index < len(self.window_.rows):
            return None
        if self.window_.block_of(index) is None:
            self.window_.open(self.window_.rows, index)
        return self.window_.block_of(index)

    def place_of(self, index: int) -> QRectF | None:
        """Where a row's text stands, in the viewport; None where it is not in the document."""
        block = self.window_.block_of(index)
        if block is None:
            return None
        place = self.document().documentLayout().blockBoundingRect(block)
        left = block.blockFormat().leftMargin()
        width = self.viewport().width() - left
        return QRectF(left, place.top() - self.verticalScrollBar().value(), width, place.height())

    def show_places(self, places: list[QTextEdit.ExtraSelection]) -> None:
        """Highlight these and no others."""
        self.setExtraSelections(places)

    @contextmanager
    def kept_still(self) -> Iterator[None]:
        """What is done meanwhile does not scroll."""
        bar = self.verticalScrollBar()
        value = bar.value()
        was_filling, self.window_.is_filling = self.window_.is_filling, True
        yield
        bar.setValue(value)
        self.window_.is_filling = was_filling

    def reveal(self, place: QTextCursor) -> None:
        """Scroll to it, where it cannot be read as it is."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        seen = self.cursorRect(place)
        if seen.top() < 0 or seen.bottom() > height:
            bar.setValue(bar.value() + seen.top() - round(height * _SEEN_ABOVE))

    def _paint_under(self, top: int, painted: QRect) -> None:
        """What lies behind the text: nothing of the widgets around it."""
        painter = QPainter(self.viewport())
        painter.fillRect(painted, QColor(self._theme.colours.surface))
        painter.end()

    def _words_about(self, block: QTextBlock) -> str:
        """Whose name ends early, the turn's language, where the service told it, and why it is struck."""
        row = self.contents.row_at(block)
        if row is None or row.turn is None:
            return ""
        words = [*self._margin.cut_names(row), *([maker_words(row.maker)] if row.maker else [])]
        if row.turn.is_on_silence:
            words.append(tr("No speech was heard here: this text is left out of exports."))
        if row.turn.languages:
            words.append(tr("Language: {languages}").format(languages=", ".join(row.turn.languages)))
        words += [moment.words for moment in self._margin.moments_beside(block, row)]
        return "\n".join(words)

    def first_visible_block(self, top: int) -> QTextBlock:
        """The block at `top` of the document, in pixels."""
        position = (
            self.document().documentLayout().hitTest(QPointF(scaled(GUTTER_PX), top), Qt.HitTestAccuracy.FuzzyHit)
        )
        return self.document().findBlock(max(position, 0))

    def _paint_on(self, surface: QWidget) -> None:
        """In place of Qt's own, and like it.

        That one has no name for the bindings: they would look for it in all classes that Qt has, while the first
        window is waited for, and that takes 20 ms.
        """
        surface.setObjectName("qt_scrollarea_viewport")
        surface.setBackgroundRole(QPalette.ColorRole.Base)
        surface.setAutoFillBackground(True)
        surface.setCursor(Qt.CursorShape.IBeamCursor)
        surface.setMouseTracking(True)
        self.setViewport(surface)
        # It measured by the one that is gone now.
        self.document().documentLayout().setPaintDevice(surface)

    def _set_up_reading(self) -> None:
        self.setObjectName("transcript")
        self._paint_on(QWidget())
        # What is there already is moved when it scrolls, not painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Transcript"))
        self.verticalScrollBar().setSingleStep(LINE_HEIGHT_PX)

    def _recolour(self) -> None:
        self.contents.resize(typeface(TEXT_SIZE_PX))
        self.verticalScrollBar().setSingleStep(scaled(LINE_HEIGHT_PX))
        self._keep_column()
        self.contents.recolour(self._theme.colours)
        self.viewport().update()
