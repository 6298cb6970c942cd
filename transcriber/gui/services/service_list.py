"""The services by their titles, and what can be done with them as a whole: add, duplicate, remove, import, export."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.services.drafts import Draft
from transcriber.gui.services.service_titles import title_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.settings.templates import SERVICE_TEMPLATES, ServiceTemplate

WIDTH_PX = 272
_ROW_HEIGHT_PX = 52
_NUMBER = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1


class ServiceList(QWidget):
    """Shows `Draft` values by number. Main thread."""

    chosen = Signal(int)
    """The number of another service."""
    template_chosen = Signal(object)
    """A `ServiceTemplate` to begin a service from."""
    duplicate_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.list = QListWidget()
        self.list.setObjectName("services")
        self.list.setAccessibleName(tr("Services"))
        self.list.setItemDelegate(_TwoLines(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.add = QPushButton(tr("Add"))
        self.add.setAccessibleName(tr("Add a service"))
        self.add.setObjectName("opensMenu")
        self.add.setMenu(self._template_menu())
        self.duplicate = ToolButton(tr("Duplicate this service"), 34, 34, icon_px=18)
        self.duplicate.clicked.connect(self.duplicate_asked)
        self.remove = ToolButton(tr("Remove this service"), 34, 34, icon_px=18)
        self.remove.clicked.connect(self.remove_asked)
        self.more = ToolButton(tr("Import and export"), 34, 34, icon_px=18)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.import_action = QAction(tr("Import services…"), self)
        self.export_action = QAction(tr("Export this service…"), self)
        self.export_all_action = QAction(tr("Export all services…"), self)
        menu = QMenu(self.more)
        menu.addActions([self.import_action, self.export_action, self.export_all_action])
        self.more.setMenu(menu)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_drafts(self, drafts: Iterable[Draft], current: int) -> None:
        """Show them without a signal, one of them chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        for draft in drafts:
            item = QListWidgetItem(title_words(draft.profile) or draft.profile.name)
            item.setData(_NUMBER, draft.number)
            item.setData(_DETAIL, _detail(draft))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {_detail(draft)}")
            item.setToolTip(plain_tip(draft.profile.base_url or ""))
            self.list.addItem(item)
            if draft.number == current:
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)
        self.list.blockSignals(False)

    def allow(self, *, duplicate: bool, remove: bool) -> None:
        """What can be done with the chosen one."""
        self.duplicate.setEnabled(duplicate)
        self.export_action.setEnabled(duplicate)
        self.remove.setEnabled(remove)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 12)
        row.setSpacing(4)
        row.addWidget(self.add)
        row.addStretch(1)
        for button in (self.duplicate, self.remove, self.more):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.setFixedWidth(WIDTH_PX)

    def _template_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for template in SERVICE_TEMPLATES:
            action = menu.addAction(in_words(template.title))
            action.setToolTip(in_words(template.explanation))
            action.setData(template)
        menu.triggered.connect(self._on_template_chosen)
        return menu

    def _on_template_chosen(self, action: QAction) -> None:
        template = action.data()
        assert isinstance(template, ServiceTemplate)
        self.template_chosen.emit(template)

    def _on_current_changed(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.chosen.emit(current.data(_NUMBER))

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        for button, icon in ((self.duplicate, "copy"), (self.remove, "bin"), (self.more, "more")):
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled, 18))
        self.list.viewport().update()


class _TwoLines(QStyledItemDelegate):
    """A title, and under it where the service is. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @asked_by_qt
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as the others."""
        return QSize(scaled(WIDTH_PX - 24), scaled(_ROW_HEIGHT_PX))

    @asked_by_qt
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the chosen row, then both lines, each with an ellipsis if it is too long."""
        colours = self._theme.colours
        rect: QRect = option.rect.adjusted(scaled(8), 1, -scaled(8), -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(rect, scaled(10), scaled(10))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(rect, scaled(10), scaled(10))
        lines = (
            (index.data(), typeface(13, QFont.Weight.DemiBold), colours.text, 7),
            (index.data(_DETAIL), typeface(12), colours.muted, 26),
        )
        for text, font, colour, top_px in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = rect.adjusted(scaled(12), scaled(top_px), -scaled(8), 0)
            shown = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


def _detail(draft: Draft) -> str:
    if draft.fault is not None:
        return tr("Not saved yet") if draft.saved is None else tr("Change not saved")
    if not draft.profile.is_confirmed:
        return tr("Not used yet")
    address = draft.profile.base_url
    return tr("No account needed") if address is None else address.partition("://")[2].partition("/")[0]
