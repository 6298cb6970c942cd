"""One line to write a note in: Enter keeps it, Escape throws it away, and the keyboard goes back to where it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import no_room_words
from transcriber.gui.language import tr

_LONGEST_NOTE_CHARACTERS = 2_000
_FRAME_PX = 24


class NoteLine(QLineEdit):
    """Main thread.

    Args:
        home: Within it the keyboard is still at the note.
    """

    begun = Signal()
    """Now is the moment that the note will be about."""
    written = Signal(str)
    """A note, not empty."""
    left = Signal()
    """Nothing is being written any more."""
    filled = Signal(str)
    """That something was left out, in one sentence; empty words once there is room again."""

    def __init__(self, home: QWidget) -> None:
        super().__init__()
        self._home = home
        self._before: QWidget | None = None
        """What had the keyboard."""
        self._is_begun = False
        self._is_filled = False
        self._moment = ""
        self.setMaxLength(_LONGEST_NOTE_CHARACTERS)
        self.returnPressed.connect(self.give)
        self.textChanged.connect(self._on_text_changed)
        self.inputRejected.connect(self._on_input_rejected)
        self._name()

    def take_keyboard(self) -> None:
        """A note is to be written, about this moment unless one is being written already."""
        focus = self.window().focusWidget()
        if focus is None or not self._home.isAncestorOf(focus):
            self._before = focus
        if not self.text():
            # One that was begun and left empty is about an older moment.
            self._is_begun = False
        self._begin()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell_moment(self, moment: str) -> None:
        """Say which moment it is about."""
        self._moment = moment
        self._name()

    def give(self) -> None:
        """What stands there is the note."""
        text = self.text().strip()
        self.leave()
        if text:
            self.written.emit(text)

    def leave(self) -> None:
        """What stands there is thrown away."""
        self.clear()
        self._is_begun, self._moment = False, ""
        self._name()
        before, self._before = self._before, None
        focus = self.window().focusWidget()
        if before is not None and isValid(before) and (focus is None or self._home.isAncestorOf(focus)):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape throws it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What it says while it is empty is never cut."""
        super().resizeEvent(event)
        self._name()

    def _on_text_changed(self, text: str) -> None:
        # Whatever wrote it: what helps a person to write without a keyboard sets the text.
        if text:
            self._begin()
        if self._is_filled and len(text) < self.maxLength():
            self._is_filled = False
            self.filled.emit("")

    def _on_input_rejected(self) -> None:
        if not self._is_filled:
            self._is_filled = True
            self.filled.emit(no_room_words(self.maxLength()))

    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self.begun.emit()

    def _name(self) -> None:
        if not self._moment:
            self.setPlaceholderText(tr("Write a note"))
            self.setToolTip("")
            self.setAccessibleName(tr("Write a note"))
            return
        words = tr("Note at {moment}: Enter keeps it, Esc throws it away").format(moment=self._moment)
        is_room = self.fontMetrics().horizontalAdvance(words) + _FRAME_PX <= self.width()
        self.setPlaceholderText(words if is_room else tr("Note at {moment}").format(moment=self._moment))
        self.setToolTip(words)
        self.setAccessibleName(tr("Note at {moment} of the recording").format(moment=self._moment))
