import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.transcript.speakers import LONGEST_NAME_CHARACTERS, ME, OTHERS, SpeakerNames, spoken_runs, spoken_text
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

TALK = Turn(
    number=1,
    state=TurnState.FINISHED,
    text="Hello. How are you? Fine, thanks.",
    start_ms=1000,
    end_ms=6000,
    segments=(
        SpeakerSegment("spk_7", "Hello.", 1000, 2000),
        SpeakerSegment("spk_7", "How are you?", 2000, 3500),
        SpeakerSegment("spk_2", "Fine, thanks.", 3600, 5000),
    ),
)


def test_speakers_are_numbered_in_the_order_in_which_they_appear() -> None:
    names = SpeakerNames.of([TALK])

    assert names.speakers == ("spk_7", "spk_2")
    assert [names.name(speaker) for speaker in ("spk_2", "spk_7", "spk_9")] == ["Speaker 2", "Speaker 1", "Speaker 3"]


def test_a_line_begins_where_another_one_speaks() -> None:
    assert spoken_text(TALK, SpeakerNames()) == "Speaker 1: Hello. How are you?\nSpeaker 2: Fine, thanks."


def test_a_person_may_rename_a_speaker_and_take_it_back() -> None:
    names = SpeakerNames({"spk_2": "Grace"})
    assert spoken_text(TALK, names) == "Speaker 1: Hello. How are you?\nGrace: Fine, thanks."

    names.rename("spk_7", "  Ada\nL.\x1b ")
    assert names.given == {"spk_2": "Grace", "spk_7": "Ada L."}
    names.rename("spk_2", " ")
    assert spoken_text(TALK, names) == "Ada L.: Hello. How are you?\nSpeaker 2: Fine, thanks."
    names.rename("spk_2", "x" * 1000)
    assert len(names.name("spk_2")) == LONGEST_NAME_CHARACTERS


def test_the_times_of_a_run_are_those_of_its_segments() -> None:
    first, second = spoken_runs(TALK, SpeakerNames())

    assert (first.start_ms, first.end_ms) == (1000, 3500)
    assert (second.start_ms, second.end_ms) == (3600, 5000)


def test_without_segments_the_text_stands_alone() -> None:
    turn = Turn(number=2, text="Good morning.", start_ms=5, end_ms=9)

    [run] = spoken_runs(turn, SpeakerNames())
    assert (run.name, run.text, run.start_ms, run.end_ms) == ("", "Good morning.", 5, 9)
    assert spoken_text(turn, SpeakerNames()) == "Good morning."


@pytest.mark.parametrize(
    "text", ["Hello. How are you? Fine, thanks. Yes.", "Somebody else said quite a lot before. " + TALK.text]
)
def test_while_segments_are_missing_no_word_is_left_out(text: str) -> None:
    turn = Turn(number=1, text=text, segments=TALK.segments)

    assert spoken_text(turn, SpeakerNames()) == text


def test_segments_that_write_a_number_otherwise_are_believed() -> None:
    segments = (
        SpeakerSegment("a", "It costs 5 euros, I was told, and a little more in winter."),
        SpeakerSegment("b", "I see."),
    )
    turn = Turn(
        number=1, text="It costs five euros, I was told, and a little more in winter. I see.", segments=segments
    )

    assert (
        spoken_text(turn, SpeakerNames())
        == "Speaker 1: It costs 5 euros, I was told, and a little more in winter.\nSpeaker 2: I see."
    )


SEGMENTS = st.lists(st.builds(SpeakerSegment, st.sampled_from("abc"), st.text("ab \n1.", max_size=8)), max_size=8)


@given(SEGMENTS)
def test_every_spoken_letter_is_in_some_run(segments: list[SpeakerSegment]) -> None:
    text = " ".join(segment.text for segment in segments)
    runs = spoken_runs(Turn(number=1, text=text, segments=tuple(segments)), SpeakerNames())

    assert "".join("".join(run.text.split()) for run in runs) == "".join(text.split())


def test_a_recording_of_one_source_names_nobody_where_nobody_is_told_apart() -> None:
    assert [str(run) for run in spoken_runs(Turn(number=1, text="Hello."), SpeakerNames())] == ["Hello."]


def test_two_sources_are_me_and_others_from_the_first_played_turn_on() -> None:
    mine, theirs = Turn(number=1, text="Hello."), Turn(number=2, text="Good morning.", lane=1)
    names = SpeakerNames.of([mine, theirs])
    assert [str(run) for turn in (mine, theirs) for run in spoken_runs(turn, names)] == [
        "Me: Hello.",
        "Others: Good morning.",
    ]
    assert names.speakers == (ME, OTHERS)


def test_a_person_names_both_sources() -> None:
    names = SpeakerNames({ME: "Ada"})
    names.rename(OTHERS, "The board")
    assert str(spoken_runs(Turn(number=1, text="Hello."), names)[0]) == "Ada: Hello."
    assert str(spoken_runs(Turn(number=2, text="Hello.", lane=1), names)[0]) == "The board: Hello."


def test_speakers_whom_the_service_tells_apart_stay_beside_the_sources() -> None:
    told = Turn(number=1, text="Yes.", lane=1, segments=(SpeakerSegment("others:A", "Yes."),))
    names = SpeakerNames.of([told])
    assert [run.name for run in spoken_runs(told, names)] == ["Speaker 1"]
    assert names.speakers == (ME, OTHERS, "others:A")
