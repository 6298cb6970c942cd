"""What tells what to whom in the window: signals of its parts, each linked in one line to what another part does."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit

from transcriber.gui.language import tr
from transcriber.gui.light_words import Light
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.shown_text import window_title
from transcriber.gui.window_parts import RecordingApp, WindowParts
from transcriber.settings.profiles import Profile


class WindowLinks(QObject):
    """Made once, when the parts are there. Main thread.

    Args:
        parts: What is linked.
        app: Told to stop when the window is being closed.
        window: Owns this; closed and titled by its parts.
    """

    def __init__(self, parts: WindowParts, app: RecordingApp, window: QMainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._app = app
        self._window = window
        self._link_page()
        self._link_actions()
        self._link_recording()
        self._link_preferences()
        self._link_history()
        self._link_problems()
        self._link_closing()
        self._update_previous()

    # ---- the links: to find what a signal does, look here ------------------------------------------------------------

    def _link_page(self) -> None:
        parts, page, bar = self._parts, self._parts.page, self._parts.bar
        bar.record.clicked.connect(parts.recording.toggle)
        bar.theme_button.clicked.connect(parts.theme.toggle)
        page.back.clicked.connect(parts.history.show_live)
        page.find_button.clicked.connect(parts.find.open)
        page.copy.clicked.connect(parts.keeping.copy)
        page.save.clicked.connect(parts.keeping.ask_where_to_save)
        page.banner.action_asked.connect(parts.remedies.take)
        page.empty.rescan_asked.connect(bar.microphone.refresh)
        page.empty.file_asked.connect(self._on_file_asked)
        page.empty.demo_asked.connect(parts.recording.play_demo)
        page.foot.asked.connect(self._on_light_asked)
        page.coverage.gap_asked.connect(parts.history.make_up)

    def _link_actions(self) -> None:
        parts, actions = self._parts, self._parts.actions
        for action, act in (
            (actions.record, parts.recording.toggle),
            (actions.open_file, self._on_file_asked),
            (actions.demo, parts.recording.play_demo),
            (actions.save_previous, parts.keeping.ask_where_to_save_previous),
            (actions.follow, parts.page.transcript.follow),
            (actions.toggle_theme, parts.theme.toggle),
            (actions.system_theme, parts.theme.follow_system),
            (actions.toggle_panel, parts.bar.panel_button.toggle),
            (actions.toggle_history, parts.bar.history_button.toggle),
            (actions.live, parts.history.show_live),
            (actions.search, self._on_search_asked),
            (actions.introduction, parts.introduction.open),
            (actions.compact, parts.compact.toggle),
            (actions.caption_page, parts.caption_page.open),
            (actions.about, self._on_about_asked),
        ):
            action.triggered.connect(act)

    def _link_recording(self) -> None:
        parts, state = self._parts, self._parts.state
        parts.recording.began.connect(parts.live_notes.clear)
        parts.recording.began.connect(self._on_recording_began)
        parts.recording.panel_asked.connect(self._on_panel_asked)
        state.titled.connect(self._title_window)
        state.recording_ended.connect(parts.live.end)
        state.recording_ended.connect(self._on_recording_ended)
        state.recording_ended.connect(parts.closing.recording_ended)

    def _link_preferences(self) -> None:
        parts = self._parts
        parts.remembered.adopted.connect(self._on_preferences_adopted)
        parts.captions.look_changed.connect(parts.caption_page.refresh)
        parts.page.transcript.speakers_named.connect(self._on_speakers_named)
        parts.panel.changed.connect(self._show_doubtful_marks)
        parts.panel.preset.presets_changed.connect(parts.preferences.keep)
        parts.windows.profiles_changed.connect(self._on_profiles_changed)

    def _on_speakers_named(self) -> None:
        self._parts.caption_page.name_speakers(self._parts.page.transcript.turns.names.given)

    def _link_history(self) -> None:
        history = self._parts.history
        history.saved.connect(self._on_history_saved)
        history.live_shown.connect(self._on_live_shown)
        history.titled.connect(self._title_window)
        history.word_learnt.connect(self._parts.words.learn)
        history.correction_asked.connect(self._parts.live_fixing.correct)
        self._parts.live_fixing.said.connect(self._parts.page.note.pass_by)

    def _link_problems(self) -> None:
        """Where they come from, and what the button in a banner does."""
        parts, remedies = self._parts, self._parts.remedies
        for part in (parts.live, parts.remembered, parts.keeping, parts.history, parts.words, parts.help):
            part.problem_raised.connect(parts.state.show_problem)
        remedies.rescan_asked.connect(parts.bar.microphone.refresh)
        remedies.file_asked.connect(self._on_file_asked)
        remedies.panel_asked.connect(self._on_panel_asked)
        remedies.start_asked.connect(parts.recording.try_again)
        remedies.profiles_changed.connect(parts.preferences.keep)
        remedies.going_on_asked.connect(parts.live_control.go_on_locally)
        remedies.rest_asked.connect(parts.history.transcribe_rest)
        remedies.recording_asked.connect(parts.history.open_recording)
        remedies.jobs_asked.connect(self._on_jobs_asked)

    def _link_closing(self) -> None:
        closing = self._parts.closing
        closing.drain_asked.connect(self._parts.files.leave_out)
        closing.drain_asked.connect(self._on_drain_asked)
        closing.drain_ended.connect(self._on_drain_ended)
        closing.may_close.connect(self._window.close)

    # ---- what is more than one line ----------------------------------------------------------------------------------

    def _on_file_asked(self) -> None:
        self._parts.recording.ask_for_file(self._window)

    def _on_jobs_asked(self) -> None:
        self._app.history.go_on_transcribing(self._parts.panel.fields.services.profiles)

    def _on_light_asked(self, light: Light) -> None:
        self._parts.page.light_note.explain(self._parts.state.explained, light)

    def _on_about_asked(self) -> None:
        from transcriber.gui.about_dialog import AboutDialog

        AboutDialog(self._window).show()

    def _on_search_asked(self) -> None:
        self._parts.sides.show_history(True)
        self._parts.history.column.focus_search()

    def _on_panel_asked(self) -> None:
        self._parts.sides.show_panel(True)

    def _on_recording_began(self, choices: SessionChoices) -> None:
        self._update_previous()
        is_awaited = not self._parts.files.is_going_on
        if is_awaited:
            self._parts.history.show_live()
        else:
            self._parts.page.show_way_back(bool(self._parts.history.open_id))
        self._parts.live.begin(choices)
        self._parts.turns.watch()
        self._parts.preferences.keep()
        # What was pressed may be gone now, and the keyboard with it; words that are being typed are left alone.
        if is_awaited and not isinstance(self._window.focusWidget(), QLineEdit | QTextEdit | QPlainTextEdit):
            self._parts.bar.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_recording_ended(self) -> None:
        self._parts.page.show_way_back(False)

    def _on_live_shown(self, is_live: bool) -> None:
        self._parts.actions.lend_keys(not is_live)
        self._title_window()
        self._parts.page.show_way_back(not is_live and self._parts.state.situation.is_running)

    def _title_window(self) -> None:
        """After what is read: the recording of the history that is open, or the live one."""
        history = self._parts.history
        title = history.open_title if history.open_id else self._parts.state.title
        self._window.setWindowTitle(f"{window_title(title)} – Transcriber" if title else "Transcriber")

    def _on_history_saved(self, name: str) -> None:
        self._parts.page.note.pass_by(tr("Saved as {name}").format(name=name))

    def _on_profiles_changed(self, profiles: tuple[Profile, ...]) -> None:
        self._parts.panel.show_profiles(profiles)
        self._parts.preferences.keep()

    def _on_preferences_adopted(self) -> None:
        self._parts.preferences.show_adopted()
        self._parts.windows.refresh()

    def _show_doubtful_marks(self) -> None:
        is_marked = self._parts.panel.fields.speech.marks_doubtful_words.isChecked()
        self._parts.page.transcript.mark_doubtful(is_marked)

    def _on_drain_asked(self) -> None:
        self._parts.state.set_closing(True)
        self._app.stop_recording()

    def _on_drain_ended(self) -> None:
        self._parts.state.set_closing(False)

    def _update_previous(self) -> None:
        self._parts.actions.save_previous.setEnabled(bool(self._parts.keeping.previous_text))
