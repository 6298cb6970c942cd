"""The program on its desktop, with a tray that is there or not."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop import desktop_control
from transcriber.gui.desktop.desktop_control import CONSENT, DesktopControl
from transcriber.gui.desktop.notifications import Notifications
from transcriber.session.notices import Problem, RecordingChanged, RecordingState
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.preferences import Preferences

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

RECORDING, STOPPED = RecordingChanged(RecordingState.RECORDING, "Yeti X"), RecordingChanged(RecordingState.STOPPED)


class Tray:
    """Takes the place of the desktop's."""

    def __init__(self, *_: object) -> None:
        self.is_shown = False
        self.states: list[RecordingState] = []
        self.told: list[tuple[str, str]] = []
        self.show_asked = self

    def connect(self, slot: object) -> None:
        self.slot = slot

    def set_shown(self, is_shown: bool) -> None:
        self.is_shown = is_shown

    def show_state(self, state: RecordingState) -> None:
        self.states.append(state)

    def tell(self, title: str, words: str) -> None:
        self.told.append((title, words))


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop_control, "TrayIcon", Tray)
    monkeypatch.setattr(desktop_control.DesktopControl.__init__, "__defaults__", (lambda: True,))


def control(stage: Stage, **choices: Any) -> DesktopControl:
    stage.window = stage.new_window(Preferences(desktop=replace(DesktopChoices(), **choices)))
    stage.window.show()
    stage.window.parts.desktop.begin()
    made: DesktopControl = stage.window.parts.desktop
    return made


def test_closing_the_window_ends_the_program_where_nobody_chose_otherwise(stage: Stage, tray: None) -> None:
    control(stage)
    stage.window.close()
    assert not stage.window.parts.desktop.stays(is_closing=True)
    assert not stage.window.isVisible()


def test_it_keeps_running_where_that_was_chosen_and_quit_ends_it(stage: Stage, tray: None, qtbot: QtBot) -> None:
    desktop = control(stage, keeps_running=True)
    closed = []
    stage.window.closed.connect(lambda: closed.append(True))
    stage.window.close()
    assert not stage.window.isVisible()
    assert not closed

    assert desktop.verbs.perform(["show"]) == ""
    assert stage.window.isVisible()
    stage.window.close()
    stage.window.actions_.quit.trigger()
    assert closed


def test_without_the_icon_there_is_no_way_back_so_closing_ends_it(stage: Stage, tray: None) -> None:
    desktop = control(stage, keeps_running=True, shows_tray_icon=False)
    assert not desktop.stays(is_closing=False)


def test_without_a_tray_closing_ends_it(stage: Stage) -> None:
    desktop = control(stage, keeps_running=True)
    assert desktop.tray is None
    assert not desktop.stays(is_closing=False)


def test_while_the_desktop_ends_nothing_stays(stage: Stage, tray: None, monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = control(stage, keeps_running=True)
    assert desktop.stays(is_closing=False)
    monkeypatch.setattr(QGuiApplication, "isSavingSession", lambda _: True)
    assert not desktop.stays(is_closing=False)


def test_the_windows_icon_and_the_tray_show_a_recording(stage: Stage, tray: None, qtbot: QtBot) -> None:
    desktop = control(stage)
    plain = stage.window.windowIcon().pixmap(32).toImage()
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    assert stage.window.windowIcon().pixmap(32).toImage() != plain
    assert stage.window.windowTitle().startswith("●")
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    assert stage.window.windowIcon().pixmap(32).toImage() == plain
    assert not stage.window.windowTitle().startswith("●")
    assert isinstance(desktop.tray, Tray)
    assert desktop.tray.states[-2:] == [RecordingState.RECORDING, RecordingState.STOPPED]


@pytest.mark.parametrize("end", [RecordingState.FINISHING, RecordingState.STOPPED])
def test_the_sentence_about_consent_is_about_a_recording_and_goes_with_it(
    stage: Stage, qtbot: QtBot, end: RecordingState
) -> None:
    window = stage.new_window(Preferences())
    for _ in range(2):
        window.toggle_recording()
        stage.publish(RECORDING)
        qtbot.waitUntil(lambda: [problem.code for problem in window.page.banner.problems] == [CONSENT])
        stage.publish(RecordingChanged(end))
        qtbot.waitUntil(lambda: window.situation.recording is end)
        assert not window.page.banner.problems
        stage.publish(STOPPED)
        qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED)
    assert not any(saved.desktop.was_told_of_consent for saved in stage.saved), "nobody may have read it"


def test_the_sentence_about_consent_comes_no_more_once_it_was_dismissed(stage: Stage, qtbot: QtBot) -> None:
    window = stage.new_window(Preferences())
    window.toggle_recording()
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: [problem.code for problem in window.page.banner.problems] == [CONSENT])
    window.page.banner._dismiss.click()
    assert stage.saved[-1].desktop.was_told_of_consent
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED)

    window.toggle_recording()
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.RECORDING)
    assert not window.page.banner.problems


def test_after_a_pause_the_sentence_about_consent_covers_nothing_that_was_told_since(
    stage: Stage, qtbot: QtBot
) -> None:
    window = stage.new_window(Preferences())
    window.toggle_recording()
    stage.publish(RECORDING, Problem("clipped", "The microphone is too loud."), RecordingChanged(RecordingState.PAUSED))
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.PAUSED)
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.RECORDING)
    assert [problem.code for problem in window.page.banner.problems] == [CONSENT, "clipped"]


def test_a_file_records_nobody(stage: Stage, qtbot: QtBot) -> None:
    stage.window.play_demo()
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    assert not stage.window.page.banner.problems


def test_news_go_to_the_desktop_unless_a_person_does_not_want_them(stage: Stage, tray: None, qtbot: QtBot) -> None:
    desktop = control(stage)
    desktop.news._is_looked_at = lambda: False
    told: list[tuple[str, str]] = []
    desktop.notifications = Notifications(desktop.tray, lambda title, words: told.append((title, words)))
    stage.publish(RECORDING, STOPPED)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("The transcript is finished", "")]

    desktop.open_settings()
    assert desktop.dialog is not None
    desktop.dialog.notifies.setChecked(False)
    assert not stage.saved[-1].desktop.notifies
    stage.publish(RECORDING, STOPPED)
    qtbot.wait(50)
    assert len(told) == 1


def test_the_icon_goes_and_comes_with_its_switch(stage: Stage, tray: None) -> None:
    desktop = control(stage)
    desktop.open_settings()
    assert desktop.dialog is not None
    assert isinstance(desktop.tray, Tray)
    desktop.dialog.tray_icon.setChecked(False)
    assert not desktop.tray.is_shown
    assert not desktop.dialog.keeps_running.isEnabled()
    desktop.dialog.tray_icon.setChecked(True)
    assert desktop.tray.is_shown
