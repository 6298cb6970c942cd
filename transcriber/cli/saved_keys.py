"""The keys of services as commands see them: whether there is one, and where; never the key."""

import os
from dataclasses import dataclass

from transcriber.app.folders import keys_folder
from transcriber.cli.plain_lines import KEYRING_FAULTS
from transcriber.settings.keys import KeyStore, KeyStoreError
from transcriber.settings.profiles import KeyPlace, Profile


@dataclass(frozen=True, slots=True)
class KeyState:
    """What is known of one service's key."""

    has_key: bool | None
    """None: its place cannot be read."""
    words: str
    """Where it is kept and whether there is one."""


def key_store() -> KeyStore:
    """The keys of this user."""
    return KeyStore(os.environ, keys_folder())


def place_words(profile: Profile) -> str:
    """Where the key of a service is kept, in words."""
    match profile.key_place:
        case KeyPlace.NONE:
            return "no key"
        case KeyPlace.KEYRING:
            return "the system's keyring"
        case KeyPlace.MEMORY:
            return "memory, while the window is open"
        case KeyPlace.ENVIRONMENT:
            return f"the variable {profile.key_variable}"
        case KeyPlace.FILE:
            return "a file that only you can read"


def key_fault_words(error: KeyStoreError, name: str) -> str:
    """Why the key of the service `name` is out of reach, and what a command can do about it."""
    words = f"{error.message} {error.remedy}".strip()
    return (
        f"{words} For a file that is `transcriber key set {name} --place file`."
        if error.code in KEYRING_FAULTS
        else words
    )


def key_state(profile: Profile) -> KeyState:
    """Whether the service has a key now; asks the keyring, which may ask a person."""
    place = place_words(profile)
    if profile.key_place is KeyPlace.NONE:
        return KeyState(False, place)
    try:
        has_key = key_store().has_key(profile)
    except KeyStoreError as error:
        return KeyState(None, f"{place}: {error.message.removesuffix('.')}")
    return KeyState(has_key, f"{place}: {'a key is there' if has_key else 'no key'}")
