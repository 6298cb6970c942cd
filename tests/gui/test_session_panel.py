"""The panel and the configuration it stands for: every field, and the reason for each that cannot be used."""

import statistics
import time
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from transcriber.audio.formats import AudioFormat
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.session_panel import WIDTH_PX, SessionPanel
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration, validate
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import LOCAL_MODEL, MODELS
from transcriber.settings.presets import BUILT_IN_PRESETS, apply_preset
from transcriber.settings.profiles import AZURE_TEMPLATE, BUILT_IN_PROFILES, Profile, profile_named

WORD = st.text(alphabet="abcdefghijäöü'-", min_size=1, max_size=12)
TURN_DETECTION = st.one_of(
    st.none(),
    st.builds(SemanticVad, eagerness=st.sampled_from(("low", "medium", "high", "auto"))),
    st.builds(
        ServerVad,
        threshold=st.floats(0, 1, allow_nan=False),
        prefix_padding_ms=st.integers(0, 10_000),
        silence_duration_ms=st.integers(0, 60_000),
    ),
)
CONFIGURATION = st.builds(
    SessionConfiguration,
    audio_format=st.sampled_from(AudioFormat),
    model=st.one_of(st.sampled_from([row.model for row in MODELS]), WORD),
    language=st.one_of(st.none(), st.sampled_from(("en", "de", "ja", "cy", "zh-Hant"))),
    languages=st.lists(st.sampled_from(("en", "de", "fr")), max_size=3).map(tuple),
    keywords=st.lists(WORD, max_size=3).map(tuple),
    prompt=st.one_of(st.none(), st.lists(WORD, min_size=1, max_size=4).map("\n".join)),
    delay=st.sampled_from((None, "minimal", "low", "medium", "high", "xhigh")),
    turn_detection=TURN_DETECTION,
    noise_reduction=st.sampled_from((None, *NoiseReduction)),
    noise_reduction_strength=st.one_of(st.none(), st.floats(0, 10, allow_nan=False)),
    include_logprobs=st.booleans(),
    modalities=st.sampled_from((("text",), ("text", "audio"))),
    client_secret_seconds=st.integers(10, 7200),
)


def spoken(profile: Profile, dialect: Dialect) -> Profile:
    return replace(profile, switches=replace(profile.switches, dialect=dialect))


CHOICES = st.builds(
    SessionChoices,
    profile=st.builds(
        spoken,
        st.sampled_from((*BUILT_IN_PROFILES, profile_named("https://host.example/v1"))),
        st.sampled_from(Dialect),
    ),
    configuration=CONFIGURATION,
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> SessionPanel:
    made = SessionPanel(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def choices(service: str = "openai", dialect: Dialect = Dialect.GA, **more: Any) -> SessionChoices:
    profile = spoken(profile_named(service), dialect)
    return SessionChoices(profile=profile, configuration=SessionConfiguration(**more))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(CHOICES)
def test_what_is_shown_is_what_is_read(panel: SessionPanel, shown: SessionChoices) -> None:
    panel.show_choices(shown)
    assert panel.choices == shown


@settings(max_examples=40, deadline=None)
@given(CHOICES)
def test_what_is_sent_is_always_valid_and_holds_nothing_refused(shown: SessionChoices) -> None:
    sent = shown.in_force
    validate(sent)
    again = replace(shown, configuration=sent)
    assert again.in_force == sent
    if "turn_detection" in shown.refusals:
        assert sent.turn_detection is None
    if "prompt" in shown.refusals:
        assert sent.prompt is None


def test_every_field_of_a_session_has_its_place(panel: SessionPanel) -> None:
    inside = {"threshold", "prefix_padding_ms", "silence_duration_ms", "eagerness"}
    for name in {field.name for field in fields(SessionConfiguration)} | inside | {"service", "dialect"}:
        assert panel.field(name).control is not None


def test_this_computer_says_what_it_does_not_take(panel: SessionPanel) -> None:
    panel.show_choices(choices("local", model="gpt-4o-transcribe", language="de", prompt="Names"))
    for name in (
        "model",
        "language",
        "prompt",
        "noise_reduction",
        "keywords",
        "languages",
        "delay",
        "include_logprobs",
    ):
        assert not panel.field(name).control.isEnabled(), name
        assert panel.field(name).reason, name
    for name in ("audio_format", "turn_detection", "threshold", "client_secret_seconds"):
        assert panel.field(name).control.isEnabled(), name
    assert panel.fields.speech.model.currentText() == LOCAL_MODEL
    assert panel.fields.speech.language.currentText() == "English (en)"
    sent = panel.choices.in_force
    assert (sent.model, sent.language, sent.prompt) == (LOCAL_MODEL, "en", None)


def test_going_to_a_service_and_back_forgets_nothing(panel: SessionPanel) -> None:
    before = choices("openai", model="whisper-1", language="de", prompt="Kreszwel", turn_detection=None)
    panel.show_choices(before)
    panel.fields.services.service.setCurrentIndex(panel.fields.services.service.findData("local"))
    assert panel.choices.in_force.model == LOCAL_MODEL
    panel.fields.services.service.setCurrentIndex(panel.fields.services.service.findData("openai"))
    assert panel.choices == before


def test_a_service_gets_a_model_of_its_own(panel: SessionPanel) -> None:
    panel.show_choices(choices("local", model=LOCAL_MODEL, language="en"))
    panel.fields.services.service.setCurrentIndex(panel.fields.services.service.findData("openai"))
    assert panel.choices.configuration.model == "gpt-4o-transcribe"
    assert panel.field("model").control.isEnabled()


def test_a_model_without_turn_detection_shows_no_dead_sliders(panel: SessionPanel) -> None:
    panel.show_choices(choices(model="gpt-4o-transcribe"))
    assert panel.field("threshold").isVisible()
    panel.fields.speech.model.setEditText("gpt-live-transcribe")
    assert not panel.field("threshold").isVisible()
    assert not panel.fields.turns.turn_detection.isEnabled()
    assert panel.choices.in_force.turn_detection is None
    panel.fields.speech.model.setEditText("a-model-nobody-knows")
    assert panel.field("threshold").isVisible()


def test_turn_detection_shows_only_what_its_kind_has(panel: SessionPanel) -> None:
    panel.show_choices(choices())
    seen = []
    for segment in panel.fields.turns.turn_detection.segments:
        segment.click()
        seen.append((panel.field("threshold").isVisible(), panel.field("eagerness").isVisible()))
    assert seen == [(True, False), (False, True), (False, False)]
    assert panel.choices.configuration.turn_detection is None


def test_modalities_belong_to_the_beta_dialect(panel: SessionPanel) -> None:
    panel.show_choices(choices())
    panel.advanced.open()
    assert not panel.field("modalities").isVisible()
    panel.fields.services.dialect.segments[1].click()
    assert panel.field("modalities").isVisible()
    assert panel.choices.profile.switches.dialect is Dialect.BETA


def test_a_slider_and_its_figure_are_one_value(panel: SessionPanel, qtbot: QtBot) -> None:
    panel.show_choices(choices(turn_detection=ServerVad(threshold=0.537)))
    threshold = panel.fields.turns.threshold
    assert panel.choices.configuration.turn_detection == ServerVad(threshold=0.537)
    with qtbot.waitSignal(panel.changed):
        threshold.slider.setValue(70)
    assert threshold.figure.value() == 0.7
    threshold.figure.setValue(0.25)
    assert threshold.slider.value() == 25
    assert panel.choices.configuration.turn_detection == ServerVad(threshold=0.25)


def test_help_stands_under_every_field_and_service_or_model_say_more(panel: SessionPanel) -> None:
    panel.show_choices(choices("openai", model="gpt-4o-transcribe"))
    for name, words in FIELD_WORDS.items():
        assert panel.field(name).help == words.help
    shown = [label.text() for label in panel.field("model").findChildren(QLabel) if label.isVisible()]
    assert any("$2.50 in" in words and "26 February 2027" in words for words in shown)


def test_a_deployment_shows_what_its_model_takes(panel: SessionPanel) -> None:
    azure = replace(AZURE_TEMPLATE, name="ours", behaves_like="gpt-live-transcribe")
    panel.show_choices(SessionChoices(profile=azure, configuration=SessionConfiguration(model="my-deployment")))
    assert not panel.field("turn_detection").control.isEnabled()
    assert panel.field("keywords").control.isEnabled()
    assert panel.choices.in_force.model == "my-deployment"


def test_a_preset_fills_in_its_fields_and_leaves_the_words(panel: SessionPanel, qtbot: QtBot) -> None:
    panel.show_choices(choices("openai", prompt="Names", language="de"))
    preset = BUILT_IN_PRESETS[0]
    with qtbot.waitSignal(panel.changed):
        panel.preset.chosen.emit(preset)
    made = panel.choices
    assert made.commit_policy == preset.commit_policy
    assert made.configuration == apply_preset(preset, choices("openai", prompt="Names", language="de").configuration)
    assert panel.preset.box.currentText() == preset.name


def test_a_client_secret_is_asked_for_only_where_one_is_taken(panel: SessionPanel) -> None:
    panel.show_choices(choices("local"))
    assert not panel.field("pasted_secret").isVisible()
    panel.show_choices(choices("openai"))
    assert panel.field("pasted_secret").isVisible()


def test_numbers_of_the_commits_are_there_while_they_count(panel: SessionPanel) -> None:
    panel.turn_ending.open()
    turns = panel.fields.turns
    names = ("commit_policy.pause_ms", "commit_policy.threshold", "commit_policy.latest_after_s")
    assert [panel.field(name).isVisible() for name in names] == [True, True, True]
    turns.at_pauses.click()
    assert [panel.field(name).isVisible() for name in names] == [False, False, True]
    turns.is_limited.click()
    assert [panel.field(name).isVisible() for name in names] == [False, False, False]


def test_no_field_is_wider_than_the_panel(panel: SessionPanel) -> None:
    panel.show_choices(choices("openai", dialect=Dialect.BETA, noise_reduction=NoiseReduction.NEAR_FIELD))
    panel.set_recording(panel.choices)
    panel.turn_ending.open()
    panel.advanced.open()
    panel.show_error("prompt", "x" * 500)
    panel.show_facts((("Session", "sess_" + "x" * 80),))
    panel.this_session.open()
    panel.resize(WIDTH_PX, 700)
    body = panel.body_area.widget()
    assert body is not None
    assert body.minimumSizeHint().width() <= WIDTH_PX


def test_the_panel_opens_within_a_tenth_of_a_second(theme: Theme, qtbot: QtBot) -> None:
    theme.dress()
    panel = SessionPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(WIDTH_PX, 800)
    panel.show()
    panel.grab()
    took_ms = []
    for _ in range(5):
        panel.hide()
        started_s = time.perf_counter()
        panel.show()
        panel.grab()
        took_ms.append((time.perf_counter() - started_s) * 1_000)
    assert statistics.median(took_ms) < 100
