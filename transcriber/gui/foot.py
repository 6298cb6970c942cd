"""The line of state at the foot: lights at the left, then what is dropped and saved, at the right what was just done.

Where there is not room for all of it, what says the least goes first, and whole: no word is cut for it. What stays at
the right has a row of its own where there is no room for it beside the lights.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.controls.restyling import restyle
from transcriber.gui.foot_note import FootNote
from transcriber.gui.state_lights import StateLights
from transcriber.gui.text_scale import scaled
from transcriber.gui.turn_text import SIDE_MARGIN_PX

FOOT_HEIGHT_PX = 40
_SPACING_PX = 16
_EDGE_PX = 5
_NOTE_COLUMN = 3


class FootFact(QLabel):
    """A few words, whole or not there. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footText")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.is_urgent = False
        """It is there whatever else wants the room."""
        self.hide()

    def say(self, words: str, told: str, *, is_urgent: bool = False) -> None:
        """Show these words, or without any nothing; `told` says more to whoever points at them."""
        if (words, is_urgent) == (self.text(), self.is_urgent):
            return
        self.is_urgent = is_urgent
        self.setText(words)
        self.setToolTip(plain_tip(told) if words else "")
        self.setAccessibleDescription(told if words else "")
        if self.property("isUrgent") != is_urgent:
            self.setProperty("isUrgent", is_urgent)
            restyle(self)
        if not words:
            self.hide()

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """What may go does not keep the window wide."""
        return QSize(super().minimumSizeHint().width() if self.is_urgent else 0, super().minimumSizeHint().height())


class Foot(QFrame):
    """Shares its room out. Main thread."""

    def __init__(self, lights: StateLights, note: FootNote) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setMinimumHeight(FOOT_HEIGHT_PX)
        self._lights = lights
        self._note = note
        self.dropped = FootFact()
        self.saved = FootFact()
        self._has_two_rows = False
        grid = QGridLayout(self)
        grid.setContentsMargins(SIDE_MARGIN_PX - 8, _EDGE_PX, SIDE_MARGIN_PX, _EDGE_PX)
        grid.setHorizontalSpacing(_SPACING_PX)
        grid.setVerticalSpacing(0)
        # Of the two the note gives way: what microphone and link do is never cut before it.
        for column, part in enumerate((lights, self.dropped, self.saved, note)):
            grid.addWidget(part, 0, column)
        grid.setColumnStretch(_NOTE_COLUMN, 1)
        self._grid = grid

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """Whatever stands in it says something else: another one may fit, or no longer."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show as much as there is room for beside the lights and the note."""
        sides = self._grid.contentsMargins()
        room_px = self.width() - sides.left() - sides.right() - self._lights.sizeHint().width()
        urgent_px = self._needed_px(self.dropped) if self.dropped.is_urgent else 0
        standing_px = self._note.standing_px
        self._break(standing_px > 0 and standing_px + scaled(_SPACING_PX) > room_px - urgent_px)
        if not self._has_two_rows:
            room_px -= self._note.whole_px + scaled(_SPACING_PX)
        for fact in sorted((self.saved, self.dropped), key=lambda each: not each.is_urgent):
            needed_px = self._needed_px(fact)
            is_shown = bool(fact.text()) and (fact.is_urgent or needed_px <= room_px)
            room_px -= needed_px if is_shown else 0
            if is_shown is fact.isHidden():
                fact.setVisible(is_shown)
                # At once, not after the next paint: nothing is seen cut.
                self._grid.activate()

    def _break(self, has_two_rows: bool) -> None:
        if has_two_rows is self._has_two_rows:
            return
        self._has_two_rows = has_two_rows
        self._grid.removeWidget(self._note)
        if has_two_rows:
            self._grid.addWidget(self._note, 1, 0, 1, _NOTE_COLUMN + 1)
        else:
            self._grid.addWidget(self._note, 0, _NOTE_COLUMN)
        self._grid.activate()

    def _needed_px(self, fact: FootFact) -> int:
        return fact.sizeHint().width() + scaled(_SPACING_PX)
