"""The columns beside the page: where the window is too narrow for both, the one that was opened last has the room.

Where it is too narrow for either, what is opened lies over the text until the keyboard or the mouse goes back there.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.language import in_words
from transcriber.gui.text_scale import scaled
from transcriber.sentence import said

LEAST_PAGE_PX = 480
"""Below that a line of the transcript is too short to be read well."""
_HISTORY = said("History (Ctrl+H)")
_PANEL = said("Session settings (Ctrl+,)")
_FOLDED = said("folded away while the window is narrow")


class SideColumns(QObject):
    """Shows and folds them; what a person wants of them outlasts a narrow window. Main thread.

    Args:
        window: Its width decides.
        history: The column at the left, and the button that opens it.
        panel: The column at the right, and the button that opens it.
    """

    def __init__(self, window: QWidget, history: tuple[QWidget, ToolButton], panel: tuple[QWidget, ToolButton]) -> None:
        super().__init__(window)
        self._window = window
        self._history = _Column(*history, _HISTORY)
        self._panel = _Column(*panel, _PANEL)
        self._newest = self._panel
        self._over: _Column | None = None
        """What lies over the text."""
        self._is_compact = False
        self._history.button.toggled.connect(self.show_history)
        self._panel.button.toggled.connect(self.show_panel)
        window.installEventFilter(self)

    @property
    def is_history_wanted(self) -> bool:
        """Whether a person wants it, also where there is no room for it."""
        return self._history.is_wanted

    @property
    def is_panel_wanted(self) -> bool:
        """Whether a person wants it, also where there is no room for it."""
        return self._panel.is_wanted

    def begin(self, *, is_history_wanted: bool, is_panel_wanted: bool) -> None:
        """As it was remembered; where there is no room for both, the panel has it."""
        self._history.is_wanted, self._panel.is_wanted = is_history_wanted, is_panel_wanted
        self._arrange()

    def show_history(self, is_wanted: bool) -> None:
        """Open it, also where the panel must make room for it, or close it."""
        self._show(self._history, self._panel, is_wanted=is_wanted)

    def show_panel(self, is_wanted: bool) -> None:
        """Open it, also where the history must make room for it, or close it."""
        self._show(self._panel, self._history, is_wanted=is_wanted)

    def set_compact(self, is_compact: bool) -> None:
        """Both away for as long as only the text is wanted, or as they were."""
        self._is_compact = is_compact
        self._arrange()

    def rearrange(self) -> None:
        """Texts and columns have another size now, and the window may be too narrow for them, or no longer."""
        self._arrange()

    def uncover(self) -> None:
        """What lies over the text folds away; it is there again where there is room for it."""
        over, self._over = self._over, None
        if over is not None:
            had_keyboard = over.part.isAncestorOf(self._window.focusWidget() or self._window)
            self._arrange()
            if had_keyboard:
                over.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, another arrangement; Escape folds away what lies over the text."""
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._arrange()
            elif self._over is not None:
                self._over.lie_over(is_left=self._over is self._history)
        elif self._over is not None and watched is self._over.part and _is_escape(event):
            self.uncover()
            return True
        return super().eventFilter(watched, event)

    def _show(self, column: "_Column", other: "_Column", *, is_wanted: bool) -> None:
        if not is_wanted and self._over is column:
            self.uncover()
            return
        column.is_wanted, self._newest = is_wanted, column if is_wanted else other
        self._over = None
        self._arrange()
        if is_wanted and not self._is_compact and column.part.isHidden():
            self._lay_over(column)

    def _lay_over(self, column: "_Column") -> None:
        self._over = column
        self._arrange()
        column.part.installEventFilter(self)
        column.around.installEventFilter(self)
        QApplication.instance().focusChanged.connect(  # type: ignore[union-attr]
            self._on_focus_changed, Qt.ConnectionType.UniqueConnection
        )
        if (first := column.first_control()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The text is wanted again."""
        if self._over is None or now is None:
            return
        if self._over.around.isAncestorOf(now) and not self._over.part.isAncestorOf(now):
            self.uncover()

    def _arrange(self) -> None:
        beside = self._beside()
        if self._is_compact or self._over in beside:
            self._over = None
        for column in (self._history, self._panel):
            is_left = column is self._history
            column.stand(is_beside=column in beside, is_over=column is self._over, is_left=is_left)
            column.part.setVisible((column in beside or column is self._over) and not self._is_compact)
            column.tell(is_shown=column in beside or column is self._over)

    def _beside(self) -> tuple["_Column", ...]:
        """Those that the page leaves room for; the one that was opened last first."""
        room_px = self._window.width() - scaled(LEAST_PAGE_PX)
        found: list[_Column] = []
        for column in sorted((self._history, self._panel), key=lambda each: each is not self._newest):
            if column.is_wanted and scaled(column.width_px) <= room_px:
                found.append(column)
                room_px -= scaled(column.width_px)
        return tuple(found)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape


class _Column:
    """One of them, with its button. Main thread."""

    def __init__(self, part: QWidget, button: ToolButton, name: str) -> None:
        self.part = part
        self.button = button
        self.width_px = part.minimumWidth()
        """At 100 %."""
        self.is_wanted = True
        self._name = name
        self._is_out = False
        """Of the row in which it stands beside the page."""

    def stand(self, *, is_beside: bool, is_over: bool, is_left: bool) -> None:
        """Beside the page, or over it."""
        if is_over:
            self.lie_over(is_left=is_left)
        elif is_beside and self._is_out:
            self._is_out = False
            self.part.setFixedWidth(scaled(self.width_px))
            row = self._row()
            row.insertWidget(0 if is_left else row.count(), self.part)

    def lie_over(self, *, is_left: bool) -> None:
        """As wide as ever, or as there is room for."""
        around = self.around
        if not self._is_out:
            self._is_out = True
            self._row().removeWidget(self.part)
        width_px = min(scaled(self.width_px), around.width())
        self.part.setFixedWidth(width_px)
        self.part.setGeometry(0 if is_left else around.width() - width_px, 0, width_px, around.height())
        self.part.raise_()

    def tell(self, *, is_shown: bool) -> None:
        """What its button says."""
        self.button.blockSignals(True)
        self.button.setChecked(is_shown)
        self.button.blockSignals(False)
        is_folded = self.is_wanted and not is_shown
        words = f"{in_words(self._name)}: {in_words(_FOLDED)}" if is_folded else in_words(self._name)
        # The name first: whoever writes a person's own keys into the tip takes it along.
        self.button.setAccessibleName(words)
        self.button.setToolTip(words)

    @property
    def around(self) -> QWidget:
        """What the page stands in too."""
        around = self.part.parentWidget()
        assert around is not None
        return around

    def first_control(self) -> QWidget | None:
        """What the keyboard reaches first in it."""
        found = self.part.nextInFocusChain()
        while found is not None and found is not self.part:
            is_reached = found.isVisible() and found.isEnabled() and found.focusPolicy() & Qt.FocusPolicy.TabFocus
            if is_reached and self.part.isAncestorOf(found):
                return found
            found = found.nextInFocusChain()
        return None

    def _row(self) -> QBoxLayout:
        row = self.around.layout()
        assert isinstance(row, QBoxLayout)
        return row
