"""What a person asks of recordings: begin one from what stands in the panel, stop the one that runs."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest, sample_path
from transcriber.gui.dropped_files import AUDIO_SUFFIXES
from transcriber.gui.language import tr
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.window_state import WindowState, is_demo
from transcriber.realtime.commit_policy import validate_commit_policy
from transcriber.realtime.configuration import ConfigurationError, validate
from transcriber.session.notices import Problem, RecordingState
from transcriber.settings.confirmation import confirmation

_AUDIO_FILES = " ".join(f"*{suffix}" for suffix in AUDIO_SUFFIXES)


class StartingApp(Protocol):
    """What starts and stops recordings."""

    def start_recording(self, request: RecordingRequest) -> None:
        """Returns at once; notices follow."""

    def stop_recording(self) -> None:
        """Returns at once; notices follow."""


class RecordingControl(QObject):
    """Starts and stops. Main thread."""

    began = Signal(object)
    """The `SessionChoices` of the recording that is being asked for."""
    files_chosen = Signal(object)
    """The `Path`s of the audio files that a person chose, in their order."""
    stop_asked = Signal()
    """A person stops what runs."""
    panel_asked = Signal()
    """Something in the panel must be corrected first."""

    def __init__(
        self,
        app: StartingApp,
        state: WindowState,
        bar: TopBar,
        panel: SessionPanel,
        keeping: TranscriptKeeping,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._state = state
        self._bar = bar
        self._panel = panel
        self._keeping = keeping

    def toggle(self) -> None:
        """Start with the chosen microphone, or stop what runs."""
        match self._state.situation.recording:
            case RecordingState.STOPPED:
                self.record(self._microphone())
            case RecordingState.STARTING | RecordingState.RECORDING | RecordingState.PAUSED:
                self.stop_asked.emit()
                self._app.stop_recording()
            case RecordingState.FINISHING:
                pass

    def try_microphone(self) -> None:
        """Record the chosen microphone for a test, of which nothing is kept."""
        self.record(self._microphone(), is_kept=False)

    def record(self, source: MicrophoneSource | FileSource, *, is_kept: bool = True) -> None:
        """Begin a recording with what the panel says; refused with a banner if that cannot be."""
        if self._state.situation.is_running:
            self._state.show_problem(
                Problem("already_recording", tr("A recording is running already."), tr("Stop it first."))
            )
            return
        choices = self._panel.choices
        try:
            request = self._request(source, choices, is_kept=is_kept)
        except ConfigurationError as error:
            self._refuse(error)
            return
        if not choices.profile.is_confirmed:
            self._state.show_problem(Problem("not_confirmed", confirmation(choices.profile), is_fatal=True))
            return
        self._keeping.begin(is_precious=is_kept and not is_demo(source))
        self._state.begin(request, choices)
        self._panel.fields.services.pasted_secret.clear()
        self.began.emit(choices)
        self._app.start_recording(request)

    def transcribe_file(self, path: Path) -> None:
        """An audio file as the input, as fast as it can be transcribed."""
        self.record(FileSource(path, None))

    def ask_for_file(self, window: QWidget) -> None:
        """Let a person choose audio files; then `files_chosen`."""
        from transcriber.gui.desktop.kept_folder import begin_in_kept_folder

        files = tr("Audio ({suffixes});;All files (*)").format(suffixes=_AUDIO_FILES)
        dialog = QFileDialog(window, tr("Transcribe audio files"), "", files)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        begin_in_kept_folder(dialog)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def play_demo(self) -> None:
        """The bundled speech as the input, as if it were being spoken."""
        self.record(FileSource(sample_path(), 1.0))

    def try_again(self) -> None:
        """The newest recording that was asked for, once more."""
        request = self._state.request
        self.record(self._microphone() if request is None else request.source)

    def _microphone(self) -> MicrophoneSource:
        """The chosen one; it may be gone since it was chosen."""
        microphone = self._bar.microphone
        return MicrophoneSource(microphone.device_id, microphone.device_name)

    def _request(
        self, source: MicrophoneSource | FileSource, choices: SessionChoices, *, is_kept: bool
    ) -> RecordingRequest:
        configuration = choices.in_force
        validate(configuration)
        validate_commit_policy(choices.commit_policy)
        return RecordingRequest(
            source=source,
            profile=choices.profile,
            configuration=configuration,
            live_title=tr("Live recording"),
            is_kept=is_kept,
            commit_policy=choices.commit_policy,
            pasted_secret=None if choices.is_local else self._panel.fields.services.read_secret(),
            safeguards=self._panel.safety.safeguards,
            audio_keeping=self._panel.safety.audio_keeping,
            with_played_sound=is_kept
            and self._bar.microphone.with_played_sound
            and isinstance(source, MicrophoneSource),
        )

    def _on_files_chosen(self, names: list[str]) -> None:
        self.files_chosen.emit(tuple(Path(name) for name in names))

    def _refuse(self, error: ConfigurationError) -> None:
        remedy = tr("Correct it in the session settings.")
        self._state.show_problem(Problem("bad_setting", error.message, remedy, field=error.field))
        self.panel_asked.emit()
