"""How the window closes: what was spoken is transcribed first, and words that nobody took are offered to be saved.

Asking twice closes at once: what was recorded is on the disk by then.
"""

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.language import number, tr
from transcriber.gui.transcript_keeping import TranscriptKeeping

DRAIN_LIMIT_MS = 10_000


class _Stage(Enum):
    OPEN = auto()
    DRAINING = auto()
    ASKING = auto()
    CLOSING = auto()


class Closing(QObject):
    """Asked by the window whether it may close now; tells it when it may. Main thread."""

    drain_asked = Signal()
    """The recording must stop, and its last words be waited for."""
    drain_ended = Signal()
    """They are there, or it took too long."""
    may_close = Signal()
    """Close the window again: it is let now."""

    def __init__(self, keeping: TranscriptKeeping, window: QWidget) -> None:
        super().__init__(window)
        self._keeping = keeping
        self._window = window
        self._stage = _Stage.OPEN
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(DRAIN_LIMIT_MS)
        self._limit.timeout.connect(self._on_drained)
        keeping.saved.connect(self._on_saved)
        keeping.not_saved.connect(self._on_not_saved)

    @property
    def is_under_way(self) -> bool:
        """Whether the window is being closed, and something comes first."""
        return self._stage is not _Stage.OPEN

    def ask(self, *, is_recording: bool) -> bool:
        """Whether the window may close now; if not, what has to come first has begun."""
        if self._stage is not _Stage.OPEN:
            self._limit.stop()
            self._stage = _Stage.CLOSING
            return True
        if is_recording:
            self._stage = _Stage.DRAINING
            self._limit.start()
            self.drain_asked.emit()
            return False
        return self._ask_about_words()

    def recording_ended(self) -> None:
        """The last word is there."""
        if self._stage is _Stage.DRAINING:
            self._on_drained()

    def _on_drained(self) -> None:
        self._limit.stop()
        self.drain_ended.emit()
        if self._ask_about_words():
            self._close()

    def _ask_about_words(self) -> bool:
        count = len(self._keeping.unsaved_text.split())
        if not count:
            return True
        from PySide6.QtWidgets import QMessageBox

        self._stage = _Stage.ASKING
        box = QMessageBox(self._window)
        box.setWindowTitle("Transcriber")
        box.setText(tr("Save the transcript before closing?"))
        one = tr("One word has not been copied or saved and would be lost with this window.")
        many = tr("{count} words have not been copied or saved and would be lost with this window.")
        box.setInformativeText(one if count == 1 else many.format(count=number(count)))
        save = box.addButton(tr("Save…"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setContentsMargins(8, 12, 12, 8)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)

        # Not by the buttons' own signals: a dialog can also go without one being pressed.
        def answered() -> None:
            match box.clickedButton():
                case button if button is save:
                    self._keeping.ask_where_to_save_unsaved()
                case button if button is discard:
                    self._close()
                case _:
                    self._call_off()
            box.deleteLater()

        box.finished.connect(answered)
        box.open()
        return False

    def _on_saved(self) -> None:
        if self._stage is _Stage.ASKING:
            self._close()

    def _on_not_saved(self) -> None:
        if self._stage is _Stage.ASKING:
            self._call_off()

    def _call_off(self) -> None:
        self._stage = _Stage.OPEN

    def _close(self) -> None:
        self._stage = _Stage.CLOSING
        # Once the button that was pressed, or the notice that came, is done with.
        QTimer.singleShot(0, self.may_close.emit)
