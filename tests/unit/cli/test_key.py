import stat
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from transcriber.app.folders import keys_folder
from transcriber.cli import key
from transcriber.cli.saved import saved_profile
from transcriber.cli.saved_keys import key_store
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStoreError
from transcriber.settings.profiles import KeyPlace, Profile

KEY = "sk-not-for-anyone"


class Keyring:
    """Stands for the key store of a computer whose keyring answers as the test says."""

    def __init__(self, fault: KeyStoreError | None = None) -> None:
        self.fault = fault
        self.kept: dict[str, Secret] = {}

    def keep(self, profile: Profile, secret: Secret) -> None:
        if self.fault:
            raise self.fault
        self.kept[profile.name] = secret

    def forget(self, profile: Profile) -> None:
        if self.fault:
            raise self.fault
        self.kept.pop(profile.name, None)

    def has_key(self, profile: Profile) -> bool:
        return profile.name in self.kept


def install(monkeypatch: pytest.MonkeyPatch, keyring: Keyring) -> None:
    monkeypatch.setattr(key, "key_store", lambda: keyring)


def test_a_key_that_is_piped_in_goes_to_the_keyring_and_is_used_from_there(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = Keyring()
    install(monkeypatch, keyring)

    done = command("key", "set", "openai", stdin=f"{KEY}\n")

    assert (done.code, done.out) == (0, "")
    assert "comes from the system's keyring, not from the variable OPENAI_API_KEY" in done.err
    assert "for https://api.openai.com:443 only" in done.err
    assert KEY not in done.err
    assert keyring.kept == {"openai": Secret(KEY)}
    assert saved_profile("openai").key_place is KeyPlace.KEYRING


def test_a_key_in_a_file_is_for_this_user_alone_and_can_be_looked_for_and_forgotten(command: Command) -> None:
    assert command("key", "set", "openai", "--place", "file", stdin=KEY).code == 0

    files = [path for path in keys_folder().rglob("*") if path.is_file()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600]
    status = command("key", "status", "openai")
    assert status.out == "openai: a file that only you can read: a key is there, for https://api.openai.com:443 only\n"
    assert command("key", "remove", "openai").err == "The key of openai is forgotten.\n"
    assert command("key", "remove", "openai").err == "openai had no key.\n"
    assert not key_store().has_key(saved_profile("openai"))


def test_a_service_without_a_key_is_given_one(command: Command) -> None:
    added = command("services", "add", "mine", "--template", "speaches")
    assert "It is used without a key; if it asks for one, `transcriber key set mine` keeps it.\n" in added.err

    done = command("key", "set", "mine", "--place", "file", stdin=KEY)

    assert done.code == 0
    assert "From now on the key of mine comes from a file that only you can read.\n" in done.err


@pytest.mark.parametrize(
    ("fault", "warning"),
    [
        (KeyStoreError("no_keyring", "This computer has no keyring that a key can be kept in.", ""), ""),
        (
            KeyStoreError("keyring_locked", "The system's keyring is locked.", ""),
            "An older key may still be in the system's keyring: The system's keyring is locked.\n",
        ),
    ],
)
def test_a_key_moves_to_a_file_also_when_the_keyring_that_it_leaves_does_not_answer(
    command: Command, monkeypatch: pytest.MonkeyPatch, fault: KeyStoreError, warning: str
) -> None:
    command("services", "add", "mine", "--address", "https://mine.example/v1", "--key-place", "keyring")
    keyring = Keyring()
    install(monkeypatch, keyring)

    def refuse(profile: Profile) -> None:
        raise fault

    monkeypatch.setattr(keyring, "forget", refuse)

    done = command("key", "set", "mine", "--place", "file", stdin=KEY)

    assert done.code == 0
    assert "The key of mine is kept in a file that only you can read" in done.err
    assert warning in done.err
    assert ("An older key" in done.err) is bool(warning)
    assert keyring.kept == {"mine": Secret(KEY)}
    assert saved_profile("mine").key_place is KeyPlace.FILE


def test_a_key_that_moves_leaves_its_old_place(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = Keyring()
    install(monkeypatch, keyring)
    command("key", "set", "openai", "--place", "file", stdin=KEY)
    assert "openai" in keyring.kept
    forgotten: list[KeyPlace] = []
    monkeypatch.setattr(keyring, "forget", lambda profile: forgotten.append(profile.key_place))

    command("key", "set", "openai", "--place", "keyring", stdin=KEY)

    assert forgotten == [KeyPlace.FILE]


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "openai", KEY],
        ["set", KEY],
        [KEY],
        ["set", "openai", "--place", KEY],
        ["set", "openai", f"--place={KEY}"],
        ["set", "openai", "--key", KEY],
        ["set", "openai", f"--key={KEY}"],
        ["set"],
        [],
    ],
)
def test_a_key_is_never_an_argument_and_never_repeated(command: Command, arguments: list[str]) -> None:
    done = command("key", *arguments, stdin=KEY)

    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert KEY not in done.err


@pytest.mark.parametrize("text", ["", "\n", "two words\n"])
def test_what_is_no_key_is_not_kept(command: Command, text: str) -> None:
    done = command("key", "set", "openai", "--place", "file", stdin=text)

    assert done.code == 1
    assert "two words" not in done.err
    assert saved_profile("openai").key_place is KeyPlace.ENVIRONMENT


def test_a_keyring_that_refuses_says_what_else_there_is(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Keyring(KeyStoreError("keyring_locked", "The system's keyring is locked.", "Use memory.")))

    done = command("key", "set", "openai", stdin=KEY)

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "The system's keyring is locked. The key was not kept. Unlock or set up the keyring, or use `--place file`.\n"
    )
    assert saved_profile("openai").key_place is KeyPlace.ENVIRONMENT


def test_a_folder_that_cannot_be_written_says_so(command: Command) -> None:
    keys_folder().parent.mkdir(parents=True, exist_ok=True)
    Path(keys_folder()).write_text("in the way")

    done = command("key", "set", "openai", "--place", "file", stdin=KEY)

    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert KEY not in done.err


def test_what_has_no_key_of_ours(command: Command) -> None:
    assert command("key", "set", "local", stdin=KEY).err == "This computer itself needs no key.\n"
    assert command("key", "remove", "openai").code == 1
    assert command("key", "status", "local").out == "local: no key\n"
