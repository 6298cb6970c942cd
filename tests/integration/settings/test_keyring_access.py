"""Against a real Secret Service: GNOME Keyring on a message bus of the test's own."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage
from keyring.backends.SecretService import Keyring

from transcriber.realtime.secret import Secret
from transcriber.settings.key_store_error import KeyStoreError
from transcriber.settings.keyring_access import KeyringAccess
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import Profile

ENTRY = "own https://own.example:443"
KEY = "sk-1234567890"
ASK = """
from transcriber.settings.keyring_access import KeyringAccess
from transcriber.settings.keys import KeyStoreError

try:
    KeyringAccess().read("own")
except KeyStoreError as error:
    print(error.code)
"""
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")

# Where a question fails, the library leaves its connection to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def connections_end_here() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A message bus without a screen: what would ask a person for a password fails at once."""
    environment = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        monkeypatch.setattr("keyring.core._keyring_backend", Keyring())
        yield
        daemon.terminate()


StartKeyring = Callable[[str], None]


@pytest.fixture
def start_keyring(bus: None, tmp_path: Path) -> Iterator[StartKeyring]:
    """Starts GNOME Keyring; with a password it makes and opens a keyring, without one there is none."""
    running: list[subprocess.Popen[str]] = []

    def start(password: str) -> None:
        control = tmp_path / "control"
        control.mkdir(0o700)
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", f"--control-directory={control}"]
        environment = {name: value for name, value in os.environ.items() if name not in _SCREENS}
        daemon = subprocess.Popen(
            [*command, "--unlock"] if password else command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(daemon)
        assert daemon.stdin is not None
        assert daemon.stdout is not None
        daemon.stdin.write(f"{password}\n")
        daemon.stdin.close()
        # It tells where its control socket is once it is there.
        daemon.stdout.readline()

    yield start
    for daemon in running:
        daemon.terminate()
        daemon.wait()
        assert daemon.stdout is not None
        daemon.stdout.close()


@pytest.fixture
def access() -> KeyringAccess:
    return KeyringAccess(patience_s=20)


def test_a_real_keyring_keeps_a_key_for_one_address(
    start_keyring: StartKeyring, access: KeyringAccess, tmp_path: Path
) -> None:
    start_keyring("a password")
    profile = Profile(name="own", title="Own", base_url="https://own.example/v1")
    store = KeyStore({}, tmp_path, access)
    assert store.key_for(profile) is None

    store.keep(profile, Secret("older"))
    store.keep(profile, Secret(KEY))

    assert store.key_for(profile) == Secret(KEY)
    assert access.read(ENTRY) == KEY
    assert access.read(ENTRY + "0") is None
    store.forget(profile)
    store.forget(profile)
    assert store.key_for(profile) is None


def test_a_real_keyring_that_is_locked_and_that_nobody_opens_is_told(
    start_keyring: StartKeyring, access: KeyringAccess
) -> None:
    start_keyring("a password")
    access.write(ENTRY, KEY)
    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).lock()

    acts: list[Callable[[], object]] = [
        lambda: access.read(ENTRY),
        lambda: access.write(ENTRY, KEY),
        lambda: access.remove(ENTRY),
    ]
    for act in acts:
        with pytest.raises(KeyStoreError) as refused:
            act()
        assert refused.value.code == "keyring_locked"


def test_a_real_service_without_a_keyring_is_told(start_keyring: StartKeyring, access: KeyringAccess) -> None:
    start_keyring("")

    with pytest.raises(KeyStoreError) as refused:
        access.write(ENTRY, KEY)

    assert refused.value.code == "no_keyring"


def test_a_computer_without_a_bus_has_no_keyring() -> None:
    # In a process of its own: the library looks once for what there is.
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"}
    del environment["PYTHON_KEYRING_BACKEND"]
    asked = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)

    assert asked.stdout == "no_keyring\n"
