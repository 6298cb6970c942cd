"""Lasting keys: one for each profile, bound to its scheme, host and port. Never in the settings file.

The system's keyring may block while it asks a person to unlock it, so nothing here is called on the main thread.
"""

from collections.abc import Mapping
from pathlib import Path

from transcriber.realtime.secret import Secret
from transcriber.settings.profiles import KeyPlace, Profile


class KeyStoreError(Exception):
    """A key cannot be read or kept where it should be: `message` says why, `remedy` what a person can do."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


class KeyStore:
    """Reads and keeps keys. Any thread but the main one; guards itself."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        """`folder` holds key files, where a person asked for them."""
        self._environment = environment
        self._folder = folder

    def key_for(self, profile: Profile) -> Secret | None:
        """The key of a profile at its present address; None if there is none.

        Raises:
            KeyStoreError: The place cannot be read, or the profile is not confirmed (code `not_confirmed`).
        """
        if profile.key_place is KeyPlace.ENVIRONMENT:
            text = self._environment.get(profile.key_variable, "")
            return Secret(text) if text.strip() else None
        return None

    def keep(self, profile: Profile, secret: Secret) -> None:
        """Keep the key of a profile where its `key_place` says, for its present address.

        Raises:
            KeyStoreError: That place cannot be written, or is none that a key is put into (a variable, none).
        """
        raise NotImplementedError

    def forget(self, profile: Profile) -> None:
        """Remove the key of a profile at its present address from where it is kept; nothing happens without one.

        Raises:
            KeyStoreError: The place cannot be written.
        """
        raise NotImplementedError

    def has_key(self, profile: Profile) -> bool:
        """Whether there is a key for the profile at its present address, also before it is confirmed.

        Raises:
            KeyStoreError: The place cannot be read.
        """
        raise NotImplementedError


def typed_secret(text: str) -> Secret:
    """What a person typed or pasted as a key.

    Raises:
        KeyStoreError: With code `invalid_key`: it is empty, or holds a space.
    """
    raise NotImplementedError
