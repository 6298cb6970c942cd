"""One connection's part of a recording: when it commits, and how much it lets be unanswered."""

from tests.recording_stage import SECOND_BYTES, SECRETS, Gate, Record, Speech
from tests.script import (
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
from transcriber.realtime.configuration import ServerVad
from transcriber.session.notices import Problem, TurnChange, TurnChanged


async def test_without_turn_detection_a_turn_is_sealed_every_30_s_and_at_the_end(
    scripted_service: PlayScript, record: Record
) -> None:
    commit = "input_audio_buffer.commit"
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(30 * SECOND_BYTES),
            Hears(commit),
            Says(committed("item_A")),
            Says(completed("item_A", "Thirty seconds.")),
            HearsAudio(2 * SECOND_BYTES),
            Hears(commit),
            Says(committed("item_B", "item_A")),
            Says(completed("item_B", "Two more.")),
            HearsClose(),
        ),
    )

    told = await record(Speech(32.0), script, backlog_speed=None)

    assert told.texts == ["Thirty seconds.", "Two more."]
    spans = [
        (notice.turn.start_ms, notice.turn.end_ms)
        for notice in told
        if isinstance(notice, TurnChanged) and notice.change is TurnChange.COMPLETED
    ]
    assert spans == [(0, 30_000), (30_000, 32_000)]


async def test_silence_is_not_waited_for(scripted_service: PlayScript, record: Record) -> None:
    """No event ever answers silence; the pong does."""
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(90 * SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(completed("item_A", "")),
            HearsClose(),
        ),
    )

    told = await record(
        Speech(90.0), script, ServerVad(), backlog_speed=None, create_gate=lambda: Gate(lambda loudest: False)
    )

    assert (told.texts, told.problems) == ([], [])


async def test_a_turn_that_failed_for_want_of_a_model_says_what_to_change_and_says_it_once(
    scripted_service: PlayScript, record: Record
) -> None:
    failed = {
        "type": "conversation.item.input_audio_transcription.failed",
        "error": {"type": "invalid_request_error", "code": "model_not_found", "message": "No such model."},
    }
    unwell = {"type": failed["type"], "error": {"type": "server_error", "message": "Sorry."}}
    script = await scripted_service(
        post(SECRETS, gives_client_secret()),
        websocket(
            *opening(),
            HearsAudio(30 * SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_A")),
            Says(failed | {"item_id": "item_A"}),
            HearsAudio(30 * SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_B", "item_A")),
            Says(failed | {"item_id": "item_B"}),
            HearsAudio(SECOND_BYTES),
            Hears("input_audio_buffer.commit"),
            Says(committed("item_C", "item_B")),
            Says(unwell | {"item_id": "item_C"}),
            HearsClose(),
        ),
    )

    told = await record(Speech(61.0), script, backlog_speed=None)

    [first, kept] = [notice for notice in told if isinstance(notice, Problem)]
    assert (first.code, first.field, first.is_fatal) == ("model_not_found", "model", False)
    assert "Choose another model" in first.remedy
    assert kept.code == "audio_kept"
