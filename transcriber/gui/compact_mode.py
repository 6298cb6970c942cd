"""The small window: only the text, with record, state and clock, and a way back that is always seen."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.captions.caption_places import kept_within, screens
from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.side_columns import SideColumns
from transcriber.gui.text_scale import scaled
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.settings.compact_choice import LEAST_HEIGHT_PX, LEAST_WIDTH_PX, CompactChoice

LEAST_SIZE = QSize(900, 560)
"""Of the whole window."""


class CompactMode(QObject):
    """Makes the window small and large again; each size stays where it was left. Main thread.

    Args:
        window: That is made small.
        bar: Keeps record, state and the way back.
        page: Keeps the text.
        sides: Go.
        history: A stored page gives way to the live one, and comes back.
        chosen: How it was left.
    """

    changed = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        bar: TopBar,
        page: TranscriptPage,
        sides: SideColumns,
        history: HistoryControl,
        chosen: CompactChoice,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._page = page
        self._sides = sides
        self._history = history
        self._chosen = chosen
        self._is_on = False
        self._whole = QRect()
        self._was_maximized = False
        self._left_id = ""
        """The recording of the history that was open."""
        bar.compact_button.clicked.connect(self.toggle)

    @property
    def is_on(self) -> bool:
        """Whether the window is small now."""
        return self._is_on

    @property
    def choice(self) -> CompactChoice:
        """What is to be remembered."""
        if not self._is_on:
            return replace(self._chosen, is_on=False)
        place = self._window.geometry()
        return CompactChoice(
            is_on=True, x_px=place.x(), y_px=place.y(), width_px=place.width(), height_px=place.height()
        )

    def begin(self) -> None:
        """As it was left; called once, when the whole window has its place."""
        if self._chosen.is_on:
            self.toggle()

    def toggle(self) -> None:
        """Small if it is large, large if it is small."""
        if self._is_on:
            self.leave()
        else:
            self._enter()

    def leave(self) -> None:
        """The whole window again, where it stood."""
        if not self._is_on:
            return
        self._chosen, self._is_on = self.choice, False
        self._dress()
        self._window.setMinimumSize(LEAST_SIZE)
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.setGeometry(self._whole)
        if self._left_id:
            self._history.open_recording(self._left_id)
        self._bar.record.setFocus()
        self.changed.emit(False)

    def _enter(self) -> None:
        window = self._window
        self._is_on, self._was_maximized = True, window.isMaximized() or window.isFullScreen()
        self._whole = window.normalGeometry() if self._was_maximized else window.geometry()
        self._left_id = self._history.open_id
        if self._left_id:
            self._history.show_live()
        if self._was_maximized:
            window.showNormal()
        self._dress()
        window.setMinimumSize(QSize(scaled(LEAST_WIDTH_PX), scaled(LEAST_HEIGHT_PX)).boundedTo(LEAST_SIZE))
        window.setGeometry(self._place())
        self._bar.record.setFocus()
        self.changed.emit(True)

    def _dress(self) -> None:
        self._sides.set_compact(self._is_on)
        self._bar.set_compact(self._is_on)
        self._page.set_compact(self._is_on)

    def _place(self) -> QRect:
        """Where it stood, on a screen that exists; at first the upper right corner of the whole window."""
        chosen = self._chosen
        size = QSize(chosen.width_px, chosen.height_px)
        corner = self._whole.topRight() - QPoint(size.width() - 1, 0)
        if chosen.x_px is not None and chosen.y_px is not None:
            corner = QPoint(chosen.x_px, chosen.y_px)
        place = QRect(corner, size)
        areas = [area for _, area in screens()]
        area = next((area for area in areas if area.intersects(place)), areas[0])
        return QRect(kept_within(place, area), size)
