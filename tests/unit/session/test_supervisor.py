"""A recording's connections: which of them are made again, and what is told of it."""

from tests.recording_stage import SECOND_BYTES, SECRETS, Record, Speech
from tests.script import (
    Answers,
    Drops,
    Hears,
    HearsAudio,
    HearsClose,
    Says,
    committed,
    completed,
    gives_client_secret,
    opening,
    post,
    websocket,
)
from tests.scripted_service import PlayScript
from transcriber.session.notices import LinkChanged, LinkState


async def test_a_service_that_asks_for_patience_is_left_alone_and_tried_again(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        post(SECRETS, Answers(429, {"error": {"message": "Too many."}}, {"Retry-After": "0"})),
        post(SECRETS, gives_client_secret()),
        websocket(*opening(), HearsAudio(SECOND_BYTES), Drops()),
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(completed("item_A", "Here.")),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    assert told.texts == ["Here."]
    states = [notice.state for notice in told if isinstance(notice, LinkChanged)]
    assert states.count(LinkState.RECONNECTING) == 2
    assert states.count(LinkState.CONNECTED) == 2
