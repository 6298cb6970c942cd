"""The command line's way to each command. Imports only what the command needs."""

import argparse
import os
import sys
from collections.abc import Sequence

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.grammar import Parser, command_line
from transcriber.cli.plain_lines import one_line


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. Words that the parser does not know raise SystemExit(2)."""
    parser = command_line()
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        parser.error(_too_many(unknown))
    if hasattr(sys.stdout, "reconfigure"):
        # "replace" for file names that are not text: they hold lone surrogates, which no encoding takes.
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    try:
        code = _run(options, parser)
        sys.stdout.flush()
    except WrongUsage as error:
        sys.stderr.write(f"{_name_of(options)}: {one_line(str(error))}\n")
        return 2
    except CannotStart as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        return 1
    except BrokenPipeError:
        _write_nothing_more()
        return 0
    except OSError as error:
        # Only what is written to stdout reaches this far: every other fault of the environment is a problem of its own.
        _write_nothing_more()
        sys.stderr.write(f"The output cannot be written: {error.strerror or error}.\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _too_many(unknown: list[str]) -> str:
    """Names options only: any other word may be a key that does not belong here."""
    names = [word.partition("=")[0] for word in unknown if word.startswith("--")]
    return f"unrecognized arguments: {' '.join(names)}" if names else "there is an argument too many"


def _name_of(options: argparse.Namespace) -> str:
    return " ".join(filter(None, ("transcriber", options.command, getattr(options, "action", None))))


def _write_nothing_more() -> None:
    """Nobody takes our output any more; the interpreter would still flush it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace, parser: Parser) -> int:
    match options.command:
        case "listen":
            from transcriber.cli import listen

            return listen.run(options)
        case "transcribe":
            from transcriber.cli import transcribe

            return transcribe.run(options)
        case "history":
            from transcriber.cli import history

            return history.run(options)
        case "export":
            from transcriber.cli import export

            return export.run(options)
        case "session":
            from transcriber.cli import session

            return session.run(options)
        case "services":
            from transcriber.cli import services

            return services.run(options)
        case "key":
            from transcriber.cli import key

            return key.run(options)
        case "vocabulary":
            from transcriber.cli import vocabulary

            return vocabulary.run(options)
        case "diagnose":
            from transcriber.cli import diagnose

            return diagnose.run(options)
        case "devices":
            from transcriber.cli import devices

            return devices.run(options)
        case _:
            parser.error("say which command")
