"""Services as plain data, as the settings file and exported files hold them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import Switches, validate_switches
from transcriber.sentence import said
from transcriber.settings.plain_data import NonsenseError, from_plain, to_plain, with_fields_of
from transcriber.settings.profile_rules import validate_identity
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, Profile, ServiceKind, with_profile

_KINDS = {LOCAL.name: ServiceKind.LOCAL, OPENAI.name: ServiceKind.OPENAI}


def profiles_document(profiles: Iterable[Profile]) -> list[dict[str, Any]]:
    """What of `profiles` is not built in as it is: the rest is written nowhere, so that it can change."""
    return [to_plain(profile) for profile in profiles if profile not in BUILT_IN_PROFILES]


def profiles_from(document: Any) -> tuple[tuple[Profile, ...], list[str]]:
    """The built-in services, then those of `document`; and what of it makes no sense.

    An entry whose name, address or place of the key makes no sense is left out: a guess could send a key elsewhere.
    A switch that makes no sense falls back to its default.
    """
    profiles: tuple[Profile, ...] = BUILT_IN_PROFILES
    if not isinstance(document, list):
        return profiles, ["profiles"]
    wrong, seen = [], set()
    for number, entry in enumerate(document, start=1):
        try:
            profile, wrong_switches = profile_from(entry)
        except NonsenseError:
            wrong.append(f"profiles[{number}]")
            continue
        if profile.name in seen:
            wrong.append(f"profiles[{number}]")
            continue
        seen.add(profile.name)
        profiles = with_profile(profiles, profile)
        wrong += [f"profiles[{number}].{name}" for name in wrong_switches]
    return profiles, wrong


def profile_from(entry: Any) -> tuple[Profile, list[str]]:
    """One service, and the names of its switches that make no sense.

    Raises:
        NonsenseError: Anything but a switch makes no sense.
    """
    if not isinstance(entry, Mapping):
        raise NonsenseError(said("is no such table"))
    known = {field.name for field in fields(Profile)} - {"switches"}
    plain = {name: value for name, value in entry.items() if name in known}
    profile: Profile = from_plain(Profile, {"base_url": {"type": "none"}, **plain})
    if profile.name in _KINDS:
        profile = replace(profile, kind=_KINDS[profile.name])
    try:
        validate_identity(profile)
    except ConfigurationError as error:
        raise NonsenseError(error.message) from None
    start = LOCAL.switches if profile.is_local else Switches()
    switches, wrong = with_fields_of(start, entry.get("switches", {}), validate_switches)
    return replace(profile, switches=switches), wrong
