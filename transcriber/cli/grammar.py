"""What each command takes. Imports nothing that a command itself would need."""

import argparse
from pathlib import Path
from typing import Any, NoReturn

from transcriber import __version__
from transcriber.cli.caption_options import add_caption_options
from transcriber.cli.history_grammar import add_export, add_history
from transcriber.cli.safety_options import add_safety_options
from transcriber.cli.services_grammar import add_services
from transcriber.cli.session_options import add_session_options
from transcriber.cli.trace_options import add_trace_options
from transcriber.cli.vocabulary_grammar import add_vocabulary, add_vocabulary_option

_EPILOG = """\
without a command the window opens; where it is open already, it is shown. While it is open,
`transcriber --toggle` starts or stops a recording in it, `--mark` marks the moment, `--captions` shows or hides the
captions and `--show` brings it to the front; all but `--mark` open it where it is not open.
`transcriber COMMAND --help` says more about one.

exit codes: 0 done, 1 the work failed, 2 wrong usage. Data goes to stdout, everything else to stderr.
Ctrl-C ends a recording and still waits for its last words; a second Ctrl-C quits at once.
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and repeats nothing that could be a key in the wrong place."""

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        # argparse takes the `--` of `--range=--` for the end of the options, and an empty list for the value.
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            raise argparse.ArgumentError(action, "'--' is no value")
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Exit with 2."""
        if "--secret-stdin" in message:
            message = "argument --secret-stdin: takes no value; the secret is read from stdin"
        elif "--place" in message:
            message = "argument --place: keyring or file"
        self.exit(2, f"{self.prog}: {message} (`{self.prog} --help` says more)\n")


def command_line() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="transcriber",
        description="Live captions and transcripts, on this computer or through a Realtime transcription service.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"transcriber {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_listen(commands)
    _add_transcribe(commands)
    add_history(commands)
    add_export(commands)
    _add_session(commands)
    add_services(commands)
    _add_key(commands)
    add_vocabulary(commands)
    devices = commands.add_parser("devices", help="list the microphones")
    devices.add_argument("--json", action="store_true", help="as JSON")
    diagnose = commands.add_parser(
        "diagnose",
        help="check sound, engine, network, keyring, display and disk",
        description="Check what the program needs, and say what is in the way. The report holds no keys, nothing that "
        "was said and no names of recordings; a second of the microphone is listened to and not kept.",
        epilog="exit codes: 0 nothing is in the way; 1 something is, and the report calls it TROUBLE (also a "
        "microphone or a display that is not there), or the report could not be written; 2 wrong usage.",
    )
    diagnose.add_argument("--output", metavar="FILE", type=Path, help="write the report there instead of stdout")
    diagnose.add_argument("--json", action="store_true", help="as JSON")
    # Routed before this parser is asked; named here for the help alone.
    commands.add_parser(
        "serve", help="transcribe for other programs on this computer, without a window", add_help=False
    )
    commands.add_parser("replay", help="a saved trace (`--trace FILE`), served again as a service", add_help=False)
    return parser


def _add_listen(commands: "argparse._SubParsersAction[Parser]") -> None:
    listen = commands.add_parser(
        "listen",
        help="live captions in the terminal",
        description="Live captions of a microphone, or of a file played as if it were being spoken. On a terminal, "
        "Enter ends a turn at once.",
    )
    listen.add_argument(
        "--input",
        metavar="DEVICE|FILE",
        help="a microphone's name or id (see `transcriber devices`), or an audio file; without it the system's "
        "microphone, or the bundled sample where there is none",
    )
    listen.add_argument(
        "--with-played-sound",
        action=argparse.BooleanOptionalAction,
        help="also what the computer plays, as a second source: the microphone's words are Me, the played ones Others "
        "(Linux, with PulseAudio or PipeWire; beside a microphone only, so not with --input FILE; default as in the "
        "settings)",
    )
    listen.add_argument(
        "--format", choices=["txt", "jsonl"], default="txt", help="lines of text, or JSON lines (default txt)"
    )
    add_caption_options(listen)
    add_session_options(listen)
    add_vocabulary_option(listen)
    _add_no_history(listen)
    add_safety_options(listen)
    add_trace_options(listen)


def _add_transcribe(commands: "argparse._SubParsersAction[Parser]") -> None:
    transcribe = commands.add_parser("transcribe", help="transcribe audio files")
    transcribe.add_argument("files", metavar="FILE", nargs="+", type=Path, help="WAV, FLAC, OGG or MP3")
    transcribe.add_argument(
        "--speed", type=_speed, default=None, metavar="N|max", help="times real time, or max (the default)"
    )
    transcribe.add_argument(
        "--format",
        choices=["txt", "jsonl", "srt", "vtt", "json", "md", "csv", "html", "docx"],
        default="txt",
        help="txt, the default, is the transcript alone",
    )
    transcribe.add_argument(
        "--times",
        action=argparse.BooleanOptionalAction,
        help="the time of each turn (default: not in txt; subtitles and JSON always have times)",
    )
    transcribe.add_argument(
        "--speakers",
        action=argparse.BooleanOptionalAction,
        help="who said what, where the service tells speakers apart (the default)",
    )
    transcribe.add_argument(
        "--output", metavar="FOLDER", type=Path, help="write FOLDER/NAME.FORMAT for every file instead of stdout"
    )
    add_session_options(transcribe)
    add_vocabulary_option(transcribe)
    _add_no_history(transcribe)
    add_safety_options(transcribe)
    add_trace_options(transcribe)


def _add_no_history(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-history", dest="keeps_history", action="store_false", help="keep nothing of this in the history"
    )


def _add_session(commands: "argparse._SubParsersAction[Parser]") -> None:
    session = commands.add_parser("session", help="show what would be sent to a service")
    actions = session.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    show = actions.add_parser(
        "show",
        help="the JSON that configures a session",
        description="Print the event that would configure the session; what is left out, and why, goes to stderr.",
    )
    show.add_argument("--rest", action="store_true", help="the body of the REST request for a client secret instead")
    add_session_options(show, connects=False)


def _add_key(commands: "argparse._SubParsersAction[Parser]") -> None:
    key = commands.add_parser(
        "key",
        help="the lasting key of a service",
        usage="transcriber key set NAME [--place keyring|file] | remove NAME | status NAME",
        description="Keep, forget or look for the key of a service. A key is typed without being shown, or read from "
        "stdin; it is never an argument, because other programs can read those. `services list` shows the names.",
        allow_abbrev=False,
    )
    # Taken apart by the command itself: argparse repeats in its messages what was typed.
    key.add_argument("words", nargs="*", metavar="set|remove|status NAME", help="what to do, and for which service")
    key.add_argument(
        "--place",
        help="with set, where the key is kept: keyring, that of the system, or file, one that only you can read "
        "(default: where it is kept already, otherwise keyring)",
    )


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
