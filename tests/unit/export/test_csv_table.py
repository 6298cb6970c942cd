import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.export.conftest import said
from transcriber.export.csv_table import BYTE_ORDER_MARK, to_csv
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn


def read(document: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(document, newline=""), strict=True))


def test_a_row_each(talk: list[Turn], turns: list[Turn]) -> None:
    assert read(to_csv(Material(turns=[*talk, *turns[1:2]], gaps=[Gap(9000, 9500, "The link was down.")]))) == [
        ["start", "end", "speaker", "state", "text", "transcribed_by"],
        ["00:00:01.000", "00:00:02.500", "Speaker 1", "spoken", "Hello.", ""],
        ["00:00:03.000", "00:00:05.000", "Speaker 2", "spoken", "*Hi.*", ""],
        ["00:00:06.000", "00:00:07.000", "Speaker 2", "spoken", "Bye.", ""],
        ["00:00:02.000", "", "", "failed", "The audio could not be transcribed.", ""],
        ["00:00:09.000", "00:00:09.500", "", "gap", "The link was down.", ""],
    ]


def test_columns_that_nobody_asked_for_are_left_out(talk: list[Turn]) -> None:
    options = ExportOptions(times=False, speakers=False)
    assert read(to_csv(Material(turns=talk, options=options))) == [
        ["state", "text", "transcribed_by"],
        ["spoken", "Hello. *Hi.*", ""],
        ["spoken", "Bye.", ""],
    ]


def test_a_spreadsheet_runs_no_formula(talk: list[Turn]) -> None:
    turns = [said(text) for text in ("=1+1", "+49 30", "-5 degrees", "@here", "\t=1", "\r=1", "＝1", "1=1")]
    assert [row[4] for row in read(to_csv(Material(turns=turns)))[1:]] == [
        "'=1+1",
        "'+49 30",
        "'-5 degrees",
        "'@here",
        "'=1",
        "'=1",
        "'＝1",
        "1=1",
    ]
    names = SpeakerNames({"spk_1": "=cmd()"})
    assert read(to_csv(Material(turns=talk, names=names)))[1][2] == "'=cmd()"


@given(st.text(alphabet="ab \",;\n\r'=", min_size=1).filter(lambda text: bool(text.split())))
def test_another_reader_finds_the_words(text: str) -> None:
    [_, row] = read(to_csv(Material(turns=[said(text)])))
    assert row[4].removeprefix("'") == " ".join(text.split()).removeprefix("'")


def test_the_byte_order_mark_stands_first_and_only_if_asked_for() -> None:
    document = to_csv(Material(turns=[said("Ä")]), with_byte_order_mark=True)

    assert document.startswith(BYTE_ORDER_MARK)
    assert read(document.encode().decode("utf-8-sig"))[0][0] == "start"
    assert BYTE_ORDER_MARK not in to_csv(Material(turns=[said("Ä")]))
