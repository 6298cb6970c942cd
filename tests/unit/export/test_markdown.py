from transcriber.export.markdown import to_markdown
from transcriber.transcript.turns import Turn


def test_times_stand_before_the_turns_and_markup_is_text(turns: list[Turn]) -> None:
    assert to_markdown(turns, "My *talk*").splitlines() == [
        "# My \\*talk\\*",
        "",
        "00:00:00 Cats \\& dogs \\<b\\>--\\>\\</b\\>",
        "",
        "00:00:02 *Not transcribed: The audio could not be transcribed.*",
        "",
        "00:00:03 \\# Not a \\*heading\\*",
    ]


def test_speakers_have_a_paragraph_each(talk: list[Turn]) -> None:
    assert to_markdown(talk, "Talk").splitlines()[2:] == [
        "00:00:01 **Speaker 1:** Hello.",
        "",
        "00:00:03 **Speaker 2:** \\*Hi.\\*",
        "",
        "00:00:06 **Speaker 2:** Bye.",
    ]
