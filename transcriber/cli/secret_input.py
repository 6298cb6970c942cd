"""Keys and client secrets as they are typed or piped in: never shown, never an argument."""

import getpass
import sys

from transcriber.cli.faults import CannotStart
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStoreError, typed_secret

_LONGEST_CHARACTERS = 65_536


def read_secret(prompt: str) -> Secret:
    """From the terminal without echo, or the first line of stdin where that is no terminal.

    Raises:
        CannotStart: It is empty, or cannot be one; the text is not repeated.
    """
    try:
        return typed_secret(_text(prompt))
    except KeyStoreError as error:
        raise CannotStart(f"{error.message} {error.remedy}".strip()) from error


def stdin_is_terminal() -> bool:
    """Whether somebody can answer a question."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def _text(prompt: str) -> str:
    if sys.stdin is None:
        return ""
    try:
        if stdin_is_terminal():
            return getpass.getpass(prompt, stream=sys.stderr)
        return sys.stdin.readline(_LONGEST_CHARACTERS)
    except EOFError:
        return ""
    except UnicodeDecodeError:
        raise CannotStart("What came on stdin is no text; a key is written in plain letters and digits.") from None
