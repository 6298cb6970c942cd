"""What a service may say that nobody should: too much, too large, not JSON, not of the protocol."""

import json

import pytest

from tests.fault_stage import fault_stage, sentences
from tests.numbered_service import Habits
from tests.script import Json, delta
from transcriber.realtime.endpoint import Endpoint

MEGABYTE = 1024 * 1024
BAD_FRAMES: list[Json | str | bytes] = [
    "{",
    "",
    "[]",
    "null",
    '"text"',
    "1e999",
    "[" * 50_000,
    b"\x00\xff\xfe",
    json.dumps({"type": 7}),
    json.dumps({"type": "conversation.item.input_audio_transcription.delta"}),
    json.dumps({"type": "conversation.item.input_audio_transcription.delta", "item_id": [], "delta": {}}),
    json.dumps({"type": "input_audio_buffer.speech_started", "item_id": "x", "audio_start_ms": -(10**30)}),
    json.dumps({"type": "no.such.event", "event_id": "e"}),
    '{"type": "error", "error": "gone"}',
]


async def test_what_cannot_be_read_is_passed_over() -> None:
    async with fault_stage(Habits(intrusions={turn: list(BAD_FRAMES) for turn in (1, 2, 4)})) as stage:
        outcome = await stage.record(sentences(25))
        outcome.assert_exact()


async def test_a_delta_of_a_megabyte_does_not_stop_a_recording() -> None:
    intrusion: list[Json | str | bytes] = [delta("item_sess_1_2", "x" * MEGABYTE)]
    async with fault_stage(Habits(intrusions={2: intrusion})) as stage:
        outcome = await stage.record(sentences(25))
        outcome.assert_exact()


async def test_a_message_beyond_all_measure_costs_its_connection_and_no_word() -> None:
    async with fault_stage(Habits(intrusions={2: ["x" * (8 * MEGABYTE)]})) as stage:
        outcome = await stage.record(sentences(25))
        outcome.assert_exact()
        assert len(stage.service.connected_s) == 2


async def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    # To a service on this computer nothing is compressed.
    monkeypatch.setattr(Endpoint, "is_loopback", False)
    habits = Habits(intrusions={2: [" " * (256 * MEGABYTE)]}, is_compressed=True)
    async with fault_stage(habits) as stage:
        outcome = await stage.record(sentences(25), has_key=False)
        outcome.assert_exact()
        assert len(stage.service.connected_s) == 2
