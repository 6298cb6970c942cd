import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
)
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved, TurnState


@pytest.fixture
def transcript() -> Transcript:
    transcript = Transcript()
    assert transcript.begin_session(0) == []
    return transcript


def changes(transcript: Transcript, *events: ServerEvent) -> list[TurnChange | int]:
    """What each event led to: the kind of change, or the number of a removed turn."""
    return [
        change.number if isinstance(change, TurnRemoved) else change.change
        for event in events
        for change in transcript.apply(event)
    ]


def texts(transcript: Transcript) -> list[str]:
    return [turn.text for turn in transcript.turns]


def test_a_spoken_sentence_from_start_to_end(transcript: Transcript) -> None:
    said = changes(
        transcript,
        SpeechStarted("a", 700),
        TranscriptDelta("a", "Good"),
        TranscriptPartial("a", "Good morning"),
        TranscriptDelta("a", " morning"),
        SpeechStopped("a", 2500),
        AudioCommitted("a"),
        TranscriptCompleted("a", "Good morning."),
    )

    assert said == [
        TurnChange.SPEECH_STARTED,
        TurnChange.DELTA,
        TurnChange.PROVISIONAL,
        TurnChange.DELTA,
        TurnChange.SPEECH_STOPPED,
        TurnChange.COMPLETED,
    ]
    [turn] = transcript.turns
    assert (turn.number, turn.state, turn.text, turn.provisional) == (1, TurnState.FINISHED, "Good morning.", "")
    assert (turn.start_ms, turn.end_ms) == (700, 2500)


def test_the_unsettled_tail_begins_where_the_settled_words_end(transcript: Transcript) -> None:
    changes(transcript, TranscriptDelta("a", "Good morning"), TranscriptPartial("a", "Good mourning to all"))

    [turn] = transcript.turns
    assert (turn.text, turn.provisional) == ("Good morning", " to all")


def test_a_delta_that_comes_after_the_end_is_ignored(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("a", "Done."))

    assert changes(transcript, TranscriptDelta("a", " more"), TranscriptCompleted("a", "Twice.")) == []
    assert texts(transcript) == ["Done."]


def test_a_completed_without_text_takes_the_preview_away(transcript: Transcript) -> None:
    changes(transcript, TranscriptDelta("a", "you"))

    assert changes(transcript, TranscriptCompleted("a", " ")) == [1]
    assert transcript.turns == ()


def test_a_failed_turn_stays_visible_with_its_reason(transcript: Transcript) -> None:
    changes(transcript, TranscriptDelta("a", "Good"))

    assert changes(transcript, TranscriptFailed("a", ErrorDetail("The audio could not be transcribed."))) == [
        TurnChange.FAILED
    ]
    [turn] = transcript.turns
    assert (turn.state, turn.failure) == (TurnState.FAILED, "The audio could not be transcribed.")


def test_completions_out_of_order_keep_the_order_of_the_commits(transcript: Transcript) -> None:
    changes(
        transcript,
        AudioCommitted("a"),
        AudioCommitted("b", "a"),
        TranscriptCompleted("b", "Second."),
        TranscriptCompleted("a", "First."),
    )

    assert texts(transcript) == ["First.", "Second."]


def test_a_commit_moves_an_item_that_was_heard_of_too_late(transcript: Transcript) -> None:
    changes(transcript, TranscriptDelta("b", "Second."), AudioCommitted("a"))

    assert changes(transcript, TranscriptDelta("a", "First."), AudioCommitted("b", "a")) == [
        TurnChange.DELTA,
    ]
    assert texts(transcript) == ["First.", "Second."]


def test_a_successor_finds_its_place_behind_a_removed_item(transcript: Transcript) -> None:
    changes(transcript, AudioCommitted("a"), TranscriptCompleted("a", "First."))
    changes(transcript, AudioCommitted("b", "a"), TranscriptDelta("d", "Third."), TranscriptCompleted("b", ""))

    changes(transcript, TranscriptDelta("c", "Second."), AudioCommitted("c", "b"))

    assert texts(transcript) == ["First.", "Second.", "Third."]


def test_final_text_may_come_in_the_item_itself(transcript: Transcript) -> None:
    assert changes(transcript, ItemDone("a", None, None)) == []
    assert changes(transcript, ItemDone("a", None, "Whole."), TranscriptCompleted("a", "Whole.")) == [
        TurnChange.COMPLETED
    ]


def test_what_a_lost_session_left_unfinished_is_taken_back(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("a", "Kept."), TranscriptDelta("b", "Half"))

    assert transcript.begin_session(4000) == [TurnRemoved(2)]
    changes(transcript, SpeechStarted("b", 100), TranscriptCompleted("b", "Half a word."))

    assert texts(transcript) == ["Kept.", "Half a word."]
    assert transcript.turns[1].start_ms == 4100


def test_the_same_item_id_in_another_session_is_another_turn(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("item_1", "One."))
    transcript.begin_session(1000)
    changes(transcript, TranscriptCompleted("item_1", "Two."))

    assert texts(transcript) == ["One.", "Two."]


def test_a_manual_commit_gets_its_times_from_this_side(transcript: Transcript) -> None:
    changes(transcript, AudioCommitted("a"))
    transcript.set_span("a", 500, 3000)
    changes(transcript, TranscriptCompleted("a", "Said."))

    [turn] = transcript.turns
    assert (turn.start_ms, turn.end_ms) == (500, 3000)


def test_markup_stays_text_and_what_steers_a_terminal_is_dropped(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("a", "<b>bold</b> \x1b[31mred\u202e \x07"))

    assert texts(transcript) == ["<b>bold</b> [31mred"]


ITEMS = st.sampled_from(["a", "b", "c", "d"])
EVENTS = st.one_of(
    st.builds(SpeechStarted, ITEMS, st.integers(0, 9000)),
    st.builds(SpeechStopped, ITEMS, st.integers(0, 9000)),
    st.builds(AudioCommitted, ITEMS, st.none() | ITEMS),
    st.builds(TranscriptDelta, ITEMS, st.text(max_size=6), st.integers(0, 1)),
    st.builds(TranscriptPartial, ITEMS, st.text(max_size=12)),
    st.builds(TranscriptCompleted, ITEMS, st.text(max_size=6)),
    st.builds(TranscriptFailed, ITEMS, st.just(ErrorDetail("no"))),
)


@settings(max_examples=200)
@given(st.lists(EVENTS | st.just("reconnect"), max_size=40))
def test_whatever_comes_a_view_that_follows_the_changes_shows_the_transcript(script: list[ServerEvent | str]) -> None:
    transcript = Transcript()
    transcript.begin_session(0)
    view: list[int] = []
    finished: dict[int, str] = {}
    for step in script:
        for change in transcript.begin_session(0) if isinstance(step, str) else transcript.apply(step):
            number = change.number if isinstance(change, TurnRemoved) else change.turn.number
            assert number not in finished or (isinstance(change, TurnChanged) and finished[number] == change.turn.text)
            view = [each for each in view if each != number]
            if isinstance(change, TurnChanged):
                view.insert(change.position, number)
                if change.change is TurnChange.COMPLETED:
                    finished[number] = change.turn.text

    shown = [turn.number for turn in transcript.turns]
    assert shown == view
    assert all(turn.text == finished[turn.number] for turn in transcript.turns if turn.state is TurnState.FINISHED)
    assert set(finished) <= set(shown)
