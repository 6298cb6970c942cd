"""What there is to read, and what of it a reader has not seen yet: latest state wins, nobody has a queue. Pure.

A reader is brought up to date with one event, however much it has missed. Events are those of the HTML standard's
`text/event-stream`; their id says how far a reader has come, so that one that comes back is told only what is new.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from transcriber.caption_page.standing import Standing
from transcriber.captions.line import CaptionLine

_RETRY_MS = 2_000
_LONGEST_EVENT_ID = 64


class CaptionFeed:
    """The lines that can be read. Session thread.

    Args:
        epoch: Tells this feed from an earlier one, whose readers must forget what they have.
        kept_lines: How many lines stay readable after they were pushed out of view; 0: only those in view.
    """

    def __init__(self, epoch: str, kept_lines: int = 0) -> None:
        self._epoch = epoch
        self._kept_lines = kept_lines
        self._standing = Standing.WAITING
        self._look: dict[str, str] = {}
        self._look_version = 0
        self._lines: dict[int, CaptionLine] = {}
        self._versions: dict[int, int] = {}
        """When each line was changed last."""
        self._last_number = 0
        self._last_event: tuple[int, bytes] = (-1, b"")
        """From which version on, and the event: most readers have seen the same."""
        self.version = 0
        """Counts the changes."""

    def show(self, lines: Sequence[CaptionLine]) -> bool:
        """These are in view now, in their order; whether that is anything new."""
        changed = [line for line in lines if self._lines.get(line.number) != line]
        gone = self._gone(lines)
        if not changed and not gone:
            return False
        self.version += 1
        for line in changed:
            self._lines[line.number] = line
            self._versions[line.number] = self.version
            self._last_number = max(self._last_number, line.number)
        for number in gone:
            del self._lines[number], self._versions[number]
        return True

    def begin(self) -> None:
        """Another recording: nothing of the one before stays readable."""
        self.version += 1
        self._lines.clear()
        self._versions.clear()

    def stand(self, standing: Standing) -> bool:
        """Say what becomes of the recording; whether that is anything new."""
        if standing is self._standing:
            return False
        self._standing = standing
        self.version += 1
        return True

    def wear(self, look: Mapping[str, str]) -> bool:
        """What the lines look like, as the page's script knows it; whether that is anything new."""
        if look == self._look:
            return False
        self.version += 1
        self._look, self._look_version = dict(look), self.version
        return True

    def place_of(self, event_id: str) -> int:
        """The version that a reader with this last event id has seen; -1 where it must begin anew."""
        if len(event_id) > _LONGEST_EVENT_ID:
            return -1
        epoch, _, version = event_id.rpartition("-")
        if epoch != self._epoch or not (version.isascii() and version.isdecimal()):
            return -1
        return int(version) if int(version) <= self.version else -1

    def event_since(self, version: int) -> bytes:
        """One event with everything that changed after that version; -1: with everything there is."""
        if self._last_event[0] == version and self._last_event[1].startswith(self._head()):
            return self._last_event[1]
        data = json.dumps(self._changes_since(version), separators=(",", ":"))
        event = self._head() + f"event: captions\ndata: {data}\n\n".encode()
        self._last_event = (version, event)
        return event

    def _gone(self, lines: Sequence[CaptionLine]) -> list[int]:
        in_view = {line.number for line in lines}
        pushed_out = sorted(number for number in self._lines if number not in in_view)
        return pushed_out[: len(pushed_out) - self._kept_lines] if len(pushed_out) > self._kept_lines else []

    def _head(self) -> bytes:
        return f"id: {self._epoch}-{self.version}\n".encode()

    def _changes_since(self, version: int) -> dict[str, Any]:
        changed = [self._lines[number] for number in sorted(self._lines) if self._versions[number] > version]
        document: dict[str, Any] = {
            "standing": self._standing.value,
            # Whatever stands below this number is not to be read any more.
            "first": min(self._lines, default=self._last_number + 1),
            "lines": [_document(line) for line in changed],
        }
        if self._look_version > version and self._look:
            document["look"] = self._look
        if version < 0:
            document["anew"] = True
        return document


def opening() -> bytes:
    """What every stream begins with: how soon a reader whose connection broke comes back."""
    return f"retry: {_RETRY_MS}\n\n".encode()


def beat() -> bytes:
    """Says nothing but that the connection is alive."""
    return b"event: beat\ndata:\n\n"


def too_many() -> bytes:
    """Says that there is no room for one more reader, who comes again later."""
    return b"retry: 10000\nevent: full\ndata:\n\n"


def farewell() -> bytes:
    """Says that the page was switched off."""
    return b"retry: 5000\nevent: off\ndata:\n\n"


def _document(line: CaptionLine) -> dict[str, Any]:
    document: dict[str, Any] = {"number": line.number, "text": line.text}
    if line.label:
        document["label"] = line.label
    if line.tail:
        document["tail"] = line.tail
    if line.is_finished:
        document["finished"] = True
    if line.runs_right_to_left:
        document["rtl"] = True
    return document
