"""The history in the window: what is opened, changed and taken back, and which page the centre shows.

The live page keeps running behind a page of the history, one press away.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from transcriber.app.wanted_audio import Lacking, WantedAudio, Whole
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.controls.page_stack import PageStack
from transcriber.gui.history.exporting import Exporting
from transcriber.gui.history.history_column import HistoryColumn
from transcriber.gui.history.history_words import title_of
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import (
    HistoryChanged,
    Problem,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)
from transcriber.settings.confirmation import confirmation
from transcriber.settings.profiles import Profile
from transcriber.store.values import StoredRecording
from transcriber.transcript.stretches import Stretch

if TYPE_CHECKING:
    from transcriber.gui.history.recording_page import RecordingPage
    from transcriber.store.store import Store, StoreReader


_INTERRUPTED = "interrupted"
"""The code of the problem that a recording had no end."""


class HistoryDesk(Protocol):
    """What changes the history; each returns at once, notices follow."""

    @property
    def folder(self) -> Path:
        """The store's; it need not exist."""

    def edit(self, public_id: str, act: "Callable[[Store], object]") -> None:
        """On the session thread."""

    def delete(self, public_id: str) -> None:
        """Gone for good after ten seconds."""

    def undo_delete(self, public_id: str) -> None:
        """Within them."""

    def add_mark(self, label: str = "") -> None:
        """At the time now of the recording that runs."""

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        """At this time of the recording that runs, or now."""

    def transcribe(
        self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration
    ) -> None:
        """A job; `RetranscriptionChanged` notices follow."""

    def go_on_transcribing(self, profiles: Sequence[Profile]) -> None:
        """What a program that is gone was at, each with its own service."""

    def stop_transcribing(self, public_id: str = "") -> None:
        """What runs and what waits; of one recording, or all."""


class HistoryApp(Protocol):
    """What the history needs of the application."""

    @property
    def history(self) -> HistoryDesk:
        """What changes it, and where it is."""


class HistoryControl(QObject):
    """Column, pages and application, brought together. Main thread.

    Args:
        app: Changes the history.
        bridge: Tells of changes.
        theme: Of column and page.
        pages: Of the centre; the first one is that of the recording that runs.
        choices: What the panel says now: with which service something is transcribed again.
        profiles: Every service.
        window: Owns it.
        keeps_history: Whether recordings are kept at all.
    """

    problem_raised = Signal(object)
    """A `Problem`."""
    word_learnt = Signal(object)
    """The `Entry` of the vocabulary that a person made by correcting a word."""
    correction_asked = Signal(object, object)
    """An `Entry`, and the turns in which it is to replace, by recordings."""
    saved = Signal(str)
    """A file was written, of this name."""
    live_shown = Signal(bool)
    """Whether the live page is the one that is shown now."""
    titled = Signal()
    """`open_title` is another one."""

    def __init__(
        self,
        app: HistoryApp,
        bridge: NoticeBridge,
        theme: Theme,
        pages: PageStack,
        choices: Callable[[], SessionChoices],
        profiles: Callable[[], Sequence[Profile]],
        window: QWidget,
        *,
        keeps_history: bool,
    ) -> None:
        super().__init__(window)
        self._desk = app.history
        self._bridge = bridge
        self._theme = theme
        self._choices = choices
        self._profiles = profiles
        self.reading = HistoryReading(self._desk.folder, self)
        self.column = HistoryColumn(theme, self.reading, keeps_history=keeps_history)
        self.pages = pages
        self.page: RecordingPage | None = None
        self._exporting = Exporting(self._desk.folder, window)
        self._open_id = ""
        self._running_id = ""
        self._ended_id = ""
        """Of the recording on the live page, once it is over and kept."""
        self._has_begun = False
        self._connect()

    @property
    def open_id(self) -> str:
        """The recording of the history that is shown; empty where the live page is."""
        return self._open_id

    @property
    def live_id(self) -> str:
        """The recording on the live page; empty where none is kept."""
        return self._running_id or self._ended_id

    @property
    def open_title(self) -> str:
        """Of the recording of the history that is shown; empty where the live page is, or nothing is known yet."""
        contents = self.page.contents if self._open_id and self.page is not None else None
        return "" if contents is None else title_of(contents.recording)

    def begin(self) -> None:
        """Read for the first time: once the window has been seen."""
        self._has_begun = True
        self.column.recordings.reload()
        # Where there is something to open, the page for it is loaded while nobody waits; the list tells what is wrong.
        self.reading.ask(_load_page, lambda _: None, lambda _: None)

    def open_recording(self, public_id: str, turn_id: int | None = None, query: str = "") -> None:
        """Show a recording of the history, at one of its turns; the one that runs is on the live page."""
        if public_id == self._running_id:
            self.show_live()
            return
        page = self._stored_page()
        page.show_recording(public_id, turn_id, query)
        self.pages.setCurrentWidget(page)
        page.transcript.setFocus()
        self._open_id = public_id
        self.column.show_chosen(public_id)
        self.live_shown.emit(False)

    def show_live(self) -> None:
        """The recording that runs, or the one before."""
        focused = self.pages.window().focusWidget()
        had_keyboard = self.pages.currentIndex() > 0 and focused is not None and self.pages.isAncestorOf(focused)
        self.pages.setCurrentIndex(0)
        self._open_id = ""
        self.column.show_chosen(self._running_id)
        if had_keyboard:
            self.column.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.live_shown.emit(True)

    def transcribe(self, public_id: str, what: WantedAudio) -> None:
        """Again, or what is lacking, with the service and the settings that the panel shows."""
        choices = self._choices()
        if not choices.profile.is_confirmed:
            self.problem_raised.emit(Problem("not_confirmed", confirmation(choices.profile)))
            return
        self._desk.transcribe(public_id, what, choices.profile, choices.in_force)

    def transcribe_rest(self, public_id: str) -> None:
        """What the recording lacks."""
        self.transcribe(public_id, Lacking())

    def make_up(self, gap: Stretch) -> None:
        """A gap of the live page, once its recording is over: asked for at once, on the page that shows what comes."""
        if self._ended_id and gap.has_audio:
            public_id = self._ended_id
            self.open_recording(public_id)
            self.transcribe_rest(public_id)

    def close(self) -> None:
        """With the window."""
        self.reading.close()
        if self.page is not None:
            self.page.close()

    # ---- made when it is needed --------------------------------------------------------------------------------------

    def _connect(self) -> None:
        column, bridge = self.column, self._bridge
        column.opened.connect(self.open_recording)
        column.renamed.connect(self._on_renamed)
        column.deletion_asked.connect(self._on_deletion_asked)
        column.undo.undo_asked.connect(self._desk.undo_delete)
        column.export_asked.connect(self._exporting.ask_where_to)
        column.retranscription_asked.connect(lambda recording: self.transcribe(recording.public_id, Whole()))
        self._exporting.problem_raised.connect(self.problem_raised)
        self._exporting.saved.connect(self.saved)
        bridge.recording_kept.connect(self._on_recording_kept)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.history_changed.connect(self._on_history_changed)
        bridge.retranscription_changed.connect(column.recordings.show_again)
        bridge.problem_raised.connect(self._on_problem)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_application_state_changed)

    def _stored_page(self) -> "RecordingPage":
        if self.page is None:
            from transcriber.gui.history.recording_page import RecordingPage

            self.page = RecordingPage(self._theme, self._desk, self._bridge, self.reading)
            self.page.set_services(self._profiles, self._choices)
            self.page.closed.connect(self.show_live)
            self.page.shown.connect(self.titled)
            self.page.fixing.learnt.connect(self.word_learnt)
            self.page.fixing.everywhere_asked.connect(self.correction_asked)
            self.page.again.problem_raised.connect(self.problem_raised)
            self.pages.addWidget(self.page)
        return self.page

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_renamed(self, public_id: str, title: str) -> None:
        self._desk.edit(public_id, lambda store: store.recordings.rename(public_id, title))

    def _on_deletion_asked(self, recording: StoredRecording) -> None:
        self._desk.delete(recording.public_id)
        self.column.undo.offer(recording.public_id, title_of(recording))
        if recording.public_id == self._open_id:
            self.show_live()

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_recording_kept(self, notice: RecordingKept) -> None:
        self._running_id = notice.public_id
        self.column.recordings.refresh(notice.public_id)
        if not self._open_id:
            self.column.show_chosen(notice.public_id)

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STARTING:
            self._ended_id = ""
        if notice.state is RecordingState.STOPPED and self._running_id:
            self.column.recordings.refresh(self._running_id)
            self._ended_id, self._running_id = self._running_id, ""

    def _on_history_changed(self, notice: HistoryChanged) -> None:
        if not self._has_begun:
            return
        # Also where the list knows already that it is gone: only now its file is.
        self.column.sound.renew()
        if notice.public_id:
            self.column.recordings.refresh(notice.public_id)
        else:
            self.column.recordings.reload()

    def _on_problem(self, problem: Problem) -> None:
        # What the store refused to delete is still there.
        if problem.recording_id:
            self.column.undo.withdraw(problem.recording_id)
        if problem.code == _INTERRUPTED and self._has_begun:
            # The list was read while the history still took it for one that runs.
            self.column.recordings.reload()

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        # Another program may have changed the history while this one was in the background.
        if state is Qt.ApplicationState.ApplicationActive and self._has_begun:
            self.column.recordings.reload()


def _load_page(_reader: "StoreReader") -> None:
    """On the thread that reads: loading all that takes 200 ms, in which the main thread would answer nobody."""
    for name in ("transcriber.gui.history.recording_page", "numpy"):
        importlib.import_module(name)
