from transcriber.app.words_in_use import WordsInUse
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Notice
from transcriber.settings.profiles import LOCAL, profile_named
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary

WORDS = Vocabulary((Entry(written="PySide6", heard=("pie side six",)),))


def test_words_are_told_to_a_model_that_takes_them() -> None:
    words = WordsInUse()
    remote = profile_named("https://host.example/v1")
    configuration = SessionConfiguration(model="gpt-live-transcribe")
    assert words.told_to(remote, configuration) == configuration
    assert words.use(WORDS)
    assert words.told_to(remote, configuration).keywords == ("PySide6",)
    assert words.told_to(LOCAL, configuration) == configuration


def test_a_service_is_asked_again_only_where_it_is_to_expect_other_words() -> None:
    words = WordsInUse()
    assert words.use(WORDS)
    assert not words.use(Vocabulary((Entry(written="PySide6", heard=("pie six",)),)))
    assert not words.use(Vocabulary((*WORDS.entries, Entry(written="Qt", heard=("cute",), is_expected=False))))


def test_only_what_is_recorded_is_corrected_afterwards() -> None:
    words, told, again = WordsInUse(), list[Notice](), list[Notice]()
    running = words.watched(told.append, is_running=True)
    beside = words.watched(again.append)
    turn = Turn(number=1, state=TurnState.FINISHED, text="pie side six")
    for publish in (running, beside):
        publish(TurnChanged(TurnChange.COMPLETED, turn, 0))
    assert words.correct_running(Replacement(WORDS.entries)) == 1
    assert (len(told), len(again)) == (2, 1)
    assert words.undo_running()
    words.use(WORDS)
    beside(TurnChanged(TurnChange.COMPLETED, Turn(number=2, state=TurnState.FINISHED, text="pie side six"), 1))
    assert isinstance(again[-1], TurnChanged)
    assert again[-1].turn.text == "PySide6"


def test_without_a_recording_there_is_nothing_to_correct() -> None:
    assert WordsInUse().correct_running(Replacement(WORDS.entries)) == 0
    assert not WordsInUse().undo_running()
