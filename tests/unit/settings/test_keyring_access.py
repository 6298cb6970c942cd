import subprocess
import sys
import threading
from collections.abc import Callable

import keyring
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from tests.unit.settings.keyrings import FAILURES, FailingKeyring, HangingKeyring, PlainTextKeyring, WorkingKeyring
from transcriber.settings.key_store_error import KeyStoreError
from transcriber.settings.keyring_access import KeyringAccess

ENTRY = "own https://own.example:443"
KEY = "sk-1234567890"


def use(backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    assert keyring.get_keyring() is backend


def test_what_is_kept_is_read_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    working = WorkingKeyring()
    use(working, monkeypatch)
    access = KeyringAccess()

    assert access.read(ENTRY) is None
    access.write(ENTRY, KEY)

    assert access.read(ENTRY) == KEY
    assert working.kept == {("transcriber", ENTRY): KEY}
    access.remove(ENTRY)
    access.remove(ENTRY)
    assert working.kept == {}


@pytest.mark.parametrize("code", FAILURES)
def test_each_failure_has_a_code_and_a_way_out_and_never_the_key(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use(FailingKeyring(FAILURES[code]), monkeypatch)
    access = KeyringAccess()

    acts: list[Callable[[], object]] = [
        lambda: access.read(ENTRY),
        lambda: access.write(ENTRY, KEY),
        lambda: access.remove(ENTRY),
    ]
    for act in acts:
        with pytest.raises(KeyStoreError) as refused:
            act()
        error = refused.value
        assert error.code == code
        assert "keep the key in an environment variable, or in a file" in error.remedy.lower()
        assert "memory" not in error.remedy, "which ends with the command that says so"
        assert KEY not in f"{error!r} {error.message} {error.remedy} {error.__cause__!r} {error.__context__!r}"


@pytest.mark.parametrize("backend", [PlainTextKeyring(), keyring.backends.null.Keyring()])
def test_a_keyring_that_keeps_in_the_clear_or_not_at_all_is_none(
    backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(backend, monkeypatch)

    with pytest.raises(KeyStoreError) as refused:
        KeyringAccess().write(ENTRY, KEY)

    assert refused.value.code == "no_keyring"


def test_a_computer_without_a_keyring_says_so() -> None:
    # As it is for every test: `keyring` finds its backend that only fails.
    with pytest.raises(KeyStoreError) as refused:
        KeyringAccess().read(ENTRY)

    assert refused.value.code == "no_keyring"
    assert refused.value.message == "This computer has no keyring that a key can be kept in."


def test_a_keyring_that_hangs_is_asked_once_until_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = HangingKeyring()
    hanging.kept["transcriber", ENTRY] = KEY
    use(hanging, monkeypatch)
    access = KeyringAccess(patience_s=0.05)

    for _ in range(3):
        with pytest.raises(KeyStoreError) as refused:
            access.read(ENTRY)
        assert refused.value.code == "keyring_hangs"
    assert hanging.questions == 1
    assert [thread.daemon for thread in threading.enumerate() if thread.name == "keyring"] == [True]

    hanging.answers.set()
    assert KeyringAccess().read(ENTRY) == KEY


def test_a_program_that_ends_waits_for_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = HangingKeyring()
    use(hanging, monkeypatch)
    access = KeyringAccess(patience_s=30)
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(KeyStoreError) as refused:
            access.read(ENTRY)
        told.append(refused.value.code)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    assert hanging.is_asked.wait(10)
    access.close()
    for thread in asking:
        thread.join(10)

    assert told == ["keyring_hangs"] * 3
    hanging.answers.set()


def test_many_may_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    use(WorkingKeyring(), monkeypatch)
    access = KeyringAccess()
    entries = [f"{ENTRY}{number}" for number in range(8)]
    writing = [threading.Thread(target=access.write, args=(entry, entry)) for entry in entries]
    for thread in writing:
        thread.start()
    for thread in writing:
        thread.join(10)

    assert [access.read(entry) for entry in entries] == entries


def test_nothing_of_it_is_loaded_before_it_is_needed() -> None:
    code = "import sys, transcriber.settings.keys, transcriber.app; sys.exit('keyring' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
