from transcriber.export.txt import to_txt
from transcriber.transcript.turns import Turn


def test_it_is_the_transcript_alone_and_a_failure_is_not_hidden(turns: list[Turn]) -> None:
    assert to_txt(turns).splitlines() == [
        "Cats & dogs <b>--></b>",
        "[not transcribed: The audio could not be transcribed.]",
        "# Not a *heading*",
    ]
