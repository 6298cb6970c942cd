from transcriber.captions.spoken_turn import MOST_TAKEN_CHARACTERS, SpokenTurn
from transcriber.captions.words import NARROW
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnState

UNITS = 40 * NARROW


def told(turn: SpokenTurn, text: str, provisional: str = "", *, is_over: bool = False) -> str:
    state = TurnState.FINISHED if is_over else TurnState.LIVE
    turn.take(Turn(number=1, text=text, provisional=provisional, state=state), SpeakerNames(), UNITS, 0)
    words = " ".join(spoken.word.text for spoken in turn.words)
    turn.words.clear()
    return words


def test_a_word_is_handed_over_once_the_next_one_begins() -> None:
    turn = SpokenTurn(1, 0)
    assert told(turn, "hel") == ""
    assert turn.tail == " hel"
    assert told(turn, "hello") == ""
    assert told(turn, "hello there") == "hello"
    assert told(turn, "hello there", " my dear") == ""
    assert turn.tail == " there my dear"
    assert told(turn, "hello there", is_over=True) == "there"
    assert turn.tail == ""


def test_characters_without_spaces_keep_what_belongs_behind_them() -> None:
    turn = SpokenTurn(1, 0)
    assert told(turn, "今天") == "今"
    assert told(turn, "今天。") == ""
    assert told(turn, "今天。好") == "天。"
    assert turn.tail == "好"


def test_too_much_at_once_is_cut_at_its_beginning_and_marked() -> None:
    turn = SpokenTurn(1, 0)
    turn.take(Turn(number=1, text="word " * 10_000), SpeakerNames(), UNITS, 0)
    assert turn.words[0].is_after_omission
    assert sum(len(spoken.word.text) + 1 for spoken in turn.words) <= MOST_TAKEN_CHARACTERS + 5


def test_what_runs_from_right_to_left_does_so_from_its_first_letter() -> None:
    turn = SpokenTurn(1, 0)
    told(turn, "12 ")
    told(turn, "12 שלום ")
    assert turn.runs_right_to_left
    told(turn, "12 שלום hello")
    assert turn.runs_right_to_left
