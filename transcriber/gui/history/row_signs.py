"""Signs beside a row, and what they mean in words: marks, notes, a person's edit, another service's text."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from transcriber.audio.durations import clock
from transcriber.gui.history.recording_words import origin_words
from transcriber.gui.history.stored_rows import StoredRow, StoredRows
from transcriber.gui.icons import stroke_pixmap
from transcriber.gui.language import tr
from transcriber.gui.shown_text import shown_text
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin
from transcriber.store.values import Mark, Note

_SIGN_PX = 14
_LONGEST_CHARACTERS = 300


class RowSigns:
    """Knows what a person added and what the recording was made with. Main thread."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._usual = NOTHING_KNOWN
        self._marks: Mapping[int, list[Mark]] = {}
        self._notes: Mapping[int, list[Note]] = {}

    def show(self, usual: Origin, marks: Mapping[int, list[Mark]], notes: Mapping[int, list[Note]]) -> None:
        """What is usual in this recording; marks and notes by the number of the row's turn in the store, or its own."""
        self._usual, self._marks, self._notes = usual, marks, notes

    def of(self, row: StoredRow) -> tuple[tuple[str, str], ...]:
        """Icon and words of each sign."""
        key = key_of(row)
        signs = [("flag", _mark_words(mark)) for mark in self._marks.get(key, ())]
        signs += [
            ("note", tr("Note at {time}: {words}").format(time=clock(note.at_ms), words=_short(note.text)))
            for note in self._notes.get(key, ())
        ]
        if row.is_edited and row.stored is not None:
            signs.append(
                ("pencil", tr("Edited. What was heard: {words}").format(words=_short(row.stored.machine.text)))
            )
        if row.stored is not None and row.stored.origin not in (self._usual, NOTHING_KNOWN):
            signs.append(("swap", tr("Transcribed by {origin}").format(origin=origin_words(row.stored.origin))))
        return tuple(signs)

    def words(self, row: StoredRow) -> str:
        """All of it, a line each."""
        return "\n".join(words for _, words in self.of(row))

    def paint(self, painter: QPainter, place: QRectF, row: StoredRow) -> None:
        """At the left of the row, one below the other; one of a kind."""
        colours = self._theme.colours
        icons = dict.fromkeys(icon for icon, _ in self.of(row))
        top = place.top() + scaled(6)
        for icon in icons:
            colour = colours.accent if icon in ("flag", "note") else colours.faint
            painter.drawPixmap(
                QPointF(0, top), stroke_pixmap(icon, colour, _SIGN_PX, painter.device().devicePixelRatio())
            )
            top += scaled(_SIGN_PX + 1)


def by_rows(
    rows: StoredRows, marks: Iterable[Mark], notes: Iterable[Note]
) -> tuple[dict[int, list[Mark]], dict[int, list[Note]]]:
    """Each with the row in which its moment lies, by `key_of` the row."""
    marked: dict[int, list[Mark]] = {}
    noted: dict[int, list[Note]] = {}
    for mark in marks:
        if (index := rows.index_at(mark.at_ms)) is not None:
            marked.setdefault(key_of(rows[index]), []).append(mark)
    for note in notes:
        if (index := rows.index_at(note.at_ms)) is not None:
            noted.setdefault(key_of(rows[index]), []).append(note)
    return marked, noted


def key_of(row: StoredRow) -> int:
    """Names a row: the turn's id in the store, or the number of a gap, which is below zero."""
    return row.turn.number if row.stored is None else row.stored.id


def _mark_words(mark: Mark) -> str:
    return tr("Mark at {time}").format(time=clock(mark.at_ms)) + (f": {_short(mark.label)}" if mark.label else "")


def _short(text: str) -> str:
    return shown_text(text, _LONGEST_CHARACTERS)
