"""What a person does to the recording that runs: pause it, mark a moment, write a note."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.audio.durations import clock
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.history_control import HistoryApp
from transcriber.gui.language import tr
from transcriber.gui.moment_signs import Moment
from transcriber.gui.shown_text import shown_text
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import Meter, RecordingChanged, RecordingKept, RecordingState

_LONGEST_NOTE = 300
"""Characters of it where it is pointed at."""
_RUNS = (RecordingState.RECORDING, RecordingState.PAUSED)


class PausingApp(HistoryApp, Protocol):
    """What it needs of the application; each returns at once, notices follow."""

    def pause_recording(self) -> None:
        """Its clock stands still."""

    def resume_recording(self) -> None:
        """It goes on."""

    def go_on_locally(self) -> None:
        """The engine on this computer takes over."""

    def meter(self) -> Meter:
        """What moves all the time."""


class LiveControl(QObject):
    """Main thread."""

    def __init__(
        self,
        app: PausingApp,
        bridge: NoticeBridge,
        bar: TopBar,
        page: TranscriptPage,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._bar = bar
        self._page = page
        self._actions = actions
        self._state = RecordingState.STOPPED
        self._is_kept = False
        self._noted_ms = 0
        bar.pause.clicked.connect(self.toggle_pause)
        actions.pause.triggered.connect(self.toggle_pause)
        for asked in (page.mark.clicked, actions.mark.triggered):
            asked.connect(self._on_mark_asked)
        for asked in (page.write_note.clicked, actions.note.triggered):
            asked.connect(self._on_note_asked)
        page.note_field.written.connect(self._on_note_written)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.recording_kept.connect(self._on_recording_kept)
        self._update()

    def toggle_pause(self) -> None:
        """Pause what runs, or go on with what is paused."""
        if self._state is RecordingState.RECORDING:
            self._app.pause_recording()
        elif self._state is RecordingState.PAUSED:
            self._app.resume_recording()

    def go_on_locally(self) -> None:
        """With the engine on this computer, from now on."""
        self._app.go_on_locally()

    def _on_mark_asked(self) -> None:
        self._app.history.add_mark()
        at_ms = self._app.meter().recorded_ms
        words = tr("Mark at {time}").format(time=clock(at_ms))
        self._page.transcript.add_moment(Moment(at_ms, "flag", words))
        self._page.note.pass_by(tr("Marked at {now}").format(now=clock(at_ms)))

    def _on_note_asked(self) -> None:
        # What is written is about what was heard when it was begun.
        if self._page.note_field.isHidden():
            self._noted_ms = self._app.meter().recorded_ms
        self._page.note_field.open(clock(self._noted_ms))

    def _on_note_written(self, text: str) -> None:
        self._app.history.add_note(text, self._noted_ms)
        words = tr("Note at {time}: {words}").format(time=clock(self._noted_ms), words=shown_text(text, _LONGEST_NOTE))
        self._page.transcript.add_moment(Moment(self._noted_ms, "note", words))
        self._page.note.pass_by(tr("Note kept at {time}").format(time=clock(self._noted_ms)))

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self._state = notice.state
        if notice.state in (RecordingState.STARTING, RecordingState.STOPPED):
            self._is_kept = False
        self._update()

    def _on_recording_kept(self, _notice: RecordingKept) -> None:
        self._is_kept = True
        self._update()

    def _update(self) -> None:
        runs, is_paused = self._state in _RUNS, self._state is RecordingState.PAUSED
        self._bar.show_pause(is_shown=runs, is_paused=is_paused)
        self._actions.pause.setText(tr("Resume") if is_paused else tr("Pause"))
        self._actions.pause.setEnabled(runs)
        can_write = runs and self._is_kept
        for action in (self._actions.mark, self._actions.note):
            action.setEnabled(can_write)
        for button in (self._page.mark, self._page.write_note):
            button.setVisible(can_write)
        if not can_write:
            self._page.note_field.close_field()
