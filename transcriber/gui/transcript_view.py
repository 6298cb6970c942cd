"""The transcript as it grows: a read-only text with times beside it, following its end unless a person reads above."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFont,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPushButton, QWidget

from transcriber.gui.icons import stroke_icon
from transcriber.gui.margin_painter import SPEAKER_GUTTER_PX
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import LINE_HEIGHT_PX, PAGE_TURNS, WINDOW_TURNS
from transcriber.gui.turn_list import Edit, TurnInserted, TurnList, TurnRewritten, TurnTakenOut
from transcriber.gui.turn_text import GUTTER_PX, TurnText
from transcriber.gui.typeface import typeface
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved

_JUMP_MARGIN_PX = 16
_NEAR_END_PX = 12
_ANNOUNCED_AT_ONCE = 2


class TranscriptView(TurnText):
    """Shows a `TurnList` and edits nothing in it but by notices. Main thread."""

    words_changed = Signal()
    speakers_changed = Signal()
    """Somebody was heard for the first time."""
    speakers_asked = Signal()
    """A person wants to name them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.turns = TurnList()
        super().__init__(theme, self.turns, parent)
        self._is_following = True
        self._is_editing = False
        self._new_turns = 0
        self._known_speakers = 0
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

    def go_to_time(self, time_ms: int) -> None:
        """Show what begins at this time of the recording, or stands around it; new text no longer scrolls then."""
        before = [place for place, turn in enumerate(self.turns) if (turn.start_ms or 0) <= time_ms]
        if not before:
            return
        # What is no longer laid out stands above everything.
        index = max(0, before[-1] - self.contents.earlier_turns)
        self.setTextCursor(QTextCursor(self.contents.block_of(index)))
        self.verticalScrollBar().setValue(round(self._top_of(index)) - LINE_HEIGHT_PX)

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._is_following = True
        self._new_turns = 0
        self._keep_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the jump button in the middle of the column."""
        super().resizeEvent(event)
        self._place_jump()

    def _top_of(self, index: int) -> float:
        return self.document().documentLayout().blockBoundingRect(self.contents.block_of(index)).top()

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
        place = QTextCursor(self.first_visible_block(value_before))
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

    # ---- speakers ----------------------------------------------------------------------------------------------------

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

    # ---- following ---------------------------------------------------------------------------------------------------

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
