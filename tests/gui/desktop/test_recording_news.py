"""What is told to somebody who does not look."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.desktop.recording_news import RecordingNews
from transcriber.session.notices import CoverageChanged, Notice, Problem, RecordingChanged, RecordingState
from transcriber.transcript.stretches import Stretch, StretchState

SECOND = 24_000
STARTING, RECORDING = RecordingChanged(RecordingState.STARTING), RecordingChanged(RecordingState.RECORDING, "Yeti")
STOPPED = RecordingChanged(RecordingState.STOPPED, "Yeti", 61_000)


def gap(start_s: float, end_s: float, state: StretchState = StretchState.GAP) -> CoverageChanged:
    start, end = round(start_s * SECOND), round(end_s * SECOND)
    return CoverageChanged((Stretch(start_sample=start, end_sample=end, state=state, reason="Yeti was unplugged"),))


class Reader:
    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.bridge = NoticeBridge()
        self.told: list[tuple[str, str]] = []
        self.is_looking = False
        self.parent = QObject()
        RecordingNews(self.bridge, lambda *words: self.told.append(words), lambda: self.is_looking, self.parent)

    def hears(self, *notices: Notice) -> list[tuple[str, str]]:
        seen: list[object] = []
        self.bridge.progress_changed.connect(seen.append)
        for notice in notices:
            self.bridge.publish(notice)
        self._qtbot.wait(20)
        told, self.told = self.told, []
        return told


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    made = Reader(qtbot)
    yield made
    made.bridge.close()


def test_the_end_is_told_once(reader: Reader) -> None:
    assert reader.hears(STARTING, RECORDING) == []
    assert reader.hears(STOPPED) == [("The transcript is finished", "1:01 recorded.")]
    assert reader.hears(STOPPED) == []


def test_an_interruption_is_told_with_what_can_be_done_and_not_as_finished(reader: Reader) -> None:
    lost = Problem("key_refused", "The key was refused.", "Correct it.", is_fatal=True)
    assert reader.hears(STARTING, RECORDING, lost, lost, STOPPED) == [
        ("The recording was interrupted", "The key was refused. Correct it.")
    ]
    assert reader.hears(lost) == [], "nothing runs"


def test_what_goes_on_by_itself_is_no_interruption(reader: Reader) -> None:
    assert reader.hears(STARTING, RECORDING, Problem("link_lost", "The link was lost.")) == []


def test_gaps_are_told_once_a_minute_and_short_ones_never(reader: Reader) -> None:
    reader.hears(STARTING, RECORDING)
    assert reader.hears(gap(5, 5.4)) == []
    assert reader.hears(gap(12, 14)) == [("Gap at 0:12", "Yeti was unplugged. The recording goes on.")]
    assert reader.hears(gap(20, 24), gap(12, 14)) == []
    assert reader.hears(gap(80, 90, StretchState.SILENT)) == []
    assert reader.hears(gap(80, 90)) == [("Gap at 1:20", "Yeti was unplugged. The recording goes on.")]


def test_who_looks_at_the_window_is_told_nothing(reader: Reader) -> None:
    reader.is_looking = True
    assert reader.hears(STARTING, RECORDING, gap(12, 14), STOPPED) == []
