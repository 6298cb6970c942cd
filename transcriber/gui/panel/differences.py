"""Where the session that a service made differs from what it was asked for, in words.

Pure but for the window's language.
"""

from dataclasses import fields
from typing import TYPE_CHECKING

from transcriber.audio.formats import AudioFormat
from transcriber.gui.language import in_words, tr
from transcriber.gui.panel.field_words import AUDIO_FORMATS
from transcriber.realtime.configuration import (
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
)
from transcriber.sentence import said

if TYPE_CHECKING:
    from transcriber.realtime.events import AnnouncedSession

_VALUES: dict[object, str] = {
    **{audio_format: label for label, audio_format in AUDIO_FORMATS},
    NoiseReduction.NEAR_FIELD: said("near field"),
    NoiseReduction.FAR_FIELD: said("far field"),
    True: said("on"),
    False: said("off"),
}
_NOTHING = {
    "language": said("automatic detection"),
    "languages": said("no list"),
    "keywords": said("none"),
    "prompt": said("none"),
}
_UNITS = {"prefix_padding_ms": " ms", "silence_duration_ms": " ms", "client_secret_seconds": " s"}
_LONGEST_CHARACTERS = 60


def differences(session: "AnnouncedSession", asked: SessionConfiguration | None) -> dict[str, str]:
    """`Service uses 200 ms` by the name of the field; what a service does not state is no difference."""
    if asked is None:
        return {}
    found: dict[str, str] = {}
    for field in fields(SessionConfiguration):
        if field.name not in session.stated:
            continue
        wanted, got = getattr(asked, field.name), getattr(session.configuration, field.name)
        if field.name == "turn_detection":
            found |= _in_turn_detection(wanted, got)
        elif (wanted or None) != (got or None):
            found[field.name] = tr("Service uses {what}").format(what=_words(field.name, got))
    return found


def turn_detection_words(turn_detection: TurnDetection) -> str:
    """The kind alone."""
    match turn_detection:
        case ServerVad():
            return tr("silence")
        case SemanticVad():
            return tr("meaning")
        case None:
            return tr("none")


def _in_turn_detection(wanted: TurnDetection, got: TurnDetection) -> dict[str, str]:
    if type(wanted) is not type(got):
        return {"turn_detection": tr("Service uses {what}").format(what=turn_detection_words(got))}
    if got is None:
        return {}
    return {
        field.name: tr("Service uses {what}").format(what=_words(field.name, getattr(got, field.name)))
        for field in fields(got)
        if getattr(wanted, field.name) != getattr(got, field.name)
    }


def _words(name: str, value: object) -> str:
    if value is None or value in ((), ""):
        return in_words(_NOTHING.get(name, said("none")))
    if isinstance(value, tuple):
        words = ", ".join(str(each) for each in value)
    elif isinstance(value, bool | AudioFormat | NoiseReduction):
        words = in_words(_VALUES[value])
    elif isinstance(value, int | float):
        words = f"{value:g}{_UNITS.get(name, '')}"
    else:
        words = str(value)
    return words if len(words) <= _LONGEST_CHARACTERS else f"{words[: _LONGEST_CHARACTERS - 1]}…"
