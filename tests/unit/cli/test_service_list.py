import json
from dataclasses import fields, replace

import pytest

from transcriber.cli.saved_keys import key_store
from transcriber.cli.service_list import print_service, print_services
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import Switches
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile

STUDIO = Profile(
    name="studio",
    title="Studio\x1b[31m",
    base_url="https://studio.example/v1",
    key_place=KeyPlace.FILE,
    is_confirmed=False,
    switches=Switches(query=(("region", "eu"),)),
)
KEY = "sk-not-for-anyone"


@pytest.fixture(autouse=True)
def kept_key() -> None:
    key_store().keep(replace(STUDIO, is_confirmed=True), Secret(KEY))


def test_every_service_is_a_line_with_its_address_and_its_key_place(capsys: pytest.CaptureFixture[str]) -> None:
    print_services([LOCAL, OPENAI, STUDIO], as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["local", "openai", "studio"]
    assert "this computer" in lines[0]
    assert "https://api.openai.com/v1" in lines[1]
    assert "the variable OPENAI_API_KEY: no key" in lines[1]
    assert "a file that only you can read: a key is there" in lines[2]
    assert lines[2].endswith("not confirmed")
    assert "\x1b" not in lines[2]


def test_as_json_they_have_every_switch_and_no_key(capsys: pytest.CaptureFixture[str]) -> None:
    print_services([LOCAL, STUDIO], as_json=True)

    out = capsys.readouterr().out
    local, studio = json.loads(out)
    assert local["address"] is None
    assert (studio["address"], studio["has_key"], studio["is_confirmed"]) == (STUDIO.base_url, True, False)
    assert set(studio["switches"]) == {field.name for field in fields(Switches)}
    assert KEY not in out


def test_one_service_with_all_that_is_known_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    print_service(STUDIO, as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert "address: https://studio.example/v1" in lines
    assert "switches.query: region=eu" in lines
    assert "switches.uses_rest: true" in lines
    assert "is_confirmed: false" in lines
    assert not any(KEY in line for line in lines)
