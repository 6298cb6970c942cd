"""What can be asked for stands in the order of how particular it is."""

from transcriber.app.wanted_audio import Lacking, LaneRange, TimeRange, Whole
from transcriber.gui.history.recording_again import parts_of
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState


def test_turns_a_gap_or_neither_is_chosen() -> None:
    turn = StoredTurn(id=7, machine=Turn(number=1, state=TurnState.FINISHED, text="One.", start_ms=0))
    gap = Stretch(start_sample=24_000, end_sample=48_000, state=StretchState.GAP, reason="why")
    rows = StoredRows([turn], [gap])
    always = [("What is missing", Lacking()), ("The whole recording", Whole())]
    assert [(part.words, part.what) for part in parts_of(rows, range(0, 2))] == [("The chosen turn", (7,)), *always]
    told = [(part.words, part.what) for part in parts_of(rows, range(1, 2))]
    assert told == [("The gap at 0:01", LaneRange(0, TimeRange(1_000, 2_000))), *always]
    assert [(part.words, part.what) for part in parts_of(rows, range(0))] == always
