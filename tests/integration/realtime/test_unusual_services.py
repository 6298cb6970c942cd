"""What services have been seen to do differently from the documents, one at a time: the text comes out right."""

from typing import Any

import pytest

from tests.read_along import ReadAlong
from tests.script import HearsAudio, Json, Says, committed, completed, delta, error, opening, websocket
from tests.scripted_service import PlayScript
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.endpoint import Endpoint

_PREFIX = "conversation.item.input_audio_transcription"
SAMPLES = 2 * 24_000
"""What is sent in every conversation."""


def started(item_id: str, at_ms: int) -> Json:
    return {"type": "input_audio_buffer.speech_started", "item_id": item_id, "audio_start_ms": at_ms}


def stopped(item_id: str, at_ms: int) -> Json:
    return {"type": "input_audio_buffer.speech_stopped", "item_id": item_id, "audio_end_ms": at_ms}


def item(name: str, item_id: str, transcript: str | None, previous: str | None = None) -> Json:
    content = [{"type": "input_audio", "transcript": transcript}]
    message = {"id": item_id, "type": "message", "role": "user", "content": content}
    return {"type": f"conversation.item.{name}", "previous_item_id": previous, "item": message}


def named(event_id: str | None, *events: Json) -> list[Json]:
    return [{**event, "event_id": event_id} for event in events]


async def heard(scripted_service: PlayScript, events: list[Any], turns: int) -> ReadAlong:
    """The whole conversation, read to its end."""
    service = await scripted_service(websocket(*opening(), HearsAudio(2 * SAMPLES), *(Says(event) for event in events)))
    endpoint = Endpoint(service.base_url, None)
    async with await RealtimeConnection.open(endpoint, None, SessionConfiguration()) as connection:
        reader = ReadAlong(connection)
        await reader.say(seconds=2)
        await reader.until_over(turns)
        while len(reader.events) < len(events):
            await reader.take_one()
    return reader


ONE_TURN = {
    "no deltas": [committed("A"), completed("A", "Hello.")],
    "one delta that is the whole turn": [committed("A"), delta("A", "Hello."), completed("A", "Hello.")],
    "committed twice": [committed("A"), committed("A"), completed("A", "Hello.")],
    "committed again after the end": [committed("A"), completed("A", "Hello."), committed("A")],
    "speech stopped twice": [
        started("A", 0),
        stopped("A", 900),
        stopped("A", 900),
        committed("A"),
        completed("A", "Hello."),
    ],
    "speech stopped after the end": [started("A", 0), committed("A"), completed("A", "Hello."), stopped("A", 900)],
    "no event ids": [started("A", 0), committed("A"), delta("A", "Hel"), completed("A", "Hello.")],
    "one event id for all": named(
        "event_TODO", committed("A"), delta("A", "Hel"), delta("A", "lo"), completed("A", "Hello.")
    ),
    "empty event ids": named("", committed("A"), delta("A", "Hel"), delta("A", "lo."), completed("A", "Hello.")),
    "null event ids": named(None, committed("A"), delta("A", "Hel"), completed("A", "Hello.")),
    "no usage": [committed("A"), delta("A", "Hello."), completed("A", "Hello.")],
    "null usage": [committed("A"), {**completed("A", "Hello."), "usage": None, "logprobs": None, "languages": None}],
    "usage as text": [committed("A"), {**completed("A", "Hello."), "usage": "1.9 s"}],
    "the text only in done": [committed("A"), item("added", "A", None), item("done", "A", "Hello.")],
    "done without a text, then completed": [committed("A"), item("done", "A", None), completed("A", "Hello.")],
    "done and completed": [committed("A"), item("done", "A", "Hello."), completed("A", "Hello.")],
    "completed twice": [committed("A"), completed("A", "Hello."), completed("A", "Something else.")],
    "deltas before committed": [delta("A", "Hel"), delta("A", "lo"), committed("A"), completed("A", "Hello.")],
    "a delta after completed": [committed("A"), completed("A", "Hello."), delta("A", " late")],
    "failed after completed": [
        committed("A"),
        completed("A", "Hello."),
        {"type": f"{_PREFIX}.failed", "item_id": "A", "error": "too late"},
    ],
    "never committed": [started("A", 0), completed("A", "Hello.")],
    "after an unknown item": [committed("A", "item_of_another_session"), completed("A", "Hello.")],
    "after itself": [committed("A", "A"), completed("A", "Hello.")],
    "an error that is text": [committed("A"), {"type": "error", "error": "busy", "code": 17}, completed("A", "Hello.")],
    "an error about nothing": [committed("A"), {"type": "error"}, completed("A", "Hello.")],
    "an error about a commit": [
        committed("A"),
        error("buffer too small", code="input_audio_buffer_commit_empty"),
        completed("A", "Hello."),
    ],
    "floats for milliseconds": [
        {**started("A", 0), "audio_start_ms": 0.0},
        {**stopped("A", 0), "audio_end_ms": 900.4},
        completed("A", "Hello."),
    ],
    "events of a later version": [
        {"type": "conversation.created", "conversation": {}},
        committed("A"),
        {"type": "input_audio_buffer.weather", "item_id": "A"},
        completed("A", "Hello."),
    ],
    "what is no event": ["not JSON", b'{"type": 5}', "[]", committed("A"), completed("A", "Hello.")],
    "frames of bytes": [
        b'{"type":"conversation.item.input_audio_transcription.completed","item_id":"A","transcript":"Hello."}'
    ],
    "an empty turn beside it": [committed("A"), committed("B", "A"), completed("B", ""), completed("A", "Hello.")],
}


@pytest.mark.parametrize("events", ONE_TURN.values(), ids=ONE_TURN)
async def test_one_turn(scripted_service: PlayScript, events: list[Any]) -> None:
    reader = await heard(scripted_service, events, turns=1)

    assert reader.texts == ["Hello."]
    assert not reader.ledger.owes_text


TWO_TURNS = {
    "completions out of order": [
        committed("A"),
        committed("B", "A"),
        completed("B", "Second."),
        completed("A", "First."),
    ],
    "commits out of order": [
        delta("B", "Sec"),
        delta("A", "Fir"),
        committed("A"),
        committed("B", "A"),
        completed("B", "Second."),
        completed("A", "First."),
    ],
    "nothing but completions": [completed("A", "First."), completed("B", "Second.")],
    "nothing but deltas and completions": [
        delta("A", "Fir"),
        delta("B", "Sec"),
        completed("B", "Second."),
        completed("A", "First."),
    ],
    "no item ids": [
        {"type": f"{_PREFIX}.delta", "delta": "Fir"},
        {"type": f"{_PREFIX}.completed", "transcript": "First."},
        {"type": f"{_PREFIX}.delta", "delta": "Sec"},
        {"type": f"{_PREFIX}.completed", "item_id": "", "transcript": "Second."},
    ],
    "an item between that turns out to be nothing": [
        committed("A"),
        committed("X", "A"),
        committed("B", "X"),
        completed("X", ""),
        completed("B", "Second."),
        completed("A", "First."),
    ],
}


@pytest.mark.parametrize("events", TWO_TURNS.values(), ids=TWO_TURNS)
async def test_two_turns(scripted_service: PlayScript, events: list[Any]) -> None:
    reader = await heard(scripted_service, events, turns=2)

    assert reader.texts == ["First.", "Second."]
    assert not reader.ledger.owes_text


async def test_every_second_is_done_once_every_turn_is(scripted_service: PlayScript) -> None:
    events = [started("A", 0), stopped("A", 900), committed("A"), started("B", 1000), stopped("B", 2000)]
    events += [committed("B", "A"), completed("B", "Second."), completed("A", "First.")]

    reader = await heard(scripted_service, events, turns=2)

    assert reader.ledger.watermark_sample == SAMPLES
    assert [(turn.start_ms, turn.end_ms) for turn in reader.transcript.turns] == [(0, 900), (1000, 2000)]
