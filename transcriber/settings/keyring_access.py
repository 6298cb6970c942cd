"""The system's keyring (Keychain, Credential Locker, Secret Service, KWallet) behind a time limit.

A keyring may ask a person to unlock it, or never answer, so each question runs in a thread of its own.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from transcriber.settings.key_store_error import KeyStoreError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PATIENCE_S = 60.0
"""Long enough for a person to type the keyring's password."""

_COLLECTION = "transcriber"
_IN_MEMORY = "keep the key in memory for this run, or in an environment variable"
_SAFE_PRIORITY = 1
"""From here on `keyring` itself recommends a backend; those below keep text in the clear, or drop it."""

_Question = Callable[["KeyringBackend"], str | None]


class KeyringAccess:
    """Texts under names. Any thread but the main one; one question at a time."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._turn = threading.Lock()

    def read(self, entry: str) -> str | None:
        """The text under a name; None if there is none.

        Raises:
            KeyStoreError: `no_keyring`, `keyring_locked`, `keyring_refused` or `keyring_hangs`.
        """
        return self._ask(lambda backend: backend.get_password(_COLLECTION, entry))

    def write(self, entry: str, text: str) -> None:
        """Keep a text under a name.

        Raises:
            KeyStoreError: See `read`.
        """

        def set_password(backend: "KeyringBackend") -> None:
            backend.set_password(_COLLECTION, entry, text)

        self._ask(set_password)

    def remove(self, entry: str) -> None:
        """Remove the text under a name, if there is one.

        Raises:
            KeyStoreError: See `read`.
        """

        def delete_password(backend: "KeyringBackend") -> None:
            if backend.get_password(_COLLECTION, entry) is not None:
                backend.delete_password(_COLLECTION, entry)

        self._ask(delete_password)

    def _ask(self, question: _Question) -> str | None:
        # Given back by the thread that asks, whenever it is answered: one that hangs lets no second one begin.
        if not self._turn.acquire(timeout=self._patience_s):
            raise _hangs()
        asked = _Asked(question, self._turn)
        asked.start()
        if not asked.is_answered.wait(self._patience_s):
            raise _hangs()
        if asked.error is not None:
            raise asked.error
        return asked.answer


class _Asked(threading.Thread):
    """One question. A daemon: a keyring that never answers must not keep the program from ending."""

    def __init__(self, question: _Question, turn: threading.Lock) -> None:
        super().__init__(name="keyring", daemon=True)
        self._question = question
        self._turn = turn
        self.is_answered = threading.Event()
        self.answer: str | None = None
        self.error: KeyStoreError | None = None

    def run(self) -> None:
        try:
            self.answer = self._question(_backend())
        except KeyStoreError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - each keyring raises what its system raises
            self.error = _error_from(error)
        finally:
            self._turn.release()
            self.is_answered.set()


def _backend() -> "KeyringBackend":
    # Loaded here because it looks through every installed package for backends.
    import keyring

    backend = keyring.get_keyring()
    if backend.priority < _SAFE_PRIORITY:
        raise _no_keyring()
    return backend


def _hangs() -> KeyStoreError:
    return KeyStoreError(
        "keyring_hangs",
        "The system's keyring does not answer.",
        f"Look for a window that asks for its password, and try again; or {_IN_MEMORY}.",
    )


def _no_keyring() -> KeyStoreError:
    return KeyStoreError(
        "no_keyring",
        "This computer has no keyring that a key can be kept in.",
        f"{_IN_MEMORY[0].upper()}{_IN_MEMORY[1:]}.",
    )


def _error_from(error: Exception) -> KeyStoreError:
    """Its own words are left out: nobody knows what they hold."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return _no_keyring()
    if isinstance(error, KeyringLocked):
        return KeyStoreError(
            "keyring_locked", "The system's keyring is locked.", f"Unlock it and try again; or {_IN_MEMORY}."
        )
    if isinstance(error, InitError):
        return KeyStoreError(
            "no_keyring", "The system's keyring could not be opened.", f"Set it up and try again; or {_IN_MEMORY}."
        )
    return KeyStoreError(
        "keyring_refused",
        f"The system's keyring refused ({type(error).__name__}).",
        f"Try again; or {_IN_MEMORY}.",
    )
