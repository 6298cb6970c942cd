"""Where the window comes back to; screens that are there, and one that is gone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop import window_places
from transcriber.gui.desktop.window_places import WindowPlaces, is_within_reach
from transcriber.gui.screen_room import screen_room

LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)


@pytest.mark.parametrize(
    ("frame", "screens", "is_reached"),
    [
        (QRect(2000, 100, 900, 600), [LEFT, RIGHT], True),
        (QRect(2000, 100, 900, 600), [LEFT], False),
        (QRect(1880, 100, 900, 600), [LEFT], False),
        (QRect(1880, 100, 900, 600), [LEFT, RIGHT], True),
        (QRect(100, -30, 900, 600), [LEFT], False),
        (QRect(100, 1075, 900, 600), [LEFT], False),
        (QRect(-800, 10, 900, 600), [LEFT], True),
    ],
)
def test_a_window_must_be_within_reach(frame: QRect, screens: list[QRect], is_reached: bool) -> None:
    assert is_within_reach(frame, screens) is is_reached


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def places(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_it_stands_where_it_stood(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    window.setGeometry(60, 80, 420, 310)
    WindowPlaces(places(tmp_path), window).keep()
    again = QWidget()
    qtbot.addWidget(again)
    WindowPlaces(places(tmp_path), again).restore()
    assert again.geometry() == window.geometry()


def test_other_screens_have_a_place_of_their_own(
    window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.setGeometry(60, 80, 420, 310)
    WindowPlaces(places(tmp_path), window).keep()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(window_places, "_key", lambda: "window/beamer")
        window.setGeometry(200, 150, 500, 400)
        WindowPlaces(places(tmp_path), window).keep()
    again = QWidget()
    qtbot.addWidget(again)
    WindowPlaces(places(tmp_path), again).restore()
    assert again.geometry() == QRect(60, 80, 420, 310)


def test_from_a_screen_that_is_gone_it_comes_back(window: QWidget, tmp_path: Path) -> None:
    kept = WindowPlaces(places(tmp_path), window)
    kept.restore()
    window.setGeometry(5_000, 5_000, 400, 300)
    kept._come_back()
    home = screen_room(window)
    assert is_within_reach(window.frameGeometry(), [home])


def test_nonsense_in_the_file_is_left_alone(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[window]\ngeometry=@ByteArray(nonsense)\n")
    WindowPlaces(places(tmp_path), window).restore()
    assert window.size().width() == 400
