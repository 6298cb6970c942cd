"""The window: tells the application what a person wants; what the session says is shown by its state."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.closing import Closing
from transcriber.gui.dropped_files import AUDIO_SUFFIXES, dropped_file
from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.icons import application_icon
from transcriber.gui.live_control import LiveControl, PausingApp
from transcriber.gui.microphone_choice import DeviceLister, MicrophoneChoice
from transcriber.gui.panel.live_settings import LiveSettings, UpdatingApp
from transcriber.gui.preference_keeping import PreferenceKeeping, SaveChanges
from transcriber.gui.recording_control import RecordingControl, StartingApp
from transcriber.gui.remedies import Remedies
from transcriber.gui.safety_control import GuardedApp, SafetyControl
from transcriber.gui.service_windows import ServiceWindows, ServingApp
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.side_columns import SideColumns
from transcriber.gui.speaker_naming import SpeakerNaming
from transcriber.gui.state_words import Situation
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.turn_control import CommittingApp, TurnControl
from transcriber.gui.window_actions import WindowActions
from transcriber.gui.window_state import MeteredApp, WindowState
from transcriber.session.notices import Problem
from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import Profile

_AUDIO_FILES = f"Audio ({' '.join(f'*{suffix}' for suffix in AUDIO_SUFFIXES)});;All files (*)"


class RecordingApp(MeteredApp, StartingApp, PausingApp, UpdatingApp, CommittingApp, ServingApp, GuardedApp, Protocol):
    """What the window needs of the application."""


class MainWindow(QMainWindow):
    """Made of a bar, a page and a panel. Main thread."""

    first_painted = Signal()
    """Once, after the first paint: what is heavy may begin now."""

    def __init__(
        self,
        app: RecordingApp,
        bridge: NoticeBridge,
        theme: Theme,
        preferences: Preferences,
        list_devices: DeviceLister,
        save_changes: SaveChanges,
    ) -> None:
        super().__init__()
        self._app = app
        self._bridge = bridge
        self._theme = theme
        self._remembered = PreferenceKeeping(preferences, save_changes, self)
        self.bar = TopBar(theme, MicrophoneChoice(theme, list_devices, preferences.input_device_id))
        self.page = TranscriptPage(theme)
        self.panel = SessionPanel(theme)
        self.actions_ = WindowActions(self)
        self.keeping = TranscriptKeeping(self.page, self)
        self.keeping.follow(bridge)
        self.speakers = SpeakerNaming(self.page, self.actions_, self)
        self.windows = ServiceWindows(app, bridge, theme, self.panel.fields.services, self.actions_, self)
        self.remedies = Remedies(self.panel, self.windows, self)
        self.live = LiveSettings(app, self.panel, bridge, self)
        self.state = WindowState(app, bridge, self.bar, self.page, self.panel, self.actions_, self)
        self.turns = TurnControl(app, self.state, self.panel, self.bar, self.actions_, self)
        self.recording = RecordingControl(app, self.state, self.bar, self.panel, self.keeping, self)
        self.history = HistoryControl(
            app,
            bridge,
            theme,
            self.page.views,
            lambda: self.panel.choices,
            lambda: self.panel.fields.services.profiles,
            self,
            keeps_history=preferences.keeps_history,
        )
        self.live_control = LiveControl(app, bridge, self.bar, self.page, self.actions_, self)
        self.safety = SafetyControl(app, self.panel, bridge, self._keep_preferences, self.history.reading, self)
        column, bar = self.history.column, self.bar
        self.sides = SideColumns(self, (column, bar.history_button), (self.panel, bar.panel_button))
        self._closing = Closing(self.keeping, self)
        self._lay_out()
        self._show_preferences()
        self._connect_controls()
        self._connect_parts()
        self.state.update_all()
        self._update_previous()
        theme.dress()
        self.bar.record.setFocus()
        self.bar.record.installEventFilter(self)

    @property
    def situation(self) -> Situation:
        """What the words in the window are made of."""
        return self.state.situation

    @property
    def preferences(self) -> Preferences:
        """What is to be remembered, as it stands in the window."""
        choices = self.panel.choices
        return replace(
            self._remembered.known,
            service=choices.profile.name,
            profiles=self.panel.fields.services.profiles,
            configuration=choices.configuration,
            commit_policy=choices.commit_policy,
            presets=self.panel.preset.presets,
            marks_doubtful_words=self.panel.fields.speech.marks_doubtful_words.isChecked(),
            input_device_id=self.bar.microphone.device_id,
            theme=self._theme.choice,
            is_panel_open=self.sides.is_panel_wanted,
            is_history_open=self.sides.is_history_wanted,
            safeguards=self.panel.safety.safeguards,
            audio_keeping=self.panel.safety.audio_keeping,
            keeps_history=self.panel.safety.keeps_history.isChecked(),
        )

    def toggle_recording(self) -> None:
        """Start with the chosen microphone, or stop what runs."""
        self.recording.toggle()

    def transcribe_file(self, path: Path) -> None:
        """An audio file as the input, as fast as it can be transcribed."""
        self.recording.transcribe_file(path)

    def play_demo(self) -> None:
        """The bundled speech as the input, as if it were being spoken."""
        self.recording.play_demo()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Transcriber")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(900, 560)
        self.resize(1320, 840)
        self.setAcceptDrops(True)
        # Dropped files belong to the window, wherever they are dropped.
        self.panel.fields.speech.prompt.setAcceptDrops(False)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.history.column)
        row.addWidget(self.page, 1)
        row.addWidget(self.panel)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(body, 1)
        self.setCentralWidget(centre)
        self.bar.set_menu(self.actions_.menu())

    def _show_preferences(self) -> None:
        kept = self._remembered.known
        self.panel.fields.services.set_profiles(kept.profiles)
        self.panel.preset.set_presets(kept.presets)
        self.panel.fields.speech.marks_doubtful_words.setChecked(kept.marks_doubtful_words)
        self.panel.show_choices(
            SessionChoices(profile=kept.profile, configuration=kept.configuration, commit_policy=kept.commit_policy)
        )
        self.panel.safety.show(kept)
        self.page.transcript.mark_doubtful(kept.marks_doubtful_words)
        self.sides.begin(is_history_wanted=kept.is_history_open, is_panel_wanted=kept.is_panel_open)

    def _connect_controls(self) -> None:
        actions, page, bar = self.actions_, self.page, self.bar
        bar.record.clicked.connect(self.toggle_recording)
        bar.theme_button.clicked.connect(self._theme.toggle)
        page.back.clicked.connect(self.history.show_live)
        page.copy.clicked.connect(self.keeping.copy)
        page.save.clicked.connect(self.keeping.ask_where_to_save)
        page.banner.action_asked.connect(self.remedies.take)
        page.empty.rescan_asked.connect(bar.microphone.refresh)
        page.empty.file_asked.connect(self._on_file_asked)
        page.empty.demo_asked.connect(self.play_demo)
        actions.record.triggered.connect(self.toggle_recording)
        actions.open_file.triggered.connect(self._on_file_asked)
        actions.demo.triggered.connect(self.play_demo)
        actions.copy.triggered.connect(self.keeping.copy)
        actions.copy_with_times.triggered.connect(self.keeping.copy_with_times)
        actions.save.triggered.connect(self.keeping.ask_where_to_save)
        actions.print.triggered.connect(self.keeping.print)
        actions.save_pdf.triggered.connect(self.keeping.save_pdf)
        actions.save_previous.triggered.connect(self.keeping.ask_where_to_save_previous)
        actions.follow.triggered.connect(page.transcript.follow)
        actions.toggle_theme.triggered.connect(self._theme.toggle)
        actions.system_theme.triggered.connect(self._theme.follow_system)
        actions.toggle_panel.triggered.connect(bar.panel_button.toggle)
        actions.toggle_history.triggered.connect(bar.history_button.toggle)
        actions.live.triggered.connect(self.history.show_live)
        actions.search.triggered.connect(self._on_search_asked)
        actions.about.triggered.connect(self._on_about_asked)
        actions.quit.triggered.connect(self.close)

    def _connect_parts(self) -> None:
        state, closing = self.state, self._closing
        state.titled.connect(self.setWindowTitle)
        state.recording_ended.connect(self.live.end)
        state.recording_ended.connect(lambda: self.page.show_way_back(False))
        state.recording_ended.connect(closing.recording_ended)
        self.live.problem_raised.connect(state.show_problem)
        self._remembered.problem_raised.connect(state.show_problem)
        self._remembered.adopted.connect(self._on_preferences_adopted)
        self.panel.changed.connect(self._show_doubtful_marks)
        self.panel.preset.presets_changed.connect(self._keep_preferences)
        self.windows.profiles_changed.connect(self._on_profiles_changed)
        self.remedies.rescan_asked.connect(self.bar.microphone.refresh)
        self.remedies.file_asked.connect(self._on_file_asked)
        self.remedies.panel_asked.connect(self._on_panel_asked)
        self.remedies.start_asked.connect(self.recording.try_again)
        self.recording.began.connect(self._on_recording_began)
        self.recording.panel_asked.connect(self._on_panel_asked)
        self.remedies.profiles_changed.connect(self._keep_preferences)
        self.keeping.problem_raised.connect(state.show_problem)
        self.history.problem_raised.connect(state.show_problem)
        self.history.saved.connect(self._on_history_saved)
        self.history.live_shown.connect(self._on_live_shown)
        self.page.coverage.gap_asked.connect(self.history.make_up)
        self.first_painted.connect(self.history.begin)
        self.remedies.going_on_asked.connect(self.live_control.go_on_locally)
        self.remedies.rest_asked.connect(self.history.transcribe_rest)
        self.remedies.recording_asked.connect(self.history.open_recording)
        closing.drain_asked.connect(self._on_drain_asked)
        closing.drain_ended.connect(self._on_drain_ended)
        closing.may_close.connect(self.close)

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_search_asked(self) -> None:
        self.sides.show_history(True)
        self.history.column.focus_search()

    def _on_live_shown(self, is_live: bool) -> None:
        self.actions_.lend_keys(not is_live)
        self.page.show_way_back(not is_live and self.situation.is_running)

    def _on_history_saved(self, name: str) -> None:
        self.page.note.pass_by(f"Saved as {name}")

    def _on_file_asked(self) -> None:
        dialog = QFileDialog(self, "Transcribe an audio file", "", _AUDIO_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        self.transcribe_file(Path(path))

    def _on_about_asked(self) -> None:
        from transcriber.gui.about_dialog import AboutDialog

        AboutDialog(self).show()

    def _on_panel_asked(self) -> None:
        self.sides.show_panel(True)

    def _on_recording_began(self, choices: SessionChoices) -> None:
        self._update_previous()
        self.history.show_live()
        self.live.begin(choices)
        self.turns.watch()
        self._keep_preferences()

    def _on_profiles_changed(self, profiles: tuple[Profile, ...]) -> None:
        self.panel.show_profiles(profiles)
        self._keep_preferences()

    def _show_doubtful_marks(self) -> None:
        self.page.transcript.mark_doubtful(self.panel.fields.speech.marks_doubtful_words.isChecked())

    # ---- events ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say once that the window has been seen; it is covered by its parts, so one of them tells."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.first_painted.emit)
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped; which of them, is said when they are."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Transcribe the file, or say why that cannot be."""
        event.acceptProposedAction()
        dropped = dropped_file(event.mimeData().urls())
        if isinstance(dropped, Problem):
            self.state.show_problem(dropped)
        else:
            self.transcribe_file(dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not before the last words are there and taken; then remember the choices and take no more notices."""
        if not self._closing.ask(is_recording=self.situation.is_running):
            event.ignore()
            return
        self.state.stop_polling()
        self._keep_preferences()
        self.turns.key.watch(False)
        self.windows.close()
        self.history.close()
        self._bridge.close()
        self.bar.microphone.close_list()
        super().closeEvent(event)

    def _on_drain_asked(self) -> None:
        self.state.set_closing(True)
        self._app.stop_recording()

    def _on_drain_ended(self) -> None:
        self.state.set_closing(False)

    def _update_previous(self) -> None:
        self.actions_.save_previous.setEnabled(bool(self.keeping.previous_text))

    def _keep_preferences(self) -> None:
        self._remembered.keep(self.preferences)

    def _on_preferences_adopted(self) -> None:
        known = self._remembered.known
        self.panel.preset.set_presets(known.presets)
        self.panel.show_profiles(known.profiles)
        self.windows.refresh()
