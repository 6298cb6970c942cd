"""One frame or HTTP message as a trace shows it: without secrets and audio, never too long. Pure."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from transcriber.realtime.redaction import Redaction
from transcriber.realtime.secret import MASK
from transcriber.realtime.trace import NOT_JSON

LONGEST_TEXT_CHARACTERS = 64 * 1024
"""Of what is not audio; above it the rest is cut off."""
_MARGIN_CHARACTERS = 4096
"""Looked at beyond the cut, so that a secret on it is recognised whole."""
_LONGEST_TYPE_CHARACTERS = 100
_LARGEST_AUDIO_BYTES = 64 * 1024 * 1024
_MOST_DIGITS = 15
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "set-cookie"})

_AUDIO_KEY = '"audio"'
_AUDIO_START = re.compile(r'"audio"\s*:\s*"')
_AUDIO_VALUE = re.compile(r'"audio"\s*:\s*"([A-Za-z0-9+/=]*)"')
_AUDIO_NOTE = re.compile(r'"audio"\s*:\s*"\((\d+) bytes of audio left out\)"')


@dataclass(frozen=True, slots=True)
class TracedFrame:
    """What there is to say of one message; `text` is made for each watcher."""

    type: str
    size_bytes: int
    is_cut: bool
    _shown: str
    _audio: tuple[str, ...]
    """Each piece as it was, with its key before it."""
    _redaction: Redaction

    @classmethod
    def of_frame(cls, frame: str | bytes, redaction: Redaction) -> "TracedFrame":
        """A WebSocket frame, whatever it holds."""
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        size_bytes = len(text) if text.isascii() else len(frame if isinstance(frame, bytes) else _utf8(frame))
        spoken, audio = _without_audio(text)
        shown, is_cut = _bounded(spoken, redaction)
        kind = _type_of(spoken)
        return cls(kind if shown is spoken else redaction.hidden(kind), size_bytes, is_cut, shown, audio, redaction)

    @classmethod
    def of_text(cls, text: str, redaction: Redaction) -> "TracedFrame":
        """An HTTP message, or words about one."""
        shown, is_cut = _bounded(text, redaction)
        return cls("", 0, is_cut, shown, (), redaction)

    def text(self, *, keeps_audio: bool) -> str:
        """With the audio, or with how much of it there was."""
        if not keeps_audio or not self._audio:
            return self._shown
        audio = iter(self._audio)
        return _AUDIO_NOTE.sub(lambda note: self._kept(next(audio, note[0])), self._shown)

    def _kept(self, piece: str) -> str:
        # Looking through that much for the shape of a secret would take long, and base64 has none.
        is_audio = _AUDIO_VALUE.fullmatch(piece) is not None and self._redaction.knows_nothing_in(piece)
        return piece if is_audio else self._redaction.hidden(piece)


def http_text(first_line: str, headers: Mapping[str, str], body: str) -> str:
    """An HTTP message as people write it down, without what its headers keep secret."""
    lines = [first_line]
    for name, value in headers.items():
        lines.append(f"{name}: {_header_value(name, value)}")
    head = "\n".join(lines)
    return f"{head}\n\n{body}" if body else head


def read_http_text(text: str) -> tuple[str, dict[str, str], str]:
    """First line, headers (names in lower case) and body of what `http_text` wrote."""
    head, _, body = text.partition("\n\n")
    first_line, *lines = head.split("\n")
    pairs = (line.partition(":") for line in lines)
    return first_line, {name.strip().lower(): value.strip() for name, _, value in pairs}, body


def with_silence(text: str) -> str:
    """A traced frame whose audio was left out, with as much silence in its place, as far as that can have been."""

    def silence(note: re.Match[str]) -> str:
        size_bytes = int(note[1][:_MOST_DIGITS])
        return f'"audio":"{b64encode(bytes(size_bytes)).decode()}"' if size_bytes <= _LARGEST_AUDIO_BYTES else note[0]

    return _AUDIO_NOTE.sub(silence, text)


def audio_sizes_bytes(text: str) -> list[int]:
    """How much audio each place of a traced text holds or held, in bytes before base64."""
    left_out = [int(note[1][:_MOST_DIGITS]) for note in _AUDIO_NOTE.finditer(text)]
    return left_out or [_decoded_bytes(value[1]) for value in _AUDIO_VALUE.finditer(text)]


def _header_value(name: str, value: str) -> str:
    if name.lower() not in _SECRET_HEADERS:
        return value
    scheme = value.partition(" ")[0]
    return f"{scheme} {MASK}" if scheme.lower() in {"bearer", "basic"} else MASK


def _without_audio(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a note in place of each piece of audio, and the pieces with their key."""
    if _AUDIO_KEY not in text:
        return text, ()
    spoken: list[str] = []
    pieces: list[str] = []
    position = 0
    # Inside a JSON string every quote has a backslash before it, so this is never in the middle of somebody's words.
    while (start := _AUDIO_START.search(text, position)) is not None:
        end = text.find('"', start.end())
        if end < 0 or text.find("\\", start.end(), end) >= 0:
            spoken.append(text[position : start.end()])
            position = start.end()
            continue
        size_bytes = _decoded_bytes(text[start.end() : end])
        spoken += text[position : start.start()], f'"audio":"({size_bytes} bytes of audio left out)"'
        pieces.append(text[start.start() : end + 1])
        position = end + 1
    spoken.append(text[position:])
    return "".join(spoken), tuple(pieces)


def _decoded_bytes(base64_text: str) -> int:
    return max(0, len(base64_text) * 3 // 4 - base64_text.count("=", -2))


def _bounded(text: str, redaction: Redaction) -> tuple[str, bool]:
    if len(text) <= LONGEST_TEXT_CHARACTERS:
        return redaction.hidden(text), False
    shown = redaction.hidden(text[: LONGEST_TEXT_CHARACTERS + _MARGIN_CHARACTERS])[:LONGEST_TEXT_CHARACTERS]
    return f"{shown}… (cut off: {len(text)} characters in all)", True


def _type_of(text: str) -> str:
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        return NOT_JSON
    kind = event.get("type") if isinstance(event, dict) else None
    return kind[:_LONGEST_TYPE_CHARACTERS] if isinstance(kind, str) and kind else NOT_JSON


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
