"""One connection's part of a recording: when it commits, and how much it lets be unanswered."""

import asyncio
from pathlib import Path

import pytest

from tests.recording_stage import SECOND_BYTES, Gate, Record, Speech
from tests.script import (
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Step,
    Visit,
    Waits,
    committed,
    completed,
    error,
    session,
    turn,
)
from tests.scripted_service import PlayScript
from tests.virtual_clock import VirtualClock
from transcriber.realtime.configuration import ServerVad
from transcriber.session import conversation as module
from transcriber.session.notices import Notice, Problem, TurnChange, TurnChanged


async def test_without_turn_detection_a_turn_is_sealed_every_30_s_and_at_the_end(
    scripted_service: PlayScript, record: Record
) -> None:
    commit = "input_audio_buffer.commit"
    script = await scripted_service(
        *session(
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
        *session(
            HearsAudio(90 * SECOND_BYTES),
            *turn("item_A", ""),
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
        *session(
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


# ---- what a service says all the time, or does unasked ---------------------------------------------------------------

CLEARED: Json = {"type": "input_audio_buffer.cleared", "event_id": "event_9"}
COMMIT = "input_audio_buffer.commit"


async def test_an_error_that_comes_with_each_chunk_is_told_once_and_counted(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears(COMMIT),
            *[Says(error("Cannot read this.", code="invalid_audio"))] * 25,
            Says(error("Something else.", code="invalid_audio")),
            Says(committed("item_A")),
            Says(completed("item_A", "Read.")),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    [first, other, again] = [notice for notice in told if isinstance(notice, Problem)]
    assert "Cannot read this" in first.message
    assert "Something else" in other.message
    assert (again.code, again.message) == ("invalid_audio", f"{first.message} The service reported this 25 times.")


def thrown_away(*steps: Step) -> tuple[Visit, Visit]:
    return (*session(HearsAudio(SECOND_BYTES), Says(CLEARED), *steps, HearsClose()),)


async def test_audio_that_the_service_throws_away_unasked_is_told_and_sent_again(
    scripted_service: PlayScript, record: Record
) -> None:
    goes_on = asyncio.Event()
    script = await scripted_service(
        *thrown_away(),
        *session(
            HearsAudio(2 * SECOND_BYTES),
            *turn("item_A", "Both seconds."),
            Says(CLEARED),
            HearsClose(),
        ),
    )

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem):
            goes_on.set()

    told = await record(Speech(1.0, goes_on, 1.0), script, None, hear)

    assert told.texts == ["Both seconds."]
    assert told.problems == ["audio_cleared", "reconnected"], "nothing is lost where nothing was held"


@pytest.mark.usefixtures("accelerated")
async def test_a_service_that_throws_audio_away_again_and_again_is_given_it_three_times_and_then_it_is_kept(
    scripted_service: PlayScript, record: Record, spool_path: Path
) -> None:
    goes_on = asyncio.Event()
    script = await scripted_service(
        *thrown_away(),
        *thrown_away(),
        *thrown_away(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "The second one."),
        ),
    )
    told_of: list[str] = []

    def hear(notice: Notice) -> None:
        if isinstance(notice, Problem) and notice.code == "audio_cleared":
            told_of.append(notice.remedy)
            if len(told_of) == 3:
                goes_on.set()

    told = await record(Speech(1.0, goes_on, 1.0), script, None, hear)

    assert told.texts == ["The second one."]
    assert told.problems == [*["audio_cleared", "reconnected"] * 2, "audio_cleared", "audio_kept"]
    assert told_of == ["It is sent again.", "It is sent again.", "It happened before: words are missing."]
    assert spool_path.exists()


def delta(text: str) -> Json:
    return {"type": "conversation.item.input_audio_transcription.delta", "item_id": "item_A", "delta": text}


async def test_a_flood_of_deltas_is_told_in_fewer_pieces_and_none_is_missing(
    scripted_service: PlayScript, record: Record
) -> None:
    words = [f" {number}" for number in range(2_000)]
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears(COMMIT),
            Says(committed("item_A")),
            *(Says(delta(word)) for word in words),
            Says(completed("item_A", "Counted.")),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    pieces = [notice for notice in told if isinstance(notice, TurnChanged) and notice.change is TurnChange.DELTA]
    assert "".join(piece.appended for piece in pieces) == pieces[-1].turn.text == "".join(words)
    assert len(pieces) < len(words) / 2


async def test_a_last_turn_that_only_ever_grows_is_not_waited_for_without_end(
    scripted_service: PlayScript,
    record: Record,
    accelerated: VirtualClock,
    monkeypatch: pytest.MonkeyPatch,
    spool_path: Path,
) -> None:
    monkeypatch.setattr(module, "_LONGEST_FINISH_S", 0.3)
    more = asyncio.Event()
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            Hears(COMMIT),
            Says(committed("item_A")),
            *[Says(delta(" more"))] * 50,
            Waits(more),
            may_be_left=True,
        ),
    )

    async with asyncio.timeout(10):
        told = await record(Speech(1.0), script)
    more.set()

    assert told.problems == ["text_missing", "audio_kept"]
    assert spool_path.exists()
