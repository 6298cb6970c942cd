"""The choice of model: every known one with what it costs and how long it lives, and room for any other name."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.language import tr
from transcriber.gui.panel.model_words import model_summary
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.realtime.models import MODELS

_SUMMARY = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 46
_INDENT_PX = 12


class ModelChoice(ChoiceBox):
    """Names a model. Main thread."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        edit = QLineEdit()
        edit.setAccessibleName(tr("Model"))
        self.setLineEdit(edit)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.view().setItemDelegate(_Summaries(theme, self))
        # Wider than the box: the second line of each row is longer than its name.
        self.view().setMinimumWidth(360)
        for row in MODELS:
            if not row.is_local:
                self.addItem(row.model)
                summary = model_summary(row)
                index = self.count() - 1
                self.setItemData(index, summary, _SUMMARY)
                self.setItemData(index, f"{row.model}, {summary}", Qt.ItemDataRole.AccessibleTextRole)


class _Summaries(QStyledItemDelegate):
    """A row of two lines: the name, and under it what to know before choosing. Main thread."""

    def __init__(self, theme: Theme, parent: ModelChoice) -> None:
        super().__init__(parent)
        self._theme = theme

    @asked_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for both lines."""
        return QSize(super().sizeHint(option, index).width(), scaled(_ROW_PX))

    @asked_by_qt
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as for any row, then the two lines."""
        name = str(index.data())
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        widget = blank.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, blank, painter, widget)
        area: QRect = option.rect.adjusted(scaled(_INDENT_PX), scaled(5), -scaled(8), -scaled(5))
        painter.save()
        painter.setFont(typeface(13))
        painter.setPen(QColor(self._theme.colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(typeface(11))
        painter.setPen(QColor(self._theme.colours.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, str(index.data(_SUMMARY)))
        painter.restore()
