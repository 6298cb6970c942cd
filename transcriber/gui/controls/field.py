"""A labelled control with the reason under it when it cannot be used."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class Field(QWidget):
    """Label, control, reason. Main thread."""

    def __init__(self, label: str, control: QWidget, focus: QWidget | None = None) -> None:
        """`focus` is what the label's shortcut and a screen reader reach, where that is not `control` itself."""
        super().__init__()
        self.control = control
        self._reason = QLabel()
        self._reason.setObjectName("fieldReason")
        self._reason.setWordWrap(True)
        self._reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if label:
            words = QLabel(label)
            words.setObjectName("fieldLabel")
            words.setBuddy(focus or control)
            column.addWidget(words)
        column.addWidget(control)
        column.addWidget(self._reason)

    @property
    def reason(self) -> str:
        """Why the control cannot be used; empty where it can."""
        return self._reason.text()

    def set_note(self, note: str) -> None:
        """Say something under a control that can be used."""
        self._reason.setText(note)
        self._reason.setVisible(bool(note))

    def set_reason(self, reason: str) -> None:
        """Disable the control and say why; an empty reason enables it again."""
        self.control.setEnabled(not reason)
        self.control.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
