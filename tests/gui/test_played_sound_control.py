"""Beside the microphone: also what the computer plays, where that can be had."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.app import MicrophoneSource, RecordingRequest
from transcriber.audio.devices import InputDevice
from transcriber.session.notices import Meter, RecordingChanged, RecordingState
from transcriber.settings.preferences import Preferences
from transcriber.settings.sources import Sources

MONITOR = InputDevice("speakers.monitor", "Monitor of Speakers", 48_000, 2, is_default=True, is_played=True)


def listed(stage: Stage, *more: InputDevice) -> None:
    """The window has looked, and these are there too."""
    window = stage.window
    microphones = tuple(window.bar.microphone._devices or ())
    window.bar.microphone._on_listed((*microphones, *more))


def test_where_nothing_played_can_be_recorded_there_is_no_switch(stage: Stage) -> None:
    listed(stage)
    assert stage.window.parts.played_sound.switch.isHidden()
    assert not stage.window.bar.microphone.with_played_sound


def test_the_switch_stands_behind_the_microphone_and_is_no_microphone_itself(stage: Stage) -> None:
    listed(stage, MONITOR)
    switch, microphone = stage.window.parts.played_sound.switch, stage.window.bar.microphone
    assert not switch.isHidden()
    assert switch.parentWidget() is microphone.parentWidget()
    names = [microphone.itemText(index) for index in range(microphone.count())]
    assert not [name for name in names if "Monitor" in name]
    assert switch.accessibleName() == "Also what the computer plays"


def test_a_recording_hears_both_from_then_on_and_the_wish_is_remembered(stage: Stage) -> None:
    listed(stage, MONITOR)
    stage.window.parts.played_sound.switch.click()
    stage.window.toggle_recording()
    [request] = stage.app.asked
    assert isinstance(request, RecordingRequest)
    assert request.has_two_lanes
    assert stage.window.preferences.sources == Sources(with_played_sound=True)


def test_beside_a_file_nothing_else_is_recorded(stage: Stage) -> None:
    listed(stage, MONITOR)
    stage.window.parts.played_sound.switch.click()
    stage.window.play_demo()
    [request] = stage.app.asked
    assert isinstance(request, RecordingRequest)
    assert not request.with_played_sound


def test_while_a_recording_runs_what_it_records_stays(stage: Stage, qtbot: QtBot) -> None:
    listed(stage, MONITOR)
    switch = stage.window.parts.played_sound.switch
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti"))
    assert not switch.isEnabled()
    stage.publish(RecordingChanged(RecordingState.STOPPED, "Yeti"))
    qtbot.waitUntil(switch.isEnabled)


def test_a_wish_that_cannot_be_had_today_is_still_a_wish(stage: Stage) -> None:
    window = stage.new_window(replace(Preferences(), sources=Sources(with_played_sound=True)))
    assert isinstance(window.recording._microphone(), MicrophoneSource)
    assert not window.bar.microphone.with_played_sound
    assert window.preferences.sources.with_played_sound
    window.bar.microphone._on_listed((MONITOR,))
    assert window.parts.played_sound.switch.isChecked()


def test_the_meter_has_a_second_row_while_both_are_recorded(stage: Stage) -> None:
    meter = stage.window.bar.meter
    plain = meter.grab().toImage()
    meter.show_meter(Meter(level_dbfs=-20.0, peak_dbfs=-20.0))
    one = meter.grab().toImage()
    meter.show_meter(Meter(level_dbfs=-20.0, peak_dbfs=-20.0, played_level_dbfs=-50.0))
    two = meter.grab().toImage()
    assert len({plain.cacheKey(), one.cacheKey(), two.cacheKey()}) == 3
    assert one != two
    meter.rest()
    assert meter.grab().toImage() == plain
