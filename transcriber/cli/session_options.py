"""The options of a transcription session, the same for every command, and the session that they ask for."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transcriber.audio.formats import AudioFormat
from transcriber.cli.asked_fields import with_commit_fields, with_session_fields
from transcriber.cli.faults import WrongUsage
from transcriber.cli.field_values import COMMIT_PREFIX, READERS, SESSION_READERS, Asked, assignment
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.fitting import SEMANTIC_VAD_FIELD, fitted, refusals
from transcriber.realtime.models import LOCAL_MODEL, ModelCapabilities
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import load_preferences
from transcriber.settings.presets import Preset, all_presets, apply_preset
from transcriber.settings.profiles import LOCAL, Profile, UnknownServiceError, profile_named

_VAD = ServerVad()
_VAD_KINDS = {"server": "server_vad", "semantic": "semantic_vad", "none": "none"}
_LANGUAGE_FIELDS = ("language", "languages")
_OPTIONS = (
    ("model", "model"),
    ("language", "language"),
    ("prompt", "prompt"),
    ("audio_format", "audio_format"),
    ("noise_reduction", "noise_reduction"),
    ("vad", "turn_detection"),
    ("vad_threshold", "threshold"),
    ("prefix_padding_ms", "prefix_padding_ms"),
    ("silence_duration_ms", "silence_duration_ms"),
)
"""The options that are short for a field, and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSession:
    """A session as the command line asks for it, before anything is left out."""

    profile: Profile
    configuration: SessionConfiguration
    commit_policy: CommitPolicy
    asked: tuple[Asked, ...]
    """The fields that were named on the command line."""

    @property
    def model(self) -> ModelCapabilities:
        """What is known of the model that will listen."""
        return self.profile.capabilities_of(self.configuration.model)

    @property
    def refused(self) -> dict[str, str]:
        """What this service does not take as it is, each field with the reason."""
        return refusals(self.model, self.profile.switches)

    @property
    def left_out(self) -> dict[str, str]:
        """The fields that do not reach the service in any way, each with the reason."""
        at_rest = SessionConfiguration(turn_detection=None)
        return {
            field: reason
            for field, reason in self.refused.items()
            if not hasattr(at_rest, field)
            or getattr(self.configuration, field) == getattr(at_rest, field)
            or not self.is_sent(field)
        }

    def is_sent(self, field: str) -> bool:
        """Whether the service is asked for what the configuration holds in this field."""
        asked, sent = self.configuration, self.sent
        if field in _LANGUAGE_FIELDS:
            # One language may travel in the other field.
            return {asked.language, *asked.languages} - {None} == {sent.language, *sent.languages} - {None}
        return bool(getattr(asked, field) == getattr(sent, field))

    @property
    def sent(self) -> SessionConfiguration:
        """What is asked of the service."""
        return fitted(self.configuration, self.model, self.profile.switches)


def add_session_options(parser: argparse.ArgumentParser, *, has_service: bool = True, connects: bool = True) -> None:
    """Add every session option to a command.

    Args:
        parser: The command's.
        has_service: False where the command names its service otherwise than by `--service`.
        connects: False where nothing is sent, so that a client secret has no use.
    """
    group = parser.add_argument_group("the transcription session")
    if has_service:
        group.add_argument(
            "--service",
            default=LOCAL.name,
            metavar="NAME|ADDRESS",
            help="one of `transcriber services`, or a service's address such as https://host/v1 (its key in "
            f"TRANSCRIBER_SERVICE_KEY) (default {LOCAL.name}: this computer itself)",
        )
    group.add_argument(
        "--dialect", choices=[*Dialect], help="of the Realtime API (default: the service's own, mostly ga)"
    )
    group.add_argument(
        "--preset", metavar="NAME", help="settings for a situation, such as Meeting; other options count more"
    )
    _add_words(group)
    _add_sound(group)
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=f"any field of the session or of this program's commits, as often as needed: {', '.join(READERS)}",
    )
    if connects:
        group.add_argument(
            "--secret-stdin",
            action="store_true",
            help="read a client secret that was made elsewhere from stdin; its session's own settings are then used",
        )


def _add_words(group: "argparse._ArgumentGroup") -> None:
    group.add_argument(
        "--model", help=f"the service's name for it (default: the service's own, here on this computer {LOCAL_MODEL})"
    )
    group.add_argument("--language", metavar="CODE", help="ISO 639-1, such as en (default: the service finds out)")
    group.add_argument(
        "--prompt", metavar="TEXT", help="words or names to expect, where the model takes a prompt (default none)"
    )


def _add_sound(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--audio-format", choices=[*AudioFormat], help="on the wire (default pcm16)")
    group.add_argument("--noise-reduction", choices=["off", *NoiseReduction], help="by the service (default off)")
    group.add_argument(
        "--vad",
        choices=[*_VAD_KINDS],
        help="what ends a turn: a silence, the sense of the words, or this program at pauses (default server, or none "
        "where the model ends no turns)",
    )
    group.add_argument("--vad-threshold", metavar="P", help=f"0 to 1 (default {_VAD.threshold})")
    group.add_argument("--prefix-padding-ms", metavar="MS", help=f"(default {_VAD.prefix_padding_ms})")
    group.add_argument("--silence-duration-ms", metavar="MS", help=f"(default {_VAD.silence_duration_ms})")


def session_from(options: argparse.Namespace, preferences: Preferences | None = None) -> AskedSession:
    """The session that was asked for; `preferences` are the saved ones, read if they are not given.

    Raises:
        WrongUsage: A field is out of its range, or there is no such service or preset; the text names it.
    """
    saved = preferences or load_preferences()
    profile = _profile(options, saved)
    asked = tuple(_asked(options))
    base = SessionConfiguration(model=profile.default_model, language="en" if profile.is_local else None)
    preset = _preset(options.preset, saved) if options.preset else None
    if not profile.default_model and not any(each.field == "model" for each in asked):
        raise WrongUsage(f"{profile.title} has no model of its own: name one with --model")
    return AskedSession(
        profile=profile,
        configuration=with_session_fields(apply_preset(preset, base) if preset else base, asked),
        commit_policy=with_commit_fields(preset.commit_policy if preset else CommitPolicy(), asked),
        asked=asked,
    )


def refuse_what_is_not_taken(session: AskedSession, *, is_secret_pasted: bool = False) -> None:
    """Nothing that was asked for by name may go under silently.

    Raises:
        WrongUsage: The model or the service does not take a field that was named.
    """
    session_fields = [each for each in session.asked if not each.field.startswith(COMMIT_PREFIX)]
    if is_secret_pasted and session.profile.is_local:
        raise WrongUsage("argument --secret-stdin: this computer itself takes no secret made elsewhere")
    if is_secret_pasted and session_fields:
        raise session_fields[0].wrong("the session was configured where the client secret was made")
    for each in session_fields:
        field = each.field if each.field in SESSION_READERS else "turn_detection"
        if not session.is_sent(field):
            raise each.wrong(_reason(session, field).removesuffix("."))


def _reason(session: AskedSession, field: str) -> str:
    reasons = session.refused
    if field == "turn_detection":
        return reasons.get(field) or reasons[SEMANTIC_VAD_FIELD]
    return reasons.get(field) or f"{session.profile.title} runs {session.sent.model} only."


def _asked(options: argparse.Namespace) -> Iterator[Asked]:
    for option, field in _OPTIONS:
        text = getattr(options, option)
        if text is not None:
            yield Asked(field, _VAD_KINDS[text] if option == "vad" else text, f"--{option.replace('_', '-')}")
    for text in options.set:
        yield assignment(text)


def _profile(options: argparse.Namespace, saved: Preferences) -> Profile:
    try:
        profile = profile_named(options.service, saved.profiles)
    except UnknownServiceError as error:
        raise WrongUsage(f"argument --service: {error}") from error
    if options.dialect is None:
        return profile
    return replace(profile, switches=replace(profile.switches, dialect=Dialect(options.dialect)))


def _preset(name: str, saved: Preferences) -> Preset:
    presets = all_presets(saved.presets)
    found = next((preset for preset in presets if preset.name.casefold() == name.casefold()), None)
    if found is None:
        names = ", ".join(preset.name for preset in presets)
        raise WrongUsage(f"argument --preset: there is no preset named {name!r}; there are {names}")
    return found
