"""An address to read, copy and open."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from transcriber.gui.language import tr


class AddressRow(QWidget):
    """Main thread.

    Args:
        label: What it is the address of, for a screen reader.
        opens: It can be opened on this computer.
    """

    def __init__(self, label: str, *, opens: bool) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setReadOnly(True)
        self.field.setAccessibleName(label)
        self.copy = QPushButton(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy: {address}").format(address=label))
        self.copy.clicked.connect(self._on_copy_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.copy)
        self.open: QPushButton | None = None
        if opens:
            self.open = QPushButton(tr("Open"))
            self.open.setAccessibleName(tr("Open in the browser: {address}").format(address=label))
            self.open.clicked.connect(self._on_open_asked)
            row.addWidget(self.open)

    def show_address(self, address: str) -> None:
        """Another one; an empty one can be neither copied nor opened."""
        if self.field.text() != address:
            self.field.setText(address)
            self.field.setCursorPosition(0)
            self.copy.setText(tr("Copy"))
        self.setEnabled(bool(address))

    def _on_copy_asked(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self.copy.setText(tr("Copied"))

    def _on_open_asked(self) -> None:
        QDesktopServices.openUrl(QUrl(self.field.text()))
