"""The guide's window: headings with a search at the left, the text at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.desktop.kept_sizes import KeptSize
from transcriber.gui.guide.guide_text import Chapter
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

_LIST_PX = 232
_LIST_SIDES_PX = (16, 12)
_LIST_EDGE_PX = 24
_MARGIN_PX = 28
_ROW_GAP_PX = 6
_KEYS_TO_HEADINGS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GuideWindow(QDialog):
    """Beside the main window, never before it. Main thread."""

    def __init__(self, theme: Theme, chapters: Sequence[Chapter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chapters: tuple[Chapter, ...] = ()
        self._starts: list[int] = []
        self.search = SearchField(theme)
        self.headings = QListWidget()
        self.text = QTextEdit()
        self._lay_out()
        self.search.textChanged.connect(self._on_searched)
        self.search.installEventFilter(self)
        self.headings.currentRowChanged.connect(self._on_heading_chosen)
        theme.changed.connect(self._write)
        self.show_chapters(chapters)

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """What stands in it now: keys and services may have changed since it was opened last."""
        if tuple(chapters) == self._chapters:
            return
        self._chapters = tuple(chapters)
        self._write()
        self.headings.blockSignals(True)
        self.headings.clear()
        for number, chapter in enumerate(self._chapters):
            item = QListWidgetItem(chapter.title)
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.headings.addItem(item)
        self.headings.blockSignals(False)
        # No heading is cut, in no language.
        wanted_px = self.headings.sizeHintForColumn(0) + sum(_LIST_SIDES_PX) + _LIST_EDGE_PX
        self._left.setFixedWidth(max(_LIST_PX, wanted_px))
        self._on_searched(self.search.text())

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, the arrow keys and Enter go on to the headings."""
        is_key = watched is self.search and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in _KEYS_TO_HEADINGS:
            self.headings.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _on_searched(self, words: str) -> None:
        first = None
        for row in range(self.headings.count()):
            item = self.headings.item(row)
            is_found = self._chapters[row].holds(words)
            item.setHidden(not is_found)
            if is_found and first is None:
                first = row
        self.headings.setCurrentRow(-1 if first is None else first)

    def _on_heading_chosen(self, row: int) -> None:
        if not 0 <= row < len(self._starts):
            return
        place = QTextCursor(self.text.document())
        place.setPosition(self._starts[row])
        self.text.setTextCursor(place)
        top = self.text.cursorRect(place).top() + self.text.verticalScrollBar().value()
        self.text.verticalScrollBar().setValue(max(0, top - _MARGIN_PX))

    # ---- the text ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        kept = self.text.verticalScrollBar().value()
        self.text.clear()
        self._starts = []
        cursor = QTextCursor(self.text.document())
        for chapter in self._chapters:
            self._write_chapter(cursor, chapter, is_first=not self._starts)
        self.text.verticalScrollBar().setValue(kept)

    def _write_chapter(self, cursor: QTextCursor, chapter: Chapter, *, is_first: bool) -> None:
        colours = self._theme.colours
        block = QTextBlockFormat()
        block.setHeadingLevel(1)
        block.setTopMargin(0 if is_first else 28)
        block.setBottomMargin(8)
        if is_first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        self._starts.append(cursor.position())
        cursor.insertText(chapter.title, _characters(typeface(18, QFont.Weight.DemiBold), colours.text))
        for paragraph in chapter.paragraphs:
            block = QTextBlockFormat()
            block.setBottomMargin(8)
            block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.insertBlock(block)
            cursor.insertText(paragraph, _characters(typeface(14), colours.text))
        if chapter.rows:
            self._write_rows(cursor, chapter.rows)

    def _write_rows(self, cursor: QTextCursor, rows: Sequence[tuple[str, str]]) -> None:
        colours = self._theme.colours
        form = QTextTableFormat()
        form.setBorder(0)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        form.setCellPadding(_ROW_GAP_PX)
        form.setCellSpacing(0)
        form.setLeftMargin(-_ROW_GAP_PX)
        form.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.PercentageLength, 30),
                QTextLength(QTextLength.Type.PercentageLength, 70),
            ]
        )
        table = cursor.insertTable(len(rows), 2, form)
        for number, (short, words) in enumerate(rows):
            first, second = (table.cellAt(number, column).firstCursorPosition() for column in (0, 1))
            first.insertText(short, _characters(typeface(13, QFont.Weight.DemiBold), colours.muted))
            second.insertText(words, _characters(typeface(14), colours.text))
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Guide"))
        self.setModal(False)
        self.resize(860, 640)
        self.setMinimumSize(560, 360)
        KeptSize(self, "guide")
        self.search.setPlaceholderText(tr("Search the guide"))
        self.search.setAccessibleName(tr("Search the guide"))
        self.headings.setAccessibleName(tr("Headings of the guide"))
        self.headings.setObjectName("guideHeadings")
        self.headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setObjectName("guideText")
        self.text.setAccessibleName(tr("Text of the guide"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.document().setDocumentMargin(_MARGIN_PX)
        self._left = left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(_LIST_SIDES_PX[0], 16, _LIST_SIDES_PX[1], 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.headings, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self.text, 1)


def _characters(font: QFont, colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(QColor(colour))
    return form
