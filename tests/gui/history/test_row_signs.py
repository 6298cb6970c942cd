"""Signs beside a turn say what is special about it."""

from transcriber.gui.history.row_signs import RowSigns, by_rows
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import Origin, StoredTurn
from transcriber.store.values import Mark, Note
from transcriber.transcript.turns import Turn, TurnState

OPENAI = Origin(profile_name="openai", profile_title="OpenAI", model="gpt-4o-transcribe")
LOCAL = Origin(profile_name="local", profile_title="This computer", model="small")


def stored(number: int, origin: Origin, edited: str | None = None) -> StoredTurn:
    turn = Turn(number=number, state=TurnState.FINISHED, text="Heard.", start_ms=number * 1_000)
    return StoredTurn(id=number, machine=turn, edited_text=edited, position=number, origin=origin)


def test_each_has_a_sign_and_words(theme: Theme) -> None:
    rows = StoredRows([stored(1, OPENAI), stored(5, LOCAL, "Edited.")])
    signs = RowSigns(theme)
    marks, notes = by_rows(rows, [Mark(1, 1_500), Mark(2, 7_000, "Decision")], [Note(1, 6_000, "Ask")])
    signs.show(OPENAI, marks, notes)
    assert signs.of(rows[0]) == (("flag", "Mark at 0:01"),)
    assert signs.words(rows[1]).splitlines() == [
        "Mark at 0:07: Decision",
        "Note at 0:06: Ask",
        "Edited. What was heard: Heard.",
        "Transcribed by This computer (small)",
    ]
