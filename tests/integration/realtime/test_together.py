"""Together AI as its documentation has it: everything in the address, 16 kHz, no acknowledgement, replacing deltas."""

from typing import Any

import pytest

from tests.read_along import ReadAlong, template
from tests.script import Hears, HearsAudio, Says, websocket
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.events import CommitAudio
from transcriber.realtime.fitting import fitted
from transcriber.realtime.models import capabilities
from transcriber.realtime.secret import Secret

PROFILE = template("together")
KEY = Secret("together-key")
_PREFIX = "conversation.item.input_audio_transcription"
CREATED = Says(
    {"type": "session.created", "session": {"id": "9d6c7e", "object": "realtime.session", "modalities": ["audio"]}}
)


def configured(turn_detection: TurnDetection) -> SessionConfiguration:
    wanted = SessionConfiguration(model=PROFILE.default_model, turn_detection=turn_detection, prompt="Never sent.")
    return fitted(wanted, capabilities(PROFILE.behaves_like), PROFILE.switches)


@pytest.mark.parametrize("names", [{}, {"item_id": "item_A"}], ids=["without item ids", "with item ids"])
async def test_a_conversation_without_acknowledgements(scripted_service: PlayScript, names: dict[str, Any]) -> None:
    detection = {"type": "server_vad", "threshold": 0.25, "min_silence_duration_ms": 700, "speech_pad_ms": 300}
    service = await scripted_service(
        websocket(
            CREATED,
            Hears("transcription_session.updated", {"session": {"turn_detection": detection}}),
            HearsAudio(64_000),
            Says({"type": f"{_PREFIX}.delta", "delta": "The quick brawn", **names}),
            Says({"type": f"{_PREFIX}.delta", "delta": "The quick brown fox", **names}),
            Says({"type": f"{_PREFIX}.completed", "transcript": "The quick brown fox.", **names}),
            Says({"type": "error", "message": "The model is busy."}),
            Says({"type": f"{_PREFIX}.delta", "delta": "It jum", **({"item_id": "item_B"} if names else {})}),
            Hears("input_audio_buffer.commit"),
            Says(
                {"type": f"{_PREFIX}.completed", "transcript": "It jumps.", **({"item_id": "item_B"} if names else {})}
            ),
        )
    )
    endpoint = Endpoint(service.base_url, KEY, PROFILE.switches)
    configuration = configured(ServerVad(threshold=0.25, silence_duration_ms=700))

    async with await RealtimeConnection.open(endpoint, KEY, configuration) as connection:
        reader = ReadAlong(connection)
        await reader.say(seconds=2, sample_rate_hz=16_000)
        await reader.until_over(1)
        while not reader.errors or not reader.texts[1:]:
            await reader.take_one()
        await connection.send(CommitAudio())
        await reader.until_over(2)

    assert reader.texts == ["The quick brown fox.", "It jumps."]
    assert reader.provisional == ["The quick brawn", "The quick brown fox", "It jum"]
    assert reader.errors == ["The model is busy."]
    assert service.arrivals[0].query == {
        "model": "openai/whisper-large-v3",
        "input_audio_format": "pcm_s16le_16000",
    }
    assert service.arrivals[0].headers["OpenAI-Beta"] == "realtime=v1"
    assert service.arrivals[0].headers["Authorization"] == f"Bearer {KEY.reveal()}"
    assert connection.session.stated == {"modalities"}


async def test_turns_that_this_side_ends(scripted_service: PlayScript) -> None:
    service = await scripted_service(
        websocket(CREATED, Hears("transcription_session.updated", {"session": {"turn_detection": None}}))
    )
    endpoint = Endpoint(service.base_url, KEY, PROFILE.switches)

    async with await RealtimeConnection.open(endpoint, KEY, configured(None)) as connection:
        assert connection.asked == configured(None)
