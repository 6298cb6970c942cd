from datetime import date, timedelta

import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli.grammar import command_line
from transcriber.cli.history_grammar import FORMATS
from transcriber.export.formats import ExportFormat
from transcriber.export.material import TimeRange


def test_every_format_of_the_exports_can_be_asked_for() -> None:
    assert set(FORMATS) == {each.value for each in ExportFormat}


def test_the_help_names_every_action(command: Command) -> None:
    shown = command("history", "--help").out

    assert all(f"\n    {action}" in shown for action in ("list", "show", "search", "rename", "delete"))


@pytest.mark.parametrize(("word", "days_ago"), [("today", 0), ("yesterday", 1)])
def test_days_have_names(word: str, days_ago: int) -> None:
    days = [date.today() - timedelta(days=days_ago)]
    day = command_line().parse_args(["history", "list", "--day", word]).day
    # Midnight may have passed in between.
    assert day in (*days, date.today() - timedelta(days=days_ago))


def test_a_range_is_read_as_times_of_the_recording() -> None:
    options = command_line().parse_args(["export", "--last", "--range", "1:30-2:00"])

    assert options.range == TimeRange(90_000, 120_000)
    assert command_line().parse_args(["export", "--last"]).range == TimeRange()


@pytest.mark.parametrize("arguments", [["export", "--last"], ["history", "transcribe", "abc"]])
def test_a_range_of_two_dashes_is_not_the_whole(command: Command, arguments: list[str]) -> None:
    done = command(*arguments, "--range=--")

    assert (done.code, done.out) == (2, "")
    assert "argument --range: '--' is no value" in done.err


def test_bytes_that_are_no_text_are_looked_for_as_text() -> None:
    asked = command_line().parse_args(["history", "search", "--in", "\udcfe", "a\udcffb", "--", "c"])

    assert (asked.recording, asked.words) == ("?", ["a?b", "c"])
