"""What is known of the session that runs, as rows of label and words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.session_facts import Fact
from transcriber.gui.shown_text import breakable
from transcriber.gui.text_scale import scaled

_LABEL_PX = 92
_LONGEST_WORD_CHARACTERS = 18


class FactsView(QWidget):
    """Shows lines; touches only those that changed. Main thread."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Fact, ...] = ()
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, scaled(_LABEL_PX))
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(tr("This session"))

    @property
    def lines(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: tuple[Fact, ...]) -> None:
        """Show these; a row that says the same stays as it is."""
        if lines == self._lines:
            return
        self._lines = lines
        while len(self._rows) < len(lines):
            self._add_row()
        for index, row in enumerate(self._rows):
            for label, words in zip(row, lines[index] if index < len(lines) else ("", ""), strict=True):
                label.setVisible(index < len(lines))
                shown = breakable(in_words(words), _LONGEST_WORD_CHARACTERS)
                if label.text() != shown:
                    label.setText(shown)

    def _add_row(self) -> None:
        label, words = _plain("factLabel"), _plain("factWords")
        row = len(self._rows)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self._rows.append((label, words))


def _plain(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
