"""What stays in sight below the settings of the panel, however far they are scrolled."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.panel.section import Section
from transcriber.gui.session_panel import SessionPanel
from transcriber.settings.preferences import PanelSection

_SIDE_PX = 20
_EDGE_PX = 8


class PanelBelow(QWidget):
    """As high as what is in its section, up to half of the panel. Main thread.

    Args:
        panel: In which it stands above the last line.
        name: By which it is remembered whether the section is open.
        section: Closed at first.
    """

    def __init__(self, panel: SessionPanel, name: PanelSection, section: Section) -> None:
        super().__init__()
        self._panel = panel
        self._section = section
        self.setObjectName("panelBelow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = self._inside = QVBoxLayout(self)
        inside.setContentsMargins(_SIDE_PX, _EDGE_PX, _SIDE_PX, _EDGE_PX)
        inside.addWidget(section)
        column = panel.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self)
        panel.installEventFilter(self)
        panel.remember(name, section)

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """What is in it at the panel's width, up to half of its height."""
        whole_px = self._inside.totalHeightForWidth(self._panel.width())
        if whole_px < 0:
            whole_px = self._inside.totalSizeHint().height()
        most_px = max(self._panel.height() // 2, self.minimumSizeHint().height())
        return QSize(super().sizeHint().width(), min(whole_px, most_px))

    @asked_by_qt
    def hasHeightForWidth(self) -> bool:
        """No: what it wants is bounded, and lines are counted at the panel's width."""
        return False

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Half of another height."""
        if event.type() == QEvent.Type.Resize:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def come_last(self) -> None:
        """With the Tab key it is reached after the settings above it, whenever those were made."""
        last, part = None, self._panel.nextInFocusChain()
        while part is not None and part is not self._panel:
            if self._panel.body_area.isAncestorOf(part) and part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                last = part
            part = part.nextInFocusChain()
        if last is not None:
            QWidget.setTabOrder(last, self._section.heading)
