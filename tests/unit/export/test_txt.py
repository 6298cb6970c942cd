from transcriber.export.txt import to_txt, turn_line
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnState


def test_it_is_the_transcript_alone_and_a_failure_is_not_hidden(turns: list[Turn]) -> None:
    assert to_txt(turns).splitlines() == [
        "Cats & dogs <b>--></b>",
        "[not transcribed: The audio could not be transcribed.]",
        "# Not a *heading*",
    ]


def test_a_failed_turn_is_a_line_too() -> None:
    assert turn_line(Turn(number=1, state=TurnState.FAILED, failure="No\nspeech.")) == "[not transcribed: No speech.]"
    assert turn_line(Turn(number=1, state=TurnState.FAILED)) == "[not transcribed: the service gave no reason]"


def test_speakers_have_a_line_each(talk: list[Turn]) -> None:
    assert to_txt(talk).splitlines() == ["Speaker 1: Hello.", "Speaker 2: *Hi.*", "Speaker 2: Bye."]
    assert to_txt(talk, SpeakerNames({"spk_2": "Grace"})).splitlines()[2] == "Grace: Bye."
