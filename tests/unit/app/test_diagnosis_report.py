import json
from pathlib import Path

from transcriber.app.diagnosis import Finding, Outcome
from transcriber.app.diagnosis_report import Scrubbing, json_report, text_report

FOUND = (
    Finding(area="sound", outcome=Outcome.FINE, words="There is one microphone.", facts={"device_1": "Yeti X"}),
    Finding(area="disk", outcome=Outcome.TROUBLE, words="Only 0.4 GB are free.", remedy="Make room there."),
    Finding(area="keyring", outcome=Outcome.UNKNOWN, words="This computer has no keyring."),
)


def test_it_can_be_read() -> None:
    assert text_report(FOUND).splitlines()[2:] == [
        "ok      sound    There is one microphone.",
        "                 device_1: Yeti X",
        "TROUBLE disk     Only 0.4 GB are free.",
        "                 Make room there.",
        "-       keyring  This computer has no keyring.",
    ]


def test_a_program_can_read_it() -> None:
    read = json.loads(json_report(FOUND))
    assert read["diagnosis"] == 1
    assert read["findings"][0] == {
        "area": "sound",
        "outcome": "fine",
        "words": "There is one microphone.",
        "remedy": "",
        "facts": {"device_1": "Yeti X"},
    }


def test_what_is_secret_is_taken_out_wherever_it_stands(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    (keys / "own").write_text("kept-in-a-file-77\n")
    (keys / "odd").write_bytes(b"\xff\xfe\x00")
    environment = {
        "MY_TOKEN": "plain-in-environment",
        "SSH_AUTH_SOCK": "/run/agent",
        "LANG": "en_GB.UTF-8",
        "X_KEY": "",
    }
    scrubbing = Scrubbing(environment, keys, Path("/home/ada"))
    secrets = "plain-in-environment kept-in-a-file-77 sk-proj-abcdefghijklmnop https://u:pw1@host"
    dirty = f"/home/ada/x {secrets}\nnext /run/agent"
    clean = scrubbing.clean(
        Finding(area="disk", outcome=Outcome.FINE, words=dirty, remedy=dirty, facts={"path": dirty, "bytes": 7})
    )
    for text in (clean.words, clean.remedy, str(clean.facts["path"])):
        assert text.startswith("~/x ")
        assert "\n" not in text
        assert "/run/agent" in text
        for secret in ("/home/ada", "plain-in", "kept-in", "abcdefgh", "pw1"):
            assert secret not in text
    assert clean.facts["bytes"] == 7


def test_without_key_files_nothing_is_missing(tmp_path: Path) -> None:
    found = FOUND[0]
    assert Scrubbing({}, tmp_path / "none", Path("/")).clean(found) == found
