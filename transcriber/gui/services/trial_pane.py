"""The connection test as a person sees it: five steps, each with its state in words, its time, and what to change."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import in_words, number, tr
from transcriber.gui.typeface import typeface
from transcriber.sentence import said
from transcriber.session.notices import TrialState, TrialStep, TrialStepChanged

_STEPS = {
    TrialStep.ADDRESS: said("Address and key"),
    TrialStep.CLIENT_SECRET: said("Client secret"),
    TrialStep.WEBSOCKET: "WebSocket",
    TrialStep.UPDATE: said("Session update"),
    TrialStep.SPEECH: said("A second of speech"),
}
_STATES = {
    TrialState.RUNNING: (said("Running…"), "warn"),
    TrialState.PASSED: (said("Passed"), "ok"),
    TrialState.SKIPPED: (said("Not needed"), ""),
    TrialState.FAILED: (said("Failed"), "bad"),
}
_WAITING = (said("Waiting"), "")
_NOT_REACHED = (said("Not reached"), "")


class TrialPane(QWidget):
    """Shows one test; whether one may begin is told to it. Main thread."""

    test_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.test = QPushButton(tr("Test connection"))
        self.test.clicked.connect(self.test_asked)
        self._reason = PlainWords("fieldReason")
        self.rows = {step: _StepRow(label) for step, label in _STEPS.items()}
        self._steps = QWidget()
        steps = QVBoxLayout(self._steps)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(10)
        for row in self.rows.values():
            steps.addWidget(row)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.test)
        head.addWidget(self._reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._steps)
        self._steps.hide()

    @property
    def reason(self) -> str:
        """Why no test can begin now, or what a test does."""
        return self._reason.words

    def allow(self, is_allowed: bool, reason: str) -> None:
        """Whether a test can begin now; `reason` is said beside the button."""
        self.test.setEnabled(is_allowed)
        self.test.setAccessibleDescription(in_words(reason))
        self._reason.say(reason)

    def show_steps(self, changes: tuple[TrialStepChanged, ...]) -> None:
        """What a test has said so far, in order; empty: no test yet."""
        self._steps.setVisible(bool(changes))
        self.test.setText(tr("Test again") if changes else tr("Test connection"))
        by_step = {change.step: change for change in changes}
        has_ended = any(change.is_last or change.state is TrialState.FAILED for change in changes)
        for step, row in self.rows.items():
            row.show_change(by_step.get(step), has_ended=has_ended)


class _StepRow(QWidget):
    """One step. Main thread."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = in_words(label)
        name = QLabel(self._label)
        name.setObjectName("sectionTitle")
        self.state = QLabel()
        self.state.setObjectName("trialState")
        self.time = QLabel()
        self.time.setObjectName("fieldReason")
        self.time.setFont(typeface(12, is_tabular=True))
        self.message = PlainWords("subtitle")
        self.remedy = PlainWords("trialRemedy")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 132)
        grid.setColumnStretch(1, 1)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.state, 0, 1)
        grid.addWidget(self.time, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.message, 1, 1, 1, 2)
        grid.addWidget(self.remedy, 2, 1, 1, 2)

    def show_change(self, change: TrialStepChanged | None, *, has_ended: bool) -> None:
        """What the step said last; None: it has not begun."""
        words, tone = (_NOT_REACHED if has_ended else _WAITING) if change is None else _STATES[change.state]
        self.state.setText(in_words(words))
        if self.state.property("tone") != tone:
            self.state.setProperty("tone", tone)
            self.state.style().polish(self.state)
        is_timed = change is not None and change.state in (TrialState.PASSED, TrialState.FAILED)
        self.time.setText(f"{number(change.elapsed_ms / 1000, 2)} s" if change is not None and is_timed else "")
        for label, text in (
            (self.message, "" if change is None else change.message),
            (self.remedy, "" if change is None else change.remedy),
        ):
            label.say(text)
        self.setAccessibleName(
            " ".join(part for part in (f"{self._label}: {in_words(words)}.", self.message.words) if part)
        )
