"""What a person does to the chosen turns of a stored recording: correct, merge, mark, note."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from transcriber.gui.history.playback_bar import PlaybackBar
from transcriber.gui.history.recording_edits import RecordingEdits, turn_ids
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.history.turn_editor import TurnEditor


class TurnCommands(QObject):
    """Knows which turns are meant. Main thread."""

    def __init__(
        self, transcript: StoredTranscript, editor: TurnEditor, edits: RecordingEdits, playback: PlaybackBar
    ) -> None:
        super().__init__(transcript)
        self._transcript = transcript
        self._editor = editor
        self._edits = edits
        self._playback = playback
        transcript.edit_asked.connect(self.edit)
        transcript.verticalScrollBar().valueChanged.connect(self.place_editor)
        editor.saved.connect(edits.rewrite)
        editor.split_asked.connect(edits.split)
        editor.taken_back.connect(edits.take_back)
        editor.closed.connect(transcript.setFocus)
        editor.room_changed.connect(self.place_editor)

    def edit(self, index: int) -> None:
        """Correct the turn of this row; a gap has no text."""
        stored = self._transcript.rows[index].stored
        place = self._transcript.place_of(index)
        if stored is not None and place is not None:
            self._editor.open(stored, place)

    def edit_current(self) -> None:
        """Correct the one that was chosen last."""
        if self._transcript.current is not None:
            self.edit(self._transcript.current)

    def place_editor(self) -> None:
        """Where its turn stands now; one that is not there any more is finished."""
        if self._editor.turn is None:
            return
        index = self._transcript.rows.index_of(self._editor.turn.id)
        place = None if index is None else self._transcript.place_of(index)
        if place is None:
            self._editor.finish()
        else:
            self._editor.move_to(place)

    def take_back(self) -> None:
        """The machine's text again."""
        for turn_id in self._chosen()[:1]:
            self._edits.take_back(turn_id)

    def call_speech(self) -> None:
        """What is struck was spoken."""
        for turn_id in self._chosen():
            self._edits.call_speech(turn_id)

    def merge_before(self) -> None:
        """With the turn before it."""
        self._merge(-1)

    def merge_after(self) -> None:
        """With the turn after it."""
        self._merge(1)

    def _merge(self, step: int) -> None:
        """What is selected; one turn alone goes with its neighbour on that side."""
        chosen = self._transcript.selected
        turns = list(self._chosen())
        if len(turns) == 1:
            rows = self._transcript.rows
            index = chosen[0] + step
            while 0 <= index < len(rows) and rows[index].stored is None:
                index += step
            turns += self._ids(range(index, index + 1))
        self._edits.merge(turns)

    def mark(self) -> None:
        """What is heard now, or else where the chosen turn begins."""
        self._edits.mark(self._moment_ms())

    def note(self) -> None:
        """At the same moment."""
        self._edits.write_note(self._moment_ms())

    def _moment_ms(self) -> int:
        """What is heard now, or else where the chosen turn begins."""
        current = self._transcript.current
        if self._playback.is_playing or current is None:
            return self._playback.position_ms
        return self._transcript.rows[current].turn.start_ms or 0

    def _chosen(self) -> tuple[int, ...]:
        return self._ids(self._transcript.selected)

    def _ids(self, indexes: Sequence[int]) -> tuple[int, ...]:
        return turn_ids(self._transcript.rows, indexes)
