from datetime import UTC, datetime, timedelta, timezone

import pytest

from transcriber.export.material import ExportOptions, Material, TimeRange


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1:30-2:00", TimeRange(90_000, 120_000)),
        ("5-", TimeRange(5000)),
        ("-0:07", TimeRange(0, 7000)),
    ],
)
def test_a_range_may_be_open(text: str, wanted: TimeRange) -> None:
    assert TimeRange.parse(text) == wanted


@pytest.mark.parametrize("text", ["", "-", "5", "2:00-1:00", "1-1", "a-b", "1-2-3"])
def test_what_is_not_a_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        TimeRange.parse(text)


def test_a_range_has_its_start_and_not_its_end() -> None:
    wanted = TimeRange(1000, 2000)

    assert [wanted.touches(*span) for span in [(0, 1000), (0, 1001), (1999, 3000), (2000, 3000), (1000, 1000)]] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_times_are_what_is_customary_unless_asked_for() -> None:
    assert [ExportOptions(times=times).has_times(default=False) for times in (None, True, False)] == [
        False,
        True,
        False,
    ]
    assert [ExportOptions(speakers=speakers).has_speakers for speakers in (None, True, False)] == [True, True, False]


def test_the_beginning_is_told_in_its_own_zone() -> None:
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

    assert Material(turns=[], started=at).started_text == "2026-11-21 09:30 UTC"
    there = at.astimezone(timezone(timedelta(hours=1), "CET"))
    assert Material(turns=[], started=there).started_text == "2026-11-21 10:30 CET"
    assert Material(turns=[]).started_text == ""
