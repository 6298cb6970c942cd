"""The window: tells the application what a person wants and shows the notices that come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest, sample_path
from transcriber.gui.about_dialog import AboutDialog
from transcriber.gui.banner import BannerAction
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.icons import application_icon
from transcriber.gui.microphone_choice import DeviceLister, MicrophoneChoice
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.state_words import Situation, chip_words, foot_words, level_words
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.turn_list import clock
from transcriber.gui.window_actions import WindowActions
from transcriber.realtime.configuration import ConfigurationError, SessionConfiguration, validate
from transcriber.session.notices import (
    LinkChanged,
    Meter,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    SessionAnnounced,
)
from transcriber.settings import Preferences, UnknownServiceError, profile_named
from transcriber.transcript.turns import TurnChanged, TurnRemoved

POLL_MS = 33
_WORDS_EVERY_POLLS = 6
_AUDIO_FILES = "Audio (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aiff *.aif);;All files (*)"


class RecordingApp(Protocol):
    """What the window needs of the application."""

    def start_recording(self, request: RecordingRequest) -> None:
        """Returns at once; notices follow."""

    def stop_recording(self) -> None:
        """Returns at once; notices follow."""

    def meter(self) -> Meter:
        """What moves all the time."""


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
        save_preferences: Callable[[Preferences], None],
    ) -> None:
        super().__init__()
        self._app = app
        self._bridge = bridge
        self._theme = theme
        self._preferences = preferences
        self._save_preferences = save_preferences
        self._situation = Situation()
        self._request: RecordingRequest | None = None
        self._previous_text = ""
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_polled)
        self.bar = TopBar(theme, MicrophoneChoice(theme, list_devices, preferences.input_device_id))
        self.page = TranscriptPage(theme)
        self.panel = SessionPanel(theme)
        self.actions_ = WindowActions(self)
        self._lay_out()
        self._show_preferences()
        self._connect_controls()
        self._connect_notices()
        self._update_all()
        self.bar.record.setFocus()
        self.bar.record.installEventFilter(self)

    @property
    def situation(self) -> Situation:
        """What the words in the window are made of."""
        return self._situation

    @property
    def preferences(self) -> Preferences:
        """What is to be remembered, as it stands in the window."""
        choices = self.panel.choices
        return replace(
            self._preferences,
            service=choices.service,
            dialect=choices.dialect,
            configuration=choices.configuration,
            input_device_id=self.bar.microphone.device_id,
            theme=self._theme.choice,
            is_panel_open=not self.panel.isHidden(),
        )

    def toggle_recording(self) -> None:
        """Start with the chosen microphone, or stop what runs."""
        match self._situation.recording:
            case RecordingState.STOPPED:
                self.record(MicrophoneSource(self.bar.microphone.device_id))
            case RecordingState.STARTING | RecordingState.RECORDING:
                self._app.stop_recording()
            case RecordingState.FINISHING:
                pass

    def record(self, source: MicrophoneSource | FileSource) -> None:
        """Begin a recording with what the panel says; refused with a banner if that cannot be."""
        if self._situation.is_running:
            self._show_problem(Problem("already_recording", "A recording is running already.", "Stop it first."))
            return
        choices = self.panel.choices
        configuration = choices.in_force
        try:
            validate(configuration)
        except ConfigurationError as error:
            self._show_problem(Problem("bad_setting", error.message, "Correct it in the session settings."))
            return
        self._begin(source, choices, configuration)

    def transcribe_file(self, path: Path) -> None:
        """An audio file as the input, as fast as it can be transcribed."""
        self.record(FileSource(path, None))

    def play_demo(self) -> None:
        """The bundled speech as the input, as if it were being spoken."""
        self.record(FileSource(sample_path(), 1.0))

    def copy_transcript(self, *, with_times: bool = False) -> None:
        """Everything, to the clipboard."""
        QGuiApplication.clipboard().setText(self.page.transcript.turns.text(with_times=with_times))
        self.page.note.setText("Copied")

    def save_transcript(self, path: Path, text: str | None = None) -> None:
        """Everything, into a file; a banner says if that could not be done."""
        words = self.page.transcript.turns.text() if text is None else text
        try:
            path.write_text(words, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or "the file cannot be written"
            problem = Problem("not_saved", f"The transcript was not saved: {reason}.", "Choose another folder.")
            self._show_problem(problem)
        else:
            self.page.note.setText(f"Saved as {path.name}")

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Transcriber")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(960, 560)
        self.resize(1320, 840)
        self.setAcceptDrops(True)
        # Dropped files belong to the window, wherever they are dropped.
        self.panel.fields.prompt.setAcceptDrops(False)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
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
        kept = self._preferences
        self.panel.show_choices(
            SessionChoices(service=kept.service, dialect=kept.dialect, configuration=kept.configuration)
        )
        self._show_panel(kept.is_panel_open)

    def _connect_controls(self) -> None:
        actions, page, bar = self.actions_, self.page, self.bar
        bar.record.clicked.connect(self.toggle_recording)
        bar.theme_button.clicked.connect(self._on_theme_toggled)
        bar.panel_button.toggled.connect(self._show_panel)
        bar.microphone.devices_changed.connect(self._update_all)
        page.copy.clicked.connect(self._on_copy_asked)
        page.save.clicked.connect(self._on_save_asked)
        page.banner.action_asked.connect(self._on_banner_action)
        page.empty.rescan_asked.connect(bar.microphone.refresh)
        page.empty.file_asked.connect(self._on_file_asked)
        page.empty.demo_asked.connect(self.play_demo)
        page.transcript.words_changed.connect(self._on_words_changed)
        self.panel.changed.connect(self._on_panel_changed)
        actions.record.triggered.connect(self.toggle_recording)
        actions.open_file.triggered.connect(self._on_file_asked)
        actions.demo.triggered.connect(self.play_demo)
        actions.copy.triggered.connect(self._on_copy_asked)
        actions.copy_with_times.triggered.connect(self._on_copy_with_times_asked)
        actions.save.triggered.connect(self._on_save_asked)
        actions.save_previous.triggered.connect(self._on_save_previous_asked)
        actions.follow.triggered.connect(page.transcript.follow)
        actions.toggle_theme.triggered.connect(self._on_theme_toggled)
        actions.system_theme.triggered.connect(self._on_system_theme_asked)
        actions.toggle_panel.triggered.connect(bar.panel_button.toggle)
        actions.about.triggered.connect(self._on_about_asked)
        actions.quit.triggered.connect(self.close)

    def _connect_notices(self) -> None:
        bridge = self._bridge
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.link_changed.connect(self._on_link_changed)
        bridge.session_announced.connect(self._on_session_announced)
        bridge.turns_changed.connect(self._on_turns_changed)
        bridge.problem_raised.connect(self._show_problem)
        bridge.progress_changed.connect(self._on_progress_changed)

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _begin(
        self, source: MicrophoneSource | FileSource, choices: SessionChoices, configuration: SessionConfiguration
    ) -> None:
        words = self.page.transcript.turns.text()
        self._previous_text = words or self._previous_text
        self.page.transcript.clear_turns()
        self.page.banner.clear_problems()
        self._request = RecordingRequest(
            source=source, service=choices.service, dialect=choices.dialect, configuration=configuration
        )
        self._situation = Situation(
            recording=RecordingState.STARTING,
            link=self._situation.link,
            service_title=_service_title(choices.service),
            is_local=choices.is_local,
            is_file=isinstance(source, FileSource),
        )
        self._show_title(configuration.model)
        name = source.path.name if isinstance(source, FileSource) else self.bar.microphone.currentText()
        self.bar.microphone.show_input(name)
        self._update_all()
        self._keep_preferences()
        self._app.start_recording(self._request)

    def _show_title(self, model: str) -> None:
        if self._request is None:
            return
        source, configuration = self._request.source, self._request.configuration
        is_file = isinstance(source, FileSource)
        title = source.path.stem if isinstance(source, FileSource) else "Live recording"
        if is_file and source == FileSource(sample_path(), 1.0):
            title = "Demo"
        self.page.title.setText(title)
        language = "English" if configuration.language == "en" else configuration.language or "Language detected"
        parts = (f"Today {datetime.now().astimezone():%H:%M}", language, model, self._situation.service_title)
        self.page.subtitle.setText("  ·  ".join(parts))
        self.setWindowTitle(f"{title} – Transcriber")

    def _show_panel(self, is_open: bool) -> None:
        self.panel.setVisible(is_open)
        self.bar.panel_button.setChecked(is_open)

    def _on_theme_toggled(self) -> None:
        self._theme.choose("light" if self._theme.is_dark else "dark")

    def _on_system_theme_asked(self) -> None:
        self._theme.choose("system")

    def _on_copy_asked(self) -> None:
        self.copy_transcript()

    def _on_copy_with_times_asked(self) -> None:
        self.copy_transcript(with_times=True)

    def _on_file_asked(self) -> None:
        dialog = QFileDialog(self, "Transcribe an audio file", "", _AUDIO_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        self.transcribe_file(Path(path))

    def _on_save_asked(self) -> None:
        self._ask_where_to_save(f"{self.page.title.text() or 'Transcript'}.txt", None)

    def _on_save_previous_asked(self) -> None:
        self._ask_where_to_save("Previous transcript.txt", self._previous_text)

    def _ask_where_to_save(self, name: str, text: str | None) -> None:
        dialog = QFileDialog(self, "Save the transcript", name, "Text (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda path: self.save_transcript(Path(path), text))
        dialog.open()

    def _on_about_asked(self) -> None:
        AboutDialog(self).show()

    def _on_banner_action(self, action: BannerAction) -> None:
        match action:
            case BannerAction.RESCAN:
                self.bar.microphone.refresh()
            case BannerAction.USE_FILE:
                self._on_file_asked()
            case BannerAction.OPEN_SETTINGS:
                self._show_panel(True)
                self.panel.fields.service.setFocus()
            case BannerAction.TRY_AGAIN if self._request is not None:
                self.record(self._request.source)
            case _:
                pass

    def _on_panel_changed(self) -> None:
        if not self._situation.is_running:
            self._update_words()

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self._situation = replace(self._situation, recording=notice.state)
        if notice.input_name and notice.state is RecordingState.RECORDING:
            self.bar.microphone.show_input(notice.input_name)
        if notice.recorded_ms:
            self.bar.record.show_clock(notice.recorded_ms)
        if notice.state is RecordingState.STOPPED:
            self._situation = replace(self._situation, meter=Meter(), progress=None)
        self._update_all()

    def _on_link_changed(self, notice: LinkChanged) -> None:
        self._situation = replace(self._situation, link=notice.state, link_detail=notice.detail)
        self._update_words()

    def _on_session_announced(self, notice: SessionAnnounced) -> None:
        self._show_title(notice.session.configuration.model)

    def _on_turns_changed(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        self.page.transcript.apply(changes)

    def _on_progress_changed(self, notice: Progress) -> None:
        self._situation = replace(self._situation, progress=notice)
        self.page.note.setText(f"{clock(notice.done_ms)} of {clock(notice.total_ms)}")

    def _show_problem(self, problem: Problem) -> None:
        self.page.banner.show_problem(problem)

    def _on_words_changed(self) -> None:
        turns = self.page.transcript.turns
        if self._situation.progress is None:
            self.page.note.setText(f"{turns.word_count:,} words" if turns.word_count else "")
        self._update_pages()

    def _on_polled(self) -> None:
        meter = self._app.meter()
        self._situation = replace(self._situation, meter=meter)
        self.bar.meter.show_meter(meter)
        self.bar.record.show_clock(meter.recorded_ms)
        self._polls += 1
        if self._polls % _WORDS_EVERY_POLLS == 0:
            self.bar.level.setText(level_words(meter))
            self._update_words()

    # ---- showing -----------------------------------------------------------------------------------------------------

    def _update_all(self) -> None:
        situation = self._situation = replace(self._situation, has_microphone=not self.bar.microphone.has_no_device)
        self.bar.record.show_state(situation.recording)
        self.panel.set_recording(situation.is_running)
        self.actions_.record.setText("Stop recording" if situation.is_running else "Record")
        self.actions_.record.setEnabled(situation.recording is not RecordingState.FINISHING)
        for action in (self.actions_.open_file, self.actions_.demo):
            action.setEnabled(not situation.is_running)
        if not situation.is_running:
            self.bar.microphone.show_choice()
        self._set_polling(situation.recording is RecordingState.RECORDING)
        self._update_pages()
        self._update_words()

    def _set_polling(self, is_polling: bool) -> None:
        if is_polling and not self._timer.isActive():
            self._timer.start()
        if not is_polling:
            self._timer.stop()
            self.bar.meter.rest()
            self.bar.level.setText("")

    def _update_pages(self) -> None:
        has_turns = len(self.page.transcript.turns) > 0
        self.page.show_transcript(has_turns)
        for control in (self.page.copy, self.page.save, self.actions_.copy, self.actions_.save):
            control.setEnabled(has_turns)
        self.actions_.copy_with_times.setEnabled(has_turns)
        self.actions_.save_previous.setEnabled(bool(self._previous_text))
        if self._situation.is_running:
            self.page.empty.show_state("listening")
        else:
            self.page.empty.show_state("ready" if self._situation.has_microphone else "no_microphone")

    def _update_words(self) -> None:
        situation = self._situation
        if not situation.is_running:
            choices = self.panel.choices
            situation = replace(situation, is_local=choices.is_local, service_title=_service_title(choices.service))
        self.bar.chip.show_state(*chip_words(situation))
        words = foot_words(situation)
        if self.page.foot.text() != words:
            self.page.foot.setText(words)

    # ---- events ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say once that the window has been seen; it is covered by its parts, so one of them tells."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.first_painted.emit)
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        if self._dropped_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Transcribe it."""
        path = self._dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.transcribe_file(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the choices and take no more notices."""
        self._timer.stop()
        self._keep_preferences()
        self._bridge.close()
        self.bar.microphone.close_list()
        super().closeEvent(event)

    @staticmethod
    def _dropped_path(event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

    def _keep_preferences(self) -> None:
        kept = self.preferences
        if kept == self._preferences:
            return
        try:
            self._save_preferences(kept)
        except OSError as error:
            reason = error.strerror or "the file cannot be written"
            self._show_problem(Problem("settings_not_saved", f"The settings were not saved: {reason}."))
        else:
            self._preferences = kept


def _service_title(service: str) -> str:
    try:
        return profile_named(service).title
    except UnknownServiceError:
        return service
