"""The window as a person uses it, with a scripted application behind it."""

import ast
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest, sample_path
from transcriber.gui.banner import BannerAction, action_for
from transcriber.gui.light_words import permission_hint
from transcriber.gui.main_window import MainWindow
from transcriber.gui.services_dialog import ServicesDialog
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import AnnouncedSession
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
)
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import change_preferences, load_preferences, save_changes
from transcriber.settings.presets import Preset
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, Profile
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

STUDIO = Profile(name="studio", title="Studio", base_url="https://studio.example/v1")
OPENAI_RENAMED = replace(OPENAI, title="Ours")
RECORDING = (RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.CONNECTED))
STOPPED = RecordingChanged(RecordingState.STOPPED)


def finished(number: int, text: str) -> TurnChanged:
    turn = Turn(number=number, text=text, state=TurnState.FINISHED, start_ms=number * 1_000)
    return TurnChanged(TurnChange.COMPLETED, turn, number - 1)


def record(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.publish(*RECORDING)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    qtbot.waitUntil(lambda: stage.window.situation.link is LinkState.CONNECTED)


def active_timers(window: QWidget) -> list[QTimer]:
    return [timer for timer in window.findChildren(QTimer) if timer.isActive()]


def test_a_recording_from_start_to_stop(stage: Stage, qtbot: QtBot) -> None:
    window: MainWindow = stage.window
    assert window.bar.record.text() == "Record"
    assert window.page.pages.currentWidget() is window.page.empty
    qtbot.mouseClick(window.bar.record, Qt.MouseButton.LeftButton)
    request = stage.app.asked[0]
    assert isinstance(request, RecordingRequest)
    assert (request.source, request.profile.name) == (MicrophoneSource(None), "local")
    assert (request.configuration.model, request.configuration.language) == ("moonshine-tiny-en", "en")
    assert window.bar.record.text() == "Starting"
    stage.app.meter_now = Meter(level_dbfs=-18, peak_dbfs=-10, recorded_ms=61_000, delay_ms=400)
    stage.publish(*RECORDING)
    qtbot.waitUntil(lambda: window.bar.chip.text == "Live 0.4 s")
    assert window.bar.record.text() == "Stop"
    assert window.bar.record.accessibleDescription() == "1:01 recorded"
    assert window.bar.meter.value() == -18
    assert window.bar.level.text() == "−18 dBFS"
    assert window.page.foot.text() == "Mic ok   ·   Link: on this computer   ·   Text 0.4 s behind"
    assert window.page.empty.state == "listening"
    stage.publish(finished(1, "So the release slips."))
    qtbot.waitUntil(lambda: window.page.transcript.toPlainText() == "So the release slips.")
    assert window.page.pages.currentWidget() is window.page.transcript
    assert window.page.note.text() == "4 words"
    qtbot.mouseClick(window.bar.record, Qt.MouseButton.LeftButton)
    assert stage.app.asked[1:] == ["stop"]
    stage.publish(RecordingChanged(RecordingState.FINISHING))
    qtbot.waitUntil(lambda: window.bar.record.text() == "Finishing")
    assert not window.bar.record.isEnabled()
    stage.publish(STOPPED, LinkChanged(LinkState.OFF))
    qtbot.waitUntil(lambda: window.bar.chip.text == "Ready")
    assert window.bar.record.isEnabled()
    assert window.page.transcript.toPlainText() == "So the release slips."


@pytest.mark.parametrize(
    "key", [(Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)]
)
def test_the_keyboard_records(stage: Stage, qtbot: QtBot, key: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    qtbot.keyClick(stage.window, *key)
    assert len(stage.app.asked) == 1


def test_notices_come_from_another_thread(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    told = (*RECORDING, *(finished(number, f"Turn {number}.") for number in range(1, 6)), STOPPED)
    thread = threading.Thread(target=stage.publish, args=told)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    assert stage.window.page.transcript.toPlainText().split("\n") == [f"Turn {number}." for number in range(1, 6)]


def test_nothing_ticks_when_nothing_is_recorded(stage: Stage, qtbot: QtBot) -> None:
    qtbot.wait(80)
    # The history is read once: how much room its sound takes is summed up a moment later.
    qtbot.waitUntil(lambda: active_timers(stage.window) == [])
    assert stage.app.polls == 0
    record(stage, qtbot)
    assert active_timers(stage.window) != []
    qtbot.waitUntil(lambda: stage.app.polls > 3)
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: active_timers(stage.window) == [])
    polls = stage.app.polls
    qtbot.wait(80)
    assert stage.app.polls == polls
    assert active_timers(stage.window) == []


def test_five_hundred_polls_lose_no_reference_of_none(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.window.state.poll()
    before = sys.getrefcount(None)
    for count in range(500):
        stage.app.meter_now = Meter(level_dbfs=-40 + count % 30, recorded_ms=count * 33, delay_ms=count)
        stage.window.state.poll()
    assert abs(sys.getrefcount(None) - before) < 50


def test_a_dropped_file_is_transcribed_as_fast_as_can_be(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    stage.window.dropEvent(event)
    assert stage.app.asked[0].source == FileSource(path, None)
    assert stage.window.page.title.text() == "talk.wav", "as in the history"
    assert stage.window.bar.microphone.placeholderText() == "talk.wav"
    stage.window.dropEvent(event)
    assert len(stage.app.asked) == 1
    assert stage.window.page.banner.problems[0].code == "already_recording"


def test_the_demo_is_played_as_if_it_were_spoken(stage: Stage, qtbot: QtBot) -> None:
    stage.window.page.empty._demo.click()
    assert stage.app.asked[0].source == FileSource(sample_path(), 1.0)
    assert sample_path().is_file()
    assert stage.window.page.title.text() == "Demo"
    stage.publish(RecordingChanged(RecordingState.RECORDING, "sample.flac"), Progress(5_000, 19_500))
    qtbot.waitUntil(lambda: stage.window.page.note.text() == "0:05 of 0:19")
    assert stage.window.page.foot.text().startswith("Audio file")


def test_the_list_of_microphones_is_made_when_it_is_opened(stage: Stage, qtbot: QtBot) -> None:
    microphone = stage.window.bar.microphone
    assert microphone.count() == 1
    with qtbot.waitSignal(microphone.devices_changed):
        microphone.showPopup()
    microphone.hidePopup()
    assert [microphone.itemText(index) for index in range(microphone.count())] == [
        "Yeti X (default)",
        "Yeti X",
        "Built-in microphone",
    ]
    microphone.setCurrentIndex(2)
    stage.window.toggle_recording()
    assert stage.app.asked[0].source == MicrophoneSource("built-in", remembered_name="Built-in microphone")
    assert not microphone.isEnabled()
    stage.publish(STOPPED)
    qtbot.waitUntil(microphone.isEnabled)
    assert microphone.device_id == "built-in"
    stage.devices = stage.devices[:1]
    with qtbot.waitSignal(microphone.devices_changed):
        microphone.refresh()
    assert microphone.currentText() == "Built-in microphone (not connected)"
    assert microphone.device_id == "built-in"


def test_no_microphone_is_said_with_what_can_be_done(stage: Stage, qtbot: QtBot) -> None:
    window, devices = stage.window, stage.devices
    stage.devices = ()
    with qtbot.waitSignal(window.bar.microphone.devices_changed):
        window.bar.microphone.refresh()
    assert window.page.empty.state == "no_microphone"
    assert window.page.foot.text().startswith("No microphone")
    stage.devices = devices
    with qtbot.waitSignal(window.bar.microphone.devices_changed):
        window.page.empty._rescan.click()
    assert window.page.empty.state == "ready"
    assert {permission_hint(platform) for platform in ("linux", "darwin", "win32")} != {permission_hint("linux")}


def test_a_problem_is_a_banner_with_one_action(stage: Stage, qtbot: QtBot) -> None:
    window, banner = stage.window, stage.window.page.banner
    record(stage, qtbot)
    lost = Problem("reconnected", "The link was lost for 14 seconds.", "Nothing is missing.")
    wrong = Problem("bad_setting", "The prompt is too long.", "Shorten it.", is_fatal=True, field="prompt")
    stage.publish(lost, wrong)
    qtbot.waitUntil(lambda: banner.problems == (lost, wrong))
    assert banner.isVisible()
    assert banner.accessibleName() == "Problem: The prompt is too long. Shorten it."
    window.bar.panel_button.setChecked(False)
    banner._actions[0].click()
    assert not window.panel.isHidden()
    assert banner.problems == (lost,)
    assert not banner._actions[0].isVisible()
    banner._dismiss.click()
    assert not banner.isVisible()


def test_a_fatal_problem_offers_another_try(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    problem = Problem("engine_failed", "The engine does not start.", is_fatal=True)
    stage.publish(problem, STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    assert action_for(problem) is BannerAction.TRY_AGAIN
    stage.window.page.banner._actions[0].click()
    assert len(stage.app.asked) == 2
    assert stage.app.asked[0] == stage.app.asked[1]


def test_a_wrong_setting_is_named_before_anything_starts(stage: Stage) -> None:
    window = stage.window
    fields = window.panel.fields
    service = fields.services.service
    service.setCurrentIndex(service.findData("openai"))
    fields.speech.language.setEditText("Klingon")
    window.toggle_recording()
    assert stage.app.asked == []
    assert "language" in window.page.banner.problems[0].message


def test_a_pasted_secret_serves_one_recording_and_is_never_kept(stage: Stage, qtbot: QtBot) -> None:
    services = stage.window.panel.fields.services
    services.service.setCurrentIndex(services.service.findData("openai"))
    services.pasted_secret.setText("ek_pasted")
    stage.window.toggle_recording()
    secret = stage.app.asked[0].pasted_secret
    assert secret is not None
    assert secret.reveal() == "ek_pasted"
    assert services.pasted_secret.text() == ""
    assert "ek_pasted" not in repr(stage.saved)
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    services.pasted_secret.setText("not a secret")
    stage.window.toggle_recording()
    assert len(stage.app.asked) == 1
    assert stage.window.panel.field("pasted_secret").error


def test_presets_commits_and_marks_are_remembered(stage: Stage) -> None:
    panel = stage.window.panel
    panel.fields.turns.push_to_talk.click()
    panel.preset.save.click()
    panel.preset.name.setText("Radio")
    panel.preset.name.returnPressed.emit()
    panel.fields.speech.marks_doubtful_words.click()
    stage.window.toggle_recording()
    kept = stage.saved[-1]
    assert [preset.name for preset in kept.presets] == ["Radio"]
    assert (kept.commit_policy.push_to_talk, kept.marks_doubtful_words) == (True, True)
    again = stage.new_window(kept)
    assert again.preferences == kept
    again.close()


def test_copy_and_save_hold_everything(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    window = stage.window
    assert not window.page.copy.isEnabled()
    record(stage, qtbot)
    stage.publish(finished(1, "One."), finished(2, "Two."))
    qtbot.waitUntil(window.page.copy.isEnabled)
    window.actions_.copy.trigger()
    assert QGuiApplication.clipboard().text() == "One.\nTwo.\n"
    window.actions_.copy_with_times.trigger()
    assert QGuiApplication.clipboard().text() == "0:01  One.\n0:02  Two.\n"
    with qtbot.waitSignal(window.keeping.saved):
        window.keeping.save(tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "One.\nTwo.\n"
    assert window.page.note.text() == "Saved as out.txt"
    with qtbot.waitSignal(window.keeping.not_saved):
        window.keeping.save(tmp_path / "nowhere" / "out.txt")
    assert window.page.banner.problems[0].code == "not_saved"


def test_the_transcript_before_can_still_be_saved(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.publish(finished(1, "Precious words."), STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    stage.window.toggle_recording()
    assert len(stage.window.page.transcript.turns) == 0
    assert stage.window.keeping.previous_text == "Precious words.\n"
    assert stage.window.actions_.save_previous.isEnabled()


def test_choices_are_remembered_when_a_recording_starts_and_at_the_end(stage: Stage) -> None:
    window = stage.window
    window.actions_.toggle_theme.trigger()
    window.actions_.toggle_panel.trigger()
    window.panel.fields.speech.audio_format.segments[1].click()
    window.toggle_recording()
    assert [(kept.theme, kept.is_panel_open, kept.configuration.audio_format.value) for kept in stage.saved] == [
        ("dark", False, "g711_ulaw")
    ]
    window.close()
    assert len(stage.saved) == 1


def test_settings_that_cannot_be_saved_are_a_banner_not_a_crash(stage: Stage) -> None:
    stage.save_fault = OSError(28, "No space left on device")
    stage.window.panel.fields.speech.audio_format.segments[1].click()
    stage.window.toggle_recording()
    assert stage.window.page.banner.problems[0].message == "The settings were not saved: No space left on device."
    assert len(stage.app.asked) == 1


def test_what_others_saved_meanwhile_is_kept_and_taken_over(stage: Stage, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    radio = Preset(name="Radio", configuration=SessionConfiguration())

    def another_window() -> MainWindow:
        return MainWindow(
            *(stage.app, stage.bridge, theme, load_preferences(path), lambda: stage.devices),
            lambda base, mine: save_changes(base, mine, path),
        )

    change_preferences(lambda saved: replace(saved, profiles=(*saved.profiles, STUDIO)), path)
    window = another_window()
    window.windows.open_services("studio")
    (dialog,) = window.findChildren(ServicesDialog)
    desk = replace(STUDIO, name="desk", title="My desk")
    change_preferences(
        lambda saved: replace(
            saved, profiles=(LOCAL, OPENAI_RENAMED, *saved.profiles[2:], desk), presets=(radio,), input_device_id="yeti"
        ),
        path,
    )

    window.panel.fields.speech.marks_doubtful_words.click()
    window.panel.preset.save.click()
    window.panel.preset.name.setText("Mine")
    window.panel.preset.name.returnPressed.emit()

    saved = load_preferences(path)
    assert [profile.title for profile in saved.profiles] == ["This computer", "Ours", "Studio", "My desk"]
    assert [preset.name for preset in saved.presets] == ["Mine", "Radio"]
    assert (saved.marks_doubtful_words, saved.input_device_id) == (True, "yeti")
    service = window.panel.fields.services.service
    assert [service.itemText(index) for index in range(4)] == ["This computer", "Ours", "Studio", "My desk"]
    assert window.panel.preset.presets == saved.presets
    assert dialog.profiles == window.preferences.profiles == saved.profiles

    change_preferences(lambda now: replace(now, profiles=now.profiles[:3]), path)
    window.panel.fields.speech.marks_doubtful_words.click()
    window.close()

    at_last = load_preferences(path)
    assert [profile.name for profile in at_last.profiles] == ["local", "openai", "studio"]
    assert (at_last.marks_doubtful_words, at_last.input_device_id) == (False, "yeti"), "what it never changed is theirs"


def test_a_chosen_service_that_another_removed_leaves_this_computer(stage: Stage) -> None:
    window = stage.new_window(Preferences(service="studio", profiles=(*BUILT_IN_PROFILES, STUDIO)))
    stage.meanwhile = lambda base: replace(
        base, profiles=tuple(profile for profile in base.profiles if profile != STUDIO)
    )
    window.actions_.toggle_theme.trigger()
    window.close()
    assert stage.saved[-1].profiles == BUILT_IN_PROFILES
    assert window.preferences.service == "local"
    assert window.panel.choices.model.model == "moonshine-tiny-en"


def test_the_title_says_what_runs(stage: Stage, qtbot: QtBot) -> None:
    assert stage.window.windowTitle() == "Transcriber"
    record(stage, qtbot)
    announced = AnnouncedSession("sess_1", SessionConfiguration(model="model-in-force"))
    stage.publish(SessionAnnounced(announced))
    qtbot.waitUntil(lambda: "model-in-force" in stage.window.page.subtitle.text())
    assert stage.window.windowTitle() == "● Live recording – Transcriber"
    assert not stage.window.windowIcon().isNull()


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.panel.advanced.open()
    window.panel.turn_ending.open()
    window.panel.fields.services.dialect.segments[1].click()
    record(stage, qtbot)
    stage.publish(finished(1, "So."), Problem("no_key", "OpenAI needs a key."))
    qtbot.waitUntil(window.page.banner.isVisible)
    labelled = {label.buddy() for label in window.findChildren(QLabel) if label.buddy() is not None}
    focusable = [widget for widget in window.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    nameless = [
        (type(widget).__name__, widget.objectName())
        for widget in focusable
        if not _name(widget) and not _belongs_to_another(widget)
    ]
    assert nameless == []
    assert [box for box in window.findChildren(QComboBox) if box not in labelled] == []
    for button in window.findChildren(QAbstractButton):
        # The signs inside a line are for pointers: keys do the same in the line itself.
        if button.isVisible() and not isinstance(button.parentWidget(), QLineEdit):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.accessibleName()


def _name(widget: QWidget) -> str:
    """What a screen reader says; the words on a button are its name where it has no other."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _belongs_to_another(widget: QWidget) -> bool:
    """The inner field of a number or the list of a drop-down, which take the name of what they are in."""
    parent = widget.parentWidget()
    inside = (QLineEdit,) if isinstance(widget, QLineEdit) else ()
    return bool(inside and parent is not None and parent.accessibleName()) or any(
        isinstance(above, QComboBox) for above in _above(widget)
    )


def _above(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def test_the_tab_order_begins_at_the_record_button(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    # What is made after the first paint has its place in the order from then on.
    qtbot.waitUntil(lambda: window.parts.live_notes._has_begun)
    window.bar.record.setFocus()
    names = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:8] == [
        "Record",
        "History (Ctrl+H)",
        "Microphone",
        "Compact mode (F7)",
        "Captions (F6)",
        "Change between light and dark",
        "Session settings (Ctrl+,)",
        "More",
    ]
    assert names[8:11] == ["Search all transcripts", "Open an audio file", "Play the demo"]
    assert names[11:] == ["Mic off. Why?", "Link: on this computer. Why?", "Preset"]


def test_about_does_not_block(stage: Stage) -> None:
    stage.window.actions_.about.trigger()
    dialogs = [child for child in QApplication.topLevelWidgets() if child.windowTitle() == "About Transcriber"]
    assert len(dialogs) == 1
    assert not dialogs[0].isModal()
    assert any("Version" in label.text() for label in dialogs[0].findChildren(QLabel))
    assert dialogs[0].findChildren(QPushButton)
    dialogs[0].close()


def test_the_first_paint_is_told_once(stage: Stage, qtbot: QtBot) -> None:
    told: list[None] = []
    window = stage.new_window()
    window.first_painted.connect(lambda: told.append(None))
    window.show()
    qtbot.waitUntil(lambda: len(told) == 1)
    window.bar.record.repaint()
    qtbot.wait(30)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [("import transcriber.gui", "PySide6"), ("import transcriber.gui.program", "numpy")],
)
def test_nothing_heavy_is_imported_early(statement: str, forbidden: str) -> None:
    script = f"{statement}; import sys; print([name for name in sys.modules if name.split('.')[0] == {forbidden!r}])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ast.literal_eval(told.stdout) == []


def test_what_is_wider_than_its_column_makes_the_window_scroll_and_not_grow_without_end(
    stage: Stage, qtbot: QtBot
) -> None:
    window = stage.window
    record(stage, qtbot)
    window.page.title.setMinimumWidth(2_000)
    for width_px in (1_000, 1_500, 900):
        window.resize(width_px, 700)
        qtbot.wait(50)
        assert window.page.width() < 2_000 + width_px
    stage.publish(Problem("refused", "x" * 5_000))
    qtbot.waitUntil(window.page.banner.isVisible)
    assert window.page.banner.minimumSizeHint().width() < 700
