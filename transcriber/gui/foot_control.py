"""What the foot tells of the sound while a microphone records: how much never arrived, and up to when it is saved."""

import math
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from transcriber.audio.durations import SHORTEST_SPEECH_MS
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.foot import Foot
from transcriber.gui.language import number, tr
from transcriber.gui.window_state import WindowState
from transcriber.session.notices import (
    Meter,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)

TICK_MS = 1_000
_NOT_KEPT = "not_kept"
"""The code of the problem that the history lacks something of the recording that runs."""
_LEAST_TOLD_MS = 50
"""Less would be shown as nothing."""


class MeteredApp(Protocol):
    """What is asked."""

    def meter(self) -> Meter:
        """What moves all the time."""


class FootControl(QObject):
    """Asks once a second while sound is recorded, and never otherwise. Main thread."""

    def __init__(self, app: MeteredApp, bridge: NoticeBridge, state: WindowState, foot: Foot, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._state = state
        self._foot = foot
        self._is_kept = False
        self._is_whole = True
        self._recording = RecordingState.STOPPED
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._update)
        bridge.recording_changed.connect(self._on_recording_changed)
        bridge.recording_kept.connect(self._on_recording_kept)
        bridge.problem_raised.connect(self._on_problem)
        bridge.problem_passed.connect(self._on_problem_passed)

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STARTING:
            self._is_kept, self._is_whole = False, True
        if notice.state is RecordingState.STOPPED and notice.recorded_ms < SHORTEST_SPEECH_MS:
            # Of a start that failed at once the history keeps nothing.
            self._is_kept = False
        self._recording = notice.state
        if notice.state is RecordingState.RECORDING:
            self._timer.start()
        else:
            self._timer.stop()
        self._update()

    def _on_recording_kept(self, _notice: RecordingKept) -> None:
        self._is_kept = True
        self._update()

    def _on_problem(self, problem: Problem) -> None:
        if problem.code == _NOT_KEPT:
            self._is_whole = False
            self._update()

    def _on_problem_passed(self, notice: ProblemPassed) -> None:
        if notice.code == _NOT_KEPT:
            self._is_whole = True
            self._update()

    def _update(self) -> None:
        """Say both, or nothing where nothing is known."""
        records = self._recording is RecordingState.RECORDING and not self._state.situation.is_file
        is_closing = self._state.situation.is_closing
        self._say_dropped(self._app.meter().dropped_ms if records and not is_closing else None)
        if not self._is_kept or not self._is_whole or is_closing:
            self._foot.saved.say("", "")
        elif self._recording is RecordingState.STOPPED:
            self._foot.saved.say(tr("Saved"), tr("The recording is in the history of this computer."))
        else:
            self._say_saved(self._app.meter().unsaved_ms if records else None)

    def _say_dropped(self, dropped_ms: int | None) -> None:
        if dropped_ms is None:
            self._foot.dropped.say("", "")
        elif dropped_ms < _LEAST_TOLD_MS:
            self._foot.dropped.say(tr("0 dropped"), tr("All sound of the microphone has arrived."))
        else:
            seconds = number(dropped_ms / 1000, 1)
            told = tr("{seconds} s of sound did not arrive.").format(seconds=seconds)
            self._foot.dropped.say(tr("{seconds} s dropped").format(seconds=seconds), told, is_urgent=True)

    def _say_saved(self, unsaved_ms: int | None) -> None:
        if unsaved_ms is None:
            self._foot.saved.say("", "")
            return
        words = tr("Saved {seconds} s ago").format(seconds=max(1, math.ceil(unsaved_ms / 1000)))
        self._foot.saved.say(words, tr("All sound until then is on the disk, with every finished turn."))
