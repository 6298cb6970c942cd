"""What the style sheet says of a widget, once one of the properties that it asks for has changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def restyle(part: QWidget) -> None:
    """Ask the style sheet again. Main thread.

    A widget that has not been seen yet is going to ask anyway, and does without Qt's class of styles until then: all
    its values take 8 ms of the time until the first window is seen.
    """
    if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        part.style().unpolish(part)
        part.style().polish(part)
