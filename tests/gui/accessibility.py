"""What a screen reader and the keyboard find in a window, asked of Qt's own accessible tree."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QRadioButton, QWidget

_NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Whitespace}


@dataclass(frozen=True, slots=True)
class Found:
    """One widget, as a screen reader has it."""

    widget: QWidget
    name: str
    role: QAccessible.Role

    def __str__(self) -> str:
        place = f"{self.widget.window().windowTitle()}: {type(self.widget).__name__} {self.widget.objectName()}"
        return f"{place} “{self.name}” {self.role.name}"


def seen(window: QWidget) -> Iterator[QWidget]:
    """Everything in it that is seen and can be used now; windows of their own are walked by themselves."""
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and widget.window() is window and widget.isEnabledTo(window):
            yield widget


def focusable(window: QWidget) -> Iterator[Found]:
    """Everything that is seen and takes the keyboard."""
    for widget in seen(window):
        # A part of a control stands behind the control itself.
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
            yield found(widget)


def found(widget: QWidget) -> Found:
    """One widget; a drop-down is named by its label alone, as on Linux."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name)
    if isinstance(widget, QComboBox):
        labels = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
        name = labels[0].text() if labels else ""
    return Found(widget, name.strip(), interface.role())


def nameless(window: QWidget) -> list[str]:
    """What takes the keyboard and has no name."""
    return [str(each) for each in focusable(window) if not each.name]


def without_a_role(window: QWidget) -> list[str]:
    """What takes the keyboard and is nothing that a screen reader knows."""
    return [str(each) for each in focusable(window) if each.role in _NO_ROLES]


def without_the_keyboard(window: QWidget) -> list[str]:
    """What can be pressed or read with a pointer alone: it is no stop of the Tab key."""
    reached = set(tab_order(window))
    stops = {each.widget for each in focusable(window) if each.widget.focusPolicy() & Qt.FocusPolicy.TabFocus}
    buttons = {each for each in seen(window) if isinstance(each, QAbstractButton) and each.focusProxy() is None}
    return sorted(str(found(each)) for each in (stops | buttons) - reached if not _is_part_of_a_stop(each, reached))


def _is_part_of_a_stop(widget: QWidget, reached: set[QWidget]) -> bool:
    """The arrow keys lead to the other radio buttons of a row; a field is searched and cleared with its own keys."""
    if isinstance(widget, QRadioButton):
        group = widget.group()
        together = group.buttons() if group is not None else widget.parent().findChildren(QRadioButton)
        return any(each in reached for each in together)
    return isinstance(widget.parent(), QLineEdit)


def tab_order(window: QWidget) -> list[QWidget]:
    """Where the Tab key leads, from where the keyboard is, until it is there again."""
    order: list[QWidget] = []
    widget = window.focusWidget() or window
    for _ in range(500):
        if (
            widget is not window
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisibleTo(window)
            and widget.isEnabledTo(window)
            and widget.focusProxy() is None
        ):
            if widget in order:
                break
            order.append(widget)
        following = widget.nextInFocusChain()
        assert following is not None
        widget = following
    return order


def windows() -> list[QWidget]:
    """Every window that is open now, whoever made it; menus and lists that drop down are parts of others."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.windowType() in kinds]
