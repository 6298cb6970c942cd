"""Turns corrected at their place while the recording goes on: the text that a person writes, or that it was speech."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.vocabulary.vocabulary_control import WordsApp
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import TurnState

if TYPE_CHECKING:
    from transcriber.gui.history.turn_editor import TurnEditor


class LiveEditing(QObject):
    """The live text goes on below while a turn is corrected; it is followed again afterwards. Main thread.

    Args:
        app: Rewrites the turn, in the recording and in the history.
        transcript: Where it stands.
        undo: Takes the last change back; usable once there was one.
        window: Owns this.
    """

    def __init__(self, app: WordsApp, transcript: TranscriptView, undo: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._transcript = transcript
        self._undo = undo
        self._was_following = False
        self._editor: TurnEditor | None = None
        transcript.edit_asked.connect(self.edit)
        transcript.speech_asked.connect(self.call_speech)
        transcript.words_changed.connect(self.place)
        transcript.verticalScrollBar().valueChanged.connect(self.place)

    @property
    def editor(self) -> "TurnEditor":
        """Made for the first turn that is corrected."""
        if self._editor is None:
            from transcriber.gui.history.turn_editor import TurnEditor

            self._editor = made = TurnEditor(self._transcript.viewport())
            # The service counts its turns: two of one would be told apart only in the history.
            made.split.hide()
            made.saved.connect(self._on_saved)
            made.split_asked.connect(lambda number, text, _index: self._on_saved(number, text))
            made.closed.connect(self._on_closed)
        return self._editor

    def edit(self, number: int) -> None:
        """Correct this turn, if it is finished."""
        position = self._transcript.turns.position_of(number)
        turn = None if position is None else self._transcript.turns[position]
        place = None if position is None else self._transcript.place_of(position)
        if turn is None or place is None or turn.state is not TurnState.FINISHED:
            return
        self._was_following = self._transcript.is_following
        self._transcript.leave_end()
        self.editor.open(StoredTurn(id=number, machine=turn), place)

    def call_speech(self, number: int) -> None:
        """What is struck was spoken."""
        self._app.words.call_speech(number)
        self._undo.setEnabled(True)

    def place(self) -> None:
        """Where its turn stands now; one that is not there any more is finished."""
        turn = None if self._editor is None else self._editor.turn
        if turn is None:
            return
        position = self._transcript.turns.position_of(turn.id)
        place = None if position is None else self._transcript.place_of(position)
        if place is None:
            # Not from within the change that took it away.
            QTimer.singleShot(0, self.editor.finish)
        else:
            self.editor.move_to(place)

    def _on_saved(self, number: int, text: str) -> None:
        self._app.words.rewrite(number, text)
        self._undo.setEnabled(True)

    def _on_closed(self) -> None:
        self._transcript.setFocus()
        if self._was_following:
            self._transcript.follow()
