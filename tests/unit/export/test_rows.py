from tests.unit.export.conftest import said
from transcriber.export.material import ExportOptions, Gap, Material, TimeRange
from transcriber.export.rows import RowKind, rows_of
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnState


def test_a_live_turn_is_no_row_and_a_failed_one_has_its_reason(turns: list[Turn]) -> None:
    rows = rows_of(Material(turns=turns))

    assert [(row.kind, row.start_ms) for row in rows] == [
        (RowKind.SPOKEN, 0),
        (RowKind.FAILED, 2000),
        (RowKind.SPOKEN, 3000),
    ]
    assert str(rows[1]) == "[Not transcribed: The audio could not be transcribed.]"


def test_a_failure_without_a_reason_says_so() -> None:
    [row] = rows_of(Material(turns=[Turn(number=1, state=TurnState.FAILED, failure=" ")]))
    assert row.note == "Not transcribed: the service gave no reason"


def test_a_gap_stands_where_it_belongs() -> None:
    turns = [said("One.", 0, 1000), said("Untimed.", None), said("Two.", 9000, 9500)]
    gaps = [Gap(20_000, 30_000, "computer suspended"), Gap(2000, 8000, "microphone\nunplugged")]

    assert [str(row) for row in rows_of(Material(turns=turns, gaps=gaps))] == [
        "One.",
        "Untimed.",
        "[Gap: microphone unplugged]",
        "Two.",
        "[Gap: computer suspended]",
    ]


def test_turns_stay_in_their_order_whatever_their_times() -> None:
    turns = [said("Late.", 9000, 9500), said("Early.", 100, 200)]
    assert [row.text for row in rows_of(Material(turns=turns))] == ["Late.", "Early."]


def test_a_range_takes_whole_turns_and_an_untimed_one_goes_with_the_one_before() -> None:
    turns = [said("One.", 0, 1000), said("Two.", 1500, 3000), said("Untimed.", None), said("Three.", 5000, 6000)]
    gaps = [Gap(0, 100, "early"), Gap(4000, 4500, "late")]
    options = ExportOptions(range=TimeRange(2000, 5000))

    rows = rows_of(Material(turns=turns, gaps=gaps, options=options))

    assert [row.text for row in rows] == ["Two.", "Untimed.", "late"]


def test_speakers_have_a_row_each_or_none(talk: list[Turn]) -> None:
    names = SpeakerNames({"spk_2": "Grace"})
    assert [str(row) for row in rows_of(Material(turns=talk, names=names))] == [
        "Speaker 1: Hello.",
        "Grace: *Hi.*",
        "Grace: Bye.",
    ]
    without = rows_of(Material(turns=talk, options=ExportOptions(speakers=False)))
    assert [(str(row), row.end_ms) for row in without] == [("Hello. *Hi.*", 5000), ("Bye.", 7000)]


def test_only_plain_visible_characters_are_left() -> None:
    [row] = rows_of(Material(turns=[said("\x1b[31mred\x00\r\n\u202eevil\u2028\ufffe\ud800 شما می\u200cروید")]))
    assert row.text == "[31mred evil شما می\u200cروید"
