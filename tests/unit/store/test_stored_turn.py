"""What a person reads of a turn."""

from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

MACHINE = Turn(
    number=1, state=TurnState.FINISHED, text="helo", segments=(SpeakerSegment("A", "helo"),), doubtful=((0, 4),)
)


def test_without_an_edit_it_is_the_machines() -> None:
    stored = StoredTurn(id=1, machine=MACHINE)
    assert (stored.text, stored.shown) == ("helo", MACHINE)


def test_an_edit_hides_what_belongs_to_the_machines_text() -> None:
    stored = StoredTurn(id=1, machine=MACHINE, edited_text="hello")
    assert (stored.text, stored.shown.segments, stored.shown.doubtful) == ("hello", (), ())
    assert stored.machine.text == "helo"


def test_an_empty_edit_is_an_edit() -> None:
    assert StoredTurn(id=1, machine=MACHINE, edited_text="").text == ""
