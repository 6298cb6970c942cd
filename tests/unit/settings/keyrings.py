"""Keyrings for tests, as `keyring` knows them: one that works, and one for each way in which a real one fails."""

import threading
from collections.abc import Callable

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError


class WorkingKeyring(KeyringBackend):
    """Keeps texts as a real one does, and refuses to delete what it does not have."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


class FailingKeyring(WorkingKeyring):
    """Raises the same at every question; its words hold the key, as nobody can rule out."""

    def __init__(self, error: Callable[[str], Exception]) -> None:
        super().__init__()
        self._error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self._error("about sk-1234567890")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self._error(f"about {password}")


class HangingKeyring(WorkingKeyring):
    """Answers once `answers` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = threading.Event()
        self.is_asked = threading.Event()
        self.questions = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.questions += 1
        self.is_asked.set()
        self.answers.wait(30)
        return super().get_password(service, username)


class PlainTextKeyring(WorkingKeyring):
    """Keeps texts in the clear, as its priority says."""

    priority = 0.5  # type: ignore[assignment]


FAILURES: dict[str, Callable[[str], Exception]] = {
    "keyring_locked": KeyringLocked,
    "no_keyring": InitError,
    "keyring_refused": RuntimeError,
}
