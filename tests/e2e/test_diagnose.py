"""A diagnosis of a program that is full of secrets: keys and words everywhere, and none of them in the report."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SECRETS = {
    "environment": "sk-proj-EnvironmentSecret0123456789",
    "own variable": "OwnVariableSecret987654",
    "key file": "KeyFileSecret5554443322",
    "profile title": "sk-TitleSecret0123456789abcdef",
    "address": "AddressSecret1234567",
    "query": "QuerySecret7654321",
    "proxy": "ProxyPassword112233",
}
WORDS = ("Xylophone", "Budgerigar", "Quetzalcoatl", "Zeppelinstrasse")
"""In the history, in a recording's title, in the prompt, in the vocabulary."""

PLANT = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from transcriber.app.folders import keys_folder, recordings_folder, store_folder
from transcriber.settings.preferences_file import change_preferences, preferences_path
from transcriber.settings.profiles import OPENAI, with_profile
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnState
now = datetime(2026, 3, 1, tzinfo=UTC)
store = Store(store_folder(), now)
recording = store.recordings.create(now, title="Budgerigar")
text = "Hold the Xylophone like this."
turn = Turn(number=1, state=TurnState.FINISHED, text=text, start_ms=0, end_ms=900)
store.turns.save(recording.public_id, turn, 1)
store.recordings.finish(recording.public_id, 4000)
store.close(now, lambda path: None)
title, address, query = sys.argv[1:4]
switches = replace(OPENAI.switches, query=(("api_key", query),))
profile = replace(OPENAI, name="own", title=title, base_url=address, switches=switches)
def change(known):
    configuration = replace(known.configuration, prompt="Quetzalcoatl", keywords=("Zeppelinstrasse",))
    return replace(known, service="own", profiles=with_profile(known.profiles, profile), configuration=configuration)
change_preferences(change)
keys_folder().mkdir(parents=True, mode=0o700)
(keys_folder() / "own").write_text(sys.argv[4] + "\\n")
(preferences_path().with_name("transcriber.log")).write_text("Xylophone " + sys.argv[4])
recordings_folder().mkdir(parents=True)
(recordings_folder() / "Budgerigar.wav").write_bytes(b"Xylophone")
"""


@pytest.mark.parametrize("kind", ["txt", "json"])
def test_nothing_that_is_secret_or_was_said_is_in_the_report(
    program: dict[str, Any], run: Run, tmp_path: Path, kind: str
) -> None:
    address = f"https://ada:{SECRETS['address']}@no-such-service.invalid/v1"
    planted = [sys.executable, "-c", PLANT, SECRETS["profile title"], address, SECRETS["query"], SECRETS["key file"]]
    subprocess.run(planted, env=program["env"], check=True, timeout=120)
    environment = {
        "OPENAI_API_KEY": SECRETS["environment"],
        "COMPANY_TOKEN": SECRETS["own variable"],
        "HTTPS_PROXY": f"http://ada:{SECRETS['proxy']}@no-such-proxy.invalid:3128",
    }
    report = tmp_path / "report"
    done = run("diagnose", "--output", str(report), *(["--json"] if kind == "json" else []), env=environment)

    text = report.read_text("utf-8")
    assert done.returncode in (0, 1), done.stderr
    for place, secret in SECRETS.items():
        assert secret not in text + done.stderr + done.stdout, place
    for word in WORDS:
        assert word.lower() not in (text + done.stderr + done.stdout).lower()
    assert program["env"]["HOME"] not in text
    assert "ada" not in text.split()
    areas = ("program", "settings", "sound", "engine", "network", "keyring", "display", "disk", "store")
    if kind == "json":
        found = json.loads(text)["findings"]
        assert {each["area"] for each in found} == set(areas)
        assert next(each for each in found if each["area"] == "engine")["outcome"] == "fine"
    else:
        assert all(f" {area} " in text for area in areas)


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
def test_a_program_of_which_everything_is_broken_gets_its_report(
    program: dict[str, Any], run: Run, tmp_path: Path
) -> None:
    nowhere = str(tmp_path / "nowhere")
    settings = Path(program["env"]["XDG_CONFIG_HOME"]) / "transcriber" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b"\xff\x00 sk-proj-Planted0123456789 Xylophone")
    data = Path(program["env"]["XDG_DATA_HOME"]) / "transcriber"
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text("a file where a folder should be")
    # Without its configuration ALSA ends every program that asks it for a microphone.
    broken = {
        "ALSA_CONFIG_PATH": nowhere,
        "PULSE_SERVER": nowhere,
        "PYTHON_KEYRING_BACKEND": "no.such.Backend",
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": ":9977",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={nowhere}",
    }
    done = run("diagnose", "--json", env=broken)
    assert (done.returncode, done.stderr) == (1, "")
    found = {each["area"]: each for each in json.loads(done.stdout)["findings"] if each["outcome"] == "trouble"}
    assert {"settings", "sound", "display", "disk"} <= found.keys()
    assert all(each["remedy"] for each in found.values())
    assert "Planted" not in done.stdout
    assert "Xylophone" not in done.stdout
