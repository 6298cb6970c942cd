from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.unit.export.conftest import said
from transcriber.export.markdown import escaped, to_markdown
from transcriber.export.material import ExportOptions, Material
from transcriber.transcript.turns import Turn


def test_times_stand_before_the_turns_and_markup_is_text(turns: list[Turn]) -> None:
    started = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert to_markdown(Material(turns=turns, title="My *talk*", started=started)).splitlines() == [
        "# My \\*talk\\*",
        "",
        "2026-11-21 09:30 UTC",
        "",
        "00:00:00 Cats \\& dogs \\<b\\>--\\>\\</b\\>",
        "",
        "00:00:02 *Not transcribed: The audio could not be transcribed.*",
        "",
        "00:00:03 \\# Not a \\*heading\\*",
    ]


def test_speakers_have_a_paragraph_each(talk: list[Turn]) -> None:
    assert to_markdown(Material(turns=talk, title="Talk")).splitlines()[2:] == [
        "00:00:01 **Speaker 1:** Hello.",
        "",
        "00:00:03 **Speaker 2:** \\*Hi.\\*",
        "",
        "00:00:06 **Speaker 2:** Bye.",
    ]


@given(st.text(alphabet="ab 12.)-+=*_`<>&#~|[]()!\\:\n\t\"'", min_size=1))
def test_another_reader_sees_the_words_as_they_are(text: str) -> None:
    document = to_markdown(Material(turns=[said(f"x {text}"), said(text)], options=ExportOptions(times=False)))

    tokens = MarkdownIt("commonmark").parse(document)

    wanted = [" ".join(each.split()) for each in ("Transcript", f"x {text}", text) if each.split()]
    assert [shown(token) for token in tokens if token.type == "inline"] == wanted
    assert {token.type for token in tokens} <= {
        "heading_open",
        "heading_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
    }


def shown(inline: Token) -> str:
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    return "".join(child.content for child in inline.children or ())


def test_a_number_in_the_middle_needs_no_escape() -> None:
    assert escaped("in 1984. or so") == "in 1984. or so"
    assert escaped("1984. A novel") == "1984\\. A novel"
