"""A LocalAI server: a session of type realtime, a constant event id, no usage, and no commit while it detects turns."""

from typing import Any

from tests.read_along import ReadAlong, template
from tests.script import Hears, HearsAudio, Json, Says, websocket
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.events import CommitAudio
from transcriber.realtime.fitting import fitted
from transcriber.realtime.models import capabilities

PROFILE = template("localai")
CONFIGURATION = fitted(
    SessionConfiguration(model=PROFILE.default_model), capabilities(PROFILE.behaves_like), PROFILE.switches
)
_PREFIX = "conversation.item.input_audio_transcription"


def said(name: str, event_id: str = "event_TODO", **fields: Any) -> Says:
    return Says({"type": name, "event_id": event_id, **fields})


def session() -> Json:
    detection = {"type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300, "silence_duration_ms": 500}
    heard = {
        "format": {"type": "audio/pcm", "rate": 24000},
        "transcription": {"model": "whisper-1"},
        "turn_detection": detection,
    }
    return {
        "type": "realtime",
        "id": "sess_9f1c",
        "object": "realtime.session",
        "model": "gpt-realtime",
        "output_modalities": ["audio"],
        "audio": {"input": heard, "output": {"voice": "alloy"}},
    }


async def test_a_conversation_with_a_commit_that_it_does_not_know(scripted_service: PlayScript) -> None:
    words = "input_audio_buffer.commit in conjunction with VAD"
    refusal = {"type": "invalid_request_error", "code": "not_implemented", "message": words, "param": ""}
    service = await scripted_service(
        websocket(
            said("session.created", session=session()),
            Hears("session.update"),
            said("session.updated", session=session()),
            HearsAudio(96_000),
            said("input_audio_buffer.speech_started", item_id="item_A", audio_start_ms=0),
            said(f"{_PREFIX}.delta", "", item_id="item_A", content_index=0, delta="Good mor"),
            Hears("input_audio_buffer.commit"),
            said("error", error=refusal),
            said("input_audio_buffer.speech_stopped", item_id="item_A", audio_end_ms=900),
            said("input_audio_buffer.committed", item_id="item_A"),
            said("conversation.item.added", "", item={"id": "item_A", "type": "message"}),
            said(f"{_PREFIX}.segment", item_id="item_A", id="0", text="Good morning.", speaker="A", start=0, end=0.9),
            said(f"{_PREFIX}.completed", "", item_id="item_A", content_index=0, transcript="Good morning."),
            said(f"{_PREFIX}.delta", "", item_id="item_A", content_index=0, delta="late"),
            said("input_audio_buffer.committed", item_id="item_B", previous_item_id="item_A"),
            said(f"{_PREFIX}.completed", "", item_id="item_B", transcript="Bye."),
        )
    )
    endpoint = Endpoint(service.base_url, None, PROFILE.switches)

    async with await RealtimeConnection.open(endpoint, None, CONFIGURATION) as connection:
        reader = ReadAlong(connection)
        await reader.say(seconds=2)
        await reader.take_one()
        await reader.take_one()
        await connection.send(CommitAudio())
        await reader.until_over(2)

    assert reader.texts == ["Good morning.", "Bye."]
    assert reader.errors == [words]
    assert not reader.ledger.owes_text
    assert service.arrivals[0].query == {"model": "gpt-realtime"}
    assert service.heard[0]["session"]["type"] == "transcription"
    assert connection.session.configuration.model == "whisper-1"
    assert connection.session.stated == {"audio_format", "model", "turn_detection"}
    assert connection.session.configuration.turn_detection == ServerVad()
