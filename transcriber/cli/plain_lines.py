"""Text from elsewhere as one line that is safe for a terminal. Pure."""

from collections.abc import Mapping

from transcriber.session.notices import Problem
from transcriber.transcript.plain_text import plain

KEYRING_FAULTS = ("no_keyring", "keyring_locked", "keyring_refused", "keyring_hangs")
"""The codes of what a keyring cannot do."""

_ON_THE_COMMAND_LINE: Mapping[str, str] = {
    "dialect_refused": (
        "For once that is `--dialect ga`, for good `transcriber services change NAME --switch dialect=ga`."
    ),
    "key_refused": "`transcriber key set NAME` takes a new one.",
    **dict.fromkeys(KEYRING_FAULTS, "For a file that is `transcriber key set NAME --place file`."),
}
"""What a problem's remedy is called here, by its code."""


def one_line(text: str) -> str:
    """`text` without line ends and whatever else could steer a terminal: names of files and devices are not ours."""
    return " ".join(plain(text).split())


def problem_line(problem: Problem) -> str:
    """A problem and its remedy as one line."""
    return one_line(f"{problem.message} {problem.remedy} {_ON_THE_COMMAND_LINE.get(problem.code, '')}")
