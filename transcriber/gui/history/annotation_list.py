"""Marks and notes of a recording in the order of its clock: to go to, to change, to remove."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from transcriber.audio.durations import clock
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.shown_text import shown_text
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.sentence import said
from transcriber.store.values import Mark, Note

WIDTH_PX = 260
_SIGN_PX = 16
_LONGEST_CHARACTERS = 400
_ANNOTATION = Qt.ItemDataRole.UserRole
_EMPTY = said("No marks and no notes yet. Ctrl+M marks the chosen turn, Ctrl+Shift+N writes a note there.")


class AnnotationList(QWidget):
    """Tells what is asked for with the `Mark` or `Note`. Main thread."""

    chosen = Signal(object)
    change_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = _Entries()
        self.empty = QLabel(in_words(_EMPTY))
        self.empty.setObjectName("fieldReason")
        self.empty.setWordWrap(True)
        self.change = QPushButton(tr("Change"))
        self.remove = QPushButton(tr("Remove"))
        self._lay_out()
        self.list.itemActivated.connect(self._on_activated)
        self.list.itemClicked.connect(self._on_activated)
        self.list.change_asked.connect(self._on_change)
        self.list.removal_asked.connect(self._on_removal)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_removal)
        self.show_annotations((), ())
        theme.changed.connect(self._on_theme_changed)

    def show_annotations(self, marks: tuple[Mark, ...], notes: tuple[Note, ...]) -> None:
        """These, and no others."""
        self._shown = marks, notes
        self.list.setIconSize(QSize(scaled(_SIGN_PX), scaled(_SIGN_PX)))
        current = self.list.currentRow()
        self.list.clear()
        annotations: list[Mark | Note] = [*marks, *notes]
        for each in sorted(annotations, key=lambda annotation: annotation.at_ms):
            item = QListWidgetItem(annotation_words(each))
            icon = "flag" if isinstance(each, Mark) else "note"
            item.setIcon(stroke_icon(icon, self._theme.colours.accent, self._theme.colours.disabled, _SIGN_PX))
            item.setData(_ANNOTATION, each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_kind(each)}, {item.text()}")
            self.list.addItem(item)
        self.list.setCurrentRow(min(current, self.list.count() - 1))
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
        self._on_current_changed()

    def _on_theme_changed(self) -> None:
        self.show_annotations(*self._shown)

    def _current(self) -> Mark | Note | None:
        row = self.list.currentRow()
        if row < 0:
            return None
        annotation: Mark | Note = self.list.item(row).data(_ANNOTATION)
        return annotation

    def _on_activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ANNOTATION))

    def _on_change(self) -> None:
        if (annotation := self._current()) is not None:
            self.change_asked.emit(annotation)

    def _on_removal(self) -> None:
        if (annotation := self._current()) is not None:
            self.removal_asked.emit(annotation)

    def _on_current_changed(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self._current() is not None)

    def _lay_out(self) -> None:
        title = QLabel(tr("Marks and notes"))
        title.setObjectName("panelTitle")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.change)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addStretch(0)
        self.setFixedWidth(WIDTH_PX)


class _Entries(QListWidget):
    """Also changed and removed from by keys."""

    change_asked = Signal()
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("annotations")
        self.setAccessibleName(tr("Marks and notes"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 changes, Delete removes."""
        if event.key() == Qt.Key.Key_F2:
            self.change_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def annotation_words(annotation: Mark | Note) -> str:
    """`12:43  Decision`."""
    text = annotation.label or tr("Mark") if isinstance(annotation, Mark) else annotation.text
    return f"{clock(annotation.at_ms)}  {shown_text(text, _LONGEST_CHARACTERS)}"


def _kind(annotation: Mark | Note) -> str:
    return tr("Mark") if isinstance(annotation, Mark) else tr("Note")
