"""A button that shows only a sign: its name is for pointers and screen readers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton


class ToolButton(QToolButton):
    """Reached with the keyboard too; whoever makes it gives it its sign. Main thread."""

    def __init__(self, name: str, width_px: int = 36, height_px: int = 36, icon_px: int = 20) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(width_px, height_px)
        self.setIconSize(QSize(icon_px, icon_px))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
