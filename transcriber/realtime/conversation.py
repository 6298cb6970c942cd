"""The server's list of items: who follows whom, and what may still be said about each. Pure."""

from enum import Enum, auto

from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.events import (
    AudioCommitted,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ServerEvent,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
)


class _ItemState(Enum):
    OWED = auto()
    """Committed; its text is still to come."""
    OVER = auto()
    """Its one `completed` or `failed` is out."""
    DELETED = auto()


class Conversation:
    """The items of one session. The thread that owns the connection."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._items: dict[str, _ItemState] = {}

    def holds(self, item_id: str) -> bool:
        """Whether the item was committed and not deleted."""
        return self._items.get(item_id, _ItemState.DELETED) is not _ItemState.DELETED

    def tell(self, event: ServerEvent) -> list[ServerEvent]:
        """The facts that an event becomes; none where it would break a promise of the protocol.

        A committed item is followed by the events that announce it. Each committed item gets exactly one `completed`
        or `failed`, an item that was never committed gets none, and nothing is said about an item afterwards.
        """
        match event:
            case AudioCommitted():
                return self._commit(event.item_id)
            case TranscriptCompleted() | TranscriptFailed():
                return [event] if self._finish(event.item_id) else []
            case TranscriptDelta() | TranscriptPartial() | TranscriptSegment():
                # Live text comes before the commit, so an item that nobody has heard of is fine here.
                return [event] if self._items.get(event.item_id, _ItemState.OWED) is _ItemState.OWED else []
            case ItemDeleted():
                return [event] if self._delete(event.item_id) else []
            case _:
                return [event]

    def _commit(self, item_id: str) -> list[ServerEvent]:
        if item_id in self._items:
            return []
        previous = next((known for known in reversed(self._items) if self.holds(known)), None)
        self._items[item_id] = _ItemState.OWED
        announced: list[ServerEvent] = [AudioCommitted(item_id, previous), ItemAdded(item_id, previous)]
        return [*announced, ItemDone(item_id, previous)] if self._dialect is Dialect.GA else announced

    def _finish(self, item_id: str) -> bool:
        if self._items.get(item_id) is not _ItemState.OWED:
            return False
        self._items[item_id] = _ItemState.OVER
        return True

    def _delete(self, item_id: str) -> bool:
        if not self.holds(item_id):
            return False
        self._items[item_id] = _ItemState.DELETED
        return True
