"""Playback and transcript together: a turn is played, and the spoken turn is shown."""

from PySide6.QtCore import QObject

from transcriber.gui.history.playback_bar import PlaybackBar
from transcriber.gui.history.stored_transcript import StoredTranscript


class RecordingSound(QObject):
    """Main thread."""

    def __init__(self, transcript: StoredTranscript, playback: PlaybackBar) -> None:
        super().__init__(playback)
        self._transcript = transcript
        self._playback = playback
        transcript.play_asked.connect(self.play)
        transcript.toggle_asked.connect(self.toggle)
        playback.moved.connect(self._on_heard)
        playback.silenced.connect(self._on_silenced)

    def play(self, index: int) -> None:
        """From the beginning of this row on, and keep what is spoken in sight."""
        start_ms = self._transcript.rows[index].turn.start_ms
        if start_ms is not None:
            self._transcript.follow_speech()
            self._playback.play_from(start_ms)

    def toggle(self) -> None:
        """Pause, or go on in the turn that was paused, or play from the chosen one."""
        current = self._transcript.current
        if self._playback.is_playing or current is None:
            self._playback.toggle()
        elif self._transcript.rows.index_at(self._playback.position_ms) == current and self._playback.position_ms:
            # It was paused within this very turn.
            self._playback.toggle()
        else:
            self.play(current)

    def play_current(self) -> None:
        """From the chosen turn on."""
        if self._transcript.current is not None:
            self.play(self._transcript.current)

    def _on_heard(self, time_ms: int) -> None:
        self._transcript.show_spoken(self._transcript.rows.index_at(time_ms))

    def _on_silenced(self) -> None:
        self._transcript.show_spoken(None)
