"""The command line's parser and its way to each command. Imports only what the command needs."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from transcriber import __version__
from transcriber.cli.session_options import add_session_options

_EPILOG = """\
without a command the window opens. `transcriber COMMAND --help` says more about one.

exit codes: 0 done, 1 the work failed, 2 wrong usage. Data goes to stdout, everything else to stderr.
Ctrl-C ends a recording and still waits for its last words; a second Ctrl-C quits at once.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (`{self.prog} --help` says more)\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code. Wrong usage raises SystemExit(2)."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        # "replace" for file names that are not text: they hold lone surrogates, which no encoding takes.
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    try:
        code = _run(options, parser)
        sys.stdout.flush()
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


def _write_nothing_more() -> None:
    """Nobody takes our output any more; the interpreter would still flush it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    match options.command:
        case "listen":
            from transcriber.cli import listen

            return listen.run(options)
        case "transcribe":
            from transcriber.cli import transcribe

            return transcribe.run(options)
        case "devices":
            from transcriber.cli import devices

            return devices.run(options)
        case _:
            parser.error("say which command")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="transcriber",
        description="Live captions and transcripts, on this computer or through a Realtime transcription service.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"transcriber {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_listen(commands)
    _add_transcribe(commands)
    commands.add_parser("serve", help="the engine alone, for other programs on this computer", add_help=False)
    devices = commands.add_parser("devices", help="list the microphones")
    devices.add_argument("--json", action="store_true", help="as JSON")
    return parser


def _add_listen(commands: "argparse._SubParsersAction[_Parser]") -> None:
    listen = commands.add_parser(
        "listen",
        help="live captions in the terminal",
        description="Live captions of a microphone, or of a file played as if it were being spoken.",
    )
    listen.add_argument(
        "--input",
        metavar="DEVICE|FILE",
        help="a microphone's name or id (see `transcriber devices`), or an audio file; without it the system's "
        "microphone, or the bundled sample where there is none",
    )
    listen.add_argument("--format", choices=["txt", "jsonl"], default="txt", help="lines of text, or JSON lines")
    add_session_options(listen)


def _add_transcribe(commands: "argparse._SubParsersAction[_Parser]") -> None:
    transcribe = commands.add_parser("transcribe", help="transcribe audio files")
    transcribe.add_argument("files", metavar="FILE", nargs="+", type=Path, help="WAV, FLAC, OGG or MP3")
    transcribe.add_argument(
        "--speed", type=_speed, default=None, metavar="N|max", help="times real time, or max (the default)"
    )
    transcribe.add_argument(
        "--format",
        choices=["txt", "jsonl", "srt", "vtt", "json", "md"],
        default="txt",
        help="txt is the transcript alone",
    )
    transcribe.add_argument(
        "--output", metavar="FOLDER", type=Path, help="write FOLDER/NAME.FORMAT for every file instead of stdout"
    )
    add_session_options(transcribe)


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 100.0:
        raise argparse.ArgumentTypeError(f"{text!r} is neither max nor a number from 0.1 to 100")
    return speed
