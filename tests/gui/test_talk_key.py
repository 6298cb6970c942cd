"""The key that is held to talk: once down, once up, and up for certain when the window loses the keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.talk_key import REPEAT_GAP_MS, TalkKey, held_keys


class Seat:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QLineEdit()
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.key = TalkKey(self.window)
        self.heard: list[bool] = []
        self.key.held_changed.connect(self.heard.append)
        self.key.watch(True)

    def send(self, kind: QEvent.Type, key: Qt.Key = Qt.Key.Key_F8, *, is_repeat: bool = False) -> None:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", is_repeat)
        QApplication.sendEvent(self.window.windowHandle(), event)


@pytest.fixture
def seat(styled: object, qtbot: QtBot) -> Seat:
    return Seat(qtbot)


def test_held_and_let_go_are_told_once_each(seat: Seat, qtbot: QtBot) -> None:
    seat.send(QEvent.Type.KeyPress)
    for _ in range(20):
        seat.send(QEvent.Type.KeyRelease, is_repeat=True)
        seat.send(QEvent.Type.KeyPress, is_repeat=True)
    assert seat.heard == [True]
    assert seat.key.is_held
    seat.send(QEvent.Type.KeyRelease)
    seat.send(QEvent.Type.KeyRelease)
    qtbot.waitUntil(lambda: seat.heard == [True, False])
    assert not seat.key.is_held


def test_a_repeat_that_looks_like_a_release_and_a_press_lets_nothing_go(seat: Seat, qtbot: QtBot) -> None:
    letting_go = seat.key._letting_go
    assert letting_go.interval() == REPEAT_GAP_MS
    # However slow this computer is, the press comes before the gap is over.
    letting_go.setInterval(600_000)
    seat.send(QEvent.Type.KeyPress)
    for _ in range(20):
        seat.send(QEvent.Type.KeyRelease)
        qtbot.wait(2)
        assert letting_go.isActive()
        seat.send(QEvent.Type.KeyPress)
        assert not letting_go.isActive()
    assert seat.heard == [True]


def test_when_nobody_watches_any_more_a_release_on_its_way_is_told_once(seat: Seat, qtbot: QtBot) -> None:
    seat.send(QEvent.Type.KeyPress)
    seat.send(QEvent.Type.KeyRelease)
    seat.key.watch(False)
    assert seat.heard == [True, False]
    qtbot.wait(2 * REPEAT_GAP_MS)
    assert seat.heard == [True, False]


def test_other_keys_go_their_way(seat: Seat) -> None:
    seat.send(QEvent.Type.KeyPress, Qt.Key.Key_F7)
    assert seat.heard == []


def test_losing_the_keyboard_lets_go(seat: Seat, qtbot: QtBot) -> None:
    seat.send(QEvent.Type.KeyPress)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: seat.heard == [True, False])


def test_nothing_is_heard_when_nobody_watches(seat: Seat) -> None:
    seat.send(QEvent.Type.KeyPress)
    seat.key.watch(False)
    assert seat.heard == [True, False]
    seat.send(QEvent.Type.KeyPress)
    assert seat.heard == [True, False]
    seat.key.watch(True)
    seat.send(QEvent.Type.KeyPress)
    assert seat.heard == [True, False, True]
    seat.key.watch(False)


def test_no_action_has_a_key_that_is_held(stage: Stage) -> None:
    held = held_keys()
    assert set(held) == {"F5", "F8"}
    assert not [keys for keys in stage.window.actions_.action_keys.values() if held.keys() & set(keys)]
