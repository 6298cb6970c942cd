"""The page of a recording of the history: read, heard, corrected, transcribed again, taken along."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.banner import Banner
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.controls.beside_or_below import BesideOrBelow
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.history.annotation_list import AnnotationList
from transcriber.gui.history.playback_bar import PlaybackBar, PlayerMaker
from transcriber.gui.history.reading import HistoryReading, Question
from transcriber.gui.history.recording_actions import RecordingActions
from transcriber.gui.history.recording_again import RecordingAgain
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.recording_head import RecordingHead
from transcriber.gui.history.recording_sound import RecordingSound
from transcriber.gui.history.recording_taking import RecordingTaking
from transcriber.gui.history.recording_words import why_silent
from transcriber.gui.history.row_signs import by_rows
from transcriber.gui.history.stored_contents import Contents, read_opening, read_whole
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.history.turn_commands import TurnCommands
from transcriber.gui.history.turn_editor import TurnEditor
from transcriber.gui.history.word_fixing import WordFixing
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.side_columns import LEAST_PAGE_PX
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.turn_text import SIDE_MARGIN_PX, side_margin_px
from transcriber.sentence import together
from transcriber.session.notices import HistoryChanged
from transcriber.settings.profiles import Profile
from transcriber.store.errors import StoreError
from transcriber.store.values import Mark, Note
from transcriber.transcript.stretches import Stretch, meet

if TYPE_CHECKING:
    from transcriber.gui.history.history_control import HistoryDesk

_RELOAD_AFTER_MS = 20
"""A job that is done tells of the same recording several times at once."""


class RecordingPage(QWidget):
    """Reads on the reader's thread, writes by wishes to the history. Main thread.

    Args:
        theme: Its looks.
        history: Changes the history.
        bridge: Tells of changes.
        reading: Reads it.
        make_player: What plays its sound; the default output, where none is given.
    """

    closed = Signal()
    shown = Signal()
    """`contents` are others."""

    def __init__(
        self,
        theme: Theme,
        history: "HistoryDesk",
        bridge: NoticeBridge,
        reading: HistoryReading,
        make_player: PlayerMaker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._reading = reading
        self._public_id = ""
        self._question: Question | None = None
        self._is_stale = False
        self.contents: Contents | None = None
        self.actions_ = RecordingActions(self)
        self.banner = Banner(theme)
        self.head = RecordingHead(theme, self.actions_)
        self.transcript = StoredTranscript(theme)
        self.editor = TurnEditor(self.transcript.viewport())
        self.annotations = AnnotationList(theme)
        self.fault = PlainWords("pageText")
        self.playback = PlaybackBar(theme, make_player)
        self.edits = RecordingEdits(history, bridge, self)
        self.again = RecordingAgain(theme, history, bridge, self.head, self)
        self.taking = RecordingTaking(reading, self)
        self.turns = TurnCommands(self.transcript, self.editor, self.edits, self.playback)
        self.fixing = WordFixing(theme, self.transcript, self.edits, reading, self)
        self.sound = RecordingSound(self.transcript, self.playback)
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(_RELOAD_AFTER_MS)
        self._reload.timeout.connect(self._read_again)
        self._lay_out(theme)
        self._connect_parts()
        self._connect_actions()
        bridge.history_changed.connect(self._on_history_changed)

    def set_services(self, profiles: Callable[[], Sequence[Profile]], choices: Callable[[], SessionChoices]) -> None:
        """With what something can be transcribed again: every service, and what the panel says now."""
        self.again.set_services(profiles, choices)
        self._update_actions()

    def show_recording(self, public_id: str, turn_id: int | None = None, query: str = "") -> None:
        """Open it, at this turn; what of `query` stands in it is highlighted."""
        self.transcript.search_for(query)
        contents = self.contents
        if public_id == self._public_id and contents is not None and contents.is_whole:
            self._go_to_turn(turn_id)
            return
        self._leave()
        self._public_id = public_id
        self.edits.begin(public_id)
        self.again.begin(public_id)
        self.banner.clear_problems()
        self._question = self._reading.ask(
            lambda reader: read_opening(reader, public_id, turn_id),
            lambda opened: self._on_opened(opened, turn_id),
            self._on_failed,
        )

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Head and problems stand on the transcript's column."""
        super().resizeEvent(event)
        self._align()

    @asked_by_qt
    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees makes no sound, and what was written counts."""
        self.playback.stop()
        self.editor.finish()
        super().hideEvent(event)

    @asked_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        """With the window."""
        self._leave()
        self.playback.close_player()
        super().closeEvent(event)

    # ---- reading -----------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        if self._question is not None:
            self._question.drop()
            self._question = None
        self.editor.finish()
        self.playback.stop()
        self._reload.stop()
        self._is_stale = False

    def _on_opened(self, opened: Contents, turn_id: int | None) -> None:
        self._question = None
        self._pages.setCurrentWidget(self._body)
        index = opened.rows.index_of(turn_id) if turn_id is not None else None
        self.transcript.show_rows(opened.rows, index or 0)
        self._show(opened)
        if not opened.is_whole:
            self._read_again()
        if self.isVisible():
            self.transcript.setFocus()

    def _read_again(self) -> None:
        """All of it; what differs from what is known is found on the reader's thread."""
        if self._question is not None:
            self._is_stale = True
            return
        public_id, known = self._public_id, self.transcript.rows
        self._question = self._reading.ask(
            lambda reader: read_whole(reader, public_id, known), self._on_renewed, self._on_failed
        )

    def _on_renewed(self, renewed: Contents) -> None:
        self._question = None
        self.transcript.renew(renewed.rows, renewed.changes)
        self._show(renewed)
        if self._is_stale:
            self._is_stale = False
            self._read_again()

    def _on_failed(self, error: StoreError) -> None:
        self._question = None
        self.contents = None
        self._public_id = ""
        self.shown.emit()
        self.playback.show_sound(None, 0)
        self.fault.say(together(error.message, error.remedy))
        self._pages.setCurrentWidget(self._failed)
        self._update_actions()

    def _show(self, contents: Contents) -> None:
        self.contents = contents
        recording = contents.recording
        has_sound = contents.audio_bytes is not None
        marks, notes = by_rows(contents.rows, contents.marks, contents.notes)
        self.transcript.signs.show(recording.origin, marks, notes)
        self.transcript.offer_again(has_sound)
        self.head.show_contents(contents)
        self.annotations.show_annotations(contents.marks, contents.notes)
        self.playback.show_sound(
            recording.audio_path if has_sound else None, recording.duration_ms, why_silent(contents)
        )
        self.taking.begin(recording)
        self._update_actions()
        self.turns.place_editor()
        self.shown.emit()

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _go_to_turn(self, turn_id: int | None) -> None:
        index = self.transcript.rows.index_of(turn_id) if turn_id is not None else None
        if index is not None:
            self.transcript.go_to(index)

    def _on_annotation_chosen(self, annotation: Mark | Note) -> None:
        index = self.transcript.rows.index_at(annotation.at_ms)
        if index is not None:
            self.transcript.go_to(index)

    def _on_gap_asked(self, gap: Stretch) -> None:
        rows = self.transcript.rows
        index = next((index for index, row in enumerate(rows.rows) if row.stretch and meet(row.stretch, gap)), None)
        if index is None:
            # A turn that failed stands for the gap that it left.
            index = rows.index_at(gap.start_sample // SPOOL_SAMPLES_PER_MS)
        if index is not None:
            self.transcript.go_to(index)

    def _on_again(self) -> None:
        if self.contents is not None:
            self.again.ask(self.contents, self.transcript.selected)

    def _on_again_at(self, index: int) -> None:
        self.again.make_up(self.transcript.rows[index])

    def _on_speakers(self) -> None:
        self.edits.name_speakers(self.transcript.rows)

    def _on_menu_asked(self, place: QPoint) -> None:
        self._turn_menu.popup(place)

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_history_changed(self, notice: HistoryChanged) -> None:
        if self._public_id and notice.public_id in ("", self._public_id):
            self._reload.start()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _update_actions(self) -> None:
        actions, contents = self.actions_, self.contents
        is_open = contents is not None
        has_sound = contents is not None and contents.audio_bytes is not None
        current = self.transcript.current
        row = self.transcript.rows[current] if is_open and current is not None else None
        for action in (actions.annotations, actions.copy, actions.copy_with_times, actions.save, actions.print):
            action.setEnabled(is_open)
        for action in (actions.save_pdf, actions.undo, actions.mark, actions.note):
            action.setEnabled(is_open)
        for action in (actions.edit, actions.merge_before, actions.merge_after):
            action.setEnabled(row is not None and row.stored is not None)
        actions.fix.setEnabled(is_open)
        actions.call_speech.setVisible(row is not None and row.turn.is_on_silence)
        actions.take_back.setEnabled(row is not None and row.is_edited)
        actions.play.setEnabled(has_sound and row is not None)
        actions.again.setEnabled(has_sound and self.again.has_services)
        actions.speakers.setEnabled(is_open and bool(self.transcript.names.speakers))
        actions.copy_selection.setEnabled(self.transcript.textCursor().hasSelection())

    def _connect_parts(self) -> None:
        transcript, playback, edits = self.transcript, self.playback, self.edits
        self._turn_menu = self.actions_.turn_menu()
        transcript.leaving_asked.connect(self.closed)
        transcript.again_asked.connect(self._on_again_at)
        transcript.menu_asked.connect(self._on_menu_asked)
        transcript.current_changed.connect(self._update_actions)
        transcript.selectionChanged.connect(self._update_actions)
        self.head.renamed.connect(edits.rename)
        self.head.strip.gap_asked.connect(self._on_gap_asked)
        self.annotations.chosen.connect(self._on_annotation_chosen)
        self.annotations.rewritten.connect(edits.rewrite_annotation)
        self.annotations.removal_asked.connect(edits.remove)
        self.taking.problem_raised.connect(self.banner.show_problem)
        self.taking.said.connect(playback.note.say)
        for part in (edits, self.fixing):
            part.said.connect(playback.note.say)

    def _connect_actions(self) -> None:
        actions, taking, turns = self.actions_, self.taking, self.turns
        for action, slot in (
            (actions.play, self.sound.play_current),
            (actions.edit, turns.edit_current),
            (actions.take_back, turns.take_back),
            (actions.call_speech, turns.call_speech),
            (actions.fix, self.fixing.ask),
            (actions.merge_before, turns.merge_before),
            (actions.merge_after, turns.merge_after),
            (actions.undo, self.edits.undo),
            (actions.mark, turns.mark),
            (actions.note, turns.note),
            (actions.again, self._on_again),
            (actions.speakers, self._on_speakers),
            (actions.copy_selection, self.transcript.copy),
            (actions.copy, taking.copy),
            (actions.copy_with_times, taking.copy_with_times),
            (actions.save, taking.save),
            (actions.print, taking.print),
            (actions.save_pdf, taking.save_pdf),
            (actions.close, self.closed.emit),
        ):
            action.triggered.connect(lambda _=False, slot=slot: slot())
        actions.annotations.toggled.connect(self.annotations.setVisible)
        self.annotations.hide()
        self._update_actions()

    def _lay_out(self, theme: Theme) -> None:
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setSpacing(12)
        top.addWidget(self.banner)
        top.addWidget(self.head)
        self._body = BesideOrBelow(theme, self.transcript, self.annotations, LEAST_PAGE_PX)
        self._failed = QWidget()
        failed = QVBoxLayout(self._failed)
        failed.setContentsMargins(SIDE_MARGIN_PX, SIDE_MARGIN_PX, SIDE_MARGIN_PX, SIDE_MARGIN_PX)
        failed.addWidget(self.fault)
        failed.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self._failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.playback)

    def _align(self) -> None:
        bar_px = self.transcript.verticalScrollBar().sizeHint().width()
        side = side_margin_px(self.transcript, SIDE_MARGIN_PX, bar_px)
        layout = self._top.layout()
        assert layout is not None
        layout.setContentsMargins(side, scaled(16), side + bar_px - scaled(8), scaled(12))
