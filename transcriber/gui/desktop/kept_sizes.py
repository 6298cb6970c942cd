"""How large a person made a dialog, and what they saved as last: the same after the next start.

They lie beside the place of the window, not among the settings: nobody misses them on another computer.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from transcriber.export.formats import ExportFormat
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.scaling import CHOSEN_SIZE, GROWN_SIZE
from transcriber.settings.preferences_file import preferences_path

_FORMAT = "export/format"


class KeptSize(QObject):
    """Of one dialog, from where its own first size is known. Main thread.

    Args:
        dialog: Is given the size that it had before, and owns this.
        name: Of the dialog, the same for ever.
    """

    def __init__(self, dialog: QDialog, name: str) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._key = f"dialogs/{name}"
        size = window_memory().value(self._key)
        if isinstance(size, QSize) and not size.isEmpty():
            dialog.resize(size.boundedTo(QGuiApplication.primaryScreen().availableGeometry().size()))
            dialog.setProperty(CHOSEN_SIZE, True)
        self._known = dialog.size()
        dialog.installEventFilter(self)
        application = QCoreApplication.instance()
        assert application is not None
        # One that is open when the program ends is not hidden before.
        application.aboutToQuit.connect(self._keep)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the dialog needs for its words is no choice of a person's: only what they made it since is kept."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            self._known = self._size
        elif event.type() == QEvent.Type.Hide and isValid(self._dialog):
            # One that is ended while it is open is hidden by its end.
            self._keep()
        return super().eventFilter(watched, event)

    @property
    def _size(self) -> QSize:
        dialog = self._dialog
        return dialog.normalGeometry().size() if dialog.isMaximized() else dialog.size()

    def _keep(self) -> None:
        if self._size not in (self._known, self._dialog.property(GROWN_SIZE)):
            self._known = self._size
            window_memory().setValue(self._key, self._known)


def window_memory() -> QSettings:
    """What is remembered of windows. Main thread; each of them knows at once what was written through another one."""
    return QSettings(str(preferences_path().with_name("window.ini")), QSettings.Format.IniFormat)


def last_format() -> ExportFormat:
    """What was saved as last; text where nothing was, or where it is not understood."""
    kept = window_memory().value(_FORMAT)
    return next((each for each in ExportFormat if each.value == kept), ExportFormat.TXT)


def keep_format(wanted: ExportFormat) -> None:
    """A person chose it: offered first from now on."""
    window_memory().setValue(_FORMAT, wanted.value)
