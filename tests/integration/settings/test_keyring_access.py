"""Against a real Secret Service: GNOME Keyring on a message bus of the test's own."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage
from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection
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
BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# Where a question fails, the library leaves its connection to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def connections_end_here() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A message bus that starts nothing by itself: no second keyring, and nothing that asks a person for a password."""
    settings = tmp_path / "bus.conf"
    settings.write_text(BUS)
    command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        monkeypatch.setattr("keyring.core._keyring_backend", Keyring())
        yield
        daemon.terminate()


def wait_for_the_service() -> None:
    """Until it has its name on the bus; it opens its keyring before."""
    until_s = time.monotonic() + 60
    with open_dbus_connection(bus="SESSION") as connection:
        question = message_bus.NameHasOwner("org.freedesktop.secrets")
        while connection.send_and_get_reply(question).body != (True,):
            assert time.monotonic() < until_s, "the keyring did not start"
            time.sleep(0.01)


StartKeyring = Callable[[str], None]


@pytest.fixture
def start_keyring(bus: None, tmp_path: Path) -> Iterator[StartKeyring]:
    """Starts GNOME Keyring; with a password it makes and opens a keyring, without one there is none."""
    running: list[subprocess.Popen[str]] = []

    def start(password: str) -> None:
        control = tmp_path / "control"
        control.mkdir(0o700)
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", f"--control-directory={control}"]
        daemon = subprocess.Popen(
            [*command, "--unlock"] if password else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        running.append(daemon)
        assert daemon.stdin is not None
        daemon.stdin.write(f"{password}\n")
        daemon.stdin.close()
        wait_for_the_service()

    yield start
    for daemon in running:
        daemon.terminate()
        daemon.wait()


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
