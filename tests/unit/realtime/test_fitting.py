"""What is refused is never sent, in any spelling: judged on the frames themselves."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.client_protocol import ClientProtocol
from transcriber.realtime.configuration import (
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
    validate,
)
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.client_secrets import secret_request
from transcriber.realtime.dialects.session_fields import session_fields, turn_detection_fields
from transcriber.realtime.events import UpdateSession
from transcriber.realtime.fitting import (
    LIVE_FIELDS,
    SEMANTIC_VAD_FIELD,
    fitted,
    refusals,
)
from transcriber.realtime.models import LOCAL_MODEL, MODELS, capabilities
from transcriber.realtime.switches import Switches, UpdateShape

OPENAI = Switches()
BETA = Switches(dialect=Dialect.BETA)
EVERY_MODEL = [*(row.model for row in MODELS), "somebody/else-1"]
SWITCHES = st.builds(
    Switches,
    dialect=st.sampled_from(Dialect),
    update_shape=st.sampled_from(UpdateShape),
    uses_rest=st.booleans(),
    sends_language=st.booleans(),
    takes_semantic_vad=st.booleans(),
    sample_rate_hz=st.sampled_from((24_000, 16_000)),
)
WIRE_NAMES = {
    "language": "language",
    "languages": "languages",
    "keywords": "keywords",
    "prompt": "prompt",
    "delay": "delay",
    "noise_reduction_strength": "strength",
    "modalities": "modalities",
}
"""Fields that are left out of the JSON altogether where they are not used."""


def names_in(value: object) -> set[str]:
    """Every name of every object in it."""
    if isinstance(value, dict):
        return set(value).union(*(names_in(inner) for inner in value.values()))
    return set().union(*(names_in(inner) for inner in value)) if isinstance(value, list) else set()


def said(sent: Any, dialect: Dialect, name: str) -> object:
    """What the session object says for a field that may be null."""
    within = sent["audio"]["input"] if dialect is Dialect.GA else sent
    flat = {"noise_reduction": "input_audio_noise_reduction"}
    return within[name if dialect is Dialect.GA else flat.get(name, name)]


@pytest.mark.parametrize("model", EVERY_MODEL)
@settings(max_examples=25)
@given(data=st.data())
def test_no_refused_field_is_ever_sent(data: st.DataObject, configurations: Any, model: str) -> None:
    switches = data.draw(SWITCHES)
    row = capabilities(model)
    wanted = replace(data.draw(configurations), model=model)
    refused = refusals(row, switches)
    kept = fitted(wanted, row, switches)
    frame = encode_client_event(UpdateSession(kept), switches.dialect, switches.update_shape, switches.sample_rate_hz)
    for field, name in (*WIRE_NAMES.items(), ("prefix_padding_ms", "prefix_padding_ms")):
        if field in refused and not (row.is_local and field == "language"):
            assert name not in names_in(json.loads(frame)), field
    if SEMANTIC_VAD_FIELD in refused:
        assert "semantic_vad" not in frame
    is_flat = switches.dialect is Dialect.BETA or switches.update_shape is not UpdateShape.DIALECT
    spelling = Dialect.BETA if is_flat else Dialect.GA

    for sent in (session_fields(kept, spelling), secret_request(kept, spelling)):
        session: Any = sent.get("session", sent)
        names = names_in(sent)
        for field, name in WIRE_NAMES.items():
            if field in refused and not (row.is_local and field == "language") and field != "modalities":
                assert name not in names, field
        if "modalities" in refused and spelling is Dialect.GA:
            assert "modalities" not in names
        if "turn_detection" in refused:
            assert said(session, spelling, "turn_detection") is None
        if SEMANTIC_VAD_FIELD in refused:
            assert "semantic_vad" not in json.dumps(sent)
        if "noise_reduction" in refused:
            assert said(session, spelling, "noise_reduction") is None
        if "include_logprobs" in refused:
            assert not session["include"]


FULL = SessionConfiguration(
    audio_format=AudioFormat.G711_ULAW,
    language="de",
    languages=("de", "en"),
    keywords=("Qt", "PySide6"),
    prompt="Engineering stand-up.",
    delay="low",
    noise_reduction=NoiseReduction.FAR_FIELD,
    noise_reduction_strength=0.5,
    include_logprobs=True,
    modalities=("text", "audio"),
    client_secret_seconds=7200,
)
DETECTIONS = [None, ServerVad(threshold=0.3), SemanticVad(eagerness="low")]


@pytest.mark.parametrize("model", EVERY_MODEL)
@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("turn_detection", DETECTIONS, ids=["null", "server_vad", "semantic_vad"])
@pytest.mark.parametrize("wanted", [FULL, SessionConfiguration()], ids=["full", "plain"])
def test_the_official_types_take_every_update_and_request_for_every_model(
    judge: Any, model: str, dialect: Dialect, turn_detection: TurnDetection, wanted: SessionConfiguration
) -> None:
    row, switches = capabilities(model), Switches(dialect=dialect)
    kept = fitted(replace(wanted, model=model, turn_detection=turn_detection), row, switches)
    validate(kept)

    protocol = ClientProtocol(dialect, kept, switches)
    hello = {"type": dialect.created_type, "event_id": "event_1", "session": {"id": "sess_1"}}
    (update,) = protocol.receive(json.dumps(hello)).frames
    sent = judge.client_event(update, dialect)
    judge.secret_request(secret_request(kept, dialect), dialect)

    detected = said(sent["session"], dialect, "turn_detection")
    if turn_detection is None or not row.takes_turn_detection:
        assert detected is None
    else:
        assert detected == turn_detection_fields(turn_detection)


@settings(max_examples=60)
@given(data=st.data())
def test_what_fits_stays_as_it_is(data: st.DataObject, configurations: Any) -> None:
    switches = data.draw(SWITCHES)
    once = fitted(data.draw(configurations), row := capabilities(data.draw(st.sampled_from(EVERY_MODEL))), switches)

    assert fitted(once, row, switches) == once


@settings(max_examples=60)
@given(data=st.data())
def test_only_refused_fields_and_a_moved_language_change(data: st.DataObject, configurations: Any) -> None:
    wanted = data.draw(configurations)
    row = capabilities(wanted.model)
    refused = set(refusals(row, OPENAI))
    kept = fitted(wanted, row, OPENAI)

    free = {"audio_format", "model", "client_secret_seconds", *LIVE_FIELDS} - refused - {"language", "languages"}
    for field in free:
        assert getattr(kept, field) == getattr(wanted, field) or row.is_local


def test_one_language_moves_to_where_it_is_taken() -> None:
    live, mini = capabilities("gpt-live-transcribe"), capabilities("gpt-4o-mini-transcribe")

    moved = fitted(SessionConfiguration(language="de"), live, OPENAI)
    assert (moved.language, moved.languages) == (None, ("de",))
    back = fitted(moved, mini, OPENAI)
    assert (back.language, back.languages) == ("de", ())


def test_a_list_that_was_given_is_not_replaced_by_the_one_language() -> None:
    kept = fitted(SessionConfiguration(language="de", languages=("fr", "it")), capabilities("gpt-transcribe"), OPENAI)

    assert (kept.language, kept.languages) == (None, ("fr", "it"))


def test_several_languages_do_not_become_one() -> None:
    kept = fitted(SessionConfiguration(languages=("de", "en")), capabilities("whisper-1"), OPENAI)

    assert (kept.language, kept.languages) == (None, ())


def test_a_model_that_nobody_knows_is_sent_everything() -> None:
    wanted = SessionConfiguration(
        model="somebody/else-1",
        language="de",
        languages=("de",),
        keywords=("Qt",),
        prompt="A talk.",
        delay="low",
        turn_detection=SemanticVad(),
        include_logprobs=True,
    )

    assert fitted(wanted, capabilities(wanted.model), OPENAI) == wanted


def test_the_engine_on_this_computer_hears_english_only() -> None:
    kept = fitted(SessionConfiguration(language="de", prompt="Guten Tag"), capabilities(LOCAL_MODEL), OPENAI)

    assert (kept.model, kept.language, kept.prompt) == (LOCAL_MODEL, "en", None)
    assert kept.turn_detection == ServerVad()


@pytest.mark.parametrize("switches", [BETA, Switches(update_shape=UpdateShape.FLAT)], ids=["beta", "flat"])
def test_the_flat_spelling_carries_nothing_newer(switches: Switches) -> None:
    refused = refusals(capabilities("somebody/else-1"), switches)

    assert {"languages", "keywords", "delay", "noise_reduction_strength"} <= set(refused)
    assert "modalities" not in refused


def test_a_service_that_is_told_of_turn_detection_only_says_so_of_everything_else() -> None:
    together = Switches(update_shape=UpdateShape.TURN_DETECTION, sends_model=True, sample_rate_hz=16_000)
    refused = refusals(row := capabilities("somebody/else-1"), together)

    assert not {"model", "turn_detection"} & set(refused)
    assert {"prompt", "language", "languages", "noise_reduction", "include_logprobs", "modalities"} <= set(refused)
    assert SEMANTIC_VAD_FIELD in refused
    assert refused["audio_format"] == "This service takes pcm16 at 16000 Hz only."
    assert fitted(SessionConfiguration(audio_format=AudioFormat.G711_ULAW), row, together).audio_format == "pcm16"
    assert "language" not in refusals(row, replace(together, sends_language=True))


def test_semantic_turn_detection_becomes_silence_where_that_is_all_there_is() -> None:
    speaches = Switches(update_shape=UpdateShape.FLAT, takes_semantic_vad=False)
    row = capabilities("Systran/faster-whisper-small")
    refused = refusals(row, speaches)

    assert "turn_detection" not in refused
    assert refused[SEMANTIC_VAD_FIELD] == "This service ends turns at silences only."
    assert fitted(SessionConfiguration(turn_detection=SemanticVad()), row, speaches).turn_detection == ServerVad()
    assert fitted(SessionConfiguration(turn_detection=None), row, speaches).turn_detection is None


def test_a_live_model_gets_an_explicit_null() -> None:
    row = capabilities("gpt-realtime-whisper")
    kept = fitted(SessionConfiguration(model=row.model), row, OPENAI)

    assert said(session_fields(kept, Dialect.GA), Dialect.GA, "turn_detection") is None


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_every_reason_is_a_sentence(model: str) -> None:
    for switches in (OPENAI, BETA, Switches(update_shape=UpdateShape.TURN_DETECTION, uses_rest=False)):
        for reason in refusals(capabilities(model), switches).values():
            assert reason[0].isupper() or reason.startswith(model)
            assert reason.endswith(".")
