"""The live page after its end: gaps that are filled then give way, here and in what is copied and saved."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from transcriber.session.notices import (
    CoverageChanged,
    HistoryChanged,
    Problem,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    RetranscriptionState,
)
from transcriber.store.store import Store
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
SECOND = 24_000
WORDS = TurnState.FINISHED


def turn(number: int, start_s: int, text: str = "", state: TurnState = WORDS, failure: str = "") -> Turn:
    start_ms = start_s * 1000
    return Turn(number=number, state=state, text=text, start_ms=start_ms, end_ms=start_ms + 1000, failure=failure)


def stretch(start_s: int, end_s: int, state: StretchState) -> Stretch:
    return Stretch(start_sample=start_s * SECOND, end_sample=end_s * SECOND, state=state, reason="")


class Heard:
    """Three seconds: words, a gap, words; over, and kept in the history."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage, self._qtbot, self.page = stage, qtbot, stage.window.page
        now = datetime.now(UTC)
        self.store = Store(Path(stage.app.history.folder), now)
        self.public_id = self.store.recordings.create(now).public_id
        one, three = turn(1, 0, "One."), turn(3, 2, "Three.")
        self.store.turns.save(self.public_id, one, 0)
        self.store.turns.save(self.public_id, three, 1)
        self.store.recordings.finish(self.public_id, 3_000)
        gap = turn(2, 1, state=TurnState.GAP, failure="the link was down")
        states = (StretchState.TRANSCRIBED, StretchState.GAP, StretchState.TRANSCRIBED)
        stretches = tuple(stretch(at_s, at_s + 1, state) for at_s, state in enumerate(states))
        self.store.coverage.lay(self.public_id, stretches)
        stage.publish(
            RecordingChanged(RecordingState.STARTING),
            RecordingChanged(RecordingState.RECORDING, "Yeti X"),
            RecordingKept(self.public_id),
            *(TurnChanged(TurnChange.COMPLETED, each, place) for place, each in enumerate((one, gap, three))),
            CoverageChanged(stretches),
            RecordingChanged(RecordingState.STOPPED, "", 3_000),
        )
        qtbot.waitUntil(lambda: "Three." in self.page.transcript.toPlainText())

    def fill(self) -> None:
        """What the engine does: the missing second gets its text."""
        self.store.turns.save(self.public_id, turn(4, 1, "Two."), 1)
        self.store.coverage.lay(self.public_id, [stretch(1, 2, StretchState.TRANSCRIBED)])
        self.stage.publish(HistoryChanged(self.public_id))
        self.stage.publish(RetranscriptionChanged(self.public_id, RetranscriptionState.FINISHED, 1_000, 1_000))

    def wait_until_shown(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: words in self.page.transcript.toPlainText())

    def asked_once_more(self) -> None:
        """Whatever was asked of the history before has been answered."""
        answered: list[object] = []
        self._qtbot.wait(50)
        self.stage.window.history.reading.ask(lambda reader: None, answered.append, answered.append)
        self._qtbot.waitUntil(lambda: bool(answered))


@pytest.fixture
def heard(stage: Stage, qtbot: QtBot) -> Any:
    made = Heard(stage, qtbot)
    yield made
    made.store.close(datetime.now(UTC), lambda _: None)


def test_a_gap_gives_way_to_what_fills_it_in_rows_strip_and_copies(heard: Any) -> None:
    assert "Gap" in heard.page.transcript.toPlainText()
    heard.fill()
    heard.wait_until_shown("Two.")
    assert heard.page.transcript.toPlainText().split("\n") == ["One.", "Two.", "Three."]
    assert all(not each.is_missing for each in heard.page.coverage.stretches)
    assert heard.page.coverage.words == "0:03 recorded: 0:03 speech transcribed, 0:00 silent, 0:00 missing"
    heard.stage.window.actions_.copy.trigger()
    assert QGuiApplication.clipboard().text() == "One.\nTwo.\nThree.\n"
    assert heard.page.banner.problems == ()


def test_what_a_person_edits_on_the_stored_page_reads_so_here(heard: Any) -> None:
    first = heard.store.turns.all(heard.public_id)[0]
    heard.store.turns.edit(first.id, "First.")
    heard.stage.publish(HistoryChanged(heard.public_id))
    heard.wait_until_shown("First.")


def test_a_history_that_lacks_something_takes_nothing_from_the_page(heard: Any) -> None:
    heard.stage.publish(Problem("not_kept", "The disk is full."))
    heard.store.turns.remove(heard.public_id, 3)
    heard.fill()
    heard.asked_once_more()
    assert "Three." in heard.page.transcript.toPlainText()
    assert "Two." not in heard.page.transcript.toPlainText()


def test_another_recording_on_the_page_is_not_touched(heard: Any, qtbot: QtBot) -> None:
    heard.stage.publish(RecordingChanged(RecordingState.STARTING))
    heard.fill()
    heard.asked_once_more()
    assert "Two." not in heard.page.transcript.toPlainText()


def test_a_recording_that_was_deleted_stays_on_the_page_as_it_was_heard(heard: Any) -> None:
    heard.store.deletion.delete(heard.public_id, datetime.now(UTC))
    heard.store.deletion.purge(datetime.now(UTC), lambda _: None, also_recent=True)
    heard.stage.publish(HistoryChanged(heard.public_id))
    heard.asked_once_more()
    assert "Three." in heard.page.transcript.toPlainText()
