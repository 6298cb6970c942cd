"""Everything has a name, a role, a place for the keyboard and a contrast: in the window, and in all that it opens."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import found, nameless, tab_order, windows, without_a_role, without_the_keyboard
from tests.gui.accessible_states import STATES, actions_of, enter
from tests.gui.conftest import Stage
from tests.gui.rendered_contrast import luminance, painted, pixels_of, weak_in
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance

WITH_OTHER_CONTROLS = ("live", "first page", "stored recording", "note and transcribing again", "windows")
"""The states that show every control once."""


@pytest.fixture(params=STATES)
def opened(request: pytest.FixtureRequest, stage: Stage, theme: Theme, qtbot: QtBot) -> Iterator[list[QWidget]]:
    """Every window that is open in one of the states."""
    yield enter(request.param, stage, qtbot)
    for window in windows():
        if window is not stage.window:
            window.close()
    # As it was, while the window is there: nobody hears of it afterwards.
    wear(theme, "light", "normal")


def wear(theme: Theme, scheme: str, contrast: str) -> None:
    theme.choose("dark" if scheme == "dark" else "light")
    theme.wear(Appearance(contrast="high" if contrast == "high" else "normal"))


def test_everything_has_a_name_and_a_role(opened: list[QWidget]) -> None:
    assert [line for window in opened for line in nameless(window)] == []
    assert [line for window in opened for line in without_a_role(window)] == []
    assert [window for window in opened if not window.windowTitle()] == []


def test_the_keyboard_reaches_everything(opened: list[QWidget]) -> None:
    assert [line for window in opened for line in without_the_keyboard(window)] == []


def test_every_window_is_walked(stage: Stage, qtbot: QtBot) -> None:
    titles = {window.windowTitle() for window in enter("windows", stage, qtbot)}
    for window in windows():
        if window is not stage.window:
            window.close()
    assert titles >= {
        "Services",
        "Appearance and accessibility",
        "Keyboard shortcuts",
        "Caption settings",
        "Captions elsewhere",
        "Words",
        "Guide",
        "About Transcriber",
        "Program settings",
    }


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


@pytest.mark.parametrize("opened", WITH_OTHER_CONTROLS, indirect=True)
@pytest.mark.parametrize(("scheme", "contrast"), [("light", "normal"), ("dark", "high")])
def test_words_edges_and_the_focus_are_painted_so_that_they_are_seen(
    opened: list[QWidget], theme: Theme, qtbot: QtBot, scheme: str, contrast: str
) -> None:
    make_tall(opened)
    wear(theme, scheme, contrast)
    weak = [str(each) for window in opened for each in weak_in(window)]
    assert not weak, "\n".join(weak)
    unseen = [line for window in opened for line in without_a_seen_focus(window, qtbot)]
    assert not unseen, "\n".join(unseen)


def without_a_seen_focus(window: QWidget, qtbot: QtBot) -> list[str]:
    """What looks the same with the keyboard and without it."""
    order = tab_order(window)
    if len(order) < 2:
        return []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    unseen = []
    for widget, other in zip(order, order[1:] + order[:1], strict=True):
        other.setFocus(Qt.FocusReason.TabFocusReason)
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus() or not is_focus_seen(before, picture(widget)):
            unseen.append(str(found(widget)))
    return unseen


def make_tall(opened: list[QWidget]) -> None:
    """So that nothing is scrolled away."""
    for window in opened:
        if window.findChild(QScrollArea) is not None:
            window.resize(window.width(), max(window.height(), 4_000))
    QApplication.processEvents()


def picture(widget: QWidget) -> npt.NDArray[np.float64]:
    """The luminance of its pixels, as it is painted in its window now."""
    window = widget.window()
    return luminance(pixels_of(painted(window, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()), scale=1)))


def is_focus_seen(before: npt.NDArray[np.float64], after: npt.NDArray[np.float64]) -> bool:
    """Whether a line's worth of pixels took a colour that stands out by 3:1 from what was there."""
    if before.shape != after.shape:
        return True
    ratios = (np.maximum(before, after) + 0.05) / (np.minimum(before, after) + 0.05)
    return int(np.count_nonzero(ratios >= 3.0)) >= 12
