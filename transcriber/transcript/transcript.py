"""Server events in, ordered turns out. Pure: times come with the events, order from the service.

The rules (OpenAI Realtime API, transcription sessions): items are keyed by id and appear at first sight; a delta
appends, `completed` replaces, an empty `completed` removes, `failed` is final; what comes after the end of an item is
ignored; order is the linked list of `previous_item_id`, never the order of completion.
"""

from dataclasses import dataclass, field, replace

from transcriber.realtime.events import (
    AudioCommitted,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ServerEvent,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
)
from transcriber.transcript.plain_text import plain
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

Change = TurnChanged | TurnRemoved


@dataclass(slots=True)
class _Item:
    """An item as far as it is known; `turn` is None once it turned out to be nothing."""

    session: int
    turn: Turn | None
    parts: dict[int, str] = field(default_factory=dict)
    provisional: str = ""
    is_over: bool = False
    predecessor: "_Item | None" = None
    """Of a removed item: the one that stood before it, so that a successor still finds its place."""


class Transcript:
    """All turns of one recording, over all its sessions. Lives on the session thread."""

    def __init__(self) -> None:
        self._items: dict[tuple[int, str], _Item] = {}
        self._order: list[_Item] = []
        self._session = 0
        self._session_start_ms = 0
        self._last_number = 0

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn in reading order."""
        return tuple(item.turn for item in self._order if item.turn is not None)

    def begin_session(self, start_ms: int) -> list[Change]:
        """A new connection whose first byte of audio lies at `start_ms` of the recording.

        What the last session left unfinished is removed: its audio is sent again and comes back as a new turn.
        """
        changes = [change for item in list(self._order) if not item.is_over for change in self._remove(item)]
        self._session += 1
        self._session_start_ms = start_ms
        return changes

    def apply(self, event: ServerEvent) -> list[Change]:
        """The turns that `event` changed; a turn is told of when it first appears, whatever made it appear."""
        known = self._last_number
        changes = self._apply(event)
        if self._last_number > known and not changes:
            return [change for item in self._order[-1:] for change in self._changed(item, TurnChange.PLACED)]
        return changes

    def _apply(self, event: ServerEvent) -> list[Change]:
        match event:
            case SpeechStarted(item_id, audio_start_ms):
                return self._time(item_id, TurnChange.SPEECH_STARTED, start_ms=audio_start_ms)
            case SpeechStopped(item_id, audio_end_ms):
                return self._time(item_id, TurnChange.SPEECH_STOPPED, end_ms=audio_end_ms)
            case AudioCommitted(item_id, previous_item_id):
                return self._place(item_id, previous_item_id)
            case ItemAdded(item_id):
                self._item(item_id)
                return []
            case TranscriptDelta(item_id, delta, content_index):
                return self._append(item_id, plain(delta), content_index)
            case TranscriptPartial(item_id, transcript):
                return self._revise(item_id, plain(transcript))
            case TranscriptCompleted(item_id, transcript, content_index):
                return self._complete(item_id, plain(transcript), content_index)
            case ItemDone(item_id, _, str() as transcript):
                return self._complete(item_id, plain(transcript), 0)
            case TranscriptFailed(item_id, error):
                return self._fail(item_id, plain(error.message))
            case ItemDeleted(item_id):
                item = self._items.get((self._session, item_id))
                return self._remove(item) if item else []
            case _:
                return []

    def set_span(self, item_id: str, start_ms: int, end_ms: int) -> None:
        """Times of a known item that the service gave none (manual commits); on the recording's clock."""
        item = self._items.get((self._session, item_id))
        if item is not None and item.turn is not None:
            turn = item.turn
            start = start_ms if turn.start_ms is None else turn.start_ms
            item.turn = replace(turn, start_ms=start, end_ms=end_ms if turn.end_ms is None else turn.end_ms)

    def _item(self, item_id: str) -> _Item:
        key = (self._session, item_id)
        if key not in self._items:
            self._last_number += 1
            item = _Item(session=self._session, turn=Turn(number=self._last_number))
            self._items[key] = item
            self._order.append(item)
        return self._items[key]

    def _time(
        self, item_id: str, change: TurnChange, start_ms: int | None = None, end_ms: int | None = None
    ) -> list[Change]:
        item = self._item(item_id)
        if item.turn is None:
            return []
        if start_ms is not None:
            item.turn = replace(item.turn, start_ms=self._session_start_ms + start_ms)
        if end_ms is not None:
            item.turn = replace(item.turn, end_ms=self._session_start_ms + end_ms)
        return self._changed(item, change)

    def _place(self, item_id: str, previous_item_id: str | None) -> list[Change]:
        item = self._item(item_id)
        previous = self._items.get((self._session, previous_item_id)) if previous_item_id else None
        if item.turn is None or (previous_item_id and previous is None):
            return []
        at = self._index(item)
        del self._order[at]
        while previous is not None and (previous.turn is None or previous is item):
            previous = previous.predecessor
        wanted = self._index(previous) + 1 if previous else self._session_begin()
        self._order.insert(wanted, item)
        return [] if wanted == at else self._changed(item, TurnChange.PLACED)

    def _session_begin(self) -> int:
        index = len(self._order)
        while index and self._order[index - 1].session == self._session:
            index -= 1
        return index

    def _append(self, item_id: str, delta: str, content_index: int) -> list[Change]:
        item = self._item(item_id)
        if item.is_over or item.turn is None or not delta:
            return []
        item.parts[content_index] = item.parts.get(content_index, "") + delta
        text = _joined(item.parts)
        item.turn = replace(item.turn, text=text, provisional=_tail(text, item.provisional))
        return self._changed(item, TurnChange.DELTA, delta)

    def _revise(self, item_id: str, transcript: str) -> list[Change]:
        item = self._item(item_id)
        if item.is_over or item.turn is None:
            return []
        item.provisional = transcript
        tail = _tail(item.turn.text, transcript)
        if tail == item.turn.provisional:
            return []
        item.turn = replace(item.turn, provisional=tail)
        return self._changed(item, TurnChange.PROVISIONAL)

    def _complete(self, item_id: str, transcript: str, content_index: int) -> list[Change]:
        item = self._item(item_id)
        if item.is_over or item.turn is None:
            return []
        item.parts[content_index] = transcript
        text = _joined(item.parts).strip()
        if not text:
            return self._remove(item)
        item.is_over = True
        item.turn = replace(item.turn, state=TurnState.FINISHED, text=text, provisional="")
        return self._changed(item, TurnChange.COMPLETED)

    def _fail(self, item_id: str, reason: str) -> list[Change]:
        item = self._item(item_id)
        if item.is_over or item.turn is None:
            return []
        item.is_over = True
        item.turn = replace(item.turn, state=TurnState.FAILED, provisional="", failure=reason)
        return self._changed(item, TurnChange.FAILED)

    def _remove(self, item: _Item) -> list[Change]:
        if item.turn is None:
            return []
        index = self._index(item)
        before = self._order[index - 1] if index else None
        item.predecessor = before if before and before.session == item.session else None
        del self._order[index]
        number, item.turn, item.is_over = item.turn.number, None, True
        return [TurnRemoved(number)]

    def _changed(self, item: _Item, change: TurnChange, appended: str = "") -> list[Change]:
        if item.turn is None:
            return []
        return [TurnChanged(change, item.turn, self._index(item), appended)]

    def _index(self, item: _Item) -> int:
        """From the end: what changes is nearly always there."""
        index = len(self._order) - 1
        while self._order[index] is not item:
            index -= 1
        return index


def _joined(parts: dict[int, str]) -> str:
    return "".join(parts[index] for index in sorted(parts))


def _tail(settled: str, provisional: str) -> str:
    """What the newest whole text has beyond the settled one, counted in words: settled words may have been revised."""
    words = provisional.split()
    count = len(settled.split())
    tail = " ".join(words[count:])
    return f" {tail}" if tail and settled and not settled[-1].isspace() else tail
