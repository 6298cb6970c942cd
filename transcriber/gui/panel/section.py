"""A part of the panel that opens and closes under its own heading."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words
from transcriber.gui.theme import Theme

SPACING_PX = 14


class Section(QWidget):
    """Closed at first. Main thread."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        title = in_words(title)
        self._theme = theme
        self.heading = QToolButton()
        self.heading.setObjectName("disclosure")
        self.heading.setText(title)
        self.heading.setAccessibleName(title)
        self.heading.setCheckable(True)
        self.heading.setIconSize(QSize(16, 16))
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._tools: list[QWidget] = []
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACING_PX)
        self.body.hide()
        self.is_wanted = False
        """Whether a person left it open; one that was opened to show a fault is not meant."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(self._head)
        outer.addWidget(self.body)
        self.heading.toggled.connect(self._on_toggled)
        self.heading.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return self.heading.isChecked()

    def open(self, is_open: bool = True) -> None:
        """Show or hide its fields."""
        self.heading.setChecked(is_open)

    def add_tool(self, tool: QWidget) -> None:
        """Beside the heading, while it is open."""
        self._tools.append(tool)
        self._head.addWidget(tool)
        tool.setVisible(self.is_open)

    def want(self, is_wanted: bool) -> None:
        """As a person left it."""
        self.is_wanted = is_wanted
        self.open(is_wanted)

    def _on_clicked(self, is_open: bool) -> None:
        self.is_wanted = is_open

    def _on_toggled(self, is_open: bool) -> None:
        for part in (self.body, *self._tools):
            part.setVisible(is_open)
        self._on_theme_changed()
        self.toggled.emit(is_open)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        name = "chevron-down" if self.heading.isChecked() else "chevron-right"
        self.heading.setIcon(stroke_icon(name, colours.muted, colours.disabled, 16))
