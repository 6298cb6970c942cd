import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.settings.chosen_values import preferences
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SemanticVad, ServerVad
from transcriber.realtime.dialects import Dialect
from transcriber.settings.appearance import Appearance
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import preferences_document, preferences_from, version_of
from transcriber.settings.profiles import BUILT_IN_PROFILES

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TABLES = [
    "appearance",
    "shortcuts",
    "configuration",
    "commit_policy",
    "profiles",
    "presets",
    "service",
    "theme",
    "version",
    "dialect",
]


def read(text: str) -> tuple[Preferences, list[str]]:
    return preferences_from(tomllib.loads(text))


@settings(max_examples=40)
@given(chosen=preferences())
def test_what_is_written_is_toml_and_comes_back(chosen: Preferences) -> None:
    assert read(tomlkit.dumps(preferences_document(chosen))) == (chosen, [])


@settings(max_examples=150)
@given(saved=st.dictionaries(st.sampled_from(TABLES) | st.text(max_size=8), PLAIN, max_size=6))
def test_any_nonsense_gives_preferences_that_can_be_used(saved: dict[str, Any]) -> None:
    found, _ = preferences_from(saved)

    assert found.profiles[:2] == BUILT_IN_PROFILES
    assert found.profile in found.profiles
    assert preferences_from(preferences_document(found)) == (found, [])


@settings(max_examples=100)
@given(chosen=preferences(), data=st.data())
def test_nonsense_in_one_place_costs_that_place_alone(chosen: Preferences, data: st.DataObject) -> None:
    document = preferences_document(chosen)
    broken = data.draw(st.sampled_from([name for name in document if name not in ("version", "service")]))
    document[broken] = 3

    found, wrong = preferences_from(document)

    assert wrong
    for name in {"configuration", "commit_policy", "theme", "is_panel_open", "profiles", "presets"} - {broken}:
        assert getattr(found, name) == getattr(chosen, name)


def test_one_wrong_value_does_not_cost_its_neighbours() -> None:
    found, wrong = read(
        "theme = 'pink'\nis_panel_open = false\n"
        "[configuration]\nmodel = 'whisper-1'\nlanguage = 'no such'\nclient_secret_seconds = 5\nprompt = 'Qt'\n"
        "[commit_policy]\npause_ms = 700\nthreshold = nan\n"
    )

    assert wrong == [
        "theme",
        "configuration.language",
        "configuration.client_secret_seconds",
        "commit_policy.threshold",
    ]
    assert (found.is_panel_open, found.theme) == (False, "system")
    assert (found.configuration.model, found.configuration.prompt) == ("whisper-1", "Qt")
    assert found.commit_policy == CommitPolicy(pause_ms=700)


@pytest.mark.parametrize(
    "line",
    [
        "model = ''",
        "audio_format = 'mp3'",
        "turn_detection = 3",
        "turn_detection = {threshold = 7.0}",
        "turn_detection = {unheard_of = 1}",
        "languages = 5",
        "client_secret_seconds = true",
        "noise_reduction_strength = " + "9" * 400,
    ],
)
def test_a_wrong_field_of_the_session_is_the_default(line: str) -> None:
    assert read(f"[configuration]\n{line}\n") == (Preferences(), [f"configuration.{line.split(' =')[0]}"])


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    found, wrong = read("colour = 'red'\n[configuration]\nmodel = 'whisper-1'\nspeaker = 3\n")

    assert (found.configuration.model, wrong) == ("whisper-1", [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{type = 'none'}", None),
        ("{type = 'server_vad', threshold = 0.3}", ServerVad(threshold=0.3)),
        ("{threshold = 0.3}", ServerVad(threshold=0.3)),
        ("{type = 'server_vad'}", ServerVad()),
        ("{type = 'semantic_vad', eagerness = 'low'}", SemanticVad(eagerness="low")),
        ("{eagerness = 'low'}", SemanticVad(eagerness="low")),
        ("{type = 'semantic_vad'}", SemanticVad()),
    ],
)
def test_turn_detection_may_name_its_type(line: str, expected: object) -> None:
    found, wrong = read(f"[configuration]\nturn_detection = {line}\n")

    assert (found.configuration.turn_detection, wrong) == (expected, [])


def test_a_built_in_service_that_was_not_changed_is_not_written() -> None:
    assert preferences_document(Preferences())["profiles"] == []


@pytest.mark.parametrize("name", ["Meeting", "", "two\\nlines", "x"])
def test_a_preset_that_cannot_be_named_costs_itself_alone(name: str) -> None:
    found, wrong = read(f'[[presets]]\nname = "{name}"\n[[presets]]\nname = "x"\n[[presets]]\nname = "y"\n')

    assert [preset.name for preset in found.presets] == ["x", "y"]
    assert len(wrong) == 1


def test_the_version_before_knew_one_dialect() -> None:
    old = "service = 'openai'\ndialect = 'beta'\n"

    assert read(old)[0].profile.switches.dialect is Dialect.BETA
    assert read("version = 2\n" + old)[0].profile.switches.dialect is Dialect.GA
    assert read("dialect = 'beta'\n")[0] == Preferences()


def test_an_address_that_is_a_service_already_becomes_no_second_one() -> None:
    found, _ = read("service = 'https://api.openai.com/v1/'\n")

    assert (found.service, found.profiles) == ("openai", BUILT_IN_PROFILES)


@pytest.mark.parametrize("address", ["https://", "http://u:p@h/v1", "https:///v1"])
def test_an_address_that_leads_nowhere_is_no_service(address: str) -> None:
    found, wrong = read(f"service = '{address}'\n")

    assert (found, wrong) == (Preferences(), ["service"])


@pytest.mark.parametrize(
    ("saved", "version"), [({}, 1), ({"version": 7}, 7), ({"version": True}, 1), ({"version": -2}, 1)]
)
def test_a_file_says_its_version(saved: dict[str, Any], version: int) -> None:
    assert version_of(saved) == version


def test_nonsense_about_the_looks_costs_that_entry_alone() -> None:
    found, wrong = read("[appearance]\ntext_percent = 900\ncontrast = 'high'\n[[shortcuts]]\naction = 7\n")
    assert (found.appearance, found.shortcuts) == (Appearance(contrast="high"), ())
    assert set(wrong) == {"appearance.text_percent", "shortcuts[1]"}
