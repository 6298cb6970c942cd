"""Which words exist only in the window, through recordings, copies and saves."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.transcript_keeping import TranscriptKeeping
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.session.notices import Problem
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState


class Desk:
    """A page and who keeps its words."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.page = TranscriptPage(theme)
        qtbot.addWidget(self.page)
        self.keeping = TranscriptKeeping(self.page, self.page)
        self._said = 0

    def say(self, text: str) -> None:
        self._said += 1
        turn = Turn(number=self._said, text=text, state=TurnState.FINISHED)
        position = len(self.page.transcript.turns)
        self.page.transcript.apply((TurnChanged(TurnChange.COMPLETED, turn, position),))

    def begin(self, *, is_precious: bool = True) -> None:
        self.keeping.begin(is_precious=is_precious)
        self.page.transcript.clear_turns()


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    return Desk(theme, qtbot)


def test_words_are_unsaved_until_they_are_copied_and_again_when_more_come(desk: Desk) -> None:
    assert desk.keeping.unsaved_text == ""
    desk.say("One.")
    assert desk.keeping.unsaved_text == "One.\n"
    desk.keeping.copy()
    assert desk.keeping.unsaved_text == ""
    desk.say("Two.")
    assert desk.keeping.unsaved_text == "One.\nTwo.\n"


def test_the_demo_can_be_played_again(desk: Desk) -> None:
    desk.begin(is_precious=False)
    desk.say("Ask not.")
    assert desk.keeping.unsaved_text == ""


def test_nothing_of_several_recordings_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    for text in ("First.", "Second."):
        desk.say(text)
        desk.begin()
    desk.say("Third.")
    assert desk.keeping.previous_text == "First.\n\nSecond.\n"
    assert desk.keeping.unsaved_text == "First.\n\nSecond.\n\nThird.\n"
    desk.keeping.save(tmp_path / "all.txt", desk.keeping.unsaved_text)
    assert desk.keeping.unsaved_text == ""
    assert (tmp_path / "all.txt").read_text() == "First.\n\nSecond.\n\nThird.\n"


def test_the_demo_does_not_push_out_words_that_nobody_took(desk: Desk) -> None:
    desk.say("Precious.")
    desk.begin(is_precious=False)
    desk.say("Ask not.")
    desk.begin()
    assert desk.keeping.previous_text == "Precious.\n"
    assert desk.keeping.unsaved_text == "Precious.\n"


def test_words_that_could_not_be_written_stay_unsaved(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.say("One.")
    problems: list[Problem] = []
    desk.keeping.problem_raised.connect(problems.append)
    with qtbot.waitSignal(desk.keeping.not_saved):
        desk.keeping.save(tmp_path / "nowhere" / "out.txt")
    assert [problem.code for problem in problems] == ["not_saved"]
    assert desk.keeping.unsaved_text == "One.\n"
