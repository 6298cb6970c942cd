"""The screen that a window is on. Nothing else asks a widget for it: `widget.screen()` makes the binding take the
screen for a part of that widget, and Python's collector then ends the screen together with a few such widgets.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """Where the middle of its window is; the primary one where that is on none. Main thread."""
    middle = widget.window().frameGeometry().center()
    return QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()


def screen_room(widget: QWidget) -> QRect:
    """The part of that screen that windows may use. Main thread."""
    return screen_of(widget).availableGeometry()
