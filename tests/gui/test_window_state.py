"""What the session says, as the window shows it."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from transcriber.app import FileSource, sample_path
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.loudness import Loudness
from transcriber.gui import window_state
from transcriber.gui.state_words import link_words
from transcriber.gui.window_state import is_demo
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import AnnouncedSession, Usage
from transcriber.realtime.models import capabilities
from transcriber.session.notices import (
    CoverageChanged,
    LinkChanged,
    LinkState,
    Meter,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
    UsageChanged,
)
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

STOPPED = RecordingChanged(RecordingState.STOPPED)


def record(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.CONNECTED))
    qtbot.waitUntil(lambda: stage.window.situation.link is LinkState.CONNECTED)


def drop(stage: Stage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    stage.window.dropEvent(event)


def test_the_meter_shows_a_microphone_and_not_a_file(stage: Stage, qtbot: QtBot) -> None:
    stage.app.meter_now = Meter(level_dbfs=-18, peak_dbfs=-10, recorded_ms=2_000)
    record(stage, qtbot)
    stage.window.state.poll()
    assert stage.window.bar.meter.value() == -18
    stage.app.meter_now = Meter(level_dbfs=-51, recorded_ms=2_000, loudness=Loudness.TOO_QUIET)
    qtbot.waitUntil(lambda: stage.window.bar.level.text() == "−51 dBFS\ntoo quiet")
    assert stage.window.page.foot.text().startswith("Mic too quiet")
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    stage.window.play_demo()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "sample.flac"))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    for _ in range(7):
        stage.window.state.poll()
    assert stage.window.bar.meter.accessibleDescription() == "off"
    assert stage.window.bar.level.text() == ""
    assert stage.window.bar.record.accessibleDescription() == "0:02 recorded"


def test_the_title_keeps_the_time_at_which_the_recording_began(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        minute = 3

        @classmethod
        def now(cls) -> datetime:
            return datetime(2026, 11, 21, 14, cls.minute).astimezone()

    monkeypatch.setattr(window_state, "datetime", Clock)
    record(stage, qtbot)
    Clock.minute = 9
    stage.publish(SessionAnnounced(AnnouncedSession("sess_1", SessionConfiguration(model="model-in-force"))))
    qtbot.waitUntil(lambda: "model-in-force" in stage.window.page.subtitle.text())
    assert stage.window.page.subtitle.text().startswith("Today 14:03 ")


def test_f9_ten_times_is_one_recording_that_is_stopped(stage: Stage, qtbot: QtBot) -> None:
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    for _ in range(10):
        qtbot.keyClick(stage.window, Qt.Key.Key_F9)
    assert [isinstance(asked, str) for asked in stage.app.asked] == [False, *[True] * 9]
    assert stage.window.page.banner.problems == ()
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.window.bar.record.text() == "Record")


def test_a_chosen_microphone_that_vanished_is_a_banner_and_stays_chosen(stage: Stage, qtbot: QtBot) -> None:
    microphone = stage.window.bar.microphone
    with qtbot.waitSignal(microphone.devices_changed):
        microphone.refresh()
    microphone.setCurrentIndex(2)
    stage.window.toggle_recording()
    assert stage.saved[-1].input_device_id == "built-in"
    gone = Problem("unknown_device", "There is no input device “built-in”.", "Choose another.", is_fatal=True)
    stage.devices = stage.devices[:1]
    stage.publish(gone, STOPPED)
    qtbot.waitUntil(stage.window.page.banner.isVisible)
    qtbot.waitUntil(microphone.isEnabled)
    with qtbot.waitSignal(microphone.devices_changed):
        stage.window.page.banner._actions[0].click()
    assert microphone.currentText() == "Built-in microphone (not connected)"


def test_what_is_no_audio_file_is_said_and_the_words_stay(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    for path, code in ((tmp_path, "not_a_file"), (notes, "not_audio")):
        drop(stage, path)
        assert stage.window.page.banner.problems[-1].code == code
    assert stage.app.asked == []


def test_a_file_is_said_to_be_transcribed_until_its_last_words(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    bar = stage.window.bar
    drop(stage, tmp_path / "talk.wav")
    stage.publish(RecordingChanged(RecordingState.RECORDING, "talk.wav"), LinkChanged(LinkState.CONNECTED))
    stage.publish(RecordingChanged(RecordingState.FINISHING, "talk.wav", 60_000))
    qtbot.waitUntil(lambda: bar.chip.text == "Transcribing")
    assert bar.record.text() == "Transcribing"
    stage.publish(Progress(20_400, 60_000))
    qtbot.waitUntil(lambda: bar.chip.text == "Transcribing 34 %")
    assert bar.record.text() == "Transcribing"
    stage.publish(Progress(60_000, 60_000))
    qtbot.waitUntil(lambda: bar.chip.text == "Finishing")
    assert bar.record.text() == "Finishing"
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: bar.chip.text == "Ready")
    record(stage, qtbot)
    stage.publish(RecordingChanged(RecordingState.FINISHING, "Yeti X", 4_000))
    qtbot.waitUntil(lambda: bar.chip.text == "Finishing")
    stage.publish(STOPPED)


def test_a_file_dropped_on_a_recording_leaves_it_alone(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    record(stage, qtbot)
    drop(stage, tmp_path / "talk.wav")
    assert len(stage.app.asked) == 1
    assert stage.window.page.banner.problems[-1].code == "already_recording"
    assert stage.window.situation.recording is RecordingState.RECORDING


def test_only_the_bundled_speech_at_its_own_pace_is_the_demo() -> None:
    assert is_demo(FileSource(sample_path(), 1.0))
    assert not is_demo(FileSource(Path("talk.wav"), 1.0))


def test_a_problem_is_said_beside_the_field_that_it_is_about(stage: Stage, qtbot: QtBot) -> None:
    stage.publish(Problem("invalid_value", "The prompt is too long.", field="prompt"))
    qtbot.waitUntil(lambda: stage.window.panel.field("prompt").error == "The prompt is too long.")
    stage.window.toggle_recording()
    assert stage.window.panel.field("prompt").error == ""


def test_the_foot_tells_what_a_service_costs(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    foot = stage.window.page.foot
    free = RecordingUsage().with_item(Usage(seconds=60.0), capabilities("moonshine-tiny-en"))
    stage.publish(UsageChanged(free))
    qtbot.waitUntil(lambda: stage.window.state.this_session.usage == free)
    assert "Cost" not in foot.text()
    paid = RecordingUsage().with_item(Usage(seconds=60.0), capabilities("gpt-live-transcribe"))
    stage.publish(UsageChanged(paid))
    qtbot.waitUntil(lambda: foot.text().endswith("Cost: $0.0170"))
    unknown = RecordingUsage().with_item(Usage(seconds=60.0), capabilities("my-deployment"))
    stage.publish(UsageChanged(unknown))
    qtbot.waitUntil(lambda: foot.text().endswith("Cost: price not known"))


def talk_with_a_gap() -> tuple[list[TurnChanged], Stretch]:
    """Ninety turns of a second each, and after the tenth a gap of two seconds."""
    turns = [
        Turn(number=number, state=TurnState.FINISHED, text=f"Turn {number}.", start_ms=number * 1_000)
        for number in range(1, 91)
    ]
    gap = Stretch(
        start_sample=10_500 * SPOOL_SAMPLES_PER_MS,
        end_sample=10_900 * SPOOL_SAMPLES_PER_MS,
        state=StretchState.GAP,
        reason="Yeti X was unplugged",
        has_audio=False,
    )
    turns.insert(10, Turn(number=99, state=TurnState.GAP, failure=gap.reason, start_ms=10_500, end_ms=10_900))
    return [TurnChanged(TurnChange.PLACED, turn, position) for position, turn in enumerate(turns)], gap


def test_a_gap_in_the_strip_leads_to_its_row_and_the_live_end_waits(stage: Stage, qtbot: QtBot) -> None:
    stage.window.resize(900, 600)
    stage.window.show()
    stage.app.meter_now = Meter(recorded_ms=91_000)
    record(stage, qtbot)
    stage.window.state.poll()
    turns, gap = talk_with_a_gap()
    stage.publish(*turns, CoverageChanged((gap,)))
    page = stage.window.page
    qtbot.waitUntil(lambda: page.coverage.stretches == (gap,) and len(page.transcript.turns) == 91)
    assert page.coverage.isVisible()
    assert page.transcript.is_following

    middle = (gap.start_sample + gap.end_sample) / 2 / (91_000 * SPOOL_SAMPLES_PER_MS)
    qtbot.mouseClick(page.coverage, Qt.MouseButton.LeftButton, pos=QPoint(round(middle * page.coverage.width()), 7))

    assert page.transcript.textCursor().block().text() == "Gap: Yeti X was unplugged"
    seen = page.transcript.cursorRect()
    assert 0 <= seen.top() < page.transcript.viewport().height() // 2
    assert not page.transcript.is_following


def test_what_waits_while_there_is_no_link_is_told_apart_from_what_is_missing(stage: Stage, qtbot: QtBot) -> None:
    stage.app.meter_now = Meter(recorded_ms=60_000)
    record(stage, qtbot)
    done = Stretch(start_sample=0, end_sample=30_000 * SPOOL_SAMPLES_PER_MS, state=StretchState.TRANSCRIBED)
    stage.publish(CoverageChanged((done,)), LinkChanged(LinkState.RECONNECTING, "the link was lost"))
    qtbot.waitUntil(lambda: stage.window.page.coverage.stretches == (done,))
    for _ in range(7):
        stage.window.state.poll()

    words = stage.window.page.coverage.words
    assert words == "1:00 recorded: 0:30 speech transcribed, 0:00 silent, 0:00 missing, 0:30 not done yet"


def test_the_next_try_of_the_link_is_counted_down_by_the_poll(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(stage, qtbot)
    now_s = time.monotonic()
    monkeypatch.setattr("transcriber.gui.window_state.time.monotonic", lambda: now_s)
    state = stage.window.state
    state._on_link_changed(LinkChanged(LinkState.RECONNECTING, "The connection broke.", next_try_in_ms=4_000))
    assert (state.explained.next_try_s, stage.window.bar.chip.text) == (4, "Trying again in 4 s")
    assert link_words(state.explained) == "Link: trying again in 4 s: The connection broke"
    now_s += 2.5
    for _ in range(6):
        state.poll()
    assert stage.window.bar.chip.text == "Trying again in 2 s"
    now_s += 2
    assert link_words(state.explained) == "Link: connecting again: The connection broke"
    state._on_link_changed(LinkChanged(LinkState.CONNECTED))
    assert state.explained.next_try_s == 0


def test_the_microphone_that_took_over_is_named(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    microphone = stage.window.bar.microphone
    stage.app.meter_now = Meter(input_name="Headset", recorded_ms=4_000)
    for _ in range(6):
        stage.window.state.poll()
    assert microphone.placeholderText() == "Headset"
    assert not microphone.isEnabled()
