"""A control with its label, a sentence of help, and the fault of what stands in it."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import in_words


class ExplainedField(QWidget):
    """Label, control, fault, help. Main thread."""

    def __init__(self, label: str, control: QWidget, explanation: str = "", focus: QWidget | None = None) -> None:
        """`label` is empty where the control shows its own; `focus` is what the keyboard reaches inside `control`."""
        super().__init__()
        label = in_words(label)
        self.control = control
        self._focus = focus or control
        self._fault = PlainWords("fieldFault")
        self._explanation = PlainWords("fieldReason")
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
        self.show_fault("")
        self.explain(explanation)

    @property
    def fault(self) -> str:
        """Why what stands in the control cannot be saved; empty where it can."""
        return self._fault.words

    @property
    def explanation(self) -> str:
        """The sentence of help."""
        return self._explanation.words

    def explain(self, explanation: str) -> None:
        """Say what the control is for."""
        self._explanation.say(explanation)
        self._describe()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong, in place of the help; empty: nothing is."""
        self._fault.say(fault)
        self._explanation.setVisible(bool(self.explanation) and not fault)
        self._describe()

    def _describe(self) -> None:
        self._focus.setAccessibleDescription(self.fault or self.explanation)
