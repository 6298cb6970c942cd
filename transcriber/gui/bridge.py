"""The one crossing from the session thread to the window: a queue and a single coalesced wake-up signal.

The window is not flooded: changes of turns wait up to 33 ms and come together; the end of a turn never waits. What a
turn grows by while the window does not answer waits as one change.
"""

import threading
from collections import deque
from dataclasses import replace
from typing import TypeGuard

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from transcriber.session.notices import (
    CaptionPageChanged,
    CoverageChanged,
    HistoryChanged,
    LinkChanged,
    Notice,
    Problem,
    ProblemPassed,
    Progress,
    ProtocolTraced,
    RateLimitsChanged,
    RecordingChanged,
    RecordingKept,
    RetranscriptionChanged,
    ServiceChanged,
    SessionAnnounced,
    TrialStepChanged,
    TurnChange,
    TurnChanged,
    TurnRemoved,
    UpdateRefused,
    UsageChanged,
)

COALESCE_MS = 33

_NEVER_WAITS = frozenset({TurnChange.COMPLETED, TurnChange.FAILED})


class NoticeBridge(QObject):
    """Created on the main thread, where every signal but the private wake-up is emitted; `publish` from any thread."""

    recording_changed = Signal(object)
    link_changed = Signal(object)
    session_announced = Signal(object)
    update_refused = Signal(object)
    service_changed = Signal(object)
    coverage_changed = Signal(object)
    recording_kept = Signal(object)
    history_changed = Signal(object)
    retranscription_changed = Signal(object)
    usage_changed = Signal(object)
    rate_limits_changed = Signal(object)
    trial_step_changed = Signal(object)
    protocol_traced = Signal(object)
    caption_page_changed = Signal(object)
    problem_raised = Signal(object)
    problem_passed = Signal(object)
    progress_changed = Signal(object)
    turns_changed = Signal(object)
    """A tuple of `TurnChanged` and `TurnRemoved` in the order they happened."""
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._queue: deque[Notice] = deque()
        self._is_awake = False
        self._is_closed = False
        self._is_flush_near = False
        """What a turn grows by need not wake anybody: the timer takes it along."""
        self._turns: list[TurnChanged | TurnRemoved] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COALESCE_MS)
        self._timer.timeout.connect(self._on_due)
        # Queued even on the main thread: the signal is emitted under the lock that the slot takes.
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def publish(self, notice: Notice) -> None:
        """Hand a notice to the main thread; returns at once. After `close` it is dropped."""
        with self._lock:
            if self._is_closed:
                return
            self._wait(notice)
            if self._is_flush_near and _is_delta(notice):
                return
            must_wake, self._is_awake = not self._is_awake, True
            if must_wake:
                self._woken.emit()

    def close(self) -> None:
        """Nothing is delivered after this; called on the main thread."""
        with self._lock:
            self._is_closed = True
            self._queue.clear()
        self._turns.clear()
        self._timer.stop()

    def _wait(self, notice: Notice) -> None:
        last = self._queue[-1] if self._queue else None
        if _is_delta(notice) and _is_delta(last) and last.turn.number == notice.turn.number:
            self._queue[-1] = replace(notice, appended=last.appended + notice.appended)
        else:
            self._queue.append(notice)

    def _on_woken(self) -> None:
        self._take_waiting()
        if self._turns:
            if not self._timer.isActive():
                self._timer.start()
            with self._lock:
                self._is_flush_near = True

    def _on_due(self) -> None:
        self._take_waiting()
        self._flush_turns()

    def _take_waiting(self) -> None:
        with self._lock:
            notices = tuple(self._queue)
            self._queue.clear()
            self._is_awake = self._is_flush_near = False
        for notice in notices:
            self._deliver(notice)

    def _deliver(self, notice: Notice) -> None:
        match notice:
            case TurnChanged() | TurnRemoved():
                self._turns.append(notice)
                if isinstance(notice, TurnChanged) and notice.change in _NEVER_WAITS:
                    self._flush_turns()
            case RecordingChanged():
                self._flush_turns()
                self.recording_changed.emit(notice)
            case LinkChanged():
                self.link_changed.emit(notice)
            case SessionAnnounced():
                self.session_announced.emit(notice)
            case UpdateRefused():
                self.update_refused.emit(notice)
            case ServiceChanged():
                self.service_changed.emit(notice)
            case CoverageChanged():
                self.coverage_changed.emit(notice)
            case RecordingKept():
                self.recording_kept.emit(notice)
            case HistoryChanged():
                self.history_changed.emit(notice)
            case RetranscriptionChanged():
                self.retranscription_changed.emit(notice)
            case UsageChanged():
                self.usage_changed.emit(notice)
            case RateLimitsChanged():
                self.rate_limits_changed.emit(notice)
            case TrialStepChanged():
                self.trial_step_changed.emit(notice)
            case ProtocolTraced():
                self.protocol_traced.emit(notice)
            case CaptionPageChanged():
                self.caption_page_changed.emit(notice)
            case Problem():
                self.problem_raised.emit(notice)
            case ProblemPassed():
                self.problem_passed.emit(notice)
            case Progress():
                self.progress_changed.emit(notice)

    def _flush_turns(self) -> None:
        self._timer.stop()
        changes, self._turns = tuple(self._turns), []
        if changes:
            self.turns_changed.emit(changes)


def _is_delta(notice: Notice | None) -> TypeGuard[TurnChanged]:
    return isinstance(notice, TurnChanged) and notice.change is TurnChange.DELTA
