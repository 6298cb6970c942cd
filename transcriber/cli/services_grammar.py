"""What `transcriber services` takes."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.cli.session_options import add_session_options
from transcriber.cli.switch_values import SWITCH_READERS
from transcriber.cli.trace_options import add_trace_options
from transcriber.settings.profiles import KeyPlace
from transcriber.settings.templates import SERVICE_TEMPLATES

if TYPE_CHECKING:
    from transcriber.cli.grammar import Parser

_KEY_PLACES = [place.value for place in KeyPlace if place is not KeyPlace.MEMORY]


def add_services(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command with its actions."""
    services = commands.add_parser("services", help="list, test, add, change, remove, export and import services")
    services.add_argument("--json", action="store_true", help="as JSON")
    services.set_defaults(action=None)
    actions = services.add_subparsers(dest="action", metavar="ACTION")
    _add_looks(actions)
    _add_test(actions)
    _add_edits(actions)
    _add_files(actions)


def _add_looks(actions: "argparse._SubParsersAction[Parser]") -> None:
    listed = actions.add_parser("list", help="every service, and whether it has a key (the default)")
    show = actions.add_parser("show", help="everything about one service, but not its key")
    show.add_argument("name", metavar="NAME")
    for each in (listed, show):
        # Said nothing here, what stands before the action counts.
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="as JSON")


def _add_test(actions: "argparse._SubParsersAction[Parser]") -> None:
    test = actions.add_parser(
        "test",
        help="test the connection step by step",
        description="Try the address, the client secret, the connection, the settings and a second of speech; say at "
        "which step it fails, why, and what to change.",
    )
    test.add_argument("service", metavar="NAME")
    add_session_options(test, has_service=False)
    add_trace_options(test)


def _add_edits(actions: "argparse._SubParsersAction[Parser]") -> None:
    add = actions.add_parser("add", help="add a service")
    add.add_argument("name", metavar="NAME", help="what --service will take: lower-case letters, digits and -")
    templates = " ".join(f"{each.name}: {each.explanation}" for each in SERVICE_TEMPLATES)
    add.add_argument(
        "--template",
        choices=[each.name for each in SERVICE_TEMPLATES],
        default="compatible",
        help=f"what to start from (default compatible). {templates}".replace("%", "%%"),
    )
    change = actions.add_parser("change", help="give a service other values")
    change.add_argument("name", metavar="NAME")
    for each in (add, change):
        _add_values(each)
    remove = actions.add_parser("remove", help="remove a service and forget its key; a built-in one starts anew")
    remove.add_argument("name", metavar="NAME")
    confirm = actions.add_parser("confirm", help="agree to the first use of an imported service")
    confirm.add_argument("name", metavar="NAME")


def _add_values(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", help="its name for people")
    parser.add_argument("--address", metavar="URL", help="up to and including the version, such as https://host/v1")
    parser.add_argument("--model", help="the model that is used where none is named")
    parser.add_argument("--behaves-like", metavar="MODEL", help="the model behind a deployment's own name")
    parser.add_argument("--key-place", choices=_KEY_PLACES, help="where its key is kept, or none")
    parser.add_argument("--key-variable", metavar="VARIABLE", help="the environment variable that holds the key")
    parser.add_argument(
        "--switch",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"how it differs from OpenAI's, as often as needed: {', '.join(SWITCH_READERS)}",
    )


def _add_files(actions: "argparse._SubParsersAction[Parser]") -> None:
    export = actions.add_parser("export", help="write services to hand on, without keys")
    export.add_argument("names", metavar="NAME", nargs="*", help="(default: all but this computer)")
    export.add_argument("--output", metavar="FILE", type=Path, help="a new file instead of stdout")
    imported = actions.add_parser("import", help="read services that were exported; none is used before you confirm it")
    imported.add_argument("file", metavar="FILE", type=Path)
