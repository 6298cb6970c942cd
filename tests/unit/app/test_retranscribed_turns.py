from dataclasses import replace

from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.retranscribed_turns import Findings, Outcome, outcome_of
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

SECOND = 24_000
PIECE = AudioRange(100 * SECOND, 160 * SECOND, SECOND // 2)
"""Its own sound begins at 99.5 s of the recording."""


def old(turn_id: int, start_s: float, end_s: float, text: str = "Old.") -> StoredTurn:
    state = TurnState.FINISHED if text else TurnState.FAILED
    machine = Turn(number=turn_id, state=state, text=text, start_ms=round(start_s * 1000), end_ms=round(end_s * 1000))
    return StoredTurn(id=turn_id, machine=machine)


def new(start_s: float, end_s: float, text: str = "New.") -> Turn:
    """At these seconds of the recording, as the piece's session tells it."""
    return Turn(
        number=1,
        state=TurnState.FINISHED if text else TurnState.FAILED,
        text=text,
        failure="" if text else "no words",
        start_ms=round((start_s - 99.5) * 1000),
        end_ms=round((end_s - 99.5) * 1000),
    )


def known(outcome: Outcome) -> list[tuple[float, float, str]]:
    return [(each.start_sample / SECOND, each.end_sample / SECOND, each.state) for each in outcome.stretches]


def changed(outcome: Outcome) -> list[tuple[tuple[int, ...], list[str]]]:
    return [(renewal.old_ids, [turn.text for turn in renewal.turns]) for renewal in outcome.renewals]


def test_turns_take_the_place_of_those_that_are_the_same_speech() -> None:
    stored = [old(1, 90, 98), old(2, 101, 110), old(3, 111, 120), old(4, 130, 140), old(5, 161, 170)]

    outcome = outcome_of(PIECE, Findings((new(101, 109, "A."), new(110.5, 140, "B."), new(150, 155, "C."))), stored)

    assert changed(outcome) == [((2,), ["A."]), ((3, 4), ["B."]), ((), ["C."])]
    assert known(outcome) == [
        (100, 101, "silent"),
        (101, 109, "transcribed"),
        (109, 110.5, "silent"),
        (110.5, 140, "transcribed"),
        (140, 150, "silent"),
        (150, 155, "transcribed"),
        (155, 160, "silent"),
    ]


def test_times_are_those_of_the_recording_also_of_who_said_what() -> None:
    said = Turn(
        number=1,
        state=TurnState.FINISHED,
        text="Hi.",
        start_ms=1_500,
        end_ms=2_500,
        segments=(SpeakerSegment("A", "Hi.", 1_500, 2_500),),
    )

    [renewal] = outcome_of(PIECE, Findings((said,)), []).renewals
    [turn] = renewal.turns

    assert (turn.start_ms, turn.end_ms) == (101_000, 102_000)
    assert turn.segments == (SpeakerSegment("A", "Hi.", 101_000, 102_000),)


def test_what_was_said_in_the_lead_in_belongs_to_what_comes_before() -> None:
    outcome = outcome_of(PIECE, Findings((new(99.5, 100, "before"), new(99.8, 102, "Over the edge."))), [])

    assert changed(outcome) == [((), ["Over the edge."])]
    assert known(outcome)[0] == (100, 102, "transcribed")


def test_words_are_never_given_up_for_a_failure() -> None:
    stored = [old(1, 101, 110), old(2, 120, 130, text="")]

    outcome = outcome_of(PIECE, Findings((new(101, 110, ""), new(120, 130, ""), new(140, 150, ""))), stored)

    assert changed(outcome) == []
    assert [each for each in known(outcome) if each[2] != "silent"] == [
        (101, 110, "transcribed"),
        (120, 130, "gap"),
        (140, 150, "gap"),
    ]


def test_a_turn_that_failed_gives_way_to_words() -> None:
    outcome = outcome_of(PIECE, Findings((new(121, 129, "Words."),)), [old(2, 120, 130, text="")])

    assert changed(outcome) == [((2,), ["Words."])]


def test_a_turn_of_which_the_sound_turned_out_to_be_nothing_goes() -> None:
    stored = [old(1, 101, 104, "Thank you."), old(2, 120, 130)]
    told = (
        Stretch(start_sample=0, end_sample=20 * SECOND, state=StretchState.SILENT),
        Stretch(start_sample=20 * SECOND, end_sample=61 * SECOND, state=StretchState.UNHEARD),
    )

    outcome = outcome_of(PIECE, Findings((), told), stored)

    assert changed(outcome) == [((1,), [])]
    # What the service did not hear this time was heard before.
    assert known(outcome) == [
        (100, 119.5, "silent"),
        (119.5, 120, "unheard"),
        (120, 130, "transcribed"),
        (130, 160, "unheard"),
    ]


def test_where_the_session_says_what_became_of_its_sound_that_is_believed() -> None:
    told = (
        Stretch(start_sample=0, end_sample=SECOND, state=StretchState.SILENT),
        Stretch(start_sample=SECOND, end_sample=11 * SECOND, state=StretchState.TRANSCRIBED),
        Stretch(start_sample=12 * SECOND, end_sample=99 * SECOND, state=StretchState.GAP, reason="The link was lost."),
    )

    outcome = outcome_of(PIECE, Findings((new(100.5, 110.5),), told), [])

    assert known(outcome) == [
        (100, 100.5, "silent"),
        (100.5, 110.5, "transcribed"),
        (111.5, 160, "gap"),
    ]


def test_where_a_person_corrected_words_or_called_them_speech_silence_is_no_answer() -> None:
    edited = replace(old(1, 101, 110), edited_text="By hand.")
    called = replace(old(2, 120, 130), is_speech=True)

    outcome = outcome_of(PIECE, Findings(()), [edited, called, old(3, 140, 150)])

    assert changed(outcome) == [((3,), [])]
    assert [state for _, _, state in known(outcome)].count("transcribed") == 2
