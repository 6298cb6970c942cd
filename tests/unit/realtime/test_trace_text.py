"""A message as it is shown: short, without audio, and as it was where nothing had to go."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.redaction import Redaction
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace import NOT_JSON
from transcriber.realtime.trace_text import (
    LONGEST_TEXT_CHARACTERS,
    TracedFrame,
    audio_sizes_bytes,
    http_text,
    read_http_text,
    with_silence,
)

KEY = "9f3c1a7be2d84056b1c9e07d5a3f2468"
SPEECH = bytes(range(256)) * 7 + b"tail"


def traced(frame: str | bytes, *known: str) -> TracedFrame:
    redaction = Redaction()
    for key in known:
        redaction.hide(Secret(key))
    return TracedFrame.of_frame(frame, redaction)


def append(audio: bytes, **separators: tuple[str, str]) -> str:
    event = {"type": "input_audio_buffer.append", "audio": base64.b64encode(audio).decode()}
    return json.dumps(event, **separators)  # type: ignore[arg-type]


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
@given(audio=st.binary(max_size=40))
def test_audio_is_replaced_by_how_much_there_was(separators: tuple[str, str], audio: bytes) -> None:
    frame = traced(append(audio, separators=separators))

    assert frame.type == "input_audio_buffer.append"
    assert frame.size_bytes == len(append(audio, separators=separators))
    left_out = frame.text(keeps_audio=False)
    assert json.loads(left_out)["audio"] == f"({len(audio)} bytes of audio left out)"
    assert frame.text(keeps_audio=True) == append(audio, separators=separators)
    assert audio_sizes_bytes(left_out) == audio_sizes_bytes(append(audio)) == [len(audio)]
    assert base64.b64decode(json.loads(with_silence(left_out))["audio"]) == bytes(len(audio))


def test_the_audio_of_items_is_left_out_too_each_with_its_size() -> None:
    contents = [{"type": "input_audio", "audio": base64.b64encode(SPEECH[:size]).decode()} for size in (900, 1001)]
    item = {"id": "item_A", "content": [contents[0], {"type": "text", "text": 'say "audio": "loud"'}, contents[1]]}
    frame = traced(json.dumps({"type": "conversation.item.retrieved", "item": item}))

    shown = json.loads(frame.text(keeps_audio=False))["item"]["content"]
    assert [part.get("audio") for part in shown] == [
        "(900 bytes of audio left out)",
        None,
        "(1001 bytes of audio left out)",
    ]
    assert shown[1]["text"] == 'say "audio": "loud"'
    assert json.loads(frame.text(keeps_audio=True))["item"] == item


def test_a_secret_that_stands_where_audio_should_is_not_kept_as_audio() -> None:
    frame = traced(json.dumps({"type": "x", "audio": KEY, "more": {"audio": "sk-abcdefgh"}}), KEY)

    for keeps_audio in (False, True):
        assert KEY not in frame.text(keeps_audio=keeps_audio)
        assert "abcdefgh" not in frame.text(keeps_audio=keeps_audio)


@pytest.mark.parametrize("frame", ["", "hello", "[1, 2]", '{"no": "type"}', '{"type": 3}', '{"type": "x"', "[" * 9999])
def test_what_is_not_an_event_says_so(frame: str) -> None:
    assert traced(frame).type == NOT_JSON
    assert traced(frame).text(keeps_audio=False) == frame


@given(frame=st.text() | st.binary())
def test_anything_can_be_shown(frame: str | bytes) -> None:
    shown = traced(frame)
    size_bytes = len(frame) if isinstance(frame, bytes) else len(frame.encode("utf-8", "replace"))
    assert shown.size_bytes == size_bytes
    assert isinstance(shown.text(keeps_audio=False), str)


def test_bytes_are_read_as_text_and_searched_for_secrets() -> None:
    frame = traced(b'\xff\x00{"key":"' + KEY.encode("utf-16-le") + b'"}', KEY)
    assert frame.type == NOT_JSON
    assert "****" in frame.text(keeps_audio=False)
    assert "e07d5a3f" not in frame.text(keeps_audio=False).replace("\0", "")


def test_a_huge_message_is_cut_and_says_so_and_the_cut_saves_no_secret() -> None:
    for shift in range(0, 4 * len(KEY), 5):
        start = '{"type":"session.updated","text":"' + "x" * (LONGEST_TEXT_CHARACTERS - 40 - shift) + " "
        frame = traced(start + KEY + " " + "y" * 4_000_000 + '"}', KEY)
        shown = frame.text(keeps_audio=True)
        assert frame.is_cut
        assert frame.type == "session.updated"
        assert frame.size_bytes > 4_000_000
        assert len(shown) < LONGEST_TEXT_CHARACTERS + 100
        assert shown.endswith(" characters in all)")
        assert KEY[:8] not in shown


def test_a_lot_of_audio_is_not_too_long() -> None:
    frame = traced(append(bytes(1_000_000)))
    assert not frame.is_cut
    assert frame.text(keeps_audio=True) == append(bytes(1_000_000))


def test_a_type_is_short_and_holds_no_secret() -> None:
    assert traced(json.dumps({"type": "x" * 5000})).type == "x" * 100
    assert traced(json.dumps({"type": KEY}), KEY).type == "****"


def test_http_is_written_as_people_write_it_and_read_again() -> None:
    headers = {"Authorization": f"Bearer {KEY}", "api-key": KEY, "X-API-Key": KEY, "OpenAI-Beta": "realtime=v1"}
    text = http_text("POST https://host/v1", headers, '{"a":1}\n\n{}')
    assert text.splitlines()[:5] == [
        "POST https://host/v1",
        "Authorization: Bearer ****",
        "api-key: ****",
        "X-API-Key: ****",
        "OpenAI-Beta: realtime=v1",
    ]
    first_line, read, body = read_http_text(text)
    assert (first_line, read["openai-beta"], body) == ("POST https://host/v1", "realtime=v1", '{"a":1}\n\n{}')
    assert read_http_text("HTTP 101") == ("HTTP 101", {}, "")
