"""What a screen reader is told unasked: finished turns and a lasting fault of the level politely, problems at once.

Never what may change the next moment.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QObject

from transcriber.audio.durations import clock
from transcriber.audio.loudness import Loudness
from transcriber.gui.language import in_words, tr
from transcriber.gui.light_words import about_loudness
from transcriber.gui.shown_text import label_text
from transcriber.session.notices import Problem
from transcriber.transcript.speakers import SpeakerNames, spoken_runs
from transcriber.transcript.turns import Turn

MOST_WAITING = 2
"""More than so many turns that were told and cannot have been read out yet: another one would only be late."""
MOST_CHARACTERS = 4_000
"""Of one turn: nobody listens to more at once, and it stands in the transcript."""
_READ_CHARACTERS_PER_S = 25.0
"""A brisk synthetic voice."""
_VERDICT_STANDS_S = 2.0
_BETWEEN_VERDICTS_S = 30.0
"""Somebody who moves about is not told each time."""
_PROPERTY = "isQuietAboutTurns"


def set_announces_turns(is_on: bool) -> None:
    """Whether finished turns are told, in every window. Main thread."""
    application = QCoreApplication.instance()
    assert application is not None
    application.setProperty(_PROPERTY, not is_on)


def words_of(turn: Turn, names: SpeakerNames) -> str:
    """A finished turn as it is read out: who, when, what."""
    runs = spoken_runs(turn, names)
    speakers = ", ".join(dict.fromkeys(in_words(run.name) for run in runs if run.name))
    words = " ".join(run.text for run in runs)
    if turn.is_on_silence:
        words = tr("No speech heard: {words}").format(words=words)
    at = "" if turn.start_ms is None else clock(turn.start_ms)
    return ": ".join([*([", ".join(filter(None, (speakers, at)))] if speakers or at else []), words])


class TurnAnnouncements:
    """Of one view, which a screen reader takes for who speaks. Main thread."""

    def __init__(self, speaker: QObject, now_s: Callable[[], float] = time.monotonic) -> None:
        self._speaker = speaker
        self._now_s = now_s
        self._read_at_s: deque[float] = deque()
        """When each of those told is read out, the way voices read."""

    def tell(self, turns: Iterable[Turn], names: SpeakerNames) -> None:
        """These are finished now; those for which there is no time are left out."""
        application = QCoreApplication.instance()
        if not _is_listened_to() or application is None or application.property(_PROPERTY):
            return
        for turn in turns:
            now_s = self._now_s()
            while self._read_at_s and self._read_at_s[0] <= now_s:
                self._read_at_s.popleft()
            if len(self._read_at_s) > MOST_WAITING or not turn.text.strip():
                continue
            words = label_text(words_of(turn, names), MOST_CHARACTERS)
            begins_s = self._read_at_s[-1] if self._read_at_s else now_s
            self._read_at_s.append(begins_s + len(words) / _READ_CHARACTERS_PER_S)
            _announce(self._speaker, words)


class LoudnessAnnouncements:
    """Of one meter: that the microphone is too quiet, too loud or hears nothing, and that it is good again.

    Main thread.
    """

    def __init__(self, speaker: QObject, now_s: Callable[[], float] = time.monotonic) -> None:
        self._speaker = speaker
        self._now_s = now_s
        self.forget()

    def forget(self) -> None:
        """Nothing is listened to any more."""
        self._verdict = self._told = Loudness.UNKNOWN
        self._since_s = 0.0
        self._next_s = -math.inf

    def tell(self, verdict: Loudness) -> None:
        """What it is now; told where it has stood for a while, is news, and asks for something to be done."""
        now_s = self._now_s()
        if verdict is not self._verdict:
            self._verdict, self._since_s = verdict, now_s
        if verdict is self._told or now_s < max(self._since_s + _VERDICT_STANDS_S, self._next_s):
            return
        is_first = self._told is Loudness.UNKNOWN
        # Once something was heard, ten seconds without a word are only a pause.
        if verdict is Loudness.UNKNOWN or (verdict is Loudness.NOTHING and not is_first):
            return
        self._told = verdict
        if (verdict is Loudness.GOOD and is_first) or not _is_listened_to():
            return
        self._next_s = now_s + _BETWEEN_VERDICTS_S
        reason, remedy = about_loudness(verdict)
        words = reason if verdict is Loudness.GOOD else f"{reason} {remedy}"
        _announce(self._speaker, words)


def announce_problem(speaker: QObject, problem: Problem) -> None:
    """What a person should know now, whatever is being read out. Main thread."""
    if _is_listened_to():
        words = label_text(f"{in_words(problem.message)} {in_words(problem.remedy)}".strip())
        _announce(speaker, words, is_urgent=True)


def _is_listened_to() -> bool:
    """By a screen reader. Until it matters to anybody, what Qt has for it is not loaded."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def _announce(speaker: QObject, words: str, *, is_urgent: bool = False) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    politeness = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(speaker, words)
    event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
