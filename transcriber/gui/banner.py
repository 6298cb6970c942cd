"""The banner for problems: what happened, what to do, one action or two. Inline, never a dialog."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.announcements import announce_problem
from transcriber.gui.icons import stroke_icon, stroke_pixmap
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.shown_text import label_text
from transcriber.gui.theme import Theme
from transcriber.sentence import Sentence, said, together
from transcriber.session.notices import Problem


class BannerAction(StrEnum):
    """What a banner can offer; the values are its words, see `action_words`."""

    NONE = ""
    RESCAN = said("Look again")
    USE_FILE = said("Use an audio file")
    OPEN_SETTINGS = said("Open settings")
    TRY_AGAIN = said("Try again")
    SWITCH_TO_GA = said("Switch to GA")
    FIX_KEY = said("Fix key")
    CHOOSE_MODEL = said("Choose a model")
    SHOW_SETTING = said("Show the setting")
    EDIT_SERVICE = said("Edit service")
    USE_SERVICE = said("Use this service")
    GO_ON_LOCALLY = said("Go on on this computer")
    TRANSCRIBE_REST = said("Transcribe the rest")
    GO_ON_TRANSCRIBING = said("Go on")
    OPEN_RECORDING = said("Open")


_ACTIONS = {
    "no_microphone": BannerAction.RESCAN,
    "unknown_device": BannerAction.RESCAN,
    "no_portaudio": BannerAction.USE_FILE,
    "no_key": BannerAction.FIX_KEY,
    "key_refused": BannerAction.FIX_KEY,
    "bad_setting": BannerAction.OPEN_SETTINGS,
    "dialect_refused": BannerAction.SWITCH_TO_GA,
    "model_not_found": BannerAction.CHOOSE_MODEL,
    "not_confirmed": BannerAction.USE_SERVICE,
    "service_away": BannerAction.GO_ON_LOCALLY,
    "budget_spent": BannerAction.GO_ON_LOCALLY,
}
_AUDIO_KEPT = "audio_kept"
_QUESTIONS = ("service_away", "budget_spent")
"""A recording that runs waits for the answer."""
_MOST_ACTIONS = 2
_NO_REMEDY_HERE = ("quota", "credit_balance", "billing")
"""Only the service's own pages help."""


def action_words(action: BannerAction) -> str:
    """What stands on its button."""
    return in_words(Sentence(action.value, {}))


def action_for(problem: Problem) -> BannerAction:
    """The one thing to do about a problem from here."""
    if problem.field and problem.code not in _ACTIONS.keys() - {"bad_setting"}:
        return BannerAction.SHOW_SETTING if problem.field in FIELD_WORDS else BannerAction.EDIT_SERVICE
    known = _ACTIONS.get(problem.code)
    if known is not None:
        return known
    if any(part in problem.code for part in _NO_REMEDY_HERE):
        return BannerAction.NONE
    return BannerAction.TRY_AGAIN if problem.is_fatal else BannerAction.NONE


def actions_for(problem: Problem) -> tuple[BannerAction, ...]:
    """Everything that can be done about a problem from here, the most likely first."""
    if problem.code == "interrupted" and problem.recording_id:
        return BannerAction.TRANSCRIBE_REST, BannerAction.OPEN_RECORDING
    if problem.code == "job_interrupted":
        return BannerAction.GO_ON_TRANSCRIBING, BannerAction.OPEN_RECORDING
    action = action_for(problem)
    return () if action is BannerAction.NONE else (action,)


@dataclass(frozen=True, slots=True)
class _Shown:
    problem: Problem
    actions: tuple[BannerAction, ...]


class Banner(QFrame):
    """The newest problem; the ones before it come back when it is dismissed. Main thread."""

    action_asked = Signal(object, object)
    """The `BannerAction` that was pressed, and the `Problem` that offered it."""
    dismissed = Signal(object)
    """A `Problem` that a person has seen and sent away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._waiting: list[_Shown] = []
        self._sign = QLabel()
        self._message = _words("bannerMessage")
        self._remedy = _words("bannerRemedy")
        self._actions = [self._make_action(place) for place in range(_MOST_ACTIONS)]
        self._dismiss = QToolButton()
        self._dismiss.setAccessibleName(tr("Dismiss this problem"))
        self._dismiss.setToolTip(tr("Dismiss"))
        self._dismiss.setFixedSize(28, 28)
        self._dismiss.setIconSize(QSize(16, 16))
        self._dismiss.clicked.connect(self._on_dismissed)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is shown, last, and what waits behind it."""
        return tuple(shown.problem for shown in self._waiting)

    def show_problem(self, problem: Problem) -> None:
        """Show this one now, or behind a question that is open; an older one of the same kind is replaced.

        That audio was kept is said with what ended the recording: alone it would hide the one press that helps.
        """
        ended = max((index for index, shown in enumerate(self._waiting) if shown.problem.is_fatal), default=None)
        if problem.code == _AUDIO_KEPT and ended is not None:
            before = self._waiting.pop(ended)
            remedy = together(before.problem.remedy, problem.message, problem.remedy)
            self._waiting.append(replace(before, problem=replace(before.problem, remedy=remedy)))
            self._update()
            return
        self._waiting = [shown for shown in self._waiting if shown.problem.code != problem.code]
        self._waiting.insert(self._place_of(problem), _Shown(problem, actions_for(problem)))
        self._update()
        announce_problem(self, problem)

    def _place_of(self, problem: Problem) -> int:
        """On top; what needs no answer goes behind what waits for one, whose press it would take away."""
        newest = len(self._waiting)
        if problem.is_fatal or problem.code in _QUESTIONS:
            return newest
        questions = (index for index, shown in enumerate(self._waiting) if shown.problem.code in _QUESTIONS)
        return next(questions, newest)

    def take_back(self, code: str) -> None:
        """What this kind of problem told is over."""
        self._waiting = [shown for shown in self._waiting if shown.problem.code != code]
        self._update()

    def clear_problems(self) -> None:
        """Another attempt begins: what was said about the last one no longer counts."""
        self._waiting.clear()
        self._update()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._message)
        words.addWidget(self._remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        for button in self._actions:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignVCenter)

    def _update(self) -> None:
        if not self._waiting:
            self.hide()
            return
        shown = self._waiting[-1]
        self._message.setText(label_text(in_words(shown.problem.message)))
        self._remedy.setText(label_text(in_words(shown.problem.remedy)))
        self._remedy.setVisible(bool(shown.problem.remedy))
        for place, button in enumerate(self._actions):
            words = action_words(shown.actions[place]) if place < len(shown.actions) else ""
            button.setText(words)
            button.setAccessibleName(words or tr("No action"))
            button.setVisible(bool(words))
        self.setAccessibleName(
            tr("Problem: {message} {remedy}")
            .format(message=in_words(shown.problem.message), remedy=in_words(shown.problem.remedy))
            .strip()
        )
        self.show()

    def _make_action(self, place: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName("bannerAction")
        button.clicked.connect(lambda: self._on_action(place))
        return button

    def _on_action(self, place: int) -> None:
        shown = self._waiting[-1]
        self._on_dismissed()
        self.action_asked.emit(shown.actions[place], shown.problem)

    def _on_dismissed(self) -> None:
        shown = self._waiting.pop()
        self._update()
        self.dismissed.emit(shown.problem)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self._sign.setPixmap(stroke_pixmap("warning", colours.warn, 20, self.devicePixelRatioF()))
        self._dismiss.setIcon(stroke_icon("close", colours.warn, colours.disabled, 16))


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    # A word without end is cut rather than that the window grows by it.
    label.setMinimumWidth(1)
    return label
