from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.stage import NOW, no_audio
from transcriber.cli.missing_speech import STILL_MISSING, MissingSpeech
from transcriber.session.notices import (
    CoverageChanged,
    Notice,
    Problem,
    RetranscriptionChanged,
    RetranscriptionState,
    UsageChanged,
)
from transcriber.store.store import Store, StoreReader
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

SECOND = 24_000


def turn(number: int, start_s: int, text: str = "", failure: str = "") -> Turn:
    state = TurnState.FINISHED if text else TurnState.GAP
    return Turn(
        number=number, state=state, text=text, start_ms=start_s * 1000, end_ms=start_s * 1000 + 900, failure=failure
    )


def told(turn: Turn, position: int) -> TurnChanged:
    return TurnChanged(TurnChange.COMPLETED, turn, position)


class Stage:
    """A recording of four seconds: words in the first and the last, a gap between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder, NOW)
        self.public_id = self.store.recordings.create(NOW).public_id
        self.shown: list[Notice] = []
        self.missing = MissingSpeech(self.shown.append)
        for position, each in enumerate(
            (turn(1, 0, "One."), turn(2, 1, failure="the link was down"), turn(3, 3, "Four."))
        ):
            self.missing.show(told(each, position))
            if each.text:
                self.store.turns.save(self.public_id, each, position)
        self.lay(StretchState.GAP)
        self.missing.show(RetranscriptionChanged(self.public_id, RetranscriptionState.WAITING))
        self.shown.clear()

    def lay(self, state: StretchState) -> None:
        stretch = Stretch(start_sample=SECOND, end_sample=3 * SECOND, state=state, reason="the link was down")
        self.store.coverage.lay(self.public_id, [stretch])

    def show(self, state: RetranscriptionState, message: str = "") -> bool:
        reader = StoreReader(self.folder)
        try:
            over = RetranscriptionChanged(self.public_id, state, message=message)
            return self.missing.show_what_was_heard(reader, over)
        finally:
            reader.close()

    @property
    def changes(self) -> list[Notice]:
        return [each for each in self.shown if not isinstance(each, CoverageChanged | UsageChanged)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "history")
    yield stage
    stage.store.close(NOW, no_audio)


def test_what_was_heard_stands_where_it_was_said_and_the_gap_is_gone(stage: Stage) -> None:
    two, three = turn(4, 1, "Two."), turn(5, 2, "Three.")
    for position, each in enumerate((two, three), 1):
        stage.store.turns.save(stage.public_id, each, position)
    stage.lay(StretchState.TRANSCRIBED)

    assert stage.show(RetranscriptionState.FINISHED)

    assert stage.changes == [TurnRemoved(2), told(two, 1), told(three, 2)]
    [coverage] = [each for each in stage.shown if isinstance(each, CoverageChanged)]
    assert [each.state for each in coverage.laid] == [StretchState.TRANSCRIBED]


def test_a_turn_in_whose_place_another_stands_is_taken_back(stage: Stage) -> None:
    stage.store.turns.remove(stage.public_id, 3)
    both = turn(6, 2, "Three and four.")
    stage.store.turns.save(stage.public_id, both, 1)
    stage.lay(StretchState.TRANSCRIBED)

    stage.show(RetranscriptionState.FINISHED)

    assert stage.changes == [TurnRemoved(2), TurnRemoved(3), told(both, 1)]


def test_what_was_given_up_is_named_with_the_way_to_it(stage: Stage) -> None:
    assert not stage.show(RetranscriptionState.FAILED, "The service does not answer.")

    [problem] = stage.changes
    assert isinstance(problem, Problem)
    assert problem.code == STILL_MISSING
    assert problem.message == "0:02 of missing speech has no text yet. The service does not answer."
    assert f"`transcriber history transcribe {stage.public_id} --missing`" in problem.remedy


def test_what_has_no_text_after_all_stays_a_gap(stage: Stage) -> None:
    assert not stage.show(RetranscriptionState.FINISHED)
    assert stage.changes == []
