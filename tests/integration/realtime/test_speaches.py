"""A speaches server as its sources have it: flat fields under newer names, no deltas, no usage, no REST."""

import logging
import traceback
from typing import Any

import pytest

from tests.read_along import ReadAlong, template
from tests.script import Answers, Drops, Hears, HearsAudio, Json, Says, error, post, refused_upgrade, websocket
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.credentials import create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import KeyRefused, RealtimeError, ServiceRefused
from transcriber.realtime.fitting import fitted
from transcriber.realtime.models import capabilities
from transcriber.realtime.secret import Secret
from transcriber.realtime.switches import KeyPlacement, Switches

PROFILE = template("speaches")
KEY = Secret("speaches-key")
CONFIGURATION = fitted(
    SessionConfiguration(model=PROFILE.default_model, language="en", turn_detection=ServerVad(silence_duration_ms=350)),
    capabilities(PROFILE.default_model),
    PROFILE.switches,
)


def session(**changes: Any) -> Json:
    flat: Json = {
        "id": "sess_lTYVWJqJ",
        "modalities": ["audio", "text"],
        "model": "gpt-4o-realtime-preview",
        "instructions": "You are a helpful AI.",
        "speech_model": "speaches-ai/Kokoro-82M-v1.0-ONNX",
        "voice": "af_heart",
        "input_audio_format": "pcm16",
        "output_audio_format": "pcm16",
        "input_audio_transcription": {"model": PROFILE.default_model, "language": "en"},
        "turn_detection": {
            "type": "server_vad",
            "threshold": 0.6,
            "prefix_padding_ms": 300,
            "silence_duration_ms": 350,
            "create_response": False,
        },
        "temperature": 0.8,
        "tools": [],
        "tool_choice": "auto",
        "max_response_output_tokens": "inf",
    }
    return flat | changes


def partial(item_id: str, transcript: str) -> Says:
    return Says(
        {"type": "input_audio_buffer.partial_transcription", "event_id": "event_P", "item_id": item_id}
        | {"transcript": transcript}
    )


def said(name: str, **fields: Any) -> Says:
    return Says({"type": name, "event_id": "event_SxB8KQ", **fields})


def turn(item_id: str, previous: str | None, transcript: str) -> tuple[Says, ...]:
    """From the end of speech to the text; speaches has been seen to say both ends twice."""
    item = {"id": item_id, "type": "message", "role": "user", "status": "completed"}
    content = [{"type": "input_audio", "transcript": None}]
    return (
        said("input_audio_buffer.speech_stopped", item_id=item_id, audio_end_ms=900),
        said("input_audio_buffer.speech_stopped", item_id=item_id, audio_end_ms=900),
        said("input_audio_buffer.committed", item_id=item_id, previous_item_id=previous),
        said("input_audio_buffer.committed", item_id=item_id, previous_item_id=previous),
        said("conversation.item.created", previous_item_id=previous, item={**item, "content": content}),
        said(
            "conversation.item.input_audio_transcription.completed",
            item_id=item_id,
            content_index=0,
            transcript=transcript,
        ),
    )


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What this side wrote; the scripted service logs what it was asked for."""
    return "\n".join(str(record.getMessage()) for record in caplog.records if record.name != "aiohttp.access")


async def test_a_conversation_without_deltas(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        websocket(
            said("session.created", session=session()),
            Hears(
                "session.update",
                {
                    "session": {
                        "input_audio_transcription": {"model": PROFILE.default_model, "language": "en"},
                        "turn_detection": {"type": "server_vad", "threshold": 0.5, "silence_duration_ms": 350},
                        "input_audio_noise_reduction": None,
                        "include": [],
                        "modalities": ["text"],
                    }
                },
            ),
            said("session.updated", session=session(modalities=["text"])),
            HearsAudio(96_000),
            said("input_audio_buffer.speech_started", item_id="item_A", audio_start_ms=100),
            partial("item_A", "Hello"),
            partial("item_A", "Hello there"),
            *turn("item_A", None, " Hello there."),
            Says(error("Specifying `session.output_audio_format` is not supported.")),
            said("input_audio_buffer.speech_started", item_id="item_B", audio_start_ms=50),
            *turn("item_B", "item_A", "How are you?"),
        )
    )
    endpoint = Endpoint(service.base_url, KEY, PROFILE.switches)

    async with await RealtimeConnection.open(endpoint, KEY, CONFIGURATION) as connection:
        reader = ReadAlong(connection)
        await reader.say(seconds=2)
        await reader.until_over(2)

    assert reader.texts == ["Hello there.", "How are you?"]
    assert reader.provisional == ["Hello", "Hello there"]
    assert len(reader.errors) == 1
    assert not reader.ledger.owes_text
    assert [(turn.start_ms, turn.end_ms) for turn in reader.transcript.turns] == [(100, 900), (950, 1800)]
    assert reader.ledger.watermark_sample == 1800 * 24
    assert service.arrivals[0].query == {"model": PROFILE.default_model, "intent": "transcription", "language": "en"}
    assert service.arrivals[0].headers["Authorization"] == f"Bearer {KEY.reveal()}"
    announced = connection.session
    assert announced.configuration.model == PROFILE.default_model
    assert announced.configuration.turn_detection == ServerVad(threshold=0.6, silence_duration_ms=350)
    assert announced.stated == {"audio_format", "model", "language", "turn_detection", "modalities"}


@pytest.mark.parametrize("placement", [KeyPlacement.X_API_KEY_HEADER, KeyPlacement.QUERY])
async def test_its_other_places_for_a_key(
    scripted_service: PlayScript, placement: KeyPlacement, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = await scripted_service(
        websocket(said("session.created", session=session()), Hears("session.update"), said("session.updated"))
    )
    endpoint = Endpoint(service.base_url, KEY, Switches(sends_model=True, key_placement=placement))

    async with await RealtimeConnection.open(endpoint, KEY, CONFIGURATION):
        pass

    arrival = service.arrivals[0]
    assert "Authorization" not in arrival.headers
    assert arrival.headers.get("X-API-Key", arrival.query.get("api_key")) == KEY.reveal()
    assert KEY.reveal() not in logged(caplog)


@pytest.mark.parametrize("answer", [Answers(404, "GET /v1/realtime?api_key=speaches-key"), Answers(500), Drops()])
async def test_a_key_in_the_address_shows_in_no_failure(
    scripted_service: PlayScript, answer: Answers | Drops, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = await scripted_service(refused_upgrade(answer))
    endpoint = Endpoint(service.base_url, KEY, Switches(key_placement=KeyPlacement.QUERY))

    with pytest.raises(RealtimeError) as raised:
        await RealtimeConnection.open(endpoint, KEY, CONFIGURATION)

    shown = "".join(traceback.format_exception(raised.value)) + repr(raised.value.__cause__) + logged(caplog)
    assert KEY.reveal() not in shown


async def test_it_answers_405_where_a_client_secret_is_asked_for(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        post("/v1/realtime/client_secrets", Answers(405, {"detail": "Method Not Allowed"}, {"Allow": "GET"}))
    )

    with pytest.raises(ServiceRefused) as refused:
        await create_client_secret(Endpoint(service.base_url, KEY, Switches()), CONFIGURATION)

    assert (refused.value.code, refused.value.field) == ("no_rest", "uses_rest")


async def test_it_answers_403_to_an_address_without_the_model(scripted_service: PlayScript) -> None:
    service = await scripted_service(refused_upgrade(Answers(403, "")))

    with pytest.raises(KeyRefused) as refused:
        await RealtimeConnection.open(Endpoint(service.base_url, KEY, Switches(uses_rest=False)), KEY, CONFIGURATION)

    assert "model" not in service.arrivals[0].query
    assert "model in their address" in refused.value.remedy
