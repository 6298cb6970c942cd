"""The list of marks and notes: gone to with a click or Enter, written in with F2, removed with Delete."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from transcriber.gui.annotations.annotation_delegate import AnnotationDelegate
from transcriber.gui.annotations.annotation_model import Annotation, AnnotationModel
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_LEAST_HEIGHT_PX = 56
_LEAST_WIDTH_PX = 200
_MANY_ROWS = 100


class AnnotationView(QListView):
    """As high as its rows where there is room. Main thread."""

    chosen = Signal(object)
    """A `Mark` or `Note` to go to."""
    rewritten = Signal(object, str)
    removal_asked = Signal(object)
    undo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotations")
        self.setAccessibleName(tr("Marks and notes"))
        self._theme = theme
        self._wanted_px = 0
        self._newest = QPersistentModelIndex()
        self.rows = AnnotationModel(self)
        self.setModel(self.rows)
        delegate = AnnotationDelegate(theme, self)
        self.setItemDelegate(delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self.filled = PlainWords("fieldReason")
        """Stands below the list: that what is written in it has no room."""
        self.filled.say("")
        delegate.filled.connect(self.filled.say)
        self.change = ToolButton(tr("Change the chosen one (F2)"), 28, 28, 16)
        self.remove = ToolButton(tr("Remove the chosen one (Del)"), 28, 28, 16)
        self.change.clicked.connect(self.change_current)
        self.remove.clicked.connect(self.remove_current)
        self.clicked.connect(self._on_chosen)
        self.doubleClicked.connect(self.change_current)
        self.rows.rewritten.connect(self.rewritten)
        self.selectionModel().currentChanged.connect(self._update_tools)
        for told in (self.rows.rowsInserted, self.rows.rowsRemoved, self.rows.dataChanged):
            told.connect(self._on_rows_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._update_tools()

    @property
    def current(self) -> Annotation | None:
        """What is chosen."""
        return self.rows.annotation(self.currentIndex())

    @property
    def _is_editable(self) -> bool:
        return bool(self.rows.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)

    def change_current(self) -> None:
        """Write in it, at its place."""
        if self._is_editable and self.state() is not QAbstractItemView.State.EditingState:
            self.edit(self.currentIndex())

    def remove_current(self) -> None:
        """Ask for it to be taken away."""
        annotation = self.current
        if annotation is not None and annotation.id >= 0:
            self.removal_asked.emit(annotation)

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, F2 changes, Delete removes, Ctrl+Z brings back."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self.change_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def show_newest(self, annotation: Annotation) -> None:
        """Scroll to it as soon as it is laid out."""
        self._newest = QPersistentModelIndex(self.rows.index_of(annotation))
        self.scheduleDelayedItemsLayout()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(scaled(_LEAST_WIDTH_PX), self._wanted_px)

    @asked_by_qt
    def updateGeometries(self) -> None:
        """Its rows were laid out anew: another height may be right for it."""
        super().updateGeometries()
        last = self.visualRect(self.rows.index(self.rows.rowCount() - 1))
        if last.isValid():
            height_px = last.bottom() + 1 + self.verticalOffset() + self.height() - self.viewport().height()
            if height_px != self._wanted_px:
                self._wanted_px = height_px
                self.updateGeometry()
        newest = self.rows.index(self._newest.row()) if self._newest.isValid() else QModelIndex()
        if self.visualRect(newest).isValid():
            self._newest = QPersistentModelIndex()
            self.scrollTo(newest)

    def _on_chosen(self, index: QModelIndex) -> None:
        annotation = self.rows.annotation(index)
        if annotation is not None:
            self.chosen.emit(annotation)

    def _on_rows_changed(self) -> None:
        policies, is_long = Qt.ScrollBarPolicy, self.rows.rowCount() > _MANY_ROWS
        # Lines are broken once, not once more for the room that the bar takes.
        self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOn if is_long else policies.ScrollBarAsNeeded)
        self.scheduleDelayedItemsLayout()
        self._update_tools()

    def _update_tools(self) -> None:
        annotation = self.current
        self.change.setEnabled(self._is_editable)
        self.remove.setEnabled(annotation is not None and annotation.id >= 0)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        for button, icon in ((self.change, "pencil"), (self.remove, "bin")):
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled, 16))
        self.scheduleDelayedItemsLayout()
