"""What stands in the document when the store is read anew."""

from pytestqt.qtbot import QtBot

from transcriber.gui.history.stored_rows import Difference, StoredRows
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.history.stored_window import BUTTON_ROOM_PX
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState


def told(count: int, state: TurnState = TurnState.FINISHED) -> StoredRows:
    turns = (Turn(number=number, state=state, text=f"Turn {number}.") for number in range(count))
    return StoredRows([StoredTurn(id=turn.number, machine=turn, position=turn.number) for turn in turns])


def test_all_rows_may_go_and_come_back(theme: Theme, qtbot: QtBot) -> None:
    view = StoredTranscript(theme)
    qtbot.addWidget(view)
    view.show_rows(told(3))
    view.renew(StoredRows(), (Difference(0, 3, 0),))
    assert view.toPlainText() == ""
    view.renew(told(2), (Difference(0, 0, 2),))
    assert view.toPlainText() == "Turn 0.\nTurn 1."


def test_room_for_a_button_is_left_beside_what_failed_only(theme: Theme, qtbot: QtBot) -> None:
    view = StoredTranscript(theme)
    qtbot.addWidget(view)
    view.show_rows(told(2, TurnState.FAILED))
    assert view.contents.block_of(1).blockFormat().rightMargin() == BUTTON_ROOM_PX
    view.renew(told(2), (Difference(0, 2, 2),))
    assert view.contents.block_of(1).blockFormat().rightMargin() == 0
