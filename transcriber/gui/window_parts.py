"""Everything the window is made of, each part made in one line; what tells what to whom is in `window_links`."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from transcriber.gui.annotations.refusal import why_not_kept
from transcriber.gui.appearance.appearance_control import AppearanceControl
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.caption_page.caption_page_control import CaptionPageControl, SharingApp
from transcriber.gui.captions.caption_control import CaptionControl
from transcriber.gui.closing import Closing
from transcriber.gui.compact_mode import CompactMode
from transcriber.gui.desktop.desktop_control import DesktopControl
from transcriber.gui.file_queue import FileQueue
from transcriber.gui.find_control import FindControl
from transcriber.gui.first_run.introduction_control import IntroductionControl
from transcriber.gui.foot_control import FootControl
from transcriber.gui.guide.help_control import HelpControl
from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.history.shown_transcript import ShownTranscript
from transcriber.gui.late_speech_control import LateSpeechControl
from transcriber.gui.live_control import LiveControl, PausingApp
from transcriber.gui.live_editing import LiveEditing
from transcriber.gui.live_notes import LiveNotes
from transcriber.gui.microphone_choice import DeviceLister, MicrophoneChoice
from transcriber.gui.panel.live_settings import LiveSettings, UpdatingApp
from transcriber.gui.played_sound_control import PlayedSoundControl
from transcriber.gui.preference_keeping import PreferenceKeeping, SaveChanges
from transcriber.gui.recording_control import RecordingControl, StartingApp
from transcriber.gui.remedies import Remedies
from transcriber.gui.safety_control import GuardedApp, SafetyControl
from transcriber.gui.service_windows import ServiceWindows, ServingApp
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.shown_keys import ShownKeys, follow_keys
from transcriber.gui.shown_preferences import ShownPreferences
from transcriber.gui.side_columns import SideColumns
from transcriber.gui.speaker_naming import SpeakerNaming
from transcriber.gui.takeovers import TakeoverNews
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.turn_control import CommittingApp, TurnControl
from transcriber.gui.vocabulary.live_fixing import LiveFixing
from transcriber.gui.vocabulary.vocabulary_control import VocabularyControl, WordsApp
from transcriber.gui.window_actions import WindowActions
from transcriber.gui.window_state import MeteredApp, WindowState
from transcriber.settings.preferences import Preferences


class RecordingApp(
    MeteredApp,
    StartingApp,
    PausingApp,
    UpdatingApp,
    CommittingApp,
    ServingApp,
    GuardedApp,
    SharingApp,
    WordsApp,
    Protocol,
):
    """What the window needs of the application."""


class WindowParts(QObject):
    """Widgets first, then what controls them. Main thread.

    Args:
        app: Records.
        bridge: Tells of what happens.
        theme: Of everything.
        preferences: As they were loaded.
        list_devices: The microphones.
        save_changes: Keeps the preferences.
        window: Owns everything.
    """

    def __init__(
        self,
        app: RecordingApp,
        bridge: NoticeBridge,
        theme: Theme,
        preferences: Preferences,
        list_devices: DeviceLister,
        save_changes: SaveChanges,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.theme = theme
        self.bar = TopBar(theme, MicrophoneChoice(theme, list_devices, preferences.input_device_id))
        self.page = TranscriptPage(theme)
        self.panel = SessionPanel(theme)
        self.actions = WindowActions(window)
        self.keeping = TranscriptKeeping(self.page, window)
        self.keeping.follow(bridge)
        self.speakers = SpeakerNaming(self.page, window)
        self.windows = ServiceWindows(app, bridge, theme, self.panel.fields.services, self.actions, window)
        self.remedies = Remedies(self.panel, self.windows, window)
        self.live = LiveSettings(app, self.panel, bridge, window)
        self.state = WindowState(app, bridge, self.bar, self.page, self.panel, self.actions, window)
        self.takeovers = TakeoverNews(bridge, self.page.transcript, window)
        self.turns = TurnControl(app, self.state, self.panel, self.bar, self.actions, window)
        self.recording = RecordingControl(app, self.state, self.bar, self.panel, self.keeping, window)
        kept = preferences.keeps_history
        self.files = FileQueue(
            bridge, self.state, self.recording, self.keeping, self.page.note, window, keeps_history=kept
        )
        self.history = HistoryControl(
            app,
            bridge,
            theme,
            self.page.views,
            lambda: self.panel.choices,
            lambda: self.panel.fields.services.profiles,
            window,
            keeps_history=kept,
        )
        self.find = FindControl(theme, self.page, self.history, self.actions, window)
        self.late_speech = LateSpeechControl(bridge, self.page, self.history.reading, window)
        column, bar = self.history.column, self.bar
        self.sides = SideColumns(window, (column, bar.history_button), (self.panel, bar.panel_button))
        theme.changed.connect(self.sides.rearrange)
        self.shown_keys = ShownKeys(self._buttons_with_keys(), window)
        record = self.actions.record
        follow_keys([record], bar.record.show_key)
        follow_keys([record], self.page.empty.show_key)
        follow_keys([record, self.actions.pause], lambda *_: self.state.update_all())
        self.compact = CompactMode(window, bar, self.page, self.sides, self.history, preferences.compact)
        self.remembered = PreferenceKeeping(preferences, save_changes, window)
        self.preferences = ShownPreferences(
            self.remembered, self.panel, bar.microphone, self.page.transcript, theme, self.sides, self.compact
        )
        self.played_sound = PlayedSoundControl(theme, bar, self.preferences.keep, window)
        self.live_control = LiveControl(app, bridge, bar, self.actions, window)
        self.live_notes = LiveNotes(
            app,
            bridge,
            theme,
            self.page,
            self.panel,
            self.actions,
            self.history,
            window,
            lambda: why_not_kept(self.state.request, keeps_history=kept),
        )
        self.keeping.complete(self.live_notes.annotations, app.history.folder)
        self.foot = FootControl(app, bridge, self.state, self.page.foot_line, window)
        self.safety = SafetyControl(app, self.panel, bridge, self.preferences.keep, self.history.reading, window)
        remembered = self.remembered
        self.caption_page = CaptionPageControl(app, bridge, theme, lambda: remembered.known, remembered.keep, window)
        self.captions = CaptionControl(
            bridge, theme, bar, self.page, self.actions, preferences.captions, self.preferences.keep_captions, window
        )
        self.words = VocabularyControl(app, theme, self.panel, self.actions.words, window)
        self.live_fixing = LiveFixing(theme, app, self.words, self.history, self.page.transcript, self.actions, window)
        self.shown_transcript = ShownTranscript(
            self.page, self.keeping, self.live_fixing.ask, self.speakers.open, self.history, self.actions
        )
        self.live_editing = LiveEditing(app, self.page.transcript, self.actions.undo_fix, window)
        self.desktop = DesktopControl(
            bridge,
            theme,
            self.state,
            self.recording,
            self.actions,
            lambda: remembered.known,
            remembered.keep,
            self.live_notes.why_not,
            self.page.banner,
            window,
        )
        self.appearance = AppearanceControl(theme, self.actions, lambda: remembered.known, remembered.keep, window)
        self.introduction = IntroductionControl(
            app,
            bridge,
            theme,
            bar,
            self.page,
            self.panel,
            self.windows,
            self.recording,
            list_devices,
            self.preferences.keep_introduced,
            window,
        )
        self.help = HelpControl(theme, self.actions, lambda: remembered.known.profiles, self.page.note, window)
        self.closing = Closing(self.keeping, window)

    def _buttons_with_keys(self) -> list[tuple[QWidget, QAction]]:
        bar, page, actions = self.bar, self.page, self.actions
        return [
            (bar.record, actions.record),
            (bar.pause, actions.pause),
            (bar.commit, actions.commit),
            (bar.history_button, actions.toggle_history),
            (bar.captions_button, actions.captions),
            (bar.panel_button, actions.toggle_panel),
            (bar.compact_button, actions.compact),
            (page.mark, actions.mark),
            (page.write_note, actions.note),
            (page.find_button, actions.find),
            (page.find_bar.next, actions.find_next),
            (page.find_bar.previous, actions.find_previous),
            (page.copy, actions.copy),
            (page.save, actions.save),
            (page.back, actions.live),
        ]
