"""Whether things move: a person's choice first, then the desktop's, asked over a real bus that does not answer."""

import pytest

from transcriber.gui import motion
from transcriber.gui.motion import may_move, system_wants_stillness
from transcriber.gui.theme import Theme
from transcriber.settings.appearance import Appearance, Motion


@pytest.mark.parametrize(
    ("chosen", "is_system_still", "moves"),
    [("system", False, True), ("system", True, False), ("full", True, True), ("reduced", False, False)],
)
def test_a_person_decides_before_the_system(theme: Theme, chosen: Motion, is_system_still: bool, moves: bool) -> None:
    theme.set_system_still(is_system_still)
    theme.wear(Appearance(motion=chosen))
    assert may_move() is moves
    theme.set_system_still(False)


def test_a_desktop_without_a_bus_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    assert not system_wants_stillness()


@pytest.mark.parametrize(("answer", "is_still"), [(False, True), (True, False), ("no", False)])
def test_the_desktops_switch_for_animations_counts(
    monkeypatch: pytest.MonkeyPatch, answer: object, is_still: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(motion, "_ask_portal", lambda: answer)
    assert system_wants_stillness() is is_still
