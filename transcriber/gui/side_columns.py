"""The columns beside the page: where the window is too narrow for both, the one that was opened last has the room."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

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
        self._history, self._history_button = history
        self._panel, self._panel_button = panel
        self.is_history_wanted = True
        self.is_panel_wanted = True
        self._is_panel_newest = True
        self._is_compact = False
        self._history_button.toggled.connect(self.show_history)
        self._panel_button.toggled.connect(self.show_panel)
        window.installEventFilter(self)

    def begin(self, *, is_history_wanted: bool, is_panel_wanted: bool) -> None:
        """As it was remembered; where there is no room for both, the panel has it."""
        self.is_history_wanted, self.is_panel_wanted = is_history_wanted, is_panel_wanted
        self._arrange()

    def show_history(self, is_wanted: bool) -> None:
        """Open it, also where the panel must make room for it, or close it."""
        self.is_history_wanted, self._is_panel_newest = is_wanted, not is_wanted
        self._arrange()

    def show_panel(self, is_wanted: bool) -> None:
        """Open it, also where the history must make room for it, or close it."""
        self.is_panel_wanted, self._is_panel_newest = is_wanted, is_wanted
        self._arrange()

    def set_compact(self, is_compact: bool) -> None:
        """Both away for as long as only the text is wanted, or as they were."""
        self._is_compact = is_compact
        self._arrange()

    def rearrange(self) -> None:
        """Texts and columns have another size now, and the window may be too narrow for them, or no longer."""
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, another arrangement."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        # Their widths are fixed: the least one is right before they are laid out anew.
        room_px = self._window.width() - self._history.minimumWidth() - self._panel.minimumWidth()
        is_tight = self.is_history_wanted and self.is_panel_wanted and room_px < scaled(LEAST_PAGE_PX)
        is_history_folded, is_panel_folded = is_tight and self._is_panel_newest, is_tight and not self._is_panel_newest
        parts = (
            (self._history, self._history_button, self.is_history_wanted, is_history_folded, _HISTORY),
            (self._panel, self._panel_button, self.is_panel_wanted, is_panel_folded, _PANEL),
        )
        for column, button, is_wanted, is_folded, name in parts:
            column.setVisible(is_wanted and not is_folded and not self._is_compact)
            button.blockSignals(True)
            button.setChecked(is_wanted and not is_folded)
            button.blockSignals(False)
            words = f"{in_words(name)}: {in_words(_FOLDED)}" if is_folded else in_words(name)
            # The name first: whoever writes a person's own keys into the tip takes it along.
            button.setAccessibleName(words)
            button.setToolTip(words)
