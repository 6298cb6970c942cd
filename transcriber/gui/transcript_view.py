"""The transcript as it grows: a read-only text with times beside it, following its end unless a person reads above."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from transcriber.gui.announcements import TurnAnnouncements
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.live_window import LiveWindow
from transcriber.gui.margin_painter import SPEAKER_GUTTER_PX
from transcriber.gui.moment_signs import Moment
from transcriber.gui.row_window import SPARE_ROWS
from transcriber.gui.takeovers import Takeover, Takeovers
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import LINE_HEIGHT_PX
from transcriber.gui.turn_list import Edit, TurnInserted, TurnList, TurnRewritten, TurnTakenOut
from transcriber.gui.turn_text import GUTTER_PX, SIDE_MARGIN_PX, TurnText
from transcriber.gui.typeface import typeface
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

COMPACT_MARGIN_PX = 16
_JUMP_MARGIN_PX = 16
_NEAR_END_PX = 12
_MOVES_NAMES = frozenset({TurnChange.PLACED, TurnChange.SEGMENTS})
"""After these a name may stand beside another row."""


class TranscriptView(TurnText):
    """Shows a `TurnList` and edits nothing in it but by notices. Main thread."""

    words_changed = Signal()
    speakers_changed = Signal()
    """Somebody was heard for the first time."""
    speakers_named = Signal()
    """A person called somebody otherwise."""
    speakers_asked = Signal()
    """A person wants to name them."""

    edit_asked = Signal(int)
    """A person wants to correct the turn of this number."""
    speech_asked = Signal(int)
    """A person says that the turn of this number was spoken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.turns = TurnList()
        self.takeovers = Takeovers()
        super().__init__(theme, self.turns, parent)
        self._announcements = TurnAnnouncements(self)
        self.window_: LiveWindow = LiveWindow(self, self.turns, self.takeovers)
        self._is_following = True
        self._new_turns = 0
        self._known_speakers = 0
        self._is_compact = False
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

    def clear_turns(self) -> None:
        """Begin another recording's transcript."""
        self.turns.clear()
        self.takeovers.clear()
        self._margin.signs.show(())
        self._margin.is_over = False
        self.window_.open(self.turns)
        self._known_speakers = 0
        self._make_gutter()
        self.speakers_changed.emit()
        self.follow()
        self.words_changed.emit()

    def apply(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        """Show what happened; the document is laid out once for all of it, and what is read stays where it is."""
        if self._is_following and len(changes) > SPARE_ROWS:
            self._take_in(changes)
        else:
            with self.window_.own_scrolling() if self._is_following else self.window_.kept_place():
                self._edit_all(changes)
        self._make_room_for_speakers()
        self._keep_place()
        self.window_.bound()
        self._announce(changes)
        self._repaint_beside(changes)
        self.words_changed.emit()

    def take_over(self, takeover: Takeover) -> None:
        """Say above the first turn of another service what made it."""
        self.takeovers.add(takeover)
        self.window_.tell_takeovers()

    def show_moments(self, moments: Iterable[Moment]) -> None:
        """Show these marks and notes, each beside the turn in which it lies."""
        self._margin.signs.show(moments)
        self.viewport().update()

    def end_turns(self) -> None:
        """The recording is over: a turn that came to no end does not look as if it went on."""
        self._margin.is_over = True
        self.viewport().update()

    def mark_doubtful(self, is_marked: bool) -> None:
        """Underline the words that the service is not sure of, or no longer."""
        self.contents.mark_doubtful(is_marked)

    def name_speakers(self, names: dict[str, str]) -> None:
        """Show these names, by the service's own."""
        for speaker, name in names.items():
            self.turns.names.rename(speaker, name)
        self.viewport().update()
        self.speakers_named.emit()

    def go_to_time(self, time_ms: int) -> None:
        """Show what begins at this time of the recording, stands around it, or comes first after it.

        New text no longer scrolls then.
        """
        if not len(self.turns):
            return
        before = [place for place, turn in enumerate(self.turns) if (turn.start_ms or 0) <= time_ms]
        index = before[-1] if before else 0
        self._is_following = False
        if (block := self.window_.block_of(index)) is None:
            self.window_.open(self.turns, index)
            block = self.window_.block_of(index)
        if block is not None:
            self.setTextCursor(QTextCursor(block))
            top = self.document().documentLayout().blockBoundingRect(block).top()
            self.verticalScrollBar().setValue(round(top) - scaled(LINE_HEIGHT_PX))
        self._update_jump()

    def leave_end(self) -> None:
        """New text does not scroll what is read away, until a person goes to the end again."""
        self._is_following = False
        self._update_jump()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._is_following = True
        self._new_turns = 0
        if self.window_.end < len(self.turns):
            self.window_.open(self.turns, len(self.turns) - 1)
        self._keep_place()

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is read where it is, and the jump button in the middle of the column."""
        if self._is_following:
            super().resizeEvent(event)
        else:
            with self.window_.kept_height():
                super().resizeEvent(event)
        self._place_jump()

    # ---- edits -------------------------------------------------------------------------------------------------------

    def _take_in(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        """So many at once that it is quicker to begin at the end anew."""
        for change in changes:
            self.turns.apply(change)
        self.window_.open(self.turns, len(self.turns) - 1)

    def _edit_all(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        changed: dict[int, None] = {}
        for change in changes:
            for edit in self.turns.apply(change):
                self._edit(edit)
            if isinstance(change, TurnChanged):
                changed[change.turn.number] = None
        for number in changed:
            if (position := self.turns.position_of(number)) is not None:
                self.window_.show(position)

    def _repaint_beside(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        """Times, names and carets are no part of the document, which has its own changes painted: only their rows."""
        top, width = self.verticalScrollBar().value(), self.viewport().width()
        layout = self.document().documentLayout()
        for change in changes:
            if isinstance(change, TurnRemoved) or change.change in _MOVES_NAMES:
                self.viewport().update()
                return
            position = self.turns.position_of(change.turn.number)
            block = None if position is None else self.window_.block_of(position)
            if block is not None:
                place = layout.blockBoundingRect(block)
                if block.previous().isValid() and self._margin.signs:
                    # A mark moves on to the turn that begins where it stands.
                    place = place.united(layout.blockBoundingRect(block.previous()))
                height = round(place.height()) + scaled(LINE_HEIGHT_PX)
                self.viewport().update(0, round(place.top()) - top, width, height)

    def _edit(self, edit: Edit) -> None:
        match edit:
            case TurnInserted(position):
                self.window_.insert(position)
                self._new_turns += 0 if self._is_following else 1
            case TurnTakenOut(position):
                self.window_.take_out(position)
            case TurnRewritten():
                pass

    def _keep_place(self) -> None:
        if self._is_following:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self._update_jump()

    def _announce(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        finished = [c.turn for c in changes if isinstance(c, TurnChanged) and c.change is TurnChange.COMPLETED]
        self._announcements.tell(finished, self.turns.names)

    # ---- speakers ----------------------------------------------------------------------------------------------------

    @asked_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What any text offers, what can be done with the turn there, and the names of the speakers."""
        menu = self.createStandardContextMenu()
        self._offer_turn(menu, event)
        if self.turns.names.speakers:
            menu.addSeparator()
            menu.addAction(tr("Name the speakers…")).triggered.connect(self.speakers_asked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @asked_by_qt
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a finished turn correct it."""
        super().mouseDoubleClickEvent(event)
        self._ask_to_edit(self.cursorForPosition(event.position().toPoint()))

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 correct the turn at the caret."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._ask_to_edit(self.textCursor())
        else:
            super().keyPressEvent(event)

    def _offer_turn(self, menu: QMenu, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        turn = self._finished_at(self.cursorForPosition(event.pos()) if by_mouse else self.textCursor())
        if turn is None:
            return
        number = turn.number
        menu.addSeparator()
        menu.addAction(tr("Correct this turn")).triggered.connect(lambda: self.edit_asked.emit(number))
        if turn.is_on_silence:
            menu.addAction(tr("It was speech")).triggered.connect(lambda: self.speech_asked.emit(number))

    def _ask_to_edit(self, place: QTextCursor) -> None:
        if (turn := self._finished_at(place)) is not None:
            self.edit_asked.emit(turn.number)

    def _finished_at(self, place: QTextCursor) -> Turn | None:
        row = self.contents.row_at(place.block())
        turn = None if row is None else row.turn
        return turn if turn is not None and turn.state is TurnState.FINISHED else None

    def _make_room_for_speakers(self) -> None:
        count = len(self.turns.names.speakers)
        if count != self._known_speakers:
            self._known_speakers = count
            self._make_gutter()
            self.speakers_changed.emit()

    def set_compact(self, is_compact: bool) -> None:
        """Only the text, without times and names beside it, or with them."""
        self._is_compact = is_compact
        self.least_margin_px = COMPACT_MARGIN_PX if is_compact else SIDE_MARGIN_PX
        self._margin.is_text_alone = is_compact
        with self.window_.kept_height():
            self._make_gutter()
            self._keep_column()
        self._keep_place()
        self.viewport().update()

    def _make_gutter(self) -> None:
        gutter_px = SPEAKER_GUTTER_PX if self._known_speakers else GUTTER_PX
        self.contents.set_margin(0 if self._is_compact else gutter_px)

    # ---- following ---------------------------------------------------------------------------------------------------

    def _set_up_jump(self) -> None:
        self._jump.setObjectName("jump")
        self._jump.setCursor(Qt.CursorShape.PointingHandCursor)
        self._jump.setFont(typeface(13, QFont.Weight.DemiBold))
        self._jump.clicked.connect(self.follow)
        self._jump.hide()

    def _on_scrolled(self, value: int) -> None:
        if self.window_.is_filling:
            return
        is_whole = self.window_.end == len(self.turns)
        self._is_following = is_whole and value >= self.verticalScrollBar().maximum() - _NEAR_END_PX
        if self._is_following:
            self._new_turns = 0
        self._update_jump()

    def _on_range_changed(self) -> None:
        if self._is_following:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _update_jump(self) -> None:
        text = tr("Jump to live ({count} new)").format(count=self._new_turns) if self._new_turns else tr("Jump to live")
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
