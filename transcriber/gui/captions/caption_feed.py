"""Between what the session tells and the caption lines: gives them the time, and says when they are others."""

import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from transcriber.captions.line import CaptionLine, PastLine
from transcriber.captions.lines import CaptionLines
from transcriber.captions.look import CaptionLook
from transcriber.gui.bridge import NoticeBridge
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved


def monotonic_ms() -> int:
    """A clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


class CaptionFeed(QObject):
    """Works while somebody looks; otherwise nothing ticks. Main thread."""

    changed = Signal()
    """`lines` are others."""

    def __init__(
        self,
        bridge: NoticeBridge,
        look: CaptionLook,
        lane_names: Sequence[str],
        parent: QObject,
        now_ms: Callable[[], int] = monotonic_ms,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lane_names = tuple(lane_names)
        self._now_ms = now_ms
        self._look = look
        self._captions = CaptionLines(look, lane_names=lane_names)
        self._is_open = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._advance)

    @property
    def lines(self) -> tuple[CaptionLine, ...]:
        """What is to be shown."""
        return self._captions.shown

    def look_back(self) -> tuple[PastLine, ...]:
        """The last 30 s."""
        return self._captions.look_back(self._now_ms())

    def open(self, turns: Iterable[Turn], names: dict[str, str]) -> None:
        """Begin to listen; `turns` were said before."""
        if self._is_open:
            return
        self._is_open = True
        self._captions = CaptionLines(self._look, lane_names=self._lane_names)
        self._captions.name_speakers(names)
        self._captions.join(turns, self._now_ms())
        self._bridge.turns_changed.connect(self._on_turns_changed)
        self._bridge.recording_changed.connect(self._on_recording_changed)
        self._advance()

    def close(self) -> None:
        """Listen no more."""
        if not self._is_open:
            return
        self._is_open = False
        self._timer.stop()
        self._bridge.turns_changed.disconnect(self._on_turns_changed)
        self._bridge.recording_changed.disconnect(self._on_recording_changed)

    def set_look(self, look: CaptionLook) -> None:
        """Counts from the next line on."""
        self._look = look
        self._captions.set_look(look)
        if self._is_open:
            self._advance()

    def name_speakers(self, names: dict[str, str]) -> None:
        """What a person called whom."""
        self._captions.name_speakers(names)

    def _on_turns_changed(self, changes: tuple[TurnChanged | TurnRemoved, ...]) -> None:
        now_ms = self._now_ms()
        for change in changes:
            self._captions.apply(change, now_ms)
        self._advance()

    def _on_recording_changed(self, notice: RecordingChanged) -> None:
        if notice.state is RecordingState.STARTING:
            self._captions.begin()
            self._advance()

    def _advance(self) -> None:
        now_ms = self._now_ms()
        is_changed = self._captions.advance(now_ms)
        next_ms = self._captions.next_ms
        if next_ms is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, next_ms - now_ms))
        if is_changed:
            self.changed.emit()
