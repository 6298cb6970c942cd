"""Any JSON at any point: the client never crashes, and a turn that was finished stays as it was."""

import asyncio
import json
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.client_protocol import ClientProtocol, ClientState
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.errors import ConnectionLost, RealtimeError
from transcriber.realtime.events import AppendAudio, UpdateSession
from transcriber.realtime.link import Link
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.switches import Switches, UpdateShape
from transcriber.session.ledger import Ledger
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnState

_PREFIX = "conversation.item.input_audio_transcription"
EVENT_NAMES = [
    "session.created",
    "session.updated",
    "transcription_session.created",
    "transcription_session.updated",
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "input_audio_buffer.cleared",
    "input_audio_buffer.timeout_triggered",
    "input_audio_buffer.partial_transcription",
    "conversation.item.added",
    "conversation.item.created",
    "conversation.item.done",
    "conversation.item.retrieved",
    "conversation.item.deleted",
    f"{_PREFIX}.delta",
    f"{_PREFIX}.completed",
    f"{_PREFIX}.segment",
    f"{_PREFIX}.failed",
    "rate_limits.updated",
    "error",
    "response.created",
]
FIELD_NAMES = [
    "session",
    "id",
    "item_id",
    "previous_item_id",
    "item",
    "content",
    "content_index",
    "transcript",
    "delta",
    "text",
    "speaker",
    "start",
    "end",
    "audio_start_ms",
    "audio_end_ms",
    "usage",
    "seconds",
    "logprobs",
    "token",
    "logprob",
    "languages",
    "code",
    "error",
    "message",
    "param",
    "event_id",
    "expires_at",
    "audio",
    "input",
    "transcription",
    "turn_detection",
    "type",
    "input_audio_transcription",
    "rate_limits",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**30), 1e308])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["item_A", "item_B", "", "\ud800", "server_vad", "update_1"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELD_NAMES), inner, max_size=4),
    max_leaves=8,
)
EVENTS = st.builds(
    lambda name, fields: {**fields, "type": name},
    st.sampled_from(EVENT_NAMES),
    st.dictionaries(st.sampled_from(FIELD_NAMES), VALUES, max_size=6),
)
ABOUT_MINE = st.builds(
    lambda event, item: {**event, "item_id": "item_mine", **item},
    EVENTS,
    st.sampled_from([{}, {"item": {"id": "item_mine", "content": [{"transcript": "Something else."}]}}]),
)


def frames(events: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Events as they go over the wire, and what is no event at all."""
    return st.lists(
        st.one_of((events | VALUES).map(json.dumps), st.text(max_size=20), st.binary(max_size=20)), max_size=8
    )


BEFORE = frames(EVENTS)
AFTER = frames(EVENTS | ABOUT_MINE)
SHAPES = st.builds(
    Switches,
    dialect=st.sampled_from(Dialect),
    update_shape=st.sampled_from(UpdateShape),
    awaits_update=st.booleans(),
    deltas_replace=st.booleans(),
    times_restart=st.booleans(),
)
OPENED = '{"type":"session.created","session":{"id":"sess_1"}}'
ACKNOWLEDGED = '{"type":"session.updated","session":{"id":"sess_1"}}'
FINISHED = (
    json.dumps({"type": "input_audio_buffer.committed", "item_id": "item_mine", "previous_item_id": None}),
    json.dumps({"type": f"{_PREFIX}.completed", "item_id": "item_mine", "transcript": "What was said."}),
)


def finished(transcript: Transcript) -> dict[int, str]:
    return {turn.number: turn.text for turn in transcript.turns if turn.state is TurnState.FINISHED}


class _Read:
    """What a recording keeps, fed frame by frame; finished turns are watched."""

    def __init__(self) -> None:
        self.transcript = Transcript()
        self.transcript.begin_session(1000)
        self.ledger = Ledger(24_000)
        self.ledger.sent(48_000)

    def apply(self, event: Any) -> None:
        before, done_sample = finished(self.transcript), self.ledger.watermark_sample
        self.ledger.apply(event)
        self.transcript.apply(event)
        after = finished(self.transcript)
        assert after | before == after
        assert all(turn.text for turn in self.transcript.turns if turn.state is TurnState.FINISHED)
        assert done_sample <= self.ledger.watermark_sample <= self.ledger.sent_sample

    async def to_the_end(self, connection: RealtimeConnection) -> None:
        while True:
            self.apply(await connection.receive())


@settings(max_examples=60)
@given(switches=SHAPES, first=BEFORE, second=BEFORE, third=AFTER)
def test_the_rules_outlast_anything_and_keep_what_is_finished(
    switches: Switches, first: list[Any], second: list[Any], third: list[Any]
) -> None:
    protocol = ClientProtocol(switches.dialect, SessionConfiguration(), switches)
    read = _Read()
    for frame in (*first, OPENED, *second, ACKNOWLEDGED, *FINISHED, *third):
        heard = protocol.receive(frame)
        assert all(isinstance(json.loads(sent), dict) for sent in heard.frames)
        read.apply(heard.event)
        if protocol.state is ClientState.READY:
            protocol.send(AppendAudio(b"\0\0"))
            protocol.send(UpdateSession(SessionConfiguration(language="en")))
    read.transcript.begin_session(2000)

    assert "What was said." in finished(read.transcript).values()


class _Scripted:
    """The part of a `Link` that a connection hears and speaks through."""

    def __init__(self, frames: list[Any]) -> None:
        self._frames = iter(frames)
        self.sent: list[str] = []

    async def receive(self) -> Any:
        await asyncio.sleep(0)
        for frame in self._frames:
            return frame
        raise ConnectionLost(1000)

    async def send(self, frame: str) -> None:
        self.sent.append(frame)


@settings(max_examples=40)
@given(first=BEFORE, second=AFTER)
async def test_a_connection_ends_with_a_reason_or_not_at_all(first: list[Any], second: list[Any]) -> None:
    script = _Scripted([OPENED, ACKNOWLEDGED, *first, *FINISHED, *second])
    protocol = ClientProtocol(Dialect.GA, SessionConfiguration())
    connection = RealtimeConnection(cast(Link, script), protocol, RefusalReader(None))
    read = _Read()

    with pytest.raises(RealtimeError) as ending:
        await read.to_the_end(connection)

    assert ending.value.message
    has_heard = isinstance(ending.value, ConnectionLost)
    assert ("What was said." in finished(read.transcript).values()) or not has_heard
