"""The bar to find words in the transcript that is open: a field, how many places there are, and the way between them.

It only asks; who searches tells it what to say.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.restyling import restyle
from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import number, tr
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

_LONGEST_CHARACTERS = 200
_COUNT_WIDTH_PX = 104


class FindBar(QFrame):
    """Hidden until it is asked for. Main thread."""

    typed = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._theme = theme
        self._before: QWidget | None = None
        """What had the keyboard."""
        self.field = SearchField(theme, can_clear=False)
        self.count = QLabel()
        self.previous = ToolButton(tr("Previous place (Shift+F3)"), 32, 32, 18)
        self.next = ToolButton(tr("Next place (F3)"), 32, 32, 18)
        self.close_button = ToolButton(tr("Close (Esc)"), 32, 32, 16)
        self._lay_out()
        self.field.textChanged.connect(self.typed)
        self.field.installEventFilter(self)
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self.close_button.clicked.connect(self.close_bar)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def open(self, words: str = "") -> None:
        """Ready to be typed in; `words` stand there, or else what was looked for last, to be overwritten."""
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if words:
            self.field.setText(words)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Away with it; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        # An editor that had it may have closed since.
        if before is not None and isValid(before) and self.isAncestorOf(self.window().focusWidget() or before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()

    def show_count(self, rank: int | None, count: int, *, is_complete: bool) -> None:
        """`3 of 12`; an ellipsis while the search goes on; nothing where nothing is looked for."""
        has_places = count > 0
        self.previous.setEnabled(has_places)
        self.next.setEnabled(has_places)
        is_missing = not has_places and is_complete and bool(self.field.text().strip())
        if has_places:
            words = tr("{rank} of {count}").format(rank=number(rank or 1), count=number(count))
            words += "" if is_complete else "…"
        elif is_missing:
            words = tr("Not found")
        else:
            words = "" if is_complete else tr("Searching…")
        if self.count.text() != words:
            self.count.setText(words)
            self.count.setAccessibleName(words)
        if self.property("isMissing") != is_missing:
            self.setProperty("isMissing", is_missing)
            for part in (self.field, self.count):
                restyle(part)

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it, wherever in it the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift it goes back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                (self.previous_asked if is_back else self.next_asked).emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                (self.previous_asked if event.key() == Qt.Key.Key_Up else self.next_asked).emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.field.setAccessibleName(tr("Find in this transcript"))
        self.field.setPlaceholderText(tr("Find in this transcript"))
        self.field.setMaxLength(_LONGEST_CHARACTERS)
        self.count.setObjectName("findCount")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setFont(typeface(13, is_tabular=True))
        self.count.setMinimumWidth(_COUNT_WIDTH_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(8)
        row.addWidget(self.count)
        for button in (self.previous, self.next, self.close_button):
            row.addWidget(button)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        for button, icon in ((self.previous, "arrow-up"), (self.next, "arrow-down"), (self.close_button, "close")):
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled, 18))
