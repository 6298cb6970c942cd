"""Everything that can be pressed, chosen, typed into or told, at random: what a window meets in years, in seconds.

What is said, named and told is hostile: it looks like markup, turns the order of letters round, and is very long.
"""

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.gui.hostile_words import HOSTILE, MARKUP
from tests.gui.scripted_app import ScriptedDesk
from transcriber.app import RecordingRequest
from transcriber.audio.loudness import Loudness
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import AnnouncedSession, RateLimit
from transcriber.session.notices import (
    CaptionPageChanged,
    CoverageChanged,
    HistoryChanged,
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    ProblemPassed,
    Progress,
    RateLimitsChanged,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
    ServiceChanged,
    SessionAnnounced,
    TrialState,
    TrialStep,
    TrialStepChanged,
    UpdateRefused,
)
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

NOT_PRESSED = {"diagnosis", "quit", "print"}
"""They start another program, end this one, or ask for a printer."""
SLOW = {"larger_text", "smaller_text", "usual_text", "toggle_theme", "system_theme", "appearance"}
"""Everything is laid out anew: others try that."""
_KEYS = (
    *(Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_PageUp, Qt.Key.Key_Menu),
)
_EVERY_REMEMBERED = 40
_PATIENCE_MS = 30


class ActingDesk(ScriptedDesk):
    """Changes a real history, as the session thread would, and tells of it, or why not. Main thread."""

    def __init__(self, folder: Path, store: Store, publish: Callable[[Notice], None]) -> None:
        super().__init__(folder)
        self._store = store
        self._publish = publish

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        try:
            act(self._store)
        except StoreError as error:
            self._publish(Problem("history_failed", error.message, error.remedy, recording_id=public_id))
        else:
            self._publish(HistoryChanged(public_id))


class RandomWalk:
    """One step after the other. Main thread.

    Args:
        stage: The window and the scripted application.
        public_id: Of a recording in the history.
        seed: The same steps again.
    """

    def __init__(self, stage: Any, public_id: str, seed: int) -> None:
        self._stage = stage
        self._public_id = public_id
        self._random = random.Random(seed)
        self._numbers = 0
        self._live: dict[int, Turn] = {}
        self._asked = 0
        # Some menus and questions of Qt's own wait for an answer: its print dialog asks for a printer.
        self._impatience = QTimer(interval=_PATIENCE_MS)
        self._impatience.timeout.connect(_answer_qt)
        self._impatience.start()
        self.taken: deque[str] = deque(maxlen=_EVERY_REMEMBERED)
        """The last steps, for whoever looks for the one that broke something."""
        self._steps: tuple[tuple[int, Callable[[], str]], ...] = (
            (4, self._trigger),
            (6, self._press),
            (2, self._write),
            (2, self._choose),
            (2, self._slide),
            (2, self._pick),
            (3, self._key),
            (5, self._tell),
            (4, self._say),
            (1, self._close),
            (1, self._resize),
        )

    def step(self) -> None:
        """Do something, and let the window come to terms with it."""
        weights, steps = zip(*self._steps, strict=True)
        [step] = self._random.choices(steps, weights)
        self.taken.append(f"{step.__name__}…")
        self.taken[-1] = f"{step.__name__} {step()}"
        self._answer()
        QApplication.processEvents()

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _trigger(self) -> str:
        actions = self._stage.window.actions_
        mine = [(name, each) for name, each in vars(actions).items() if isinstance(each, QAction)]
        known = {id(each) for _, each in mine}
        others = [
            (each.text(), each)
            for window in self._windows()
            for each in window.findChildren(QAction)
            if id(each) not in known and not each.isSeparator() and not _is_of_the_system(each)
        ]
        may = [(name, each) for name, each in mine + others if each.isEnabled() and name not in NOT_PRESSED | SLOW]
        may = [(name, each) for name, each in may if each is not actions.print and name != actions.quit.text()]
        if not may:
            return "nothing"
        name, action = self._random.choice(may)
        action.trigger()
        return str(name)

    def _press(self) -> str:
        button = self._any(QAbstractButton)
        if button is None or button is self._stage.window.bar.theme_button:
            return "nothing"
        words = f"{button.window().windowTitle()[:30]!r}: {button.objectName()} {button.text()[:30]!r}"
        self.taken[-1] = words
        button.click()
        return words

    def _write(self) -> str:
        words = self._random.choice(HOSTILE)
        kind = self._random.choice((QLineEdit, QPlainTextEdit, QTextEdit))
        field = self._any(kind)
        if field is None or field.isReadOnly():
            return "nothing"
        if isinstance(field, QLineEdit):
            field.setText(words)
            field.textEdited.emit(field.text())
            self._random.choice((field.returnPressed, field.editingFinished)).emit()
        else:
            field.setFocus()
            field.textCursor().insertText(words)
        return f"{type(field).__name__} {words[:20]!r}"

    def _choose(self) -> str:
        box = self._any(QComboBox)
        if box is None or not box.count():
            return "nothing"
        index = self._random.randrange(box.count())
        box.setCurrentIndex(index)
        box.activated.emit(index)
        return f"{box.accessibleName()} {index}"

    def _slide(self) -> str:
        slider = self._any(self._random.choice((QAbstractSlider, QAbstractSpinBox, QTabWidget)))
        if isinstance(slider, QAbstractSlider):
            slider.setValue(self._random.randint(slider.minimum(), slider.maximum()))
        elif isinstance(slider, QAbstractSpinBox):
            slider.stepBy(self._random.choice((-1_000_000, -1, 1, 1_000_000)))
        elif isinstance(slider, QTabWidget):
            slider.setCurrentIndex(self._random.randrange(max(1, slider.count())))
        return type(slider).__name__

    def _pick(self) -> str:
        view = self._any(QAbstractItemView)
        rows = view.model().rowCount() if view is not None and view.model() is not None else 0
        if view is None or not rows:
            return "nothing"
        index = view.model().index(self._random.randrange(rows), 0)
        view.setCurrentIndex(index)
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._random.choice((view.clicked, view.activated, view.doubleClicked)).emit(index)
        return f"{view.accessibleName()} {index.row()}"

    def _key(self) -> str:
        widget = QApplication.focusWidget() or self._stage.window
        key = self._random.choice(_KEYS)
        modifier = self._random.choice((Qt.KeyboardModifier.NoModifier,) * 4 + (Qt.KeyboardModifier.ShiftModifier,))
        QTest.keyClick(widget, key, modifier)
        return f"{key.name} {modifier.name}"

    def _close(self) -> str:
        others = [each for each in self._windows() if each is not self._stage.window]
        if not others:
            return "nothing"
        other = self._random.choice(others)
        words = f"{type(other).__name__} {other.windowTitle()[:30]!r}"
        if isinstance(other, QFileDialog):
            other.reject()
        else:
            other.close()
        return words

    def _resize(self) -> str:
        window = self._random.choice(list(self._windows()) or [self._stage.window])
        window.resize(QSize(self._random.randint(50, 2_000), self._random.randint(50, 1_400)))
        for edit in window.findChildren(QTextEdit):
            if edit.isVisible():
                edit.moveCursor(self._random.choice((QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End)))
                QTest.mouseMove(edit.viewport(), QPoint(self._random.randint(0, 300), self._random.randint(0, 300)))
        return type(window).__name__

    # ---- what the application tells ----------------------------------------------------------------------------------

    def _answer(self) -> None:
        """What the application would answer at once, or somewhat later."""
        asked = self._stage.app.asked
        state = self._stage.window.situation.recording
        for wish in asked[self._asked :]:
            if isinstance(wish, RecordingRequest):
                self._live.clear()
                self._numbers = 0
                self._stage.publish(RecordingChanged(RecordingState.STARTING))
            elif wish == "stop":
                self._stage.publish(RecordingChanged(RecordingState.FINISHING, MARKUP, 4_000))
            elif wish == "pause":
                self._stage.publish(RecordingChanged(RecordingState.PAUSED, MARKUP))
            elif wish == "resume":
                self._stage.publish(RecordingChanged(RecordingState.RECORDING, MARKUP))
        self._asked = len(asked)
        if state is RecordingState.STARTING and self._random.random() < 0.3:
            self._stage.publish(RecordingChanged(RecordingState.RECORDING, MARKUP))
        elif state is RecordingState.FINISHING and self._random.random() < 0.3:
            self._stage.publish(RecordingChanged(RecordingState.STOPPED, MARKUP, 60_000))

    def _say(self) -> str:
        if not self._stage.window.situation.is_running:
            return "nothing"
        words = self._random.choice(HOSTILE)
        if not self._live or self._random.random() < 0.4:
            self._numbers += 1
            self._live[self._numbers] = Turn(
                number=self._numbers, start_ms=self._numbers * 1_000, lane=self._random.randrange(2)
            )
        number = self._random.choice(list(self._live))
        turn = self._live[number]
        state = self._random.choice((TurnState.LIVE, TurnState.LIVE, TurnState.FINISHED, TurnState.FAILED))
        change = {
            TurnState.LIVE: TurnChange.DELTA,
            TurnState.FINISHED: TurnChange.COMPLETED,
            TurnState.FAILED: TurnChange.FAILED,
        }[state]
        is_failed = state is TurnState.FAILED
        told = Turn(
            number=number,
            state=state,
            text=turn.text + words,
            provisional=words if state is TurnState.LIVE else "",
            start_ms=turn.start_ms,
            end_ms=None if state is TurnState.LIVE else (turn.start_ms or 0) + 900,
            failure=MARKUP if is_failed else "",
            segments=(SpeakerSegment(MARKUP, turn.text + words),) if state is TurnState.FINISHED else (),
            languages=self._random.choice(((), ("de",), ("<b>xx</b>",))),
            lane=turn.lane,
            is_on_silence=self._random.random() < 0.1,
        )
        self._live[number] = told
        if state is not TurnState.LIVE:
            del self._live[number]
        self._stage.publish(TurnChanged(change, told, number - 1, words if state is TurnState.LIVE else ""))
        return f"{state.name} {number} {words[:20]!r}"

    def _tell(self) -> str:
        words = self._random.choice(HOSTILE)
        notice = self._random.choice(self._notices(words, self._random.randint(0, 60_000)))
        self._stage.app.meter_now = Meter(
            level_dbfs=self._random.uniform(-120, 3),
            peak_dbfs=self._random.uniform(-120, 3),
            loudness=self._random.choice(list(Loudness)),
            delay_ms=self._random.choice((None, 0, 400, 10**9)),
            recorded_ms=self._random.randint(0, 10**9),
            played_level_dbfs=self._random.choice((None, -20.0)),
        )
        self._stage.publish(notice)
        return type(notice).__name__

    def _notices(self, words: str, time_ms: int) -> tuple[Notice, ...]:
        configuration = SessionConfiguration(prompt=words)
        start_sample = time_ms * 24
        public_id = self._random.choice((self._public_id, self._public_id, "deleted since"))
        profiles = ("local", "openai", "no such service")
        return (
            LinkChanged(self._random.choice(list(LinkState)), words, self._random.choice((None, 0, 5_000))),
            SessionAnnounced(AnnouncedSession(words, configuration, object_name=words), 1, asked=configuration),
            UpdateRefused(words, self._random.choice(("", "prompt", words)), configuration),
            ServiceChanged(self._random.choice(profiles), words, words, self._random.random() < 0.5, words),
            CoverageChanged(
                (
                    Stretch(
                        start_sample=start_sample,
                        end_sample=start_sample + self._random.randint(1, 240_000),
                        state=self._random.choice(list(StretchState)),
                        reason=words,
                    ),
                )
            ),
            HistoryChanged(),
            RecordingKept(public_id),
            RetranscriptionChanged(
                public_id, self._random.choice(list(RetranscriptionState)), time_ms, self._random.randint(0, 9), words
            ),
            RateLimitsChanged((RateLimit(words, time_ms, 0, 1.5),)),
            TrialStepChanged(
                self._random.choice(list(TrialStep)), self._random.choice(list(TrialState)), words, words, time_ms
            ),
            CaptionPageChanged(is_on=True, address=f"http://127.0.0.1:{time_ms}/{words}", readers=time_ms),
            CaptionPageChanged(),
            Problem(self._random.choice(("key_refused", "link_lost", words)), words, words, at_ms=time_ms),
            Problem("interrupted", words, words, recording_id=public_id),
            Problem("any", words, words, is_fatal=True, field=self._random.choice(("", "prompt", words))),
            ProblemPassed("link_lost"),
            Progress(time_ms, self._random.randint(0, 60_000)),
            TurnRemoved(self._random.randint(0, 20)),
        )

    # ---- what there is -----------------------------------------------------------------------------------------------

    def _windows(self) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if isValid(each) and each.isVisible()]

    def _any(self, kind: type[Any]) -> Any:
        found = [
            each
            for window in self._windows()
            for each in ([window] if isinstance(window, kind) else []) + window.findChildren(kind)
            if each.isVisible() and each.isEnabled() and not _is_of_the_system(each)
        ]
        return self._random.choice(found) if found else None


def _answer_qt() -> None:
    while (menu := QApplication.activePopupWidget()) is not None and menu.close():
        pass
    if isinstance(question := QApplication.activeModalWidget(), QMessageBox):
        question.reject()


def _is_of_the_system(child: Any) -> bool:
    """Its own dialogs: a real file could be deleted there, a real printer print."""
    while child is not None:
        if isinstance(child, QFileDialog) or child.inherits("QPrintDialog"):
            return True
        child = child.parent()
    return False
