"""Hears a stored recording: play and pause, where it is, how long it is, and any place of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QWidget

from transcriber.audio.durations import clock
from transcriber.audio.faults import AudioError
from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

POLL_MS = 33
HEIGHT_PX = 52
_STEP_MS = 5_000


class Playing(Protocol):
    """What plays; its callbacks come from a thread of its own."""

    @property
    def is_playing(self) -> bool:
        """Whether it sounds, or will at once."""

    @property
    def position_ms(self) -> int:
        """What is heard now."""

    def play(self, path: Path, from_ms: int = 0) -> None:
        """From there on."""

    def pause(self) -> None:
        """Silence; the place is kept."""

    def stop(self) -> None:
        """Silence."""

    def close(self) -> None:
        """Let go of the output."""


PlayerMaker = Callable[[Callable[[], None], Callable[[AudioError], None]], Playing]


class PlaybackBar(QFrame):
    """Polls the player, but only while it plays. Main thread."""

    moved = Signal(int)
    """What is heard now, in milliseconds of the recording's clock; while it plays and when a person moves it."""
    silenced = Signal()
    """It plays no longer."""
    _ended = Signal()
    _failed = Signal(object)

    def __init__(self, theme: Theme, make_player: PlayerMaker | None = None, parent: QWidget | None = None) -> None:
        """`make_player`: the default output's, where none is given."""
        super().__init__(parent)
        self.setObjectName("foot")
        self.setFixedHeight(HEIGHT_PX)
        self._theme = theme
        self._make_player = make_player or _player
        self._player: Playing | None = None
        self._path: Path | None = None
        self._position_ms = 0
        self._duration_ms = 0
        self.button = ToolButton(tr("Play (Space)"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.position = QLabel()
        self.length = QLabel()
        self.note = ElidedWords("footText")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.button.clicked.connect(self.toggle)
        self.slider.valueChanged.connect(self._on_slid)
        # Queued: the player calls from its own thread.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self._show_state)
        self._show_state()

    @property
    def is_playing(self) -> bool:
        """Whether it sounds."""
        return self._player is not None and self._player.is_playing

    @property
    def position_ms(self) -> int:
        """What is heard now, or would be."""
        return self._position_ms

    def show_sound(self, path: Path | None, duration_ms: int, reason: str = "") -> None:
        """The sound of the recording that is shown; without a path, why there is none."""
        if path != self._path:
            self.stop()
            self._show_position(0)
        self._path, self._duration_ms = path, duration_ms
        self.slider.blockSignals(True)
        self.slider.setRange(0, duration_ms)
        self.slider.blockSignals(False)
        self._say(reason)
        for widget in (self.slider, self.position, self.length):
            widget.setVisible(path is not None)
        self.length.setText(clock(duration_ms))
        self._show_state()

    def play_from(self, time_ms: int) -> None:
        """From this time of the recording on."""
        if self._path is None:
            return
        if self._player is None:
            self._player = self._make_player(self._ended.emit, self._failed.emit)
        self._say("")
        self._player.play(self._path, time_ms)
        self._show_position(time_ms)
        self._timer.start()
        self._show_state()
        self.moved.emit(time_ms)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._player is not None and self.is_playing:
            self._player.pause()
            self._fall_silent()
        else:
            self.play_from(0 if self._position_ms >= self._duration_ms else self._position_ms)

    def stop(self) -> None:
        """Silence; calling it again does nothing."""
        if self._player is not None:
            self._player.stop()
        self._fall_silent()

    def close_player(self) -> None:
        """With the window: the output is let go of."""
        self.stop()
        if self._player is not None:
            self._player.close()
            self._player = None

    def _poll(self) -> None:
        if self._player is None or not self._player.is_playing:
            self._fall_silent()
            return
        position_ms = self._player.position_ms
        if position_ms != self._position_ms:
            self._show_position(position_ms)
            self.moved.emit(position_ms)

    def _fall_silent(self) -> None:
        was_playing = self._timer.isActive()
        self._timer.stop()
        self._show_state()
        if was_playing:
            self.silenced.emit()

    def _on_ended(self) -> None:
        if not self.is_playing:
            self._show_position(self._duration_ms)
            self._fall_silent()

    def _on_failed(self, error: AudioError) -> None:
        self._fall_silent()
        self._say(f"{in_words(error.message)} {in_words(error.remedy)}".strip())

    def _on_slid(self, time_ms: int) -> None:
        self._show_position(time_ms)
        if self.is_playing:
            self.play_from(time_ms)
        else:
            self.moved.emit(time_ms)

    def _show_position(self, time_ms: int) -> None:
        self._position_ms = time_ms
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(time_ms)
            self.slider.blockSignals(False)
        self.position.setText(clock(time_ms))

    def _show_state(self) -> None:
        colours, is_playing = self._theme.colours, self.is_playing
        name = tr("Pause (Space)") if is_playing else tr("Play (Space)")
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        self.button.setIcon(stroke_icon("pause" if is_playing else "play", colours.text, colours.disabled))
        self.button.setEnabled(self._path is not None)

    def _say(self, words: str) -> None:
        """Beside the slider, which has all the room where nothing is said."""
        self.note.say(words)
        self.note.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.slider.setAccessibleName(tr("Position in the recording"))
        self.slider.setSingleStep(_STEP_MS)
        self.slider.setPageStep(6 * _STEP_MS)
        self.slider.setTracking(False)
        for label in (self.position, self.length):
            label.setObjectName("footText")
            label.setFont(typeface(13, is_tabular=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 28, 0)
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self.position)
        row.addWidget(self.slider, 2)
        row.addWidget(self.length)
        row.addWidget(self.note, 1)


def _player(on_ended: Callable[[], None], on_failed: Callable[[AudioError], None]) -> Playing:
    # What nobody plays does not load the sound system.
    from transcriber.audio.player import Player

    return Player(on_ended, on_failed)
