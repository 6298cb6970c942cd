"""What stands beside the transcript's text: times, speakers, languages, and a caret where a turn still grows."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextBlock

from transcriber.audio.durations import clock
from transcriber.gui.language import in_words, tr
from transcriber.gui.moment_signs import Moment, MomentSigns
from transcriber.gui.shown_text import shown_text, utf16_length
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import HEAD_PX, TranscriptDocument
from transcriber.gui.transcript_rows import Row, Voice
from transcriber.gui.typeface import typeface
from transcriber.transcript.speakers import LONGEST_NAME_CHARACTERS, SpeakerNames
from transcriber.transcript.turns import Turn, TurnState

SPEAKER_GUTTER_PX = 144
"""Room for times and names."""
_NAME_LEFT_PX = 64
_NAME_GAP_PX = 8
_TAG_GAP_PX = 5
_CARET_WIDTH_PX = 3
_CARET_HEIGHT_PX = 18
_MAKER_ABOVE_PX = 28
"""Above the first line's own baseline."""
_LONGEST_MAKER_CHARACTERS = 200
_ELIDED = Qt.TextElideMode.ElideRight


def maker_words(maker: str) -> str:
    """What stands above the first turn that another service made."""
    return tr("From here transcribed by {service}").format(service=shown_text(maker, _LONGEST_MAKER_CHARACTERS))


def _name_font() -> QFont:
    return typeface(13, QFont.Weight.DemiBold)


def _fitting(name: str) -> str:
    room_px = scaled(SPEAKER_GUTTER_PX - _NAME_LEFT_PX - _NAME_GAP_PX)
    return QFontMetrics(_name_font()).elidedText(name, _ELIDED, room_px)


class Named(Protocol):
    """Turns whose speakers have names."""

    @property
    def names(self) -> SpeakerNames:
        """Of everyone who spoke so far; another value for another recording."""


class MarginPainter:
    """Paints what is no part of the document, so that copies stay clean. Main thread."""

    def __init__(self, theme: Theme, turns: Named, contents: TranscriptDocument) -> None:
        self._theme = theme
        self._turns = turns
        self._contents = contents
        self.signs = MomentSigns()
        """What a person adds while it is recorded."""
        self.is_text_alone = False
        """Carets only: there is no room for times and names."""
        self.is_over = False
        """Nothing grows any more: no carets."""
        self._choose_font()
        theme.changed.connect(self._choose_font)

    def paint(self, painter: QPainter, first: QTextBlock, bottom: int) -> None:
        """From the block `first` down to `bottom`, in the document's coordinates."""
        document = first.document()
        if document is None:
            return
        layout = document.documentLayout()
        block = first
        while block.isValid():
            place = layout.blockBoundingRect(block)
            if place.top() - scaled(HEAD_PX) > bottom:
                break
            row = self._contents.row_at(block)
            if row is not None:
                self._paint_beside(painter, block, place, row)
            block = block.next()

    def _choose_font(self) -> None:
        self._time_font = typeface(13, is_tabular=True)

    def _paint_beside(self, painter: QPainter, block: QTextBlock, place: QRectF, row: Row) -> None:
        turn = row.turn
        if turn is None or block.layout().lineCount() == 0:
            return
        colours = self._theme.colours
        line = block.layout().lineAt(0)
        baseline = block.layout().position().y() + line.y() + line.ascent()
        if row.maker:
            self._paint_maker(painter, block, place, baseline, row.maker)
        if turn.start_ms is not None and not self.is_text_alone:
            painter.setFont(self._time_font)
            painter.setPen(QColor(colours.record if turn.state is TurnState.FAILED else colours.faint))
            painter.drawText(QPointF(place.left(), baseline), clock(turn.start_ms))
            self._paint_language(painter, block, QPointF(place.left(), baseline), turn)
            if moments := self.moments_beside(block, row):
                self.signs.paint(painter, QPointF(place.left(), baseline), moments, colours.accent)
        if not self.is_text_alone:
            self._paint_speakers(painter, block, place, row)
        if turn.state is TurnState.LIVE and not self.is_over:
            self._paint_caret(painter, block)

    def _paint_maker(self, painter: QPainter, block: QTextBlock, place: QRectF, baseline: float, maker: str) -> None:
        """Above the row, with a line beside it to the end of the column."""
        left = place.left() + block.blockFormat().leftMargin()
        above = baseline - scaled(_MAKER_ABOVE_PX)
        painter.setFont(typeface(12, QFont.Weight.Medium))
        painter.setPen(QColor(self._theme.colours.muted))
        words, document = maker_words(maker), block.document()
        right = place.right() if document is None else document.textWidth()
        room_px = round(right - left)
        painter.drawText(QPointF(left, above), painter.fontMetrics().elidedText(words, _ELIDED, room_px))
        from_x = left + painter.fontMetrics().horizontalAdvance(words) + scaled(_NAME_GAP_PX)
        if from_x < right:
            middle = above - scaled(4)
            painter.setPen(QColor(self._theme.colours.border))
            painter.drawLine(QPointF(from_x, middle), QPointF(right, middle))

    def moments_beside(self, block: QTextBlock, row: Row) -> tuple[Moment, ...]:
        """What was added while the turn in `block` was spoken."""
        if not self.signs:
            return ()
        after = self._contents.row_at(block.next()) if block.next().isValid() else None
        return self.signs.beside(self._contents.row_before(block), row, after)

    def _paint_language(self, painter: QPainter, block: QTextBlock, time_place: QPointF, turn: Turn) -> None:
        """A small code beside the time, where another language begins."""
        before = self._contents.row_before(block)
        if not turn.languages or (before and before.turn and before.turn.languages == turn.languages):
            return
        left = painter.fontMetrics().horizontalAdvance(clock(turn.start_ms or 0)) + scaled(_TAG_GAP_PX)
        painter.setFont(typeface(10, QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.colours.accent))
        painter.drawText(time_place + QPointF(left, 0), turn.languages[0][:2].upper())

    def _paint_speakers(self, painter: QPainter, block: QTextBlock, place: QRectF, row: Row) -> None:
        """The name beside the first line of each, where the speaker changes."""
        before = self._contents.row_before(block)
        voices_before = self._voices(before) if before else ()
        last = voices_before[-1].speaker if voices_before else ""
        layout = block.layout()
        for voice in self._voices(row):
            if voice.speaker != last:
                line = layout.lineForTextPosition(utf16_length(row.settled[: voice.position]))
                baseline = layout.position().y() + line.y() + line.ascent()
                self._paint_name(painter, QPointF(place.left() + scaled(_NAME_LEFT_PX), baseline), voice.speaker)
            last = voice.speaker

    def cut_names(self, row: Row) -> list[str]:
        """Who speaks in it under a name that there is not room enough for."""
        names = dict.fromkeys(self._name(voice.speaker) for voice in self._voices(row))
        return [name for name in names if _fitting(name) != name]

    def _voices(self, row: Row) -> tuple[Voice, ...]:
        """Who speaks in it; where the service tells nobody apart, its source does, if there are two."""
        speaker = "" if row.voices or row.turn is None else self._turns.names.lane_speaker(row.turn)
        return (Voice(0, speaker),) if speaker else row.voices

    def _paint_name(self, painter: QPainter, place: QPointF, speaker: str) -> None:
        colours = self._theme.colours
        inks = colours.speakers
        painter.setFont(_name_font())
        painter.setPen(QColor(inks[self._turns.names.speakers.index(speaker) % len(inks)]))
        painter.drawText(place, _fitting(self._name(speaker)))

    def _name(self, speaker: str) -> str:
        return shown_text(in_words(self._turns.names.name(speaker)), LONGEST_NAME_CHARACTERS)

    def _paint_caret(self, painter: QPainter, block: QTextBlock) -> None:
        layout = block.layout()
        line = layout.lineAt(layout.lineCount() - 1)
        x: float = line.cursorToX(line.textStart() + line.textLength())[0]  # type: ignore[index]
        width_px, height_px = scaled(_CARET_WIDTH_PX), scaled(_CARET_HEIGHT_PX)
        is_right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        x += layout.position().x() + (-scaled(3) - width_px if is_right_to_left else scaled(3))
        y = layout.position().y() + line.y() + line.ascent() - height_px + scaled(4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent))
        painter.drawRoundedRect(QRectF(x, y, width_px, height_px), width_px / 2, width_px / 2)
