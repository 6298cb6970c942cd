"""Turns as the blocks of a text document, one block a turn.

An edit changes only what differs: the selection, the caret and a screen reader stay where they were.
"""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from transcriber.gui.palettes import Colours
from transcriber.gui.shown_text import common_prefix_length, utf16_length
from transcriber.gui.text_scale import scaled
from transcriber.gui.transcript_rows import Row, TailKind, row_of
from transcriber.transcript.turns import Turn

LINE_HEIGHT_PX = 25
HEAD_PX = 44
"""Room above a row for what made it."""
TURN_GAP_PX = 4
"""Between two turns of the same voice."""
VOICE_GAP_PX = 16
"""Where another one begins, or where something is missing."""
END_GAP_PX = 20


class TranscriptDocument:
    """Edits a `QTextDocument` that belongs to its view. Main thread."""

    def __init__(self, document: QTextDocument, colours: Colours, font: QFont, margin_px: int) -> None:
        self._document = document
        self._rows: list[Row] = []
        document.setUndoRedoEnabled(False)
        self._margin_px = margin_px
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        self._block_format = _block_format(margin_px)
        self._formats = _formats(colours)
        self._doubtful_format = _doubtful_format(colours)
        self._struck_format = _struck_format(colours)
        self._marks_doubtful = False
        self.clear()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def row_at(self, block: QTextBlock) -> Row | None:
        """The row that stands in `block`; None where nothing is shown."""
        index = self.index_of(block)
        return None if index is None else self._rows[index]

    def clear(self) -> None:
        """Show nothing."""
        self._document.clear()
        self._rows.clear()
        cursor = QTextCursor(self._document)
        cursor.setBlockFormat(self._block_format)
        frame = self._document.rootFrame()
        frame_format = frame.frameFormat()
        frame_format.setBottomMargin(scaled(END_GAP_PX))
        frame.setFrameFormat(frame_format)

    def begin(self) -> QTextCursor:
        """Open a group of edits that are laid out once; end it with `cursor.endEditBlock()`."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        return cursor

    def insert(self, index: int) -> None:
        """An empty row at `index`."""
        if self._rows:
            self._insert_block(index)
        self._rows.insert(index, Row())
        # The block that was split to make this one gave it its room.
        self._keep_room(index)
        self._keep_room(index + 1)

    def remove(self, index: int, count: int = 1) -> None:
        """Take the row at `index` out, or so many from there on."""
        if count:
            self._remove_blocks(index, index + count)
            del self._rows[index : index + count]
            self._keep_room(index)

    def head(self, index: int, maker: str) -> None:
        """Leave room above the row at `index` for what made it; none where `maker` is empty."""
        self._rows[index] = replace(self._rows[index], maker=maker)
        self._keep_room(index)

    def keep_clear(self, index: int, width_px: int) -> None:
        """Leave so much room at the right of the row at `index`, for what a view puts there."""
        block, width_px = self._block(index), scaled(width_px)
        if block.blockFormat().rightMargin() != width_px:
            change = QTextBlockFormat()
            change.setRightMargin(width_px)
            QTextCursor(block).mergeBlockFormat(change)

    def turn_at(self, index: int) -> Turn | None:
        """What the row at `index` says."""
        return self._rows[index].turn

    def block_of(self, index: int) -> QTextBlock:
        """Where the row at `index` stands."""
        return self._block(index)

    def index_of(self, block: QTextBlock) -> int | None:
        """Which row stands in `block`; None where nothing is shown."""
        index = block.blockNumber()
        return index if 0 <= index < len(self._rows) else None

    def show(self, index: int, turn: Turn) -> None:
        """Let the row at `index` say what `turn` says now, changing only what differs."""
        before = self._rows[index]
        after = replace(row_of(turn), maker=before.maker)
        self._rows[index] = after
        if _voices_differ(before, after):
            self._keep_room(index)
            self._keep_room(index + 1)
        if before.text != after.text or before.tail_kind != after.tail_kind or before.settled != after.settled:
            self._rewrite(self._block(index).position(), before, after)
        is_struck = _is_struck(before) or _is_struck(after)
        if is_struck or (self._marks_doubtful and (before.doubtful or after.doubtful)):
            self._mark(index)

    def mark_doubtful(self, is_marked: bool) -> None:
        """Underline the words that the service is not sure of, or no longer."""
        if is_marked != self._marks_doubtful:
            self._marks_doubtful = is_marked
            self._mark_all()

    def set_margin(self, margin_px: int) -> None:
        """Make room at the left of every turn: so much where texts have their usual size."""
        if self._margin_px != margin_px:
            self._margin_px = margin_px
            self._block_format.setLeftMargin(scaled(margin_px))
            change = QTextBlockFormat()
            change.setLeftMargin(scaled(margin_px))
            self._merge_everywhere(change)

    def resize(self, font: QFont) -> None:
        """Texts have another size now."""
        if font != self._document.defaultFont():
            self._document.setDefaultFont(font)
            self._block_format = _block_format(self._margin_px)
            self._merge_everywhere(self._block_format)
            for index in range(len(self._rows)):
                self._keep_room(index)

    def _merge_everywhere(self, change: QTextBlockFormat) -> None:
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(change)

    def row_before(self, block: QTextBlock) -> Row | None:
        """The row above the one that stands in `block`."""
        return self.row_at(block.previous()) if block.previous().isValid() else None

    def recolour(self, colours: Colours) -> None:
        """Use the colours of another palette for what does not follow the palette by itself."""
        self._formats = _formats(colours)
        for index, row in enumerate(self._rows):
            if row.tail:
                self._rewrite(self._block(index).position(), replace(row, tail_kind=TailKind.NONE), row)
        self._doubtful_format = _doubtful_format(colours)
        self._struck_format = _struck_format(colours)
        self._mark_all()

    def _block(self, index: int) -> QTextBlock:
        return self._document.findBlockByNumber(index)

    def _keep_room(self, index: int) -> None:
        if index >= len(self._rows):
            return
        block, room_px = self._block(index), scaled(self._room_above_px(index))
        if block.blockFormat().topMargin() != room_px:
            change = QTextBlockFormat()
            change.setTopMargin(room_px)
            QTextCursor(block).mergeBlockFormat(change)

    def _room_above_px(self, index: int) -> int:
        """At 100 %; of this and what is kept below the row above the larger one counts."""
        row = self._rows[index]
        if row.maker:
            return HEAD_PX
        return 0 if index == 0 or row.goes_on_from(self._rows[index - 1]) else VOICE_GAP_PX

    def _insert_block(self, index: int) -> None:
        if index < len(self._rows):
            cursor = QTextCursor(self._block(index))
            cursor.insertBlock(self._block_format, self._formats[TailKind.NONE])
            return
        cursor = QTextCursor(self._block(index - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(self._block_format, self._formats[TailKind.NONE])

    def _remove_blocks(self, start: int, end: int) -> None:
        """Blocks of rows `start` to `end`; the last block of the document can only be emptied."""
        first, behind = self._block(start), self._block(end)
        cursor = QTextCursor(first)
        if end < len(self._rows):
            cursor.setPosition(behind.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            if start > 0:
                cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _mark_all(self) -> None:
        for index, row in enumerate(self._rows):
            if row.doubtful or _is_struck(row):
                self._mark(index)

    def _mark(self, index: int) -> None:
        """Marks are the layout's alone: copies and the reformatting of the unsettled end know nothing of them."""
        row, block = self._rows[index], self._block(index)
        ranges = []
        if _is_struck(row):
            struck = QTextLayout.FormatRange()
            struck.start, struck.length = 0, utf16_length(row.settled)
            struck.format = self._struck_format
            ranges.append(struck)
        for start, end in row.doubtful if self._marks_doubtful else ():
            mark = QTextLayout.FormatRange()
            mark.start = utf16_length(row.settled[:start])
            mark.length = utf16_length(row.settled[start:end])
            mark.format = self._doubtful_format
            ranges.append(mark)
        block.layout().setFormats(ranges)
        self._document.markContentsDirty(block.position(), block.length())

    def _rewrite(self, position: int, before: Row, after: Row) -> None:
        kept = common_prefix_length(before.text, after.text)
        cursor = QTextCursor(self._document)
        start = position + utf16_length(after.text[:kept])
        cursor.setPosition(start)
        cursor.setPosition(position + utf16_length(before.text), QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()
        boundary = len(after.settled)
        if kept < boundary:
            cursor.insertText(after.settled[kept:], self._formats[TailKind.NONE])
        tail_from = max(kept, boundary)
        if tail_from < len(after.text):
            cursor.insertText(after.text[tail_from:], self._formats[after.tail_kind])
        self._reformat(position, before, after, kept)

    def _reformat(self, position: int, before: Row, after: Row, kept: int) -> None:
        """Of the kept text, what was unsettled and is settled now, or the other way round."""
        same_kind = before.tail_kind == after.tail_kind
        first = min(len(before.settled), len(after.settled))
        last = kept if not same_kind else min(kept, max(len(before.settled), len(after.settled)))
        boundary = len(after.settled)
        for start, end, kind in (
            (first, min(last, boundary), TailKind.NONE),
            (max(first, boundary), last, after.tail_kind),
        ):
            if start < end:
                cursor = QTextCursor(self._document)
                cursor.setPosition(position + utf16_length(after.text[:start]))
                cursor.setPosition(position + utf16_length(after.text[:end]), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self._formats[kind])


def _block_format(margin_px: int) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(scaled(LINE_HEIGHT_PX), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setLeftMargin(scaled(margin_px))
    block.setBottomMargin(scaled(TURN_GAP_PX))
    return block


def _voices_differ(before: Row, after: Row) -> bool:
    """Whether the room around a row that said `before` may be another one now."""
    return before.turn is None or before.voice != after.voice or before.voices != after.voices


def _is_struck(row: Row) -> bool:
    return row.turn is not None and row.turn.is_on_silence


def _struck_format(colours: Colours) -> QTextCharFormat:
    struck = QTextCharFormat()
    struck.setFontStrikeOut(True)
    struck.setForeground(QBrush(QColor(colours.muted)))
    return struck


def _doubtful_format(colours: Colours) -> QTextCharFormat:
    doubtful = QTextCharFormat()
    doubtful.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    doubtful.setUnderlineColor(QColor(colours.warn))
    doubtful.setForeground(QBrush(QColor(colours.muted)))
    return doubtful


def _formats(colours: Colours) -> dict[TailKind, QTextCharFormat]:
    settled, dim, failed = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    dim.setForeground(QBrush(QColor(colours.faint)))
    failed.setForeground(QBrush(QColor(colours.record)))
    return {
        TailKind.NONE: settled,
        TailKind.PROVISIONAL: dim,
        TailKind.OMISSION: dim,
        TailKind.FAILURE: failed,
    }
