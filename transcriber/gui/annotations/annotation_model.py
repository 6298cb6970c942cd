"""Marks and notes in the order of the recording's clock, as rows: only what differs is told."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transcriber.audio.durations import clock
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import MOST_CHARACTERS
from transcriber.gui.language import tr
from transcriber.gui.shown_text import shown_text
from transcriber.store.values import Mark, Note

Annotation = Mark | Note
Index = QModelIndex | QPersistentModelIndex
ANNOTATION_ROLE = Qt.ItemDataRole.UserRole
_LONGEST_CHARACTERS = 400
_NOWHERE = QModelIndex()


class AnnotationModel(QAbstractListModel):
    """One that has no id of the store yet (it is negative) can be gone to, and not changed. Main thread."""

    rewritten = Signal(object, str)
    """The `Mark` or `Note`, and the words that a person wrote instead of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations: list[Annotation] = []

    def show(self, annotations: Iterable[Annotation]) -> None:
        """These, and no others: what stands there already stays, with whoever writes in it."""
        wanted = sorted(annotations, key=_order)
        keys = {_key(each) for each in wanted}
        for row in reversed(range(len(self._annotations))):
            if _key(self._annotations[row]) not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._annotations[row]
                self.endRemoveRows()
        row = 0
        while row < len(wanted):
            known = _key(self._annotations[row]) if row < len(self._annotations) else None
            if known == _key(wanted[row]):
                self._renew(row, wanted[row])
                row += 1
                continue
            end = row
            while end < len(wanted) and _key(wanted[end]) != known:
                end += 1
            self.beginInsertRows(QModelIndex(), row, end - 1)
            self._annotations[row:row] = wanted[row:end]
            self.endInsertRows()
            row = end

    def _renew(self, row: int, annotation: Annotation) -> None:
        if self._annotations[row] != annotation:
            self._annotations[row] = annotation
            self.dataChanged.emit(self.index(row), self.index(row))

    def annotation(self, index: Index) -> Annotation | None:
        """What stands there."""
        return self._annotations[index.row()] if index.isValid() else None

    def index_of(self, annotation: Annotation) -> QModelIndex:
        """Where it stands; an invalid index where it does not."""
        keys = [_key(each) for each in self._annotations]
        return self.index(keys.index(_key(annotation))) if _key(annotation) in keys else QModelIndex()

    @asked_by_qt
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._annotations)

    @asked_by_qt
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """`12:43  Decision`; to be written in, the words alone."""
        annotation = self.annotation(index)
        if annotation is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return annotation_words(annotation)
            case Qt.ItemDataRole.EditRole:
                return _written(annotation)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{kind_words(annotation)}, {annotation_words(annotation)}"
            case Qt.ItemDataRole.UserRole:
                return annotation
            case _:
                return None

    @asked_by_qt
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Told, and shown when it comes back as what is kept; a note is never empty."""
        annotation, words = self.annotation(index), str(value).strip()
        if annotation is None or role != Qt.ItemDataRole.EditRole or words == self.data(index, role):
            return False
        if not words and isinstance(annotation, Note):
            return False
        self.rewritten.emit(annotation, words)
        return True

    @asked_by_qt
    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is in the store can be written in, unless it is longer than a field takes."""
        annotation = self.annotation(index)
        if annotation is None or annotation.id < 0 or len(_written(annotation)) > MOST_CHARACTERS:
            return super().flags(index)
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


def annotation_words(annotation: Annotation) -> str:
    """`12:43  Decision`."""
    text = annotation.label or tr("Mark") if isinstance(annotation, Mark) else annotation.text
    return f"{clock(annotation.at_ms)}  {shown_text(text, _LONGEST_CHARACTERS)}"


def _written(annotation: Annotation) -> str:
    return annotation.label if isinstance(annotation, Mark) else annotation.text


def kind_words(annotation: Annotation) -> str:
    """Which of the two it is."""
    return tr("Mark") if isinstance(annotation, Mark) else tr("Note")


def _key(annotation: Annotation) -> tuple[bool, int, int]:
    """Two of the same are in the same order wherever they stand."""
    return isinstance(annotation, Mark), annotation.id, annotation.at_ms


def _order(annotation: Annotation) -> tuple[int, bool, bool, int]:
    """By the clock; what is not in the store yet comes last, in the order in which it was made."""
    return annotation.at_ms, annotation.id < 0, isinstance(annotation, Mark), abs(annotation.id)
