"""What a screen reader hears: who, when and what, politely, and never a heap of it."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from transcriber.audio.loudness import Loudness
from transcriber.gui.announcements import (
    MOST_CHARACTERS,
    LoudnessAnnouncements,
    TurnAnnouncements,
    announce_problem,
    set_announces_turns,
    words_of,
)
from transcriber.session.notices import Problem
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

Heard = list[QAccessibleAnnouncementEvent]


def turn(text: str, **other: object) -> Turn:
    return Turn(number=1, text=text, state=TurnState.FINISHED, start_ms=62_000, **other)  # type: ignore[arg-type]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    events: Heard = []
    take: Callable[[QAccessibleAnnouncementEvent], None] = events.append
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return events


@pytest.fixture
def speaker(styled: object, qtbot: QtBot) -> QWidget:
    label = QLabel()
    qtbot.addWidget(label)
    return label


def test_a_turn_is_told_with_its_time_and_its_speaker() -> None:
    assert words_of(turn("Good morning."), SpeakerNames()) == "1:02: Good morning."
    told = turn("Good morning.", segments=(SpeakerSegment("A", "Good morning."),))
    assert words_of(told, SpeakerNames({"A": "Ana"})) == "Ana, 1:02: Good morning."
    assert words_of(turn("Hum.", is_on_silence=True), SpeakerNames()) == "1:02: No speech heard: Hum."


def test_turns_are_told_politely_and_problems_at_once(heard: Heard, speaker: QWidget) -> None:
    TurnAnnouncements(speaker).tell([turn("Good morning.")], SpeakerNames())
    announce_problem(speaker, Problem("lost", "The link was lost.", "Nothing is lost."))
    politeness = [event.politeness() for event in heard]
    assert politeness == [QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive]


def test_what_nobody_could_read_out_in_time_is_left_out(heard: Heard, speaker: QWidget) -> None:
    now_s = [0.0]
    announcements = TurnAnnouncements(speaker, lambda: now_s[0])
    announcements.tell([turn("word " * 20) for _ in range(10)], SpeakerNames())
    assert len(heard) == 3, "one is read, two wait"
    now_s[0] = 5.0
    announcements.tell([turn("word " * 20)], SpeakerNames())
    assert len(heard) == 4


def test_a_person_can_have_quiet(heard: Heard, speaker: QWidget) -> None:
    set_announces_turns(False)
    TurnAnnouncements(speaker).tell([turn("Good morning.")], SpeakerNames())
    set_announces_turns(True)
    assert heard == []


def test_an_empty_turn_is_nothing_to_tell(heard: Heard, speaker: QWidget) -> None:
    TurnAnnouncements(speaker).tell([turn("  ")], SpeakerNames())
    assert heard == []


def test_of_a_turn_without_end_only_its_beginning_is_told(heard: Heard, speaker: QWidget) -> None:
    now_s = [0.0]
    announcements = TurnAnnouncements(speaker, lambda: now_s[0])
    announcements.tell([turn("word " * 200_000)], SpeakerNames())
    announce_problem(speaker, Problem("refused", "word " * 200_000))
    told, problem = (event.message() for event in heard)
    assert told.startswith("1:02: word word")
    assert len(told) == MOST_CHARACTERS
    assert len(problem) == 1_000
    now_s[0] = 200.0
    announcements.tell([turn("One.") for _ in range(3)], SpeakerNames())
    assert len(heard) == 5, "its end is not waited for"


class Told:
    """A meter that is asked thirty times a second."""

    def __init__(self, speaker: QWidget) -> None:
        self._now_s = 0.0
        self.announcements = LoudnessAnnouncements(speaker, lambda: self._now_s)

    def hear(self, verdict: Loudness, time_s: float) -> None:
        for _ in range(round(time_s * 30)):
            self._now_s += 1 / 30
            self.announcements.tell(verdict)


def test_a_level_that_stays_wrong_is_told_once_with_what_to_do_and_once_when_it_is_good(
    heard: Heard, speaker: QWidget
) -> None:
    told = Told(speaker)
    told.hear(Loudness.TOO_QUIET, 1.0)
    assert not heard
    told.hear(Loudness.TOO_QUIET, 60.0)
    assert [event.message() for event in heard] == [
        "What is said arrives too quiet, and words are easily missed. "
        "Come closer to the microphone, or raise its input level in the sound settings."
    ]
    assert heard[0].politeness() is QAccessible.AnnouncementPoliteness.Polite
    told.hear(Loudness.GOOD, 3.0)
    assert [event.message() for event in heard[1:]] == ["Sound arrives at a good level."]
    told.hear(Loudness.NOTHING, 60.0)
    told.hear(Loudness.GOOD, 60.0)
    assert len(heard) == 2, "a pause in speech is nobody's fault"


def test_a_level_that_goes_up_and_down_is_not_told_each_time(heard: Heard, speaker: QWidget) -> None:
    told = Told(speaker)
    for _ in range(10):
        told.hear(Loudness.TOO_LOUD, 1.0)
        told.hear(Loudness.GOOD, 1.0)
    assert not heard
    for _ in range(5):
        told.hear(Loudness.TOO_QUIET, 3.0)
        told.hear(Loudness.GOOD, 3.0)
    assert len(heard) == 1


def test_a_microphone_that_hears_nothing_from_the_beginning_is_told_in_every_recording(
    heard: Heard, speaker: QWidget
) -> None:
    told = Told(speaker)
    for _ in range(2):
        told.hear(Loudness.UNKNOWN, 10.0)
        told.hear(Loudness.NOTHING, 40.0)
        told.announcements.forget()
    assert [event.message().split(".")[0] for event in heard] == ["No speech was heard in the last ten seconds"] * 2
