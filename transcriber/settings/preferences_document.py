"""Preferences as plain data, as the settings file holds them, of this version and the one before. Pure.

Nonsense in one entry costs that entry alone.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlsplit

from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import ConfigurationError, SemanticVad, SessionConfiguration, validate
from transcriber.realtime.dialects import Dialect
from transcriber.settings.appearance import Appearance, validate_appearance
from transcriber.settings.caption_document import caption_choices_from
from transcriber.settings.caption_sharing import CaptionSharing, validate_caption_sharing
from transcriber.settings.compact_choice import CompactChoice, validate_compact_choice
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.plain_data import named_entries, to_plain, with_fields_of
from transcriber.settings.preferences import Preferences
from transcriber.settings.presets import PRESET_FIELDS, Preset, preset_from, validate_preset
from transcriber.settings.profile_document import profiles_document, profiles_from
from transcriber.settings.profile_rules import LONGEST_TITLE, validate_identity
from transcriber.settings.profiles import LOCAL, Profile, free_name, profile_named, with_profile
from transcriber.settings.safeguards import AudioKeeping, Safeguards, validate_audio_keeping, validate_safeguards
from transcriber.settings.shortcuts import shortcuts_from
from transcriber.settings.sources import Sources

VERSION = 2
"""Of the settings file; 1 had no number."""

_OWN_READERS = (
    "profiles",
    "configuration",
    "commit_policy",
    "presets",
    "safeguards",
    "audio_keeping",
    "sources",
    "caption_sharing",
    "captions",
    "compact",
    "desktop",
    "appearance",
    "shortcuts",
)
_PLAIN = tuple(field.name for field in fields(Preferences) if field.name not in _OWN_READERS)


def preferences_document(preferences: Preferences) -> dict[str, Any]:
    """The tables of a settings file."""
    document: dict[str, Any] = to_plain(preferences)
    document["profiles"] = profiles_document(preferences.profiles)
    document["presets"] = [_preset_document(preset) for preset in preferences.presets]
    return {"version": VERSION, **document}


def preferences_from(saved: Mapping[str, Any]) -> tuple[Preferences, list[str]]:
    """The preferences in the tables of a settings file, and what of it makes no sense."""
    preferences, wrong = with_fields_of(Preferences(), saved, lambda _: None, names=_PLAIN)
    configuration, wrong_fields = _configuration_from(saved.get("configuration", {}))
    policy, wrong_policy = with_fields_of(CommitPolicy(), saved.get("commit_policy", {}), validate_commit_policy)
    profiles, wrong_profiles = profiles_from(saved.get("profiles", []))
    presets, wrong_presets = named_entries(saved.get("presets", []), _preset_from, validate_preset)
    safeguards, wrong_guards = with_fields_of(Safeguards(), saved.get("safeguards", {}), validate_safeguards)
    keeping, wrong_keeping = with_fields_of(AudioKeeping(), saved.get("audio_keeping", {}), validate_audio_keeping)
    sharing, wrong_sharing = with_fields_of(
        CaptionSharing(), saved.get("caption_sharing", {}), validate_caption_sharing
    )
    wrong += [f"caption_sharing.{name}" for name in wrong_sharing]
    sources, wrong_sources = with_fields_of(Sources(), saved.get("sources", {}), lambda _: None)
    wrong += [f"sources.{name}" for name in wrong_sources]
    wrong += [f"safeguards.{name}" for name in wrong_guards] + [f"audio_keeping.{name}" for name in wrong_keeping]
    wrong += [f"configuration.{name}" for name in wrong_fields] + [f"commit_policy.{name}" for name in wrong_policy]
    appearance, wrong_looks = with_fields_of(Appearance(), saved.get("appearance", {}), validate_appearance)
    wrong += [f"appearance.{name}" for name in wrong_looks]
    shortcuts, wrong_keys = shortcuts_from(saved.get("shortcuts", []))
    wrong += wrong_keys
    captions, wrong_captions = caption_choices_from(saved.get("captions", {}))
    desktop, wrong_desktop = with_fields_of(DesktopChoices(), saved.get("desktop", {}), lambda _: None)
    wrong += [f"desktop.{name}" for name in wrong_desktop]
    compact, wrong_compact = with_fields_of(CompactChoice(), saved.get("compact", {}), validate_compact_choice)
    wrong += [f"compact.{name}" for name in wrong_compact]
    preferences = replace(
        preferences,
        compact=compact,
        desktop=desktop,
        appearance=appearance,
        captions=captions,
        shortcuts=shortcuts,
        configuration=configuration,
        commit_policy=policy,
        profiles=profiles,
        presets=presets,
        safeguards=safeguards,
        audio_keeping=keeping,
        sources=sources,
        caption_sharing=sharing,
    )
    preferences, wrong_service = _with_service(preferences, saved)
    return preferences, wrong + wrong_profiles + wrong_presets + wrong_captions + wrong_service


def version_of(saved: Mapping[str, Any]) -> int:
    """The number that a settings file gives itself; 1 where it gives none."""
    version = saved.get("version", 1)
    return version if type(version) is int and version > 0 else 1


def _configuration_from(saved: Any) -> tuple[SessionConfiguration, list[str]]:
    """A table that says anything without a language means that the service finds it out."""
    at_first = Preferences().configuration
    configuration, wrong = with_fields_of(replace(at_first, language=None), _spelled_now(saved), validate)
    says_anything = isinstance(saved, Mapping) and any(
        field.name in saved and field.name not in wrong for field in fields(SessionConfiguration)
    )
    return (configuration if says_anything else at_first), wrong


def _preset_document(preset: Preset) -> dict[str, Any]:
    document: dict[str, Any] = to_plain(preset)
    table = document["configuration"]
    document["configuration"] = {name: table[name] for name in PRESET_FIELDS if name in table}
    return document


def _preset_from(name: str, table: Mapping[str, Any]) -> tuple[Preset, list[str]]:
    configuration, wrong_fields = with_fields_of(
        SessionConfiguration(), table.get("configuration", {}), validate, names=PRESET_FIELDS
    )
    policy, wrong_policy = with_fields_of(CommitPolicy(), table.get("commit_policy", {}), validate_commit_policy)
    return preset_from(name, configuration, policy), wrong_fields + wrong_policy


def _spelled_now(configuration: Any) -> Any:
    """Turn detection is told by its fields; a person who edits the file may name its type as well, as the API does."""
    if not isinstance(configuration, Mapping) or not isinstance(detection := configuration.get("turn_detection"), dict):
        return configuration
    fields_alone = {name: value for name, value in detection.items() if name != "type"}
    match detection.get("type"):
        case "server_vad":
            return {**configuration, "turn_detection": fields_alone}
        case "semantic_vad":
            return {**configuration, "turn_detection": to_plain(SemanticVad()) | fields_alone}
        case _:
            return configuration


def _with_service(preferences: Preferences, saved: Mapping[str, Any]) -> tuple[Preferences, list[str]]:
    """Version 1 knew one dialect for every service, and an address in the place of a service's name."""
    if preferences.service.startswith(("http://", "https://")):
        try:
            profile = _profile_of_address(preferences.service, preferences.profiles)
        except (ConfigurationError, ValueError):
            return replace(preferences, service=LOCAL.name), ["service"]
        profiles = with_profile(preferences.profiles, profile)
        preferences = replace(preferences, service=profile.name, profiles=profiles)
    profile = preferences.profile
    if version_of(saved) > 1 or saved.get("dialect") != Dialect.BETA.value or profile.is_local:
        return preferences, []
    in_beta = replace(profile, switches=replace(profile.switches, dialect=Dialect.BETA))
    return replace(preferences, profiles=with_profile(preferences.profiles, in_beta)), []


def _profile_of_address(address: str, profiles: tuple[Profile, ...]) -> Profile:
    known = next((profile for profile in profiles if profile.base_url == address.rstrip("/")), None)
    if known is not None:
        return known
    host = urlsplit(address).netloc
    profile = replace(profile_named(address), name=free_name(host, profiles), title=host[:LONGEST_TITLE])
    validate_identity(profile)
    return profile
