"""`transcriber key`: the lasting key of a service, typed or piped in, never an argument and never shown."""

import argparse
import sys
from dataclasses import replace

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.cli.saved_keys import key_fault_words, key_state, key_store, place_words
from transcriber.cli.secret_input import read_secret
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStoreError
from transcriber.settings.profile_rules import origin
from transcriber.settings.profiles import KeyPlace, Profile

_ACTIONS = ("set", "remove", "status")
_PLACES = (KeyPlace.KEYRING, KeyPlace.FILE)


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; the exit code."""
    action, profile = _asked(options.words)
    try:
        match action:
            case "set":
                _set(profile, _place(options.place, profile))
            case "remove":
                _remove(profile)
            case _:
                sys.stdout.write(one_line(f"{profile.name}: {key_state(profile).words}{_bound_to(profile)}") + "\n")
    except KeyStoreError as error:
        raise CannotStart(key_fault_words(error, profile.name)) from error
    return 0


def _asked(words: list[str]) -> tuple[str, Profile]:
    # Nothing of what was typed is repeated: a key may be among it.
    if not words or words[0] not in _ACTIONS:
        raise WrongUsage(f"say which of {', '.join(_ACTIONS)}")
    if len(words) == 1:
        raise WrongUsage("say which service; `transcriber services` lists them")
    if len(words) > 2:
        raise WrongUsage(
            "a key is never an argument, because others can read those; it is asked for, or read from stdin"
        )
    return words[0], saved_profile(words[1], repeats_name=False)


def _place(text: str | None, profile: Profile) -> KeyPlace:
    if text is not None and text not in _PLACES:
        raise WrongUsage("argument --place: a key is kept in the keyring or in a file: keyring or file")
    if profile.is_local:
        raise CannotStart("This computer itself needs no key.")
    if text is not None:
        return KeyPlace(text)
    return profile.key_place if profile.key_place in _PLACES else KeyPlace.KEYRING


def _set(profile: Profile, place: KeyPlace) -> None:
    kept = replace(profile, key_place=place, key_variable="")
    secret = read_secret(f"Key of {one_line(profile.title)} ({origin(profile.base_url or '')}): ")
    _keep(kept, secret)
    if place is not profile.key_place:
        change_preferences(
            lambda saved: replace(
                saved, profiles=tuple(kept if each.name == kept.name else each for each in saved.profiles)
            )
        )
        before = "" if profile.key_place is KeyPlace.NONE else f", not from {place_words(profile)}"
        _say(f"From now on the key of {profile.name} comes from {place_words(kept)}{before}.")
        if profile.key_place in _PLACES:
            _forget_old(profile)
    _say(f"The key of {profile.name} is kept in {place_words(kept)}{_bound_to(kept)}.")


def _forget_old(profile: Profile) -> None:
    try:
        key_store().forget(profile)
    except KeyStoreError as error:
        # The new key is kept and will be used; without a keyring there is no old one either.
        if error.code != "no_keyring":
            _say(f"An older key may still be in {place_words(profile)}: {error.message}")


def _keep(profile: Profile, secret: Secret) -> None:
    try:
        key_store().keep(profile, secret)
    except KeyStoreError as error:
        if profile.key_place is KeyPlace.KEYRING:
            # It was asked to be kept in the keyring, so the option that names another place is the nearest way out.
            raise CannotStart(
                f"{error.message} The key was not kept. Unlock or set up the keyring, or use `--place file`."
            ) from error
        raise


def _remove(profile: Profile) -> None:
    if profile.key_place not in _PLACES:
        raise CannotStart(f"The key of {profile.name} is not kept by this program: {place_words(profile)}.")
    had_key = key_store().has_key(profile)
    key_store().forget(profile)
    _say(f"The key of {profile.name} is forgotten." if had_key else f"{profile.name} had no key.")


def _bound_to(profile: Profile) -> str:
    return f", for {origin(profile.base_url)} only" if profile.base_url else ""


def _say(line: str) -> None:
    sys.stderr.write(f"{one_line(line)}\n")
