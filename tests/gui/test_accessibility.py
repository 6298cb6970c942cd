"""Everything has a name, a role and a place for the keyboard: in the window, and in every window that it can open."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.accessibility import found, nameless, tab_order, windows, without_a_role
from tests.gui.conftest import Stage
from transcriber.gui.panel.section import Section
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance

OPENS_A_FILE_DIALOG_OR_ENDS = {
    "open_file",
    "save",
    "save_previous",
    "save_pdf",
    "print",
    "diagnosis",
    "quit",
    "record",
    "demo",
    "toggle_theme",
    "system_theme",
    "larger_text",
    "smaller_text",
    "usual_text",
    "compact",
    "toggle_panel",
    "toggle_history",
}
"""Everything else is pressed: a window that an action opens one day is walked without a word here."""


def actions_of(stage: Stage) -> dict[str, QAction]:
    return {name: each for name, each in vars(stage.window.actions_).items() if isinstance(each, QAction)}


def open_everything(stage: Stage, qtbot: QtBot) -> list[QWidget]:
    for section in stage.window.findChildren(Section):
        section.open()
    for name, action in actions_of(stage).items():
        if name not in OPENS_A_FILE_DIALOG_OR_ENDS:
            action.trigger()
    QApplication.processEvents()
    return windows()


def close_others(stage: Stage) -> None:
    for window in windows():
        if window is not stage.window and isValid(window):
            window.close()


@pytest.fixture
def opened(stage: Stage, qtbot: QtBot) -> list[QWidget]:
    return open_everything(stage, qtbot)


def test_every_window_is_walked_and_nothing_in_it_is_nameless_or_without_a_role(
    stage: Stage, opened: list[QWidget]
) -> None:
    titles = {window.windowTitle() for window in opened}
    assert {"Services", "Appearance and accessibility", "Keyboard shortcuts", "Caption settings"} <= titles
    assert [line for window in opened for line in nameless(window)] == []
    assert [line for window in opened for line in without_a_role(window)] == []
    assert [title for title in titles if not title] == []
    close_others(stage)


def test_what_is_painted_has_a_name_a_role_and_a_value(stage: Stage) -> None:
    meter, coverage = found(stage.window.bar.meter), found(stage.window.page.coverage)
    assert (meter.role.name, coverage.role.name) == ("ProgressBar", "ProgressBar")
    assert meter.name
    assert coverage.name
    assert stage.window.page.coverage.accessibleDescription()


def test_every_action_has_a_key_or_stands_in_the_menu(stage: Stage) -> None:
    def all_of(menu_actions: list[QAction]) -> set[QAction]:
        found_actions = set()
        for action in menu_actions:
            submenu = action.menu()
            found_actions |= all_of(submenu.actions()) if submenu is not None else {action}  # type: ignore[attr-defined]
        return found_actions

    menu = stage.window.bar.menu_button.menu()
    assert menu is not None
    in_menu = all_of(menu.actions())
    assert [name for name, each in actions_of(stage).items() if each not in in_menu and not each.shortcuts()] == []
    assert stage.window.bar.menu_button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_keyboard_reaches_everything_in_every_window(stage: Stage, opened: list[QWidget]) -> None:
    for window in [each for each in opened if isValid(each)]:
        order = tab_order(window)
        names = [found(widget).name for widget in order]
        assert len(names) == len(order)
        reachable = set(order)
        lost = [
            each
            for each in window.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isVisibleTo(window)
            and each.window() is window
            and each.isEnabledTo(window)
            and each.focusProxy() is None
            and each not in reachable
        ]
        assert [str(found(each)) for each in lost] == []
    close_others(stage)


@pytest.mark.parametrize("contrast", ["normal", "high"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_everything(
    stage: Stage, opened: list[QWidget], theme: Theme, qtbot: QtBot, contrast: str, scheme: str
) -> None:
    theme.choose("dark" if scheme == "dark" else "light")
    theme.wear(Appearance(contrast="high" if contrast == "high" else "normal"))
    unseen = []
    for window in [each for each in opened if isValid(each)]:
        order = tab_order(window)
        if len(order) < 2:
            continue
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        for widget, other in zip(order, order[1:] + order[:1], strict=True):
            if not isValid(window):
                break
            other.setFocus(Qt.FocusReason.TabFocusReason)
            before = picture(widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if widget.hasFocus() and not is_focus_seen(before, picture(widget)):
                unseen.append(str(found(widget)))
    close_others(stage)
    assert unseen == []


def picture(widget: QWidget) -> npt.NDArray[np.uint8]:
    """Height x width x 3, as it is painted now."""
    QApplication.processEvents()
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def is_focus_seen(before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> bool:
    """Whether a line's worth of pixels took a colour that stands out by 3:1 from what was there."""
    if before.shape != after.shape:
        return True
    one, other = luminance(before), luminance(after)
    ratios = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return int(np.count_nonzero(ratios >= 3.0)) >= 12


def luminance(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Relative luminance of each pixel (WCAG 2.2)."""
    value = picture.astype(np.float64) / 255
    light = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(light @ np.array([0.2126, 0.7152, 0.0722]), np.float64)
