"""Lasting keys: one for each profile, bound to its scheme, host and port. Never in the settings file.

The system's keyring may block while it asks a person to unlock it, so nothing here is called on the main thread.
"""

import threading
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.secret import NoSecretError, Secret
from transcriber.sentence import said
from transcriber.settings.confirmation import confirmation
from transcriber.settings.key_files import KeyFiles
from transcriber.settings.key_store_error import KeyStoreError
from transcriber.settings.keyring_access import KeyringAccess
from transcriber.settings.profile_rules import origin
from transcriber.settings.profiles import OPENAI, KeyPlace, Profile

__all__ = ["KeyStore", "KeyStoreError", "typed_secret"]


class KeyStore:
    """Reads and keeps keys. Any thread but the main one; guards itself."""

    def __init__(self, environment: Mapping[str, str], folder: Path, keyring: KeyringAccess | None = None) -> None:
        """`folder` holds key files, where a person asked for them."""
        self._environment = environment
        self._files = KeyFiles(folder)
        self._keyring = keyring or KeyringAccess()
        self._memory: dict[str, Secret] = {}
        self._guard = threading.Lock()

    def key_for(self, profile: Profile) -> Secret | None:
        """The key of a profile at its present address; None if there is none.

        Raises:
            KeyStoreError: The place cannot be read, or the profile is not confirmed (code `not_confirmed`).
        """
        if profile.key_place is KeyPlace.NONE:
            return None
        if not profile.is_confirmed:
            raise KeyStoreError("not_confirmed", _confirmation(profile), said("Confirm it under Services."))
        return self._read(profile)

    def has_key(self, profile: Profile) -> bool:
        """Whether there is a key for the profile at its present address, also before it is confirmed.

        Raises:
            KeyStoreError: The place cannot be read.
        """
        return self._read(profile) is not None

    def keep(self, profile: Profile, secret: Secret) -> None:
        """Keep the key of a profile where its `key_place` says, for its present address.

        Raises:
            KeyStoreError: That place cannot be written, or is none that a key is put into (a variable, none).
        """
        match profile.key_place:
            case KeyPlace.KEYRING:
                self._keyring.write(_entry(profile), secret.reveal())
            case KeyPlace.MEMORY:
                with self._guard:
                    self._memory[_entry(profile)] = secret
            case KeyPlace.FILE:
                with self._guard:
                    self._files.write(_entry(profile), secret.reveal())
            case KeyPlace.ENVIRONMENT:
                raise KeyStoreError(
                    "key_in_variable",
                    said(
                        "The key of {title} comes from the variable {key_variable}.",
                        title=profile.title,
                        key_variable=profile.key_variable,
                    ),
                    said("Set that variable, or choose another place for the key."),
                )
            case KeyPlace.NONE:
                raise KeyStoreError(
                    "no_key_needed",
                    said("{title} asks for no key.", title=profile.title),
                    said("Choose a place for the key first."),
                )

    def forget(self, profile: Profile) -> None:
        """Remove the key of a profile at its present address from where it is kept; nothing happens without one.

        A variable is the person's own and stays.

        Raises:
            KeyStoreError: The place cannot be written.
        """
        match profile.key_place:
            case KeyPlace.KEYRING:
                self._keyring.remove(_entry(profile))
            case KeyPlace.MEMORY:
                with self._guard:
                    self._memory.pop(_entry(profile), None)
            case KeyPlace.FILE:
                with self._guard:
                    self._files.remove(_entry(profile))
            case KeyPlace.ENVIRONMENT | KeyPlace.NONE:
                pass

    def close(self) -> None:
        """Wait for no keyring any more, so that one that hangs does not keep the program from ending. Any thread."""
        self._keyring.close()

    def _read(self, profile: Profile) -> Secret | None:
        match profile.key_place:
            case KeyPlace.KEYRING:
                text = self._keyring.read(_entry(profile))
            case KeyPlace.MEMORY:
                with self._guard:
                    return self._memory.get(_entry(profile))
            case KeyPlace.FILE:
                with self._guard:
                    text = self._files.read(_entry(profile))
            case KeyPlace.ENVIRONMENT:
                _check_variable(profile)
                text = self._environment.get(profile.key_variable)
            case KeyPlace.NONE:
                return None
        return typed_secret(text) if text is not None and text.strip() else None


def typed_secret(text: str) -> Secret:
    """What a person typed or pasted as a key; a line end at its end is dropped.

    Raises:
        KeyStoreError: With code `invalid_key`: it is empty, or holds a space.
    """
    try:
        return Secret(text)
    except NoSecretError as error:
        # Its words never repeat the key.
        raise KeyStoreError(
            "invalid_key", error.message, said("Copy the whole key, and nothing else, and enter it again.")
        ) from None


def _entry(profile: Profile) -> str:
    """The name that a key is kept under: another address finds none."""
    try:
        return f"{profile.name} {origin(profile.base_url or '')}"
    except ConfigurationError as error:
        raise KeyStoreError("invalid_address", error.message, said("Correct the address of the service.")) from None


def _check_variable(profile: Profile) -> None:
    """The variable that the program names by itself is OpenAI's: nobody typed it for another host."""
    if profile.name != OPENAI.name or profile.key_variable != OPENAI.key_variable:
        return
    entry_origin = _entry(profile).partition(" ")[2]
    parts = urlsplit(entry_origin)
    host = parts.hostname or ""
    if parts.scheme == "https" and (host == "api.openai.com" or host.endswith(".api.openai.com")):
        return
    raise KeyStoreError(
        "key_for_another_address",
        said(
            "The key in {key_variable} is for OpenAI and is not sent to {host}.",
            key_variable=profile.key_variable,
            host=host,
        ),
        said("Add another service for this address, with a key of its own."),
    )


def _confirmation(profile: Profile) -> str:
    try:
        return confirmation(profile)
    except ConfigurationError as error:
        return error.message
