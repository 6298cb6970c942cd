"""The places of a word, to be looked through: a line each, below the recording that it stands in."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from transcriber.gui.language import number, tr
from transcriber.gui.shown_text import shown_text
from transcriber.transcript.replacement import Replacement

MOST_SHOWN = 500
_HEIGHT_PX = 168
_BEFORE_CHARACTERS = 24
_LONGEST_CHARACTERS = 160


class PlaceList(QListWidget):
    """Nothing in it can be changed. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placeList")
        self.setAccessibleName(tr("Where it stands"))
        self.setFixedHeight(_HEIGHT_PX)
        self.setUniformItemSizes(True)
        self.setSpacing(2)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_places(self, groups: Iterable[tuple[str, Sequence[str]]], replacement: Replacement) -> None:
        """The texts of each group, as they are; a group without a name has no heading."""
        self.clear()
        left_out = shown = 0
        for name, texts in groups:
            if name and texts and shown < MOST_SHOWN:
                self._add(name, is_heading=True)
            for text in texts:
                if shown == MOST_SHOWN:
                    left_out += 1
                    continue
                self._add(_around(text, replacement))
                shown += 1
        if left_out:
            self._add(tr("{count} more").format(count=number(left_out)), is_heading=True)

    def _add(self, words: str, *, is_heading: bool = False) -> None:
        item = QListWidgetItem(words)
        if is_heading:
            font = self.font()
            font.setBold(True)
            item.setFont(font)
        self.addItem(item)


def correction_words(turns: Mapping[str, Sequence[int]]) -> str:
    """That these turns of other recordings, by recordings, are corrected now."""
    count = sum(map(len, turns.values()))
    words = tr("Corrected in other recordings, too: {count}. The menu of the main window takes it back.")
    return words.format(count=number(count))


def _around(text: str, replacement: Replacement) -> str:
    """The text from a little before the first place on, cut between words where there are blanks."""
    places = replacement.places(text)
    start = max(0, (places[0].start if places else 0) - _BEFORE_CHARACTERS)
    if start and (blank := text.find(" ", start, places[0].start)) >= 0:
        start = blank + 1
    return shown_text(("…" if start else "") + text[start : start + _LONGEST_CHARACTERS])
