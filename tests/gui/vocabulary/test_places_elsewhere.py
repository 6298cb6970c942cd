"""A word looked for in a real history, away from the main thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.history.told_recording import ToldRecording
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.vocabulary.places_elsewhere import PlacesElsewhere
from transcriber.transcript.vocabulary import Entry

PYSIDE = Entry(written="PySide6", heard=("pie side six",))


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[HistoryReading]:
    made = HistoryReading(tmp_path / "history")
    yield made
    made.close()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldRecording]:
    made = ToldRecording(tmp_path / "history")
    yield made
    made.close()


def test_the_newest_question_is_answered_and_no_older_one(
    reading: HistoryReading, told: ToldRecording, qtbot: QtBot
) -> None:
    turn_id = told.say("We use pie side six.")
    elsewhere = PlacesElsewhere(reading, "")
    answers: list[list[int]] = []
    elsewhere.found.connect(lambda hits: answers.append([hit.turn_id for hit in hits]))
    elsewhere.look(Entry(written="x", heard=("we",)))
    elsewhere.look(PYSIDE)
    qtbot.waitUntil(lambda: answers == [[turn_id]])
    elsewhere.look(PYSIDE)
    elsewhere.stop()
    qtbot.wait(400)
    assert len(answers) == 1


def test_the_recording_that_others_look_through_is_left_out(
    reading: HistoryReading, told: ToldRecording, qtbot: QtBot
) -> None:
    told.say("We use pie side six.")
    elsewhere = PlacesElsewhere(reading, told.public_id)
    with qtbot.waitSignal(elsewhere.found) as found:
        elsewhere.look(PYSIDE)
    assert found.args == [[]]


def test_without_a_history_there_is_nothing_to_find(reading: HistoryReading, qtbot: QtBot) -> None:
    elsewhere = PlacesElsewhere(reading, "")
    with qtbot.waitSignal(elsewhere.found) as found:
        elsewhere.look(PYSIDE)
    assert found.args == [[]]
