"""A trace read as a script: what the service said, and how far the client had come by then."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script import Json, completed, delta, session_created
from transcriber.engine.replay_script import Answer, Ending, Line, Script, Sent
from transcriber.realtime.trace import Channel, Direction, Trace, TraceEntry

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SENT, RECEIVED = Direction.SENT, Direction.RECEIVED
UPDATE = {"type": "session.update", "session": {"type": "transcription"}}
COMMIT = {"type": "input_audio_buffer.commit"}


def entry(
    direction: Direction,
    frame: Json | str,
    kind: str = "",
    exchange: int = 1,
    channel: Channel = Channel.WEBSOCKET,
    is_cut: bool = False,
) -> TraceEntry:
    text = frame if isinstance(frame, str) else json.dumps(frame)
    kind = kind or (frame["type"] if isinstance(frame, dict) else "not JSON")
    return TraceEntry(
        at_ms=1000,
        direction=direction,
        channel=channel,
        type=kind,
        size_bytes=len(text),
        text=text,
        exchange=exchange,
        is_cut=is_cut,
    )


def left_out(byte_count: int) -> Json:
    return {"type": "input_audio_buffer.append", "audio": f"({byte_count} bytes of audio left out)"}


def script(*entries: TraceEntry) -> Script:
    return Script.of(Trace(START, False, "0.1.0", entries))


def due(found: Script) -> list[tuple[str, float, int]]:
    """Each line with the audio and the events that it waits for."""
    shown = []
    for line in found.scenes[0].lines:
        what = json.loads(line.frame)["type"].rpartition(".")[2] if isinstance(line, Line) else f"close {line.code}"
        shown.append((what, line.after.audio_ms, line.after.events))
    return shown


def test_each_line_waits_for_what_had_been_sent_before_it() -> None:
    found = script(
        entry(SENT, "GET ws://host/v1/realtime", "open"),
        entry(RECEIVED, "HTTP 101", "open"),
        entry(RECEIVED, session_created()),
        entry(SENT, UPDATE),
        entry(RECEIVED, session_created() | {"type": "session.updated"}),
        entry(SENT, left_out(48_000)),
        entry(SENT, {"type": "input_audio_buffer.append", "audio": base64.b64encode(bytes(24_000)).decode()}),
        entry(RECEIVED, delta("item_A", "Hey")),
        entry(SENT, COMMIT),
        entry(RECEIVED, completed("item_A", "Hey.")),
        entry(RECEIVED, "4000 no more", "close"),
    )
    assert due(found) == [
        ("created", 0, 0),
        ("updated", 0, 1),
        ("delta", 1500, 1),
        ("completed", 1500, 2),
        ("close 4000", 1500, 2),
    ]
    assert found.scenes[0].is_announced


@pytest.mark.parametrize(
    ("session", "duration_ms"),
    [
        ({"audio": {"input": {"format": {"type": "audio/pcm", "rate": 24_000}}}}, 1000),
        ({"audio": {"input": {"format": {"type": "audio/pcm", "rate": 16_000}}}}, 1500),
        ({"audio": {"input": {"format": {"type": "audio/pcmu"}}}}, 6000),
        ({"input_audio_format": "pcm16"}, 1000),
        ({"input_audio_format": "g711_alaw"}, 6000),
        ({"input_audio_format": None}, 1000),
        ("nonsense", 1000),
    ],
)
def test_audio_is_measured_in_time_whatever_its_format(session: object, duration_ms: float) -> None:
    sent = Sent()
    sent.take(json.dumps(UPDATE | {"session": session}))
    sent.take(json.dumps(left_out(48_000)))
    assert (sent.audio_ms, sent.events) == (duration_ms, 1)


def test_a_client_is_as_far_when_it_has_sent_as_much_in_any_pieces() -> None:
    then, now = Sent(), Sent()
    then.take(json.dumps(left_out(4800)))
    assert not now.is_as_far_as(then)
    for _ in range(3):
        now.take(json.dumps(left_out(1600)))
    assert now.is_as_far_as(then)
    then.take("not JSON")
    assert not now.is_as_far_as(then)


def test_what_is_not_in_the_trace_is_made_good_or_left_out_and_counted() -> None:
    retrieved = {"type": "conversation.item.retrieved", "item": {"audio": "(3 bytes of audio left out)"}}
    found = script(
        entry(RECEIVED, delta("item_A", "Hey")),
        entry(RECEIVED, retrieved),
        entry(RECEIVED, '{"type":"x","text":"aaaa… (cut off: 99999 characters in all)', is_cut=True),
        entry(RECEIVED, "hello?"),
    )
    lines = found.scenes[0].lines
    assert not found.scenes[0].is_announced
    assert found.scenes[0].omitted_frames == 1
    _, item, words = [line.frame for line in lines if isinstance(line, Line)]
    assert base64.b64decode(json.loads(item)["item"]["audio"]) == bytes(3)
    assert words == "hello?"


def test_only_the_services_end_and_broken_connections_are_played() -> None:
    closes = ["1000", "1006 broken off: it did not answer for 4 s", "1001 The engine is ending."]
    directions = [SENT, SENT, RECEIVED]
    entries = [
        entry(direction, text, "close", exchange)
        for exchange, (direction, text) in enumerate(zip(directions, closes, strict=True))
    ]
    played = [
        [(end.code, end.reason) for end in scene.lines if isinstance(end, Ending)] for scene in script(*entries).scenes
    ]
    assert played == [[], [(1006, "broken off: it did not answer for 4 s")], [(1001, "The engine is ending.")]]


def test_requests_and_connections_are_kept_apart_and_in_order() -> None:
    found = script(
        entry(SENT, "POST http://host\n\n{}", "POST /realtime/client_secrets", 1, Channel.REST),
        entry(RECEIVED, 'HTTP 429\nretry-after: 7\n\n{"error":{}}', "429", 1, Channel.REST),
        entry(SENT, "POST http://host\n\n{}", "POST /realtime/client_secrets", 2, Channel.REST),
        entry(SENT, "GET ws://host", "open", 3),
        entry(SENT, "GET ws://host", "open", 4),
        entry(RECEIVED, session_created(), exchange=4),
        entry(RECEIVED, "HTTP 401\ncontent-type: application/json\n\n{}", "401", 3),
        entry(RECEIVED, "The service could not be reached.", "unanswered", 5),
    )
    assert [(answer.status, answer.retry_after, answer.body) for answer in found.answers] == [
        (429, "7", '{"error":{}}'),
        (None, "", ""),
    ]
    refusals = [scene.refusal for scene in found.scenes]
    assert refusals == [Answer(401, "", "application/json", "{}", 1000), None, Answer(None)]


def test_an_event_that_calls_itself_a_close_is_an_event() -> None:
    found = script(
        entry(RECEIVED, session_created()), entry(RECEIVED, {"type": "close"}), entry(RECEIVED, {"type": "401"})
    )
    assert [what for what, *_ in due(found)] == ["created", "close", "401"]


texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            '{"type":"session.update","session":{"audio":{"input":{"format":{"type":"audio/pcm","rate":1'
            + "0" * 400
            + "}}}}}",
            '{"type":"session.updated","session":{"input_audio_format":["pcm16"]}}',
            '{"type":"input_audio_buffer.append","audio":"(' + "9" * 400 + ' bytes of audio left out)"}',
            '{"type":"input_audio_buffer.append","audio":7}',
            "[" * 5000,
            "HTTP 99999\n\n{}",
            "99999 no such code",
        ]
    ),
)
entries = st.builds(
    TraceEntry,
    at_ms=st.integers(0, 10**6),
    direction=st.sampled_from(Direction),
    channel=st.sampled_from(Channel),
    type=st.sampled_from(["open", "close", "unanswered", "200", "99999", "٣٣٣", "session.created", "not JSON"]),
    size_bytes=st.integers(0, 10**6),
    text=texts,
    exchange=st.integers(0, 3),
    is_cut=st.booleans(),
)


@given(written=st.lists(entries, max_size=12))
def test_any_file_of_entries_is_some_script(written: list[TraceEntry]) -> None:
    found = script(*written)
    waits = [line.after for scene in found.scenes for line in scene.lines]
    assert all(wait.audio_ms >= 0 for wait in waits)
    assert all(answer.status is None or 200 <= answer.status < 600 for answer in found.answers)


def test_an_end_is_as_far_ahead_as_it_was() -> None:
    found = script()
    said_s = START.timestamp() + 2
    text = json.dumps({"expires_at": int(said_s) + 600, "session": {"expires_at": None, "at": 1_700_000_000}})
    moved = json.loads(found.in_this_time(text, 2000, said_s + 86_400))
    assert moved == {"expires_at": int(said_s) + 600 + 86_400, "session": {"expires_at": None, "at": 1_700_000_000}}
