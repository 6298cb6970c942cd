from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.settings.preferences import Preferences, load_preferences, preferences_path, save_preferences
from transcriber.settings.profiles import LOCAL, OPENAI, UnknownServiceError, profile_named

CONFIGURATIONS = st.builds(
    SessionConfiguration,
    audio_format=st.sampled_from(AudioFormat),
    model=st.sampled_from(["gpt-4o-transcribe", "moonshine-tiny-en", "whisper-1"]),
    language=st.none() | st.sampled_from(["en", "de"]),
    languages=st.sampled_from([(), ("en", "fr")]),
    keywords=st.sampled_from([(), ("Qt", "PySide6")]),
    prompt=st.none() | st.text(alphabet='abc "\\\n=[]#é', min_size=1, max_size=20),
    delay=st.sampled_from([None, "low"]),
    turn_detection=st.one_of(
        st.none(),
        st.builds(
            ServerVad,
            threshold=st.floats(0, 1),
            prefix_padding_ms=st.integers(0, 2000),
            silence_duration_ms=st.integers(200, 2000),
        ),
        st.builds(SemanticVad, eagerness=st.sampled_from(["low", "auto"])),
    ),
    noise_reduction=st.none() | st.sampled_from(NoiseReduction),
    include_logprobs=st.booleans(),
    client_secret_seconds=st.integers(10, 7200),
)
PREFERENCES = st.builds(
    Preferences,
    service=st.sampled_from(["local", "openai", "https://captions.example/v1"]),
    configuration=CONFIGURATIONS,
    input_device_id=st.none() | st.just("mic1"),
    theme=st.sampled_from(["system", "light", "dark"]),
    is_panel_open=st.booleans(),
)


@settings(max_examples=60)
@given(preferences=PREFERENCES)
def test_what_was_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, preferences: Preferences) -> None:
    path = tmp_path_factory.mktemp("settings") / "deep" / "settings.toml"

    save_preferences(preferences, path)

    assert load_preferences(path) == preferences


def test_the_first_start_has_the_defaults(tmp_path: Path) -> None:
    preferences = load_preferences(tmp_path / "settings.toml")

    assert preferences == Preferences()
    assert (preferences.service, preferences.configuration.model) == ("local", LOCAL.default_model)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe nonsense",
        b"service = [",
        b"service = 3\ntheme = 'pink'\ndialect = 'delta'\nis_panel_open = 'yes'",
        b"[configuration]\nmodel = ''",
        b"[configuration]\naudio_format = 'mp3'",
        b"configuration = 3",
        b"[configuration]\nturn_detection = 3",
        b"[configuration.turn_detection]\nthreshold = 7.0",
        b"[configuration.turn_detection]\nunheard_of = 1",
        b"[configuration]\nlanguages = 5",
    ],
)
def test_a_file_that_makes_no_sense_gives_the_defaults_where_it_does_not(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)

    assert load_preferences(path) == Preferences()


def test_one_wrong_value_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("service = 'openai'\ntheme = 'pink'\n")

    assert load_preferences(path) == Preferences(service="openai")


def test_a_field_of_a_newer_version_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("colour = 'red'\n[configuration]\nmodel = 'whisper-1'\nspeaker = 3\n")

    assert load_preferences(path).configuration.model == "whisper-1"


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save_preferences(Preferences(theme="dark"), path)

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(OSError, match="No space"):
        save_preferences(Preferences(theme="light"), path)

    assert load_preferences(path).theme == "dark"
    assert list(tmp_path.iterdir()) == [path]


def test_no_key_can_be_part_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_preferences(Preferences(), path)

    assert "key" not in path.read_text().replace("keywords", "")


def test_the_file_lies_where_this_system_keeps_settings() -> None:
    assert preferences_path().name == "settings.toml"
    assert preferences_path().parent.name == "transcriber"


def test_a_service_is_named_or_addressed() -> None:
    assert profile_named("local") is LOCAL
    assert profile_named("openai") is OPENAI
    assert profile_named("http://127.0.0.1:9000/v1/").base_url == "http://127.0.0.1:9000/v1"
    with pytest.raises(UnknownServiceError, match="local, openai"):
        profile_named("nowhere")
