import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.captions.look import CaptionLook
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.captions.caption_feed import CaptionFeed
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Said = Callable[..., None]


class Stage:
    def __init__(self, qapp: QApplication) -> None:
        self.bridge = NoticeBridge()
        self.parent = QObject(qapp)
        self.feed = CaptionFeed(self.bridge, CaptionLook(characters=16), ("Me", "Others"), self.parent)

    def say(self, text: str, number: int = 1) -> None:
        turn = Turn(number=number, text=text, state=TurnState.FINISHED)
        self.bridge.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))

    @property
    def rows(self) -> list[str]:
        return [line.settled for line in self.feed.lines]


@pytest.fixture
def stage(qapp: QApplication) -> Stage:
    return Stage(qapp)


def test_what_is_said_is_shown_and_a_new_line_comes_by_itself(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.open((), {})
    with qtbot.waitSignal(stage.feed.changed):
        stage.say("one two three four")
    assert stage.rows == ["one two three"]
    with qtbot.waitSignal(stage.feed.changed):
        pass
    assert stage.rows == ["one two three", "four"]


def test_who_does_not_look_costs_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.open((), {})
    stage.feed.close()
    stage.feed.close()
    with qtbot.assertNotEmitted(stage.feed.changed, wait=100):
        stage.say("nobody looks")
    assert not stage.feed._timer.isActive()


def test_it_begins_with_what_is_said_from_now_on(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.open((Turn(number=1, text="said before", state=TurnState.FINISHED),), {})
    assert stage.rows == []
    with qtbot.waitSignal(stage.feed.changed):
        stage.say("said now", 2)
    assert stage.rows == ["said now"]
    assert [line.text for line in stage.feed.look_back()] == ["said now"]


def test_another_recording_begins_on_an_empty_screen(stage: Stage, qtbot: QtBot) -> None:
    stage.feed.open((), {})
    with qtbot.waitSignal(stage.feed.changed):
        stage.say("one")
    stage.bridge.publish(RecordingChanged(RecordingState.STARTING))
    qtbot.waitUntil(lambda: stage.rows == [])


def test_a_computer_whose_clock_is_set_back_holds_no_line_back(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.feed.open((), {})
    with qtbot.waitSignal(stage.feed.changed):
        stage.say("one two three four")
    set_back_s = time.time() - 3_600
    monkeypatch.setattr("time.time", lambda: set_back_s)
    monkeypatch.setattr("time.time_ns", lambda: int(set_back_s * 1e9))
    with qtbot.waitSignal(stage.feed.changed):
        pass
    assert stage.rows == ["one two three", "four"]
