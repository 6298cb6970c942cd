"""What `transcriber history` and `transcriber export` take."""

import argparse
from datetime import date, timedelta
from typing import TYPE_CHECKING

from transcriber.cli.session_options import add_session_options
from transcriber.export.material import TimeRange

if TYPE_CHECKING:
    from transcriber.cli.grammar import Parser

FORMATS = ("txt", "md", "srt", "vtt", "json", "csv", "html", "docx")
_ID = "the recording's id, or as much of its beginning as no other has"

_FIRST_YEAR, _LAST_YEAR = 1971, 2999
"""Beyond these not every computer knows its time zone."""


def add_history(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command with its actions."""
    history = commands.add_parser("history", help="list, show, search, rename, delete and transcribe recordings")
    actions = history.add_subparsers(dest="action", metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="the recordings by day, newest first")
    listed.add_argument("--day", type=_day, metavar="DAY", help="of one day: 2026-11-21, today or yesterday")
    listed.add_argument("--count", type=_count, metavar="N", help="at most so many (default: all)")
    show = actions.add_parser("show", help="what was said, with times and speakers")
    search = actions.add_parser(
        "search",
        help="turns with all these words, newest first",
        description="Find the turns that hold every word, newest first; what was found stands in brackets. A phrase "
        "stands in double quotes, inside the quotes of the shell: '\"good morning\"'.",
    )
    search.add_argument(
        "words", type=_typed, metavar="WORDS", nargs="+", help="what was said; the last word may be begun only"
    )
    search.add_argument("--in", type=_typed, dest="recording", metavar="ID", help=f"in one recording only: {_ID}")
    search.add_argument("--count", type=_count, metavar="N", default=50, help="at most so many turns (default 50)")
    rename = actions.add_parser("rename", help="give a recording another title")
    delete = actions.add_parser(
        "delete",
        help="delete a recording for good",
        description="Delete a recording with its text, its audio and its words in the search index and in the safety "
        "copies, for good. On a terminal you are asked first; where nobody can be asked, --yes is needed.",
    )
    delete.add_argument("--yes", action="store_true", help="do not ask; needed where stdin is no terminal")
    again = actions.add_parser(
        "transcribe",
        help="transcribe a recording's audio again",
        description="Transcribe the kept audio of a recording again, with any service. Turns that are there are "
        "replaced; what a person made of a turn stays where one turn stands for one. Ctrl-C stops it: what is done "
        "by then stays.",
    )
    recover = actions.add_parser(
        "recover",
        help="transcribe what an interrupted recording lacks",
        description="Transcribe what a recording lacks whose program ended in the midst of it, with the service that "
        "it was made with, or on this computer. Without an id, every interrupted recording.",
    )
    recover.add_argument(
        "recording", type=_typed, metavar="ID", nargs="?", help=f"{_ID} (default: all that were interrupted)"
    )
    tidy = actions.add_parser(
        "tidy",
        help="remove audio whose time has come, make the rest smaller",
        description="Remove the audio that was to be kept no longer, and compress what is to be compressed. The window "
        "does this by itself. A command that records removes at its end what is due, and compresses nothing.",
    )
    for each in (show, rename, delete, again):
        each.add_argument("recording", type=_typed, metavar="ID", help=_ID)
    part = again.add_mutually_exclusive_group()
    part.add_argument(
        "--range", type=_range, metavar="FROM-TO", help="only between two times of the recording: 1:30-2:00 or 1:30-"
    )
    part.add_argument("--missing", action="store_true", help="only what has no text though there may have been speech")
    add_session_options(again, connects=False)
    rename.add_argument("title", metavar="TITLE", nargs="+")
    for each in (listed, show, search, rename, delete, tidy):
        each.add_argument("--json", action="store_true", help="as JSON")


def add_export(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command."""
    export = commands.add_parser(
        "export",
        help="a recording of the history as a document",
        description="Write a recording of the history as a document, to stdout or into a file. A file is written "
        "whole or not at all.",
    )
    export.add_argument("recording", type=_typed, metavar="ID", nargs="?", help=f"{_ID} (`transcriber history list`)")
    export.add_argument("--last", action="store_true", help="the newest recording")
    export.add_argument("--format", choices=FORMATS, help="default: what the name of the file ends in, otherwise txt")
    export.add_argument(
        "--times",
        action=argparse.BooleanOptionalAction,
        help="the time of each turn (default: not in txt; subtitles and JSON always have times)",
    )
    export.add_argument(
        "--speakers",
        action=argparse.BooleanOptionalAction,
        help="who said what, where the service tells speakers apart (the default)",
    )
    export.add_argument(
        "--range",
        type=_range,
        metavar="FROM-TO",
        default=TimeRange(),
        help="only what lies between two times of the recording: 1:30-2:00, 1:30- or, with the sign, --range=-2:00",
    )
    export.add_argument("--output", metavar="FILE|FOLDER", help="a file, or a folder for a file named after the title")
    export.add_argument("--replace", action="store_true", help="over a file that is there already")


def _typed(text: str) -> str:
    """Bytes that are no text arrive as lone surrogates, which the store cannot be asked for."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _day(text: str) -> date:
    # The day on this computer's clock, as a person sees it.
    today = date.today()
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if text in named:
        return named[text]
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-21, today or yesterday")
    return day


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000000")
    return int(text)


def _range(text: str) -> TimeRange:
    try:
        return TimeRange.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
