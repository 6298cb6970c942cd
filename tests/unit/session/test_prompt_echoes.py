"""A prompt that comes back is an empty turn, and a person is told."""

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import ItemDone, TranscriptCompleted, TranscriptDelta
from transcriber.session.heard_speech import HeardSpeech
from transcriber.session.hearing import Hearing
from transcriber.session.notices import Problem
from transcriber.session.prompt_echoes import PromptEchoes

PROMPT = "Engineering stand-up with Noor Haddad and Kreszwel."


class Ears(Hearing):
    """Ten seconds were listened to."""

    def __init__(self, *heard_ms: int) -> None:
        super().__init__(lambda problem: None)
        self.heard = HeardSpeech()
        for start_ms in heard_ms:
            self.heard.note(start_ms * SPOOL_SAMPLES_PER_MS, (start_ms + 32) * SPOOL_SAMPLES_PER_MS, 0.9)

    @property
    def speech(self) -> HeardSpeech:
        return self.heard

    @property
    def rated_sample(self) -> int:
        return 10_000 * SPOOL_SAMPLES_PER_MS


class Desk:
    def __init__(self, *heard_ms: int, prompt: str | None = PROMPT, keywords: tuple[str, ...] = ()) -> None:
        self.told: list[Problem] = []
        configuration = SessionConfiguration(prompt=prompt, keywords=keywords)
        self.echoes = PromptEchoes(configuration, Ears(*heard_ms), self.told.append)

    def text_of(self, text: str) -> str:
        event = self.echoes.taken_out(TranscriptCompleted("A", text), lambda item_id: (2_000, 4_000))
        assert isinstance(event, TranscriptCompleted)
        return event.transcript


def test_an_echo_becomes_an_empty_turn_and_is_told() -> None:
    desk = Desk(*range(2_000, 4_000, 32))
    assert desk.text_of(PROMPT) == ""
    assert [problem.code for problem in desk.told] == ["prompt_echoed"]
    done = desk.echoes.taken_out(ItemDone("B", None, PROMPT), lambda item_id: (0, 0))
    assert done == ItemDone("B", None, "")


def test_a_piece_that_may_have_been_spoken_stays_and_one_on_silence_goes() -> None:
    piece = "stand-up with Noor Haddad and Kreszwel"
    assert Desk(*range(2_000, 4_000, 32)).text_of(piece) == piece
    assert Desk().text_of(piece) == ""


def test_keywords_and_what_was_told_before_come_back_too() -> None:
    desk = Desk(prompt=None, keywords=("PySide6", "Noor Haddad", "Kreszwel", "Marrakesh", "Qt"))
    assert desk.text_of("PySide6, Noor Haddad, Kreszwel, Marrakesh, Qt.") == ""
    desk.echoes.follow(SessionConfiguration(prompt="Another prompt of seven words in all"))
    assert desk.text_of("Another prompt of seven words in all.") == ""
    assert desk.text_of("PySide6, Noor Haddad, Kreszwel, Marrakesh, Qt.") == ""


def test_whatever_else_a_service_says_passes() -> None:
    desk = Desk()
    for event in (TranscriptDelta("A", PROMPT), ItemDone("A", None, None), TranscriptCompleted("A", "Hello there.")):
        assert desk.echoes.taken_out(event, lambda item_id: (0, 0)) is event
    assert Desk(prompt=None).text_of(PROMPT) == PROMPT
    assert desk.told == []


def test_of_an_item_that_nobody_knows_only_the_whole_prompt_is_an_echo() -> None:
    def nowhere(item_id: str) -> tuple[int, int]:
        raise KeyError(item_id)

    echoes = Desk().echoes
    piece = TranscriptCompleted("A", "stand-up with Noor Haddad and Kreszwel")
    assert echoes.taken_out(piece, nowhere) is piece
    assert echoes.taken_out(TranscriptCompleted("A", PROMPT), nowhere) == TranscriptCompleted("A", "")
