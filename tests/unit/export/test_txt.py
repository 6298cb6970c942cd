from transcriber.export.material import ExportOptions, Material
from transcriber.export.txt import to_txt, turn_lines
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnState


def test_it_is_the_transcript_alone_and_a_failure_is_not_hidden(turns: list[Turn]) -> None:
    assert to_txt(Material(turns=turns)).splitlines() == [
        "Cats & dogs <b>--></b>",
        "[Not transcribed: The audio could not be transcribed.]",
        "# Not a *heading*",
    ]


def test_times_are_there_if_asked_for(turns: list[Turn]) -> None:
    untimed = Turn(number=9, state=TurnState.FINISHED, text="Later.")
    assert to_txt(Material(turns=[*turns, untimed], options=ExportOptions(times=True))).splitlines() == [
        "00:00:00  Cats & dogs <b>--></b>",
        "00:00:02  [Not transcribed: The audio could not be transcribed.]",
        "00:00:03  # Not a *heading*",
        "Later.",
    ]


def test_a_failed_turn_is_a_line_too() -> None:
    assert turn_lines(Turn(number=1, state=TurnState.FAILED, failure="No\nspeech."), SpeakerNames()) == [
        "[Not transcribed: No speech.]"
    ]


def test_speakers_have_a_line_each(talk: list[Turn]) -> None:
    assert to_txt(Material(turns=talk)).splitlines() == ["Speaker 1: Hello.", "Speaker 2: *Hi.*", "Speaker 2: Bye."]
    names = SpeakerNames({"spk_2": "Grace"})
    assert to_txt(Material(turns=talk, names=names)).splitlines()[2] == "Grace: Bye."
    assert to_txt(Material(turns=talk, options=ExportOptions(speakers=False))) == "Hello. *Hi.*\nBye.\n"
