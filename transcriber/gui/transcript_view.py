"""The transcript as it grows: a read-only text with times beside it, following its end unless a person reads above."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPushButton, QTextEdit, QToolTip, QWidget

from transcriber.gui.icons import stroke_icon
from transcriber.gui.margin_painter import SPEAKER_GUTTER_PX, MarginPainter
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import LINE_HEIGHT_PX, PAGE_TURNS, WINDOW_TURNS, TranscriptDocument
from transcriber.gui.turn_list import Edit, TurnInserted, TurnList, TurnRewritten, TurnTakenOut
from transcriber.gui.typeface import typeface
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved

TEXT_SIZE_PX = 15
GUTTER_PX = 72
COLUMN_PX = 768
"""Gutter and text together: about 90 characters a line at most, which is as wide as a page of text reads well."""
SIDE_MARGIN_PX = 28

_JUMP_MARGIN_PX = 16
_NEAR_END_PX = 12
_ANNOUNCED_AT_ONCE = 2


class TranscriptView(QTextEdit):
    """Shows a `TurnList` and edits nothing in it but by notices. Main thread."""

    words_changed = Signal()
    speakers_changed = Signal()
    """Somebody was heard for the first time."""
    speakers_asked = Signal()
    """A person wants to name them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turns = TurnList()
        self._theme = theme
        self._is_following = True
        self._is_editing = False
        self._new_turns = 0
        self._known_speakers = 0
        self._set_up_reading()
        self.contents = TranscriptDocument(self.document(), theme.colours, typeface(TEXT_SIZE_PX), GUTTER_PX)
        self._margin = MarginPainter(theme, self.turns, self.contents)
        self._jump = QPushButton(self)
        self._set_up_jump()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_following(self) -> bool:
        """Whether new text scrolls into view by itself."""
        return self._is_following

    @property
    def new_turns(self) -> int:
        """Turns that appeared since a person scrolled away from the end."""
        return self._new_turns

    def clear_turns(self) -> None:
        """Begin another recording's transcript."""
        self.turns.clear()
        self.contents.clear()
        self.contents.set_margin(GUTTER_PX)
        self._known_speakers = 0
        self.speakers_changed.emit()
        self.follow()
        self.words_changed.emit()

    def apply(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        """Show what happened; the document is laid out once for all of it."""
        self._is_editing = True
        changed: dict[int, None] = {}
        cursor = self.contents.begin()
        for change in changes:
            for edit in self.turns.apply(change):
                self._edit(edit)
            if isinstance(change, TurnChanged):
                changed[change.turn.number] = None
        self._show(changed)
        cursor.endEditBlock()
        self._make_room_for_speakers()
        self._drop_what_is_too_much()
        self._is_editing = False
        self._keep_place()
        self._announce(changes)
        self.viewport().update()
        self.words_changed.emit()

    def mark_doubtful(self, is_marked: bool) -> None:
        """Underline the words that the service is not sure of, or no longer."""
        self.contents.mark_doubtful(is_marked)

    def name_speakers(self, names: dict[str, str]) -> None:
        """Show these names, by the service's own."""
        for speaker, name in names.items():
            self.turns.names.rename(speaker, name)
        self.viewport().update()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._is_following = True
        self._new_turns = 0
        self._keep_place()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies are plain text: the times stand beside the document, not in it."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the times in the gutter and a caret at the end of every turn that still grows."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        self._margin.paint(painter, self._first_visible_block(top), top + self.viewport().height())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable on a wide window, and the jump button in its middle."""
        spare = self.width() - COLUMN_PX - self.verticalScrollBar().sizeHint().width()
        side = max(SIDE_MARGIN_PX, spare // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)
        self._place_jump()

    def event(self, event: QEvent) -> bool:
        """The wheel scrolls beside the column as well."""
        if event.type() == QEvent.Type.Wheel:
            return self.verticalScrollBar().event(event)
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Pointing at a turn tells its language."""
        if isinstance(event, QHelpEvent):
            self._show_languages_at(event)
            return True
        return super().viewportEvent(event)

    # ---- edits -------------------------------------------------------------------------------------------------------

    def _edit(self, edit: Edit) -> None:
        earlier = self.contents.earlier_turns
        match edit:
            case TurnInserted(position) if position < earlier:
                self.contents.count_earlier(1)
            case TurnInserted(position):
                self.contents.insert(position - earlier)
                self._new_turns += 0 if self._is_following else 1
            case TurnTakenOut(position) if position < earlier:
                self.contents.count_earlier(-1)
            case TurnTakenOut(position):
                self.contents.remove(position - earlier)
            case TurnRewritten():
                pass

    def _show(self, numbers: dict[int, None]) -> None:
        waiting = set(numbers)
        earlier = self.contents.earlier_turns
        for position in range(len(self.turns) - 1, earlier - 1, -1):
            if not waiting:
                break
            turn = self.turns[position]
            if turn.number in waiting:
                waiting.remove(turn.number)
                self.contents.show(position - earlier, turn)

    def _drop_what_is_too_much(self) -> None:
        too_many = len(self.contents.rows) - WINDOW_TURNS
        if too_many < PAGE_TURNS:
            return
        layout = self.document().documentLayout()
        bar = self.verticalScrollBar()
        value_before = bar.value()
        place = QTextCursor(self._first_visible_block(value_before))
        top_before = layout.blockBoundingRect(place.block()).top()
        cursor = self.contents.begin()
        self.contents.drop_earliest(too_many)
        cursor.endEditBlock()
        moved_px = round(layout.blockBoundingRect(place.block()).top() - top_before)
        bar.setValue(max(0, value_before + moved_px))

    def _keep_place(self) -> None:
        if self._is_following:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self._update_jump()

    def _announce(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        """Tell a screen reader about finished turns only, and not when several come at once."""
        if not QAccessible.isActive():
            return
        finished = [c.turn for c in changes if isinstance(c, TurnChanged) and c.change is TurnChange.COMPLETED]
        if len(finished) > _ANNOUNCED_AT_ONCE:
            return
        for turn in finished:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, turn.text))

    # ---- painting ----------------------------------------------------------------------------------------------------

    def _first_visible_block(self, top: int) -> QTextBlock:
        position = self.document().documentLayout().hitTest(QPointF(GUTTER_PX, top), Qt.HitTestAccuracy.FuzzyHit)
        return self.document().findBlock(max(position, 0))

    # ---- speakers and languages --------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What any text offers, and the names of the speakers."""
        menu = self.createStandardContextMenu()
        if self.turns.names.speakers:
            menu.addSeparator()
            menu.addAction("Name the speakers…").triggered.connect(self.speakers_asked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _make_room_for_speakers(self) -> None:
        count = len(self.turns.names.speakers)
        if count != self._known_speakers:
            self._known_speakers = count
            self.contents.set_margin(SPEAKER_GUTTER_PX)
            self.speakers_changed.emit()

    def _show_languages_at(self, event: QHelpEvent) -> None:
        block = self.cursorForPosition(event.pos()).block()
        row = self.contents.row_at(block)
        languages = row.turn.languages if row is not None and row.turn is not None else ()
        words = f"Language: {', '.join(languages)}" if languages else ""
        QToolTip.showText(event.globalPos(), words, self)

    # ---- following ---------------------------------------------------------------------------------------------------

    def _set_up_reading(self) -> None:
        self.setObjectName("transcript")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Transcript")
        self.verticalScrollBar().setSingleStep(LINE_HEIGHT_PX)

    def _set_up_jump(self) -> None:
        self._jump.setObjectName("jump")
        self._jump.setCursor(Qt.CursorShape.PointingHandCursor)
        self._jump.setFont(typeface(13, QFont.Weight.DemiBold))
        self._jump.clicked.connect(self.follow)
        self._jump.hide()

    def _on_scrolled(self, value: int) -> None:
        if self._is_editing:
            return
        self._is_following = value >= self.verticalScrollBar().maximum() - _NEAR_END_PX
        if self._is_following:
            self._new_turns = 0
        self._update_jump()

    def _on_range_changed(self) -> None:
        if self._is_following:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _update_jump(self) -> None:
        text = f"Jump to live ({self._new_turns} new)" if self._new_turns else "Jump to live"
        if self._jump.text() != text:
            self._jump.setText(text)
            self._jump.setAccessibleName(text)
            self._jump.adjustSize()
            self._place_jump()
        self._jump.setVisible(not self._is_following)

    def _place_jump(self) -> None:
        area: QRect = self.viewport().geometry()
        left = area.center().x() - self._jump.width() // 2
        self._jump.move(left, area.bottom() - self._jump.height() - _JUMP_MARGIN_PX)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self._jump.setIcon(stroke_icon("arrow-down", colours.on_accent, colours.on_accent, 16))
        self.contents.recolour(colours)
        self.viewport().update()
