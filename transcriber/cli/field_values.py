"""Words of the command line as values of a session's fields; a word that is none says which are allowed. Pure."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from transcriber.audio.formats import AudioFormat
from transcriber.cli.faults import WrongUsage
from transcriber.realtime.configuration import Delay, Eagerness, Modality, NoiseReduction


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as somebody asked for it."""

    field: str
    """Its name in `SessionConfiguration` or `ServerVad`/`SemanticVad`; with `commit.` before it in `CommitPolicy`."""
    text: str
    origin: str
    """How the option stands on the command line, for messages."""

    def wrong(self, reason: str) -> WrongUsage:
        """The error that names the option."""
        return WrongUsage(f"argument {self.origin}: {reason}")


Reader = Callable[[str], Any]
"""Text to value; ValueError with what is allowed."""

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}
_NOTHING = {"none", "off", ""}


def as_it_is(text: str) -> str:
    """Any text."""
    return text


def _text_or_none(text: str) -> str | None:
    return text if text.strip() else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in text.split(",")) if text.strip() else ()


def whole_number(text: str) -> int:
    """`-3`, `40`; ValueError otherwise."""
    try:
        return int(text)
    except ValueError:
        raise ValueError("a whole number") from None


def number(text: str) -> float:
    """A finite number; ValueError otherwise."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError("a number")
    return value


def yes_or_no(text: str) -> bool:
    """`true`, `yes`, `on` and their opposites; ValueError otherwise."""
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise ValueError("true or false")


def _or_none(read: Reader) -> Reader:
    def read_or_none(text: str) -> Any:
        if text.lower() in _NOTHING:
            return None
        try:
            return read(text)
        except ValueError as error:
            raise ValueError(f"{error}, or none") from None

    return read_or_none


def one_of(names: tuple[str, ...], make: Callable[[str], Any] = as_it_is) -> Reader:
    """A reader of those names, each turned into its value by `make`."""

    def read(text: str) -> Any:
        if text not in names:
            raise ValueError(f"one of {', '.join(names)}")
        return make(text)

    return read


def _some_of(names: tuple[str, ...]) -> Reader:
    def read(text: str) -> tuple[str, ...]:
        chosen = _list(text)
        if not chosen or not set(chosen) <= set(names):
            raise ValueError(f"{' or '.join(names)}, or both with a comma")
        return chosen

    return read


TURN_DETECTION_KINDS = ("server_vad", "semantic_vad", "none")

SESSION_READERS: Mapping[str, Reader] = {
    "audio_format": one_of(tuple(AudioFormat), AudioFormat),
    "model": as_it_is,
    "language": _or_none(as_it_is),
    "languages": _list,
    "keywords": _list,
    "prompt": _text_or_none,
    "delay": _or_none(one_of(get_args(Delay))),
    "turn_detection": one_of(TURN_DETECTION_KINDS),
    "noise_reduction": _or_none(one_of(tuple(NoiseReduction), NoiseReduction)),
    "noise_reduction_strength": _or_none(number),
    "include_logprobs": yes_or_no,
    "modalities": _some_of(get_args(Modality)),
    "client_secret_seconds": whole_number,
}
"""Every field of `SessionConfiguration`."""

TURN_DETECTION_READERS: Mapping[str, Mapping[str, Reader]] = {
    "server_vad": {
        "threshold": number,
        "prefix_padding_ms": whole_number,
        "silence_duration_ms": whole_number,
    },
    "semantic_vad": {"eagerness": one_of(get_args(Eagerness))},
}
"""Every field of each kind of turn detection; they stand beside the session's on the command line."""

COMMIT_PREFIX = "commit."

COMMIT_READERS: Mapping[str, Reader] = {
    "at_pauses": yes_or_no,
    "pause_ms": whole_number,
    "threshold": number,
    "latest_after_s": _or_none(whole_number),
    "push_to_talk": yes_or_no,
}
"""Every field of `CommitPolicy`."""

READERS: Mapping[str, Reader] = {
    **SESSION_READERS,
    **TURN_DETECTION_READERS["server_vad"],
    **TURN_DETECTION_READERS["semantic_vad"],
    **{COMMIT_PREFIX + name: reader for name, reader in COMMIT_READERS.items()},
}


def value_of(asked: Asked) -> Any:
    """The value in the field's own type; its range is judged by `validate` and `validate_commit_policy`.

    Raises:
        WrongUsage: There is no such field, or the text is no value of it.
    """
    reader = READERS.get(asked.field)
    if reader is None:
        raise asked.wrong(f"there is no field of that name; there are {', '.join(READERS)}")
    try:
        return reader(asked.text)
    except ValueError as error:
        raise asked.wrong(f"{asked.field} must be {error}, not {asked.text!r}") from None


def assignment(text: str) -> Asked:
    """`field=value`, as `--set` takes it.

    Raises:
        WrongUsage: There is no equals sign in it.
    """
    field, equals, value = text.partition("=")
    if not equals:
        raise WrongUsage(f"argument --set: {text!r} is not field=value, such as language=de")
    return Asked(field.strip(), value, f"--set {field.strip()}")
