import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.client_protocol import ClientProtocol
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ItemDeleted,
    ItemDone,
    Logprob,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
)
from transcriber.transcript.speakers import SpeakerNames, spoken_text
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import SpeakerSegment, TurnChange, TurnChanged, TurnRemoved, TurnState


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


def test_only_what_is_not_finished_can_be_deleted(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("a", "Done."), TranscriptDelta("b", "Half"))

    assert changes(transcript, ItemDeleted("a"), ItemDeleted("b"), ItemDeleted("never heard of")) == [2]
    assert texts(transcript) == ["Done."]


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


def spoken(item_id: str, start_ms: int, end_ms: int, text: str) -> tuple[ServerEvent, ...]:
    return SpeechStarted(item_id, start_ms), SpeechStopped(item_id, end_ms), TranscriptCompleted(item_id, text)


def test_a_turn_that_is_heard_again_on_the_next_connection_takes_the_place_of_the_one_before(
    transcript: Transcript,
) -> None:
    changes(transcript, *spoken("a", 0, 1000, "One."), SpeechStarted("b", 1000), *spoken("c", 2000, 3000, "Three."))

    assert transcript.begin_session(1000) == [TurnRemoved(2)]
    assert texts(transcript) == ["One.", "Three."]
    changes(transcript, *spoken("a", 0, 1000, "Two."))
    assert texts(transcript) == ["One.", "Three.", "Two."]
    assert changes(transcript, *spoken("b", 1010, 1990, "Three!"))[-2:] == [3, TurnChange.COMPLETED]

    assert texts(transcript) == ["One.", "Two.", "Three!"]


def test_it_does_so_too_where_its_times_come_after_its_text(transcript: Transcript) -> None:
    changes(transcript, SpeechStarted("a", 0), *spoken("b", 1000, 2000, "Two."))
    transcript.begin_session(0)
    changes(transcript, TranscriptCompleted("a", "Both."), AudioCommitted("a"))

    assert transcript.set_span("a", 0, 2000) == [TurnRemoved(2)]
    assert texts(transcript) == ["Both."]


def test_nothing_takes_the_place_of_a_turn_that_is_not_sent_again_or_was_heard_on_the_same_connection(
    transcript: Transcript,
) -> None:
    changes(transcript, *spoken("a", 0, 1000, "One."), *spoken("b", 0, 1000, "Also one."))
    transcript.begin_session(1000)
    changes(transcript, *spoken("c", -900, 1000, "Two."))
    changes(transcript, *spoken("d", 1000, 2000, ""))

    assert texts(transcript) == ["One.", "Also one.", "Two."]


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


def test_who_said_what_arrives_before_and_after_the_text(transcript: Transcript) -> None:
    transcript.begin_session(10_000)
    said = changes(
        transcript,
        TranscriptSegment("a", "seg_1", "Hello.", "spk_1", 0.0, 0.4),
        SpeechStarted("a", 1000),
        TranscriptCompleted("a", "Hello. Hi.", languages=("en",)),
        TranscriptSegment("a", "seg_2", "Hi.", "spk_2", 0.5, 0.9),
    )

    assert said == [
        TurnChange.SEGMENTS,
        TurnChange.SPEECH_STARTED,
        TurnChange.COMPLETED,
        TurnChange.SEGMENTS,
    ]
    [turn] = transcript.turns
    assert turn.segments == (
        SpeakerSegment("spk_1", "Hello.", 11_000, 11_400),
        SpeakerSegment("spk_2", "Hi.", 11_500, 11_900),
    )
    assert (turn.text, turn.languages) == ("Hello. Hi.", ("en",))


def test_segments_of_a_commit_by_hand_get_their_times_from_this_side(transcript: Transcript) -> None:
    changes(transcript, TranscriptSegment("a", "seg_1", "Hello.", "spk_1", 0.0, 0.4), AudioCommitted("a"))
    transcript.set_span("a", 500, 3000)

    assert transcript.turns[0].segments == (SpeakerSegment("spk_1", "Hello.", 500, 900),)


def test_a_segment_of_a_removed_turn_is_nothing(transcript: Transcript) -> None:
    changes(transcript, TranscriptCompleted("a", ""))
    assert changes(transcript, TranscriptSegment("a", "seg_1", "Hello.", "spk_1", 0.0, 0.4)) == []


def test_doubtful_words_are_marked_in_the_live_turn(transcript: Transcript) -> None:
    changes(
        transcript,
        TranscriptDelta("a", "Good", logprobs=(Logprob("Good", -0.01),)),
        TranscriptDelta("a", " mourning", logprobs=(Logprob(" mourning", -1.5),)),
    )

    [turn] = transcript.turns
    assert [turn.text[start:end] for start, end in turn.doubtful] == ["mourning"]


def test_what_a_service_says_twice_happens_once(transcript: Transcript) -> None:
    said = changes(
        transcript,
        SpeechStarted("a", 0),
        SpeechStopped("a", 900),
        SpeechStopped("a", 900),
        AudioCommitted("a"),
        AudioCommitted("a"),
        TranscriptCompleted("a", "Once."),
        TranscriptCompleted("a", "Once."),
        AudioCommitted("a"),
        SpeechStopped("a", 900),
    )

    assert said == [TurnChange.SPEECH_STARTED, TurnChange.SPEECH_STOPPED, TurnChange.COMPLETED]
    assert texts(transcript) == ["Once."]


def test_a_delta_that_repeats_the_text_tells_only_what_is_new(transcript: Transcript) -> None:
    [*_, change] = [
        change
        for delta in ("Good morning", "Good morning to all")
        for change in transcript.apply(TranscriptDelta("a", delta))
    ]

    assert isinstance(change, TurnChanged)
    assert (change.turn.text, change.appended) == ("Good morning to all", " to all")
    assert changes(transcript, TranscriptDelta("a", "Good morning to all")) == []


def test_deltas_before_the_commit_and_a_text_only_in_the_item(transcript: Transcript) -> None:
    said = changes(
        transcript,
        TranscriptDelta("a", "Who"),
        AudioCommitted("a"),
        ItemDone("a", None, "Whole."),
        TranscriptDelta("a", " late"),
        TranscriptFailed("a", ErrorDetail("Too late.")),
    )

    assert said == [TurnChange.DELTA, TurnChange.COMPLETED]
    assert texts(transcript) == ["Whole."]


ITEMS = st.sampled_from(["a", "b", "c", "d"])
LOGPROBS = st.lists(st.builds(Logprob, st.text(max_size=3), st.floats(max_value=0)), max_size=3).map(tuple)
SECONDS = st.floats(allow_nan=False, allow_infinity=False)
EVENTS = st.one_of(
    st.builds(SpeechStarted, ITEMS, st.integers(0, 9000)),
    st.builds(SpeechStopped, ITEMS, st.integers(0, 9000)),
    st.builds(AudioCommitted, ITEMS, st.none() | ITEMS),
    st.builds(TranscriptDelta, ITEMS, st.text(max_size=6), st.integers(0, 1)),
    st.builds(TranscriptPartial, ITEMS, st.text(max_size=12)),
    st.builds(TranscriptCompleted, ITEMS, st.text(max_size=6)),
    st.builds(TranscriptDelta, ITEMS, st.text(max_size=20), logprobs=LOGPROBS),
    st.builds(TranscriptCompleted, ITEMS, st.text(max_size=20), logprobs=LOGPROBS),
    st.builds(
        TranscriptSegment,
        ITEMS,
        st.sampled_from(["", "1", "2"]),
        st.text(max_size=6),
        st.text(max_size=2),
        SECONDS,
        SECONDS,
    ),
    st.builds(ItemDone, ITEMS, st.none(), st.none() | st.text(max_size=6)),
    st.builds(TranscriptFailed, ITEMS, st.just(ErrorDetail("no"))),
)


LATER_MS = 10**9
"""Where nothing that was heard before is heard again."""


@settings(max_examples=120)
@given(st.lists(EVENTS | st.just("reconnect"), max_size=40))
def test_whatever_comes_a_view_that_follows_the_changes_shows_the_transcript(script: list[ServerEvent | str]) -> None:
    transcript = Transcript()
    transcript.begin_session(0)
    view: list[int] = []
    finished: dict[int, str] = {}
    for step in script:
        for change in transcript.begin_session(LATER_MS) if isinstance(step, str) else transcript.apply(step):
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


PREFIX = "conversation.item.input_audio_transcription"
KINDS = (
    *(f"{PREFIX}.{kind}" for kind in ("delta", "completed", "segment", "failed")),
    *(f"input_audio_buffer.{kind}" for kind in ("speech_started", "speech_stopped", "committed", "cleared")),
    *("input_audio_buffer.partial_transcription", "conversation.item.added", "conversation.item.done", "error"),
    *("session.created", "session.updated", "rate_limits.updated", "nonsense"),
)
NAMES = (
    *("item_id", "previous_item_id", "content_index", "delta", "transcript", "logprobs", "token", "logprob", "item"),
    *("audio_start_ms", "audio_end_ms", "id", "text", "speaker", "start", "end", "error", "message", "content"),
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=6) | ITEMS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=5,
)
FRAMES = st.builds(
    lambda kind, item_id, fields: json.dumps({"item_id": item_id, **fields, "type": kind}),
    st.sampled_from(KINDS),
    ITEMS,
    st.dictionaries(st.sampled_from(NAMES), ANY_JSON, max_size=6),
)


@settings(max_examples=60)
@given(st.lists(FRAMES | st.text(max_size=5), max_size=30))
def test_no_json_whatever_crashes_it_or_takes_a_finished_turn_away(script: list[str]) -> None:
    protocol, transcript = ClientProtocol(Dialect.GA, None), Transcript()
    transcript.begin_session(0)
    finished: dict[int, str] = {}
    for frame in script:
        for change in transcript.apply(protocol.receive(frame).event):
            if isinstance(change, TurnChanged) and change.change is TurnChange.COMPLETED:
                finished[change.turn.number] = change.turn.text

    assert {turn.number: turn.text for turn in transcript.turns if turn.state is TurnState.FINISHED} == finished
    for turn in transcript.turns:
        spoken_text(turn, SpeakerNames()).encode()


# ---- many deltas -----------------------------------------------------------------------------------------------------


def delta_changes(told: list[TurnChanged | TurnRemoved]) -> list[TurnChanged]:
    return [change for change in told if isinstance(change, TurnChanged) and change.change is TurnChange.DELTA]


def test_twenty_thousand_deltas_of_two_turns_copy_their_texts_once(transcript: Transcript) -> None:
    told = transcript.take(TranscriptDelta("a", "One")) + transcript.take(TranscriptDelta("b", "Two"))
    assert [change.turn.text for change in delta_changes(told)] == ["One", "Two"], "a new turn is told of at once"

    for number in range(10_000):
        unsure = (Logprob(f" {number}", -2.0),)
        for name in ("a", "b"):
            told += transcript.take(TranscriptDelta(name, f" {number}", logprobs=unsure))
    assert transcript.has_unread
    assert len(told) == 2
    told += transcript.settle() + transcript.settle()

    assert not transcript.has_unread
    copied = sum(len(change.turn.text) for change in delta_changes(told))
    assert copied == sum(map(len, texts(transcript))) + len("One") + len("Two")
    for number in (1, 2):
        pieces = [change.appended for change in delta_changes(told) if change.turn.number == number]
        assert "".join(pieces) == texts(transcript)[number - 1]


def test_what_waits_is_told_before_anything_else_of_a_turn(transcript: Transcript) -> None:
    transcript.take(TranscriptDelta("a", "Good"))
    transcript.take(TranscriptDelta("a", " mor"))
    transcript.take(TranscriptDelta("a", "ning"))
    told = transcript.take(TranscriptFailed("a", ErrorDetail("No.")))

    assert [(change.change, change.turn.text) for change in told if isinstance(change, TurnChanged)] == [
        (TurnChange.DELTA, "Good morning"),
        (TurnChange.FAILED, "Good morning"),
    ]


ANY_EVENT = st.one_of(
    st.builds(TranscriptDelta, st.sampled_from("ab"), st.sampled_from(["", " ", "Good morning to", " all", "x y"])),
    st.builds(TranscriptPartial, st.sampled_from("ab"), st.sampled_from(["", "Good morning to all of you"])),
    st.builds(TranscriptCompleted, st.sampled_from("ab"), st.sampled_from(["", "Good morning."])),
    st.builds(AudioCommitted, st.sampled_from("ab"), st.sampled_from(["a", "b", None])),
    st.builds(ItemDeleted, st.sampled_from("ab")),
)


@settings(max_examples=200)
@given(st.lists(st.tuples(ANY_EVENT, st.booleans()), max_size=20))
def test_deltas_that_wait_come_to_the_same_as_deltas_that_do_not(events: list[tuple[ServerEvent, bool]]) -> None:
    at_once, later = Transcript(), Transcript()
    shown: dict[int, str] = {}
    for event, is_settled in events:
        at_once.apply(event)
        for change in delta_changes([*later.take(event), *(later.settle() if is_settled else ())]):
            shown[change.turn.number] = shown.get(change.turn.number, "") + change.appended
            assert change.turn.text == shown[change.turn.number]
    later.settle()

    assert later.turns == at_once.turns


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["item_A", "item_B", "item_C"])), max_size=20))
def test_two_sessions_at_once_keep_their_items_apart_and_their_order(steps: list[tuple[bool, str]]) -> None:
    """Whatever order the texts come in: all of the older session stands before all of the newer one, each once."""
    transcript = Transcript()
    transcript.begin_session(0)
    older = transcript.newest_session
    transcript.roll_over(10_000)
    newer = transcript.newest_session

    for is_newer, item_id in steps:
        text = f"{'newer' if is_newer else 'older'} {item_id}"
        transcript.take(TranscriptCompleted(item_id, text), newer if is_newer else older)

    texts = [turn.text for turn in transcript.turns]
    assert sorted(texts) == sorted({f"{'newer' if is_newer else 'older'} {item_id}" for is_newer, item_id in steps})
    assert [text.split()[0] for text in texts] == sorted((text.split()[0] for text in texts), reverse=True)


# ---- gaps ------------------------------------------------------------------------------------------------------------


def missing(start_s: float, end_s: float) -> Stretch:
    return Stretch(
        start_sample=int(start_s * 24_000), end_sample=int(end_s * 24_000), state=StretchState.GAP, reason="unplugged"
    )


def reading(transcript: Transcript) -> list[str]:
    return [turn.failure if turn.state is TurnState.GAP else turn.text for turn in transcript.turns]


def said(transcript: Transcript, name: str, start_ms: int, end_ms: int, previous: str | None = None) -> None:
    transcript.apply(SpeechStarted(name, start_ms))
    transcript.apply(SpeechStopped(name, end_ms))
    transcript.apply(AudioCommitted(name, previous))
    transcript.apply(TranscriptCompleted(name, name))


def test_a_gap_stands_at_its_time_among_the_turns_whichever_came_first() -> None:
    transcript = Transcript()
    transcript.begin_session(0)
    said(transcript, "a", 0, 2_000)
    said(transcript, "c", 9_000, 11_000, "a")
    [told] = transcript.show_gaps([missing(4, 8)])
    assert isinstance(told, TurnChanged)
    assert (told.position, told.turn.start_ms, told.turn.end_ms) == (1, 4_000, 8_000)
    said(transcript, "d", 12_000, 13_000, "c")
    assert reading(transcript) == ["a", "unplugged", "c", "d"]

    transcript.show_gaps([missing(4, 8), missing(14, 15)])
    said(transcript, "e", 16_000, 17_000, "d")
    assert reading(transcript) == ["a", "unplugged", "c", "d", "unplugged", "e"]


def test_a_gap_that_grows_is_the_same_row_and_one_that_is_filled_goes() -> None:
    transcript = Transcript()
    [first] = transcript.show_gaps([missing(0, 1)])
    [second] = transcript.show_gaps([missing(0, 2)])
    assert isinstance(first, TurnChanged)
    assert isinstance(second, TurnChanged)
    assert (first.turn.number, second.turn.end_ms) == (second.turn.number, 2_000)
    assert transcript.show_gaps([missing(0, 2)]) == []

    assert transcript.show_gaps([]) == [TurnRemoved(first.turn.number)]
    assert transcript.turns == ()


def test_a_new_connection_neither_takes_a_gap_back_nor_loses_the_order() -> None:
    transcript = Transcript()
    transcript.begin_session(0)
    said(transcript, "a", 0, 2_000)
    transcript.show_gaps([missing(3, 5)])
    assert transcript.begin_session(2_000) == []
    said(transcript, "b", 4_000, 6_000)

    assert reading(transcript) == ["a", "unplugged", "b"]
