"""`--trace FILE`: the raw exchange with the service, written beside the work."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line


@dataclass(frozen=True, slots=True)
class AskedTrace:
    """Where the exchange goes; its file can be written and did not exist."""

    path: Path
    keeps_audio: bool


def add_trace_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command that talks to a service."""
    group = parser.add_argument_group("the exchange with the service")
    group.add_argument(
        "--trace",
        metavar="FILE",
        type=Path,
        help="write every event to a new file as JSON lines; what is said is in it as text, keys are not",
    )
    group.add_argument("--trace-audio", action="store_true", help="keep the sound in the trace too")


def trace_from(options: argparse.Namespace) -> AskedTrace | None:
    """The trace that was asked for; says on stderr what will be in it.

    Raises:
        WrongUsage: Sound was asked for without a file.
        CannotStart: The file exists already or cannot be written.
    """
    if options.trace is None:
        if options.trace_audio:
            raise WrongUsage("argument --trace-audio: say where with --trace FILE")
        return None
    name = one_line(str(options.trace))
    try:
        # Made and removed again: only the file system itself knows whether it can be written.
        options.trace.touch(exist_ok=False)
        options.trace.unlink()
    except FileExistsError:
        raise CannotStart(f"{name} exists already and was left as it is. Choose another file for --trace.") from None
    except OSError as error:
        raise CannotStart(f"The trace {name} cannot be written: {error.strerror or error}.") from error
    except ValueError:
        raise CannotStart(f"The trace {name} cannot be written: that is no name of a file.") from None
    content = "all speech as sound and text" if options.trace_audio else "all speech as text, without its sound"
    sys.stderr.write(f"The trace {name} will hold {content}; keys are masked. Look at it before you hand it on.\n")
    return AskedTrace(options.trace, options.trace_audio)
