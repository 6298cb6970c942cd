"""A labelled control with what there is to say about it: help, when it counts, why not, what the service made of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from transcriber.gui.controls.bounded_text import BoundedText
from transcriber.gui.controls.switch import Switch
from transcriber.gui.language import in_words
from transcriber.gui.shown_text import breakable


class Field(QWidget):
    """Label, control, and lines of words under it that are made when they are first needed. Main thread."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        focus: QWidget | None = None,
        help_words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`focus` is what the label's shortcut and a screen reader reach, where that is not `control` itself.

        A `Switch` carries its own words, so `label` is not shown beside one.
        """
        super().__init__(parent)
        self.control = control
        self.focus_target = focus or control
        self._when = ""
        self._when_label: QLabel | None = None
        self._lines: dict[str, QLabel] = {}
        self._words: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if label and not isinstance(control, Switch):
            self._add_head(label)
        self._column.addWidget(control)
        self.set_help(help_words)
        if isinstance(control, BoundedText):
            control.filled.connect(self.set_note)

    @property
    def reason(self) -> str:
        """Why the control cannot be used; empty where it can."""
        return self._said("fieldReason")

    @property
    def help(self) -> str:
        """What it does, as one sentence."""
        return self._said("fieldHelp")

    @property
    def difference(self) -> str:
        """What the service uses instead of what was asked; empty where that is the same."""
        return self._said("fieldDifference")

    @property
    def error(self) -> str:
        """Why the value was refused; empty where it was not."""
        return self._said("fieldError")

    @property
    def when(self) -> str:
        """When a change begins to count; empty where nothing runs."""
        return self._when

    def set_help(self, words: str) -> None:
        """Say what the field does."""
        self._say("fieldHelp", words)

    def set_note(self, note: str) -> None:
        """Say something under a control that can be used."""
        self._say("fieldNote", note)

    def set_reason(self, reason: str) -> None:
        """Disable the control and say why; an empty reason enables it again."""
        self.control.setEnabled(not reason)
        self._say("fieldReason", reason)

    def set_difference(self, words: str) -> None:
        """Mark in words that the service uses something else."""
        self._say("fieldDifference", words)

    def set_error(self, words: str) -> None:
        """Say why a value was not taken."""
        self._say("fieldError", words)

    def set_when(self, words: str) -> None:
        """Say when a change begins to count."""
        words = in_words(words)
        if words == self._when:
            return
        self._when = words
        if isinstance(self.control, Switch):
            self.control.set_when(words)
        elif self._when_label is not None:
            self._when_label.setText(words)
        self._describe()

    def _add_head(self, label: str) -> None:
        words = QLabel(in_words(label))
        words.setObjectName("fieldLabel")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setBuddy(self.focus_target)
        self._when_label = QLabel()
        self._when_label.setObjectName("fieldWhen")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(words, 1)
        head.addWidget(self._when_label)
        self._column.addLayout(head)

    def _said(self, name: str) -> str:
        return self._words.get(name, "")

    def _say(self, name: str, words: str) -> None:
        words = in_words(words)
        if self._said(name) == words:
            return
        line = self._lines.get(name) or self._make_line(name)
        self._words[name] = words
        line.setText(breakable(words, _LONGEST_WORD_CHARACTERS))
        line.setVisible(bool(words))
        self._describe()

    def _make_line(self, name: str) -> QLabel:
        line = self._lines[name] = QLabel()
        line.setObjectName(name)
        line.setWordWrap(True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        # What went wrong comes first, what is always there last.
        behind = [each for each in _ORDER[_ORDER.index(name) + 1 :] if each in self._lines]
        place = self._column.indexOf(self._lines[behind[0]]) if behind else self._column.count()
        self._column.insertWidget(place, line)
        return line

    def _describe(self) -> None:
        parts = (*(self._said(name) for name in _ORDER), self._when)
        words = " ".join(part for part in parts if part)
        for widget in (self.control, self.focus_target):
            widget.setAccessibleDescription(words)


_LONGEST_WORD_CHARACTERS = 30
_ORDER = ("fieldError", "fieldDifference", "fieldReason", "fieldNote", "fieldHelp")
