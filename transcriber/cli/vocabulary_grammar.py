"""What `transcriber vocabulary` takes, and the option that gives a recording words of its own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcriber.cli.grammar import Parser


def add_vocabulary(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command with its actions."""
    vocabulary = commands.add_parser("vocabulary", help="names and jargon that are to be written right")
    vocabulary.set_defaults(action=None)
    actions = vocabulary.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="every word, as lines `heard -> written` (the default)")
    add = actions.add_parser("add", help="add a word, or more heard forms of one")
    add.add_argument("written", metavar="WORD", help="as it is to be written")
    add.add_argument("--heard", metavar="FORM", action="append", default=[], help="what is replaced by it; repeatable")
    add.add_argument("--preset", metavar="NAME", default="", help="only with this preset")
    add.add_argument("--not-expected", action="store_true", help="do not tell services to expect it")
    remove = actions.add_parser("remove", help="remove a word with all its heard forms")
    remove.add_argument("written", metavar="WORD")
    remove.add_argument("--preset", metavar="NAME", default="", help="the one of this preset")
    imported = actions.add_parser("import", help="add the words of a file: CSV, or lines `heard -> written`")
    imported.add_argument("file", metavar="FILE", type=Path)
    exported = actions.add_parser("export", help="print every word as CSV, or write a file")
    exported.add_argument("--output", metavar="FILE", type=Path, help="a new file; .txt for lines `heard -> written`")


def add_vocabulary_option(command: argparse.ArgumentParser) -> None:
    """Words from a file in the place of the saved ones."""
    command.add_argument(
        "--vocabulary",
        metavar="FILE",
        type=Path,
        help="names and jargon from this file instead of the saved ones: CSV, or lines `heard -> written`",
    )
