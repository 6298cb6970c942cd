"""`transcriber services add`, `change`, `remove` and `confirm`."""

import argparse
import os
import sys
from collections.abc import Iterable
from dataclasses import replace

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.first_use import keep_confirmed
from transcriber.cli.plain_lines import one_line
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.cli.saved_keys import key_fault_words, key_store, place_words
from transcriber.cli.switch_values import with_switches
from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import Switches
from transcriber.settings.confirmation import confirmation, readdressed
from transcriber.settings.keys import KeyStoreError
from transcriber.settings.preferences import Preferences
from transcriber.settings.profile_rules import validate_profile, warning_about
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace, Profile, with_profile, without_profile
from transcriber.settings.templates import SERVICE_TEMPLATES

_OPTIONS = {
    "name": "NAME",
    "title": "--title",
    "base_url": "--address",
    "default_model": "--model",
    "behaves_like": "--behaves-like",
    "key_place": "--key-place",
    "key_variable": "--key-variable",
}
"""The option that sets a field; every other field is a switch."""

_KEPT_HERE = (KeyPlace.KEYRING, KeyPlace.FILE)
"""Where this program itself keeps keys from one start to the next."""


def add(options: argparse.Namespace) -> None:
    """A new service from a template and what was given."""
    template = next(each for each in SERVICE_TEMPLATES if each.name == options.template)
    start = replace(template.profile, name=options.name, title=options.title or options.name)
    profile = _edited(start, options)

    def with_added(saved: Preferences) -> Preferences:
        _validate(profile, saved.profiles)
        return replace(saved, profiles=with_profile(saved.profiles, profile))

    try:
        change_preferences(with_added)
    except WrongUsage as error:
        # A template's address has capitals in it that only the person can replace.
        example = "" if options.address else f" The address is like {template.profile.base_url}."
        raise WrongUsage(f"{error}{example}") from error
    _tell_to_try(profile, "Added")


def change(options: argparse.Namespace) -> None:
    """Other values for a service that is there."""
    before = saved_profile(options.name)
    profile = _edited(before, options)
    _validate(profile)
    _check_no_key_stays(before, profile)

    def with_changed(saved: Preferences) -> Preferences:
        # Edited anew: another command may have changed the rest of it meanwhile, or removed it.
        changed = _edited(saved_profile(before.name), options)
        _validate(changed)
        return replace(saved, profiles=with_profile(saved.profiles, changed))

    change_preferences(with_changed)
    _tell_to_try(saved_profile(before.name), "Changed")


def remove(options: argparse.Namespace) -> None:
    """Forget a service and its key; a built-in one becomes what it was at first."""
    profile = saved_profile(options.name)
    is_built_in = any(profile.name == each.name for each in BUILT_IN_PROFILES)
    is_key_forgotten = _forget_key(profile)
    change_preferences(lambda saved: replace(saved, profiles=without_profile(saved.profiles, profile.name)))
    what = f"{profile.name} is as it was at first" if is_built_in else f"Removed {profile.name}"
    _say(f"{what}; its key is forgotten too." if is_key_forgotten else f"{what}.")


def confirm(options: argparse.Namespace) -> None:
    """Agree to the first use of an imported service; what is agreed to is shown."""
    profile = saved_profile(options.name)
    _say(confirmation(profile))
    keep_confirmed(profile)
    _say(f"{profile.name} is confirmed.")


def _edited(profile: Profile, options: argparse.Namespace) -> Profile:
    try:
        profile = readdressed(profile, options.address) if options.address is not None else profile
    except ConfigurationError as error:
        raise _wrong(error) from error
    switches = with_switches(profile.switches, options.switch)
    if any(text.partition("=")[0].strip() == "certificate_authority_path" for text in options.switch):
        switches = _with_file(switches)
    given = {"title": options.title, "default_model": options.model, "behaves_like": options.behaves_like}
    values = {field: value for field, value in given.items() if value is not None}
    profile = replace(profile, **values, switches=switches)
    return _with_key_place(profile, options)


def _with_file(switches: Switches) -> Switches:
    """The path from the root on: the service is used from other folders than the one where it was typed."""
    if not switches.certificate_authority_path:
        return switches
    # Unlike those of Path, these never fail: a folder that may not be entered holds no file either.
    path = os.path.abspath(os.path.expanduser(switches.certificate_authority_path))  # noqa: PTH100, PTH111
    if not os.path.isfile(path):  # noqa: PTH113
        raise WrongUsage(f"argument --switch certificate_authority_path: there is no file {path}")
    return replace(switches, certificate_authority_path=path)


def _with_key_place(profile: Profile, options: argparse.Namespace) -> Profile:
    if options.key_variable is not None and options.key_place in (None, KeyPlace.ENVIRONMENT.value):
        # Typed here by the person whose variable it is, so there is nothing to confirm.
        return replace(profile, key_place=KeyPlace.ENVIRONMENT, key_variable=options.key_variable, is_confirmed=True)
    if options.key_variable is not None:
        raise WrongUsage("argument --key-variable: only --key-place environment has it")
    if options.key_place is None:
        return profile
    place = KeyPlace(options.key_place)
    variable = profile.key_variable if place is KeyPlace.ENVIRONMENT else ""
    return replace(profile, key_place=place, key_variable=variable)


def _validate(profile: Profile, others: Iterable[Profile] = ()) -> None:
    try:
        validate_profile(profile, others)
    except ConfigurationError as error:
        raise _wrong(error) from error


def _check_no_key_stays(before: Profile, after: Profile) -> None:
    """A key at a place that the service no longer names would stay there for good, and no command would find it."""
    if before.key_place not in _KEPT_HERE or after.key_place is before.key_place:
        return
    where = place_words(before)
    try:
        if not key_store().has_key(before):
            return
    except KeyStoreError as error:
        # Whoever leaves a keyring that does not answer must not be held by it; without one there is no key in it.
        if error.code != "no_keyring":
            _say(f"A key may stay in {where}: {error.message}")
        return
    move = f", or move it with `transcriber key set {before.name} --place {after.key_place}`"
    raise CannotStart(
        f"The key of {before.name} would stay in {where}. Remove it first with `transcriber key remove {before.name}`"
        f"{move if after.key_place in _KEPT_HERE else ''}. Nothing was changed."
    )


def _wrong(error: ConfigurationError) -> WrongUsage:
    return WrongUsage(f"argument {_OPTIONS.get(error.field, f'--switch {error.field}')}: {error.message}")


def _forget_key(profile: Profile) -> bool:
    if profile.key_place not in _KEPT_HERE:
        return False
    try:
        has_key = key_store().has_key(profile)
        key_store().forget(profile)
    except KeyStoreError as error:
        if error.code == "no_keyring":
            return False
        raise CannotStart(
            f"{profile.name} was not removed, because its key cannot be forgotten: "
            f"{key_fault_words(error, profile.name)}"
        ) from error
    return has_key


def _tell_to_try(profile: Profile, what: str) -> None:
    _say(f"{what} {profile.name}: {profile.title}, {profile.base_url or 'this computer'}.")
    if warning := warning_about(profile):
        _say(warning)
    if profile.key_place in _KEPT_HERE:
        _say(f"Set its key with `transcriber key set {profile.name}`.")
    elif profile.key_place is KeyPlace.NONE and not profile.is_local:
        _say(f"It is used without a key; if it asks for one, `transcriber key set {profile.name}` keeps it.")
    _say(f"Try it with `transcriber services test {profile.name}`.")


def _say(line: str) -> None:
    sys.stderr.write(f"{one_line(line)}\n")
