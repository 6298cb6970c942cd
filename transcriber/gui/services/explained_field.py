"""A control with its label, a sentence of help, and the fault of what stands in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class ExplainedField(QWidget):
    """Label, control, fault, help. Main thread."""

    def __init__(self, label: str, control: QWidget, explanation: str = "", focus: QWidget | None = None) -> None:
        """`label` is empty where the control shows its own; `focus` is what the keyboard reaches inside `control`."""
        super().__init__()
        self.control = control
        self._focus = focus or control
        self._fault = _line("fieldFault")
        self._explanation = _line("fieldReason")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if label:
            words = QLabel(label)
            words.setObjectName("fieldLabel")
            words.setBuddy(self._focus)
            column.addWidget(words)
            if not self._focus.accessibleName():
                self._focus.setAccessibleName(label)
        column.addWidget(control)
        column.addWidget(self._fault)
        column.addWidget(self._explanation)
        self._fault.hide()
        self.explain(explanation)

    @property
    def fault(self) -> str:
        """Why what stands in the control cannot be saved; empty where it can."""
        return self._fault.text()

    @property
    def explanation(self) -> str:
        """The sentence of help."""
        return self._explanation.text()

    def explain(self, explanation: str) -> None:
        """Say what the control is for."""
        self._explanation.setText(explanation)
        self._explanation.setVisible(bool(explanation))
        self._describe()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong, in place of the help; empty: nothing is."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self._explanation.setVisible(bool(self.explanation) and not fault)
        self._describe()

    def _describe(self) -> None:
        self._focus.setAccessibleDescription(self.fault or self.explanation)


def _line(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
