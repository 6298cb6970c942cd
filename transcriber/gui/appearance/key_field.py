"""Where a person presses the keys that an action is to have; Tab still leads on, so that nobody is caught in it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import tr

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyField(QKeySequenceEdit):
    """One key with what is held beside it. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(False)
        name = tr("New keys: press them here")
        self.setAccessibleName(name)
        edit = self.findChild(QLineEdit)
        assert edit is not None
        edit.setAccessibleName(name)
        edit.setPlaceholderText(tr("Press the keys"))
        # The field itself is one stop of the Tab key, not two.
        edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def key(self) -> str:
        """As it is remembered, the same in every language; empty where none was pressed."""
        return self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """Tab and Shift+Tab go on from here."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TABS:
            return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        return super().event(event)
