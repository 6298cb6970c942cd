"""A window with a scripted application behind it; everything offscreen unless another platform is named."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from transcriber.app import RecordingRequest
from transcriber.app.wanted_audio import WantedAudio
from transcriber.audio.devices import InputDevice
from transcriber.captions.look import CaptionLook
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.main_window import MainWindow
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import FAMILY, load_typeface, typeface
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Meter, Notice
from transcriber.settings.appearance import Appearance
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.keys import KeyStore
from transcriber.settings.merging import merged
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import Profile
from transcriber.settings.safeguards import Safeguards
from transcriber.store.store import Store
from transcriber.transcript.vocabulary import Vocabulary


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform cannot do is no fault of the window; every other Qt warning fails a test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


class ScriptedDesk:
    """Remembers what of the history was to be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[object, ...]] = []

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        self.asked.append(("edit", public_id, act))

    def delete(self, public_id: str) -> None:
        self.asked.append(("delete", public_id))

    def undo_delete(self, public_id: str) -> None:
        self.asked.append(("undo_delete", public_id))

    def add_mark(self, label: str = "") -> None:
        self.asked.append(("mark", label))

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        self.asked.append(("note", text, at_ms))

    def transcribe(
        self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration
    ) -> None:
        self.asked.append(("transcribe", public_id, what, profile.name))

    def stop_transcribing(self, public_id: str = "") -> None:
        self.asked.append(("stop", public_id))


class ScriptedSharing:
    """Remembers where captions were to go."""

    def __init__(self) -> None:
        self.asked: list[CaptionSharing | str] = []
        self.looks: list[CaptionLook | None] = []
        self.named: list[dict[str, str]] = []

    def update(self, sharing: CaptionSharing, look: CaptionLook | None = None, lane_names: Sequence[str] = ()) -> None:
        self.asked.append(sharing)
        self.looks.append(look)

    def name_speakers(self, given: Mapping[str, str]) -> None:
        self.named.append(dict(given))

    def renew_link(self) -> None:
        self.asked.append("new link")


class ScriptedWords:
    """Remembers what was to be written right."""

    def __init__(self) -> None:
        self.asked: list[Vocabulary | str] = []

    def use(self, vocabulary: Vocabulary) -> None:
        self.asked.append(vocabulary)

    def correct(self, vocabulary: Vocabulary) -> None:
        self.asked += ["correct", vocabulary]

    def rewrite(self, number: int, text: str) -> None:
        self.asked.append(f"rewrite {number}: {text}")

    def call_speech(self, number: int) -> None:
        self.asked.append(f"speech {number}")

    def undo(self) -> None:
        self.asked.append("undo")


class ScriptedApp:
    """Remembers what the window asked for; says what the test lets it say."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self.publish = publish
        self.asked: list[RecordingRequest | str] = []
        self.updates: list[SessionConfiguration] = []
        self.policies: list[CommitPolicy] = []
        self.safeguards: list[Safeguards] = []
        self.key_store = KeyStore({}, Path("keys"))
        self.history = ScriptedDesk(Path("history"))
        self.caption_page = ScriptedSharing()
        self.words = ScriptedWords()
        self.meter_now = Meter()
        self.polls = 0

    def start_recording(self, request: RecordingRequest) -> None:
        self.asked.append(request)

    def stop_recording(self) -> None:
        self.asked.append("stop")

    def pause_recording(self) -> None:
        self.asked.append("pause")

    def resume_recording(self) -> None:
        self.asked.append("resume")

    def go_on_locally(self) -> None:
        self.asked.append("go on locally")

    def update_safeguards(self, safeguards: Safeguards) -> None:
        self.safeguards.append(safeguards)

    def update_session(self, configuration: SessionConfiguration) -> None:
        self.updates.append(configuration)

    def update_commit_policy(self, policy: CommitPolicy) -> None:
        self.policies.append(policy)

    def commit(self) -> None:
        self.asked.append("commit")

    def hold_to_talk(self, is_held: bool) -> None:
        self.asked.append("talk" if is_held else "silence")

    def try_service(self, profile: Profile, configuration: SessionConfiguration) -> None:
        self.asked.append(f"try {profile.name}")

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        self.asked.append("watch" if is_watched else "watch no more")

    def meter(self) -> Meter:
        self.polls += 1
        return self.meter_now


class Stage:
    """A window, what stands behind it, and what it wanted to remember."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.bridge = NoticeBridge()
        self.app = ScriptedApp(self.bridge.publish)
        self.theme = theme
        self.devices: tuple[InputDevice, ...] = (
            InputDevice("yeti", "Yeti X", 48_000, 1, True),
            InputDevice("built-in", "Built-in microphone", 44_100, 2, False),
        )
        self.saved: list[Preferences] = []
        self.meanwhile: Callable[[Preferences], Preferences] = lambda base: base
        """What somebody else makes of what is saved."""
        self.save_fault: OSError | None = None
        self.window = self.new_window()

    def new_window(self, preferences: Preferences | None = None) -> MainWindow:
        kept = preferences or Preferences()
        window = MainWindow(self.app, self.bridge, self.theme, kept, lambda: self.devices, self._save)
        self._qtbot.addWidget(window)
        return window

    def _save(self, base: Preferences, mine: Preferences) -> Preferences:
        if self.save_fault is not None:
            raise self.save_fault
        self.saved.append(merged(base, mine, self.meanwhile(base)))
        return self.saved[-1]

    def publish(self, *notices: Notice) -> None:
        for notice in notices:
            self.app.publish(notice)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["transcriber"]


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    if FAMILY not in QFontDatabase.families():
        load_typeface()
    qapp.setFont(typeface(13))
    return qapp


@pytest.fixture(scope="session")
def one_theme(styled: QApplication) -> Theme:
    return Theme(styled, "light")


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    one_theme.wear(Appearance())
    one_theme.choose("light")
    return one_theme


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.chdir(tmp_path)
    made = Stage(theme, qtbot)
    made.window.show()
    qtbot.waitUntil(made.window.isVisible)
    yield made
    made.window.close()
    # Once more: not before its words are saved, otherwise.
    made.window.close()
