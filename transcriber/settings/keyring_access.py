"""The system's keyring (Keychain, Credential Locker, Secret Service, KWallet) behind a time limit.

A keyring may ask a person to unlock it, or never answer, so each question runs in a thread of its own.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from transcriber.sentence import said
from transcriber.settings.key_store_error import KeyStoreError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PATIENCE_S = 60.0
"""Long enough for a person to type the keyring's password."""

_COLLECTION = "transcriber"
_ELSEWHERE = said("keep the key in an environment variable, or in a file that only you can read")
"""Open to the window and to the commands; memory outlives no command."""

_SAFE_PRIORITY = 1
"""From here on `keyring` itself recommends a backend; those below keep text in the clear, or drop it."""

_Question = Callable[["KeyringBackend"], str | None]


class KeyringAccess:
    """Texts under names. Any thread but the main one; one question at a time."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._is_asked = False
        self._is_closed = False

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

    def close(self) -> None:
        """Wait for no answer any more, so that a keyring that hangs does not keep the program from ending."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _ask(self, question: _Question) -> str | None:
        asked = _Asked(question, self._on_answered)
        with self._changed:
            # One that hangs lets no second one begin.
            self._wait_until(lambda: not self._is_asked)
            self._is_asked = True
            asked.start()
            self._wait_until(lambda: asked.is_answered)
        if asked.error is not None:
            raise asked.error
        return asked.answer

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        self._changed.wait_for(lambda: self._is_closed or is_so(), self._patience_s)
        if not is_so():
            raise _hangs()

    def _on_answered(self, asked: "_Asked") -> None:
        with self._changed:
            self._is_asked = False
            asked.is_answered = True
            self._changed.notify_all()


class _Asked(threading.Thread):
    """One question. A daemon: a keyring that never answers must not keep the program from ending."""

    def __init__(self, question: _Question, answered: Callable[["_Asked"], None]) -> None:
        super().__init__(name="keyring", daemon=True)
        self._question = question
        self._answered = answered
        self.is_answered = False
        """Guarded by who asks."""
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
            self._answered(self)


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
        said("The system's keyring does not answer."),
        said("Look for a window that asks for its password, and try again; or {elsewhere}.", elsewhere=_ELSEWHERE),
    )


def _no_keyring() -> KeyStoreError:
    return KeyStoreError(
        "no_keyring",
        said("This computer has no keyring that a key can be kept in."),
        said("Keep the key in an environment variable, or in a file that only you can read."),
    )


def _error_from(error: Exception) -> KeyStoreError:
    """Its own words are left out: nobody knows what they hold."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return _no_keyring()
    if isinstance(error, KeyringLocked):
        return KeyStoreError(
            "keyring_locked",
            said("The system's keyring is locked."),
            said("Unlock it and try again; or {elsewhere}.", elsewhere=_ELSEWHERE),
        )
    if isinstance(error, InitError):
        return KeyStoreError(
            "no_keyring",
            said("The system's keyring could not be opened."),
            said("Set it up and try again; or {elsewhere}.", elsewhere=_ELSEWHERE),
        )
    return KeyStoreError(
        "keyring_refused",
        said("The system's keyring refused ({name}).", name=type(error).__name__),
        said("Try again; or {elsewhere}.", elsewhere=_ELSEWHERE),
    )
