"""Transcribes something of a stored recording again, and tells in its head how far that has come."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from transcriber.app.wanted_audio import Lacking, LaneRange, TimeRange, WantedAudio, Whole
from transcriber.audio.durations import clock
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.again_dialog import AgainDialog, WantedPart
from transcriber.gui.history.recording_edits import turn_ids
from transcriber.gui.history.recording_head import RecordingHead
from transcriber.gui.history.stored_contents import Contents
from transcriber.gui.history.stored_rows import StoredRow, StoredRows
from transcriber.gui.language import tr
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Problem, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.confirmation import confirmation
from transcriber.settings.profiles import Profile

_SHOWN_AFTER_MS = 6_000
"""How long it is told that a job is done."""


class TranscribingDesk(Protocol):
    """What transcribes again."""

    def transcribe(
        self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration
    ) -> None:
        """A job."""

    def stop_transcribing(self, public_id: str = "") -> None:
        """Of one recording."""


class RecordingAgain(QObject):
    """Main thread."""

    problem_raised = Signal(object)
    """A `Problem`: why nothing is transcribed."""

    def __init__(
        self, theme: Theme, desk: TranscribingDesk, bridge: NoticeBridge, head: RecordingHead, page: QWidget
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._desk = desk
        self._head = head
        self._page = page
        self._public_id = ""
        self._services: tuple[Callable[[], Sequence[Profile]], Callable[[], SessionChoices]] | None = None
        self.jobs: dict[str, RetranscriptionChanged] = {}
        self.dialog: AgainDialog | None = None
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(_SHOWN_AFTER_MS)
        self._passing.timeout.connect(self._on_passed)
        head.rest_asked.connect(self.make_up_all)
        head.stop_asked.connect(self._on_stop_asked)
        bridge.retranscription_changed.connect(self._on_changed)

    @property
    def has_services(self) -> bool:
        """Whether it is known with what."""
        return self._services is not None

    def set_services(self, profiles: Callable[[], Sequence[Profile]], choices: Callable[[], SessionChoices]) -> None:
        """Every service, and what is chosen at first."""
        self._services = profiles, choices

    def begin(self, public_id: str) -> None:
        """From now on it is about this recording."""
        if self.dialog is not None:
            self.dialog.close()
        self._public_id = public_id
        self._passing.stop()
        self._head.show_again(self.jobs.get(public_id))

    def ask(self, contents: Contents, selected: Sequence[int]) -> None:
        """What of it, and with which service."""
        if self._services is None:
            return
        profiles, choices = self._services
        self.dialog = AgainDialog(self._theme, parts_of(contents.rows, selected), profiles(), choices(), self._page)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.show()

    def make_up(self, row: StoredRow) -> None:
        """A failed turn or a gap, at once, with what the panel says now."""
        self._ask_at_once(wanted(row))

    def make_up_all(self) -> None:
        """Everything that is missing, in the same way."""
        self._ask_at_once(Lacking())

    def _ask_at_once(self, what: WantedAudio) -> None:
        if self._services is None:
            return
        choices = self._services[1]()
        if not choices.profile.is_confirmed:
            self.problem_raised.emit(Problem("not_confirmed", confirmation(choices.profile)))
            return
        self._on_asked(what, choices)

    def _on_asked(self, what: WantedAudio, choices: SessionChoices) -> None:
        self._desk.transcribe(self._public_id, what, choices.profile, choices.in_force)

    def _on_dialog_finished(self) -> None:
        self.dialog = None

    def _on_stop_asked(self) -> None:
        self._desk.stop_transcribing(self._public_id)

    def _on_changed(self, job: RetranscriptionChanged) -> None:
        if job.state in (RetranscriptionState.WAITING, RetranscriptionState.RUNNING):
            self.jobs[job.public_id] = job
        else:
            self.jobs.pop(job.public_id, None)
        if job.public_id != self._public_id:
            return
        self._head.show_again(job)
        self._passing.stop()
        if job.state in (RetranscriptionState.FINISHED, RetranscriptionState.STOPPED):
            self._passing.start()

    def _on_passed(self) -> None:
        self._head.show_again(self.jobs.get(self._public_id))


def wanted(row: StoredRow) -> WantedAudio:
    """The audio of one row."""
    if row.stored is not None:
        return (row.stored.id,)
    return LaneRange(row.turn.lane, TimeRange(row.turn.start_ms or 0, row.turn.end_ms))


def parts_of(rows: StoredRows, selected: Sequence[int]) -> tuple[WantedPart, ...]:
    """What can be asked for, the most particular first."""
    parts = []
    turns = turn_ids(rows, selected)
    if turns:
        parts.append(
            WantedPart(
                tr("The chosen turn") if len(turns) == 1 else tr("The {count} chosen turns").format(count=len(turns)),
                turns,
            )
        )
    elif selected and (row := rows[selected[0]]).can_be_made_up:
        parts.append(WantedPart(tr("The gap at {time}").format(time=clock(row.turn.start_ms or 0)), wanted(row)))
    return (*parts, WantedPart(tr("What is missing"), Lacking()), WantedPart(tr("The whole recording"), Whole()))
