"""The window that captions stand in: on top, without a frame, never with the keyboard.

Drag it to move, its left, right, upper or lower edge to change how much it holds, hold it to look back.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from transcriber.audio.durations import clock
from transcriber.captions.line import CaptionLine, PastLine
from transcriber.captions.look import CHARACTERS, LINES, CaptionLook
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.captions.caption_canvas import CaptionCanvas
from transcriber.gui.captions.caption_font import (
    character_width_px,
    edge_px,
    line_height_px,
    most_characters,
    time_width_px,
)
from transcriber.gui.captions.caption_places import kept_within, place_of, remembered_place, screens
from transcriber.gui.captions.window_edges import edges_at, pointer_at
from transcriber.gui.language import tr
from transcriber.gui.screen_room import screen_room
from transcriber.settings.caption_choices import CaptionPlace

_HOLD_MS = 350
_SETTLED_MS = 300
_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)


class CaptionWindow(QWidget):
    """Shows lines; what they are is the feed's. Main thread."""

    look_asked = Signal(object)
    """A `CaptionLook` with other lines or characters: the window was made larger or smaller."""
    place_left = Signal(object)
    """A `CaptionPlace`: a person moved the window."""
    looking_back = Signal(bool)
    """The window is held, or was let go."""
    closed = Signal()

    def __init__(self, look: CaptionLook, places: tuple[CaptionPlace, ...] = ()) -> None:
        super().__init__(None, _FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(tr("Captions"))
        self.setAccessibleName(tr("Captions"))
        self.setMouseTracking(True)
        self.menu: QMenu | None = None
        self._look = look
        self._places = places
        self._passes_clicks = False
        self._covers_full_screen = False
        self._is_placing = False
        self._times_at: Qt.Edge | None = None
        """At which side of the lines their times stand."""
        self._lines: tuple[CaptionLine, ...] = ()
        self._past: tuple[PastLine, ...] | None = None
        self._pressed_at: QPoint | None = None
        self._moved_from: QPoint | None = None
        self.canvas = CaptionCanvas(look)
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self._hold = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._hold.timeout.connect(lambda: self.looking_back.emit(True))
        self._moved = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._moved.timeout.connect(self._on_moved)
        self._resized = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._resized.timeout.connect(self._on_resized)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._on_screens_changed)
        application.primaryScreenChanged.connect(self._on_screens_changed)
        application.screenAdded.connect(self._watch)
        for screen in application.screens():
            self._watch(screen)
        self._fit()
        self._place(remembered_place(self.size(), screens(), self._places))

    # ---- what is shown -----------------------------------------------------------------------------------------------

    @property
    def fitting_look(self) -> CaptionLook:
        """The look with no more characters than the screen has room for."""
        room = most_characters(self._look, screen_room(self).width())
        return replace(self._look, characters=max(CHARACTERS[0], min(self._look.characters, room)))

    def set_look(self, look: CaptionLook) -> None:
        """From now on like this."""
        self._look = look
        self.canvas.set_look(self.fitting_look)
        self._fit()

    def show_lines(self, lines: tuple[CaptionLine, ...]) -> None:
        """What is said now; while somebody looks back it goes on below."""
        self._lines = lines
        if self._covers_full_screen:
            # No window manager does it: what became full-screen since lies above.
            self.raise_()
        if self._past is None:
            self.canvas.show_lines(lines)
        else:
            self._show_past()

    @property
    def is_looking_back(self) -> bool:
        """Whether more than what is said now is shown."""
        return self._past is not None

    def look_back(self, past: tuple[PastLine, ...] | None) -> None:
        """Show these above what is said now, with their times; None: only what is said now again.

        Asked again meanwhile, newer ones join those that are read.
        """
        if past is not None:
            known = {line.shown_ms: line for line in (*(self._past or ()), *past)}
            self._past = tuple(known.values())
            self._show_past()
        elif self._past is not None:
            self._past = None
            self._stand(self._look.lines, (), None)
            self.canvas.show_lines(self._lines, is_animated=False)

    def _show_past(self) -> None:
        shown = {line.settled for line in self._lines}
        older = [line for line in self._past or () if line.text not in shown]
        height_px = line_height_px(self._look)
        room = max(self._look.lines, (screen_room(self).height() - 2 * edge_px(self._look)) // height_px)
        rows = [
            CaptionLine(number=place, text=line.text, is_finished=True, runs_right_to_left=line.runs_right_to_left)
            for place, line in enumerate(older[-max(0, room - len(self._lines)) :], start=1)
        ]
        rows += [replace(line, number=len(rows) + place) for place, line in enumerate(self._lines, start=1)]
        heard = {line.text: line.heard_ms for line in self._past or () if line.heard_ms is not None}
        times = tuple(clock(heard[row.settled]) if row.settled in heard else "" for row in rows)
        side = (self._times_at or self._free_side()) if any(times) else None
        self._stand(max(self._look.lines, len(rows)), times if side else (), side)
        self.canvas.show_lines(tuple(rows), is_animated=False)

    # ---- switches ----------------------------------------------------------------------------------------------------

    def pass_clicks(self, passes_clicks: bool) -> None:
        """Whether clicks go to what lies below; the way back is outside this window."""
        self._passes_clicks = passes_clicks
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowTransparentForInput, passes_clicks)

    def cover_full_screen(self, covers: bool) -> None:
        """Go past the window manager (X11), which keeps other windows below a full-screen one."""
        if self._covers_full_screen is covers:
            return
        self._covers_full_screen = covers
        was_visible, corner = self.isVisible(), self.pos()
        # A new window of the display's: a window manager that has not done with the old one would hide it once more.
        self.hide()
        self.destroy()
        self.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint, covers)
        self._place(corner)
        if was_visible:
            self.open()

    def open(self) -> None:
        """Show it without taking the keyboard from anyone."""
        self.show()
        self.raise_()
        self.pass_clicks(self._passes_clicks)

    # ---- place and size ----------------------------------------------------------------------------------------------

    def _free_side(self) -> Qt.Edge | None:
        """Where there is room for times beside the lines, which stay where they are; None: they are left out."""
        area, needed_px = screen_room(self), time_width_px(self._look)
        if self.x() - area.left() >= needed_px:
            return Qt.Edge.LeftEdge
        return Qt.Edge.RightEdge if area.right() - self.geometry().right() >= needed_px else None

    def _stand(self, rows: int, times: tuple[str, ...], side: Qt.Edge | None) -> None:
        """Room for so many rows, their times at that side; the lines below stay in their place."""
        before, self._times_at = self._times_at, side
        needed_px = time_width_px(self._look)
        moved_px = needed_px * (before is Qt.Edge.LeftEdge) - needed_px * (side is Qt.Edge.LeftEdge)
        self.canvas.set_rows(rows, times, side)
        self._fit(moved_px)

    def _fit(self, moved_px: int = 0) -> None:
        """As large as the look asks for, its left edge so far to the right; what grows, grows upwards."""
        edge = 2 * edge_px(self._look)
        area = screen_room(self)
        wanted = self.canvas.sizeHint().boundedTo(area.size())
        least = QSize(round(character_width_px(self._look) * CHARACTERS[0]), line_height_px(self._look))
        self.setMinimumSize((least + QSize(edge, edge)).boundedTo(wanted))
        bottom, left = self.geometry().bottom(), self.x() + moved_px
        if wanted != self.size():
            self._is_placing = True
            self.resize(wanted)
            self._is_placing = False
            self._place(kept_within(QRect(QPoint(left, bottom + 1 - wanted.height()), wanted), area))

    def _place(self, corner: QPoint) -> None:
        self._is_placing = True
        self.move(corner)
        self._is_placing = False

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_screens_changed)

    def _on_screens_changed(self) -> None:
        """What it stood on is gone, or smaller: onto what is there, and no wider than that."""
        if not screens():
            return
        if place_of(self.geometry(), screens()) is None:
            self._place(remembered_place(self.size(), screens(), self._places))
        self._fit()
        self._place(kept_within(self.geometry(), screen_room(self)))

    def _on_moved(self) -> None:
        place = place_of(self.geometry(), screens())
        if place is not None and self._past is None:
            self.place_left.emit(place)

    def _on_resized(self) -> None:
        look, edge = self._look, 2 * edge_px(self._look)
        characters = round((self.width() - edge) / character_width_px(look))
        lines = round((self.height() - edge) / line_height_px(look))
        wanted = replace(
            look,
            characters=max(CHARACTERS[0], min(CHARACTERS[1], characters)),
            lines=max(LINES[0], min(LINES[1], lines)),
        )
        if self._past is None and (wanted.lines, wanted.characters) != (look.lines, self.fitting_look.characters):
            self.look_asked.emit(wanted)
        else:
            self._fit()

    # ---- events ------------------------------------------------------------------------------------------------------

    @asked_by_qt
    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember where a person left it, once it rests."""
        super().moveEvent(event)
        if not self._is_placing and self.isVisible() and self._pressed_at is not None:
            self._moved.start()

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the new size once it rests."""
        super().resizeEvent(event)
        if not self._is_placing and self.isVisible() and self._past is None:
            self._resized.start()

    @asked_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """At an edge it is resized; elsewhere it is held, or dragged."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed_at = event.globalPosition().toPoint()
        edges = edges_at(event.position().toPoint(), self.size())
        handle = self.windowHandle()
        if edges and handle is not None and handle.startSystemResize(edges):
            return
        self._hold.start()

    @asked_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it, or show at which edge it can be resized."""
        at = event.globalPosition().toPoint()
        if self._moved_from is not None and self._pressed_at is not None:
            self.move(self._moved_from + at - self._pressed_at)
            return
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed_at is None:
            self.setCursor(pointer_at(edges_at(event.position().toPoint(), self.size())))
            return
        if self._past is None and (at - self._pressed_at).manhattanLength() >= 4:
            self._hold.stop()
            handle = self.windowHandle()
            if handle is None or not handle.startSystemMove():
                self._moved_from = self.pos()

    @asked_by_qt
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: back to what is said now."""
        self._let_go()

    @asked_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done about captions."""
        if self.menu is not None:
            self.menu.popup(event.globalPos())

    @asked_by_qt
    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has its own shape elsewhere."""
        self.unsetCursor()
        super().leaveEvent(event)

    @asked_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the desktop: say so."""
        self._let_go()
        super().closeEvent(event)
        self.closed.emit()

    def _let_go(self) -> None:
        self._hold.stop()
        if self._moved_from is not None:
            self._moved_from = None
            self._moved.start()
        if self._past is not None:
            self.looking_back.emit(False)
