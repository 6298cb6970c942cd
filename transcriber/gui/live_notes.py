"""Marks and notes of the recording that runs: made by key or button, shown in the flow and at the right, changed there.

The list is made when it is first opened: neither the first window nor a recording without notes pays for it.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from transcriber.audio.durations import clock
from transcriber.gui.annotations.live_annotations import Annotation, LiveAnnotations
from transcriber.gui.annotations.refusal import RefusedKeys
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.history_control import HistoryApp, HistoryControl
from transcriber.gui.language import number, tr
from transcriber.gui.moment_signs import Moment
from transcriber.gui.panel.panel_below import PanelBelow
from transcriber.gui.panel.section import Section
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.shown_text import shown_text
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import Meter, RecordingChanged, RecordingKept, RecordingState
from transcriber.store.values import Mark

if TYPE_CHECKING:
    from transcriber.gui.annotations.notes_pane import NotesPane
    from transcriber.gui.history.recording_edits import RecordingEdits
    from transcriber.gui.note_line import NoteLine

_LONGEST_NOTE = 300
"""Characters of it where it is pointed at."""
_RUNS = (RecordingState.RECORDING, RecordingState.PAUSED)


class NotedApp(HistoryApp, Protocol):
    """What it needs of the application."""

    def meter(self) -> Meter:
        """What moves all the time."""


class LiveNotes(QObject):
    """Main thread.

    Args:
        app: Keeps them.
        bridge: Tells of what is recorded and kept.
        theme: Looks of the list.
        page: Shows them in the flow; has a field for a note while the panel is away.
        panel: Has the list below the settings.
        actions: Marks and notes by key.
        history: Reads them; while it shows a recording, that one's notes are the ones to be seen.
        window: Owns this.
        why_not_kept: Why the history does not keep what runs; empty where it does.
    """

    def __init__(
        self,
        app: NotedApp,
        bridge: NoticeBridge,
        theme: Theme,
        page: TranscriptPage,
        panel: SessionPanel,
        actions: WindowActions,
        history: HistoryControl,
        window: QWidget,
        why_not_kept: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._app = app
        self._bridge = bridge
        self._theme = theme
        self._page = page
        self._actions = actions
        self._history = history
        self._window = window
        self._why_not_kept = why_not_kept
        self._state = RecordingState.STOPPED
        self._is_kept = False
        self._noted_ms: dict[NoteLine, int] = {}
        self._has_begun = False
        self.annotations = LiveAnnotations(bridge, history.reading, self)
        self.section = Section(theme, tr("Notes"))
        self.pane: NotesPane | None = None
        self._place = PanelBelow(panel, "notes", self.section)
        history.live_shown.connect(self._place.setVisible)
        self.section.toggled.connect(self._on_opened)
        self.annotations.changed.connect(self._show)
        for asked in (page.mark.clicked, actions.mark.triggered):
            asked.connect(self._on_mark_asked)
        for asked in (page.write_note.clicked, actions.note.triggered):
            asked.connect(self._on_note_asked)
        for action, refused in ((actions.mark, self._refuse), (actions.note, self._refuse_note)):
            RefusedKeys(action, window).pressed.connect(refused)
        self._listen_to(page.note_field.line)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.recording_kept.connect(self._on_recording_kept)
        self._update()

    @cached_property
    def edits(self) -> "RecordingEdits":
        """Made when the first one is changed."""
        from transcriber.gui.history.recording_edits import RecordingEdits

        edits = RecordingEdits(self._app.history, self._bridge, self._window)
        edits.removed.connect(self._on_removed)
        return edits

    def begin(self) -> None:
        """The window has been seen: a list that was left open may be made now."""
        self._has_begun = True
        self._place.come_last()
        self._on_opened(self.section.is_open)

    def clear(self) -> None:
        """Another recording takes the live page."""
        self.annotations.begin()
        if self.pane is not None:
            self.pane.withdraw_undo()

    # ---- made --------------------------------------------------------------------------------------------------------

    def _on_mark_asked(self) -> None:
        at_ms = self._app.meter().recorded_ms
        self._app.history.add_mark()
        self.annotations.add_mark(at_ms)
        self._page.note.pass_by(tr("Marked at {now}").format(now=clock(at_ms)))

    def _on_note_asked(self) -> None:
        if self._history.open_id:
            # Who reads another recording could not see what is written about this one.
            self._history.show_live()
        if not self._place.isVisible():
            self._page.note_field.open()
            return
        self.section.want(True)
        self._made_pane().line.take_keyboard()

    def _refuse(self) -> None:
        why = self.why_not() or tr("Marks and notes are made while you record.")
        self._page.note.pass_by(why)

    def _refuse_note(self) -> None:
        self._refuse()
        if self._state is not RecordingState.STOPPED:
            # Who types the note all the same would stop the recording with the first space.
            if self._page.transcript.isVisible():
                self._page.transcript.setFocus(Qt.FocusReason.OtherFocusReason)
            elif (focus := self._window.focusWidget()) is not None:
                focus.clearFocus()

    def why_not(self) -> str:
        """Why nothing of what runs can be marked or noted; empty where something can, or where nothing runs."""
        return "" if self._is_kept or self._state is RecordingState.STOPPED else self._why_not_kept()

    def _listen_to(self, line: "NoteLine") -> None:
        line.begun.connect(partial(self._on_note_begun, line))
        line.written.connect(partial(self._on_note_written, line))

    def _on_note_begun(self, line: "NoteLine") -> None:
        # What is written is about what was heard when it was begun.
        self._noted_ms[line] = self._app.meter().recorded_ms
        line.tell_moment(clock(self._noted_ms[line]))

    def _on_note_written(self, line: "NoteLine", text: str) -> None:
        at_ms = self._noted_ms[line]
        if self._state in _RUNS:
            self._app.history.add_note(text, at_ms)
        else:
            public_id = self.annotations.public_id
            self._app.history.edit(public_id, lambda store: store.annotations.add_note(public_id, at_ms, text))
        self.annotations.add_note(at_ms, text)
        self._page.note.pass_by(tr("Note kept at {time}").format(time=clock(at_ms)))

    # ---- shown and changed -------------------------------------------------------------------------------------------

    def _on_opened(self, is_open: bool) -> None:
        if is_open and self._has_begun:
            self._made_pane()

    def _made_pane(self) -> "NotesPane":
        if self.pane is None:
            from transcriber.gui.annotations.notes_pane import NotesPane

            self.pane = pane = NotesPane(self._theme)
            self.section.column.addWidget(pane)
            for tool in (pane.view.change, pane.view.remove):
                self.section.add_tool(tool)
            self._listen_to(pane.line)
            pane.view.chosen.connect(self._on_chosen)
            pane.view.rewritten.connect(self._on_rewritten)
            pane.view.removal_asked.connect(self._on_removal_asked)
            pane.view.undo_asked.connect(self._on_undo_asked)
            pane.undo.clicked.connect(self._on_undo_asked)
            self._show()
            self._update()
        return self.pane

    def _show(self) -> None:
        shown = self.annotations.all
        words = tr("Notes ({count})").format(count=number(len(shown))) if shown else tr("Notes")
        self.section.heading.setText(words)
        self.section.heading.setAccessibleName(words)
        self._page.transcript.show_moments(_moment(each) for each in shown)
        if self.pane is not None:
            self.pane.show_annotations(shown)

    def _on_chosen(self, annotation: Annotation) -> None:
        self._page.transcript.go_to_time(annotation.at_ms)

    def _on_rewritten(self, annotation: Annotation, words: str) -> None:
        self._edits_of_now().rewrite_annotation(annotation, words)

    def _on_removal_asked(self, annotation: Annotation) -> None:
        self._edits_of_now().remove(annotation)

    def _on_removed(self, annotation: Annotation) -> None:
        from transcriber.gui.history.recording_edits import removed_words

        if self.pane is not None and self.edits.public_id == self.annotations.public_id:
            self.pane.offer_undo(removed_words(annotation))

    def _on_undo_asked(self) -> None:
        edits = self._edits_of_now()
        if edits.has_removed:
            edits.undo()
        if self.pane is not None and not edits.has_removed:
            self.pane.withdraw_undo()

    def _edits_of_now(self) -> "RecordingEdits":
        if self.edits.public_id != self.annotations.public_id:
            self.edits.begin(self.annotations.public_id)
        return self.edits

    # ---- notices -----------------------------------------------------------------------------------------------------

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        self._state = notice.state
        if notice.state in (RecordingState.STARTING, RecordingState.STOPPED):
            self._is_kept = False
        self._update()

    def _on_recording_kept(self, _notice: RecordingKept) -> None:
        self._is_kept = True
        self._update()

    def _update(self) -> None:
        can_write = self._state in _RUNS and self._is_kept
        for action in (self._actions.mark, self._actions.note):
            action.setEnabled(can_write)
        for button in (self._page.mark, self._page.write_note):
            button.setVisible(can_write)
        if not can_write:
            self._page.note_field.close_field()
        if self.pane is not None:
            self.pane.set_writable(can_write)
            self.pane.tell_why_not(self.why_not())


def _moment(annotation: Annotation) -> Moment:
    time = clock(annotation.at_ms)
    if isinstance(annotation, Mark):
        return Moment(annotation.at_ms, "flag", annotation.label or tr("Mark at {time}").format(time=time))
    words = shown_text(annotation.text, _LONGEST_NOTE)
    return Moment(annotation.at_ms, "note", tr("Note at {time}: {words}").format(time=time, words=words))
