"""Which session announced which item: what another session says of it is not about that session's sound. Pure.

Services name items as they like: the same name in two sessions means two items where both sessions announced it.
"""

from transcriber.realtime.events import AudioCommitted, ServerEvent, SpeechStarted


class ItemOwners:
    """Of one recording's sessions, also those that are over. Session thread."""

    def __init__(self) -> None:
        self._owners: dict[str, set[int]] = {}

    def is_foreign(self, session: int, event: ServerEvent) -> bool:
        """Whether an event of that session is about an item that only other sessions announced; takes note of it.

        An item that nobody announced belongs to whoever speaks of it: not every service announces its items.
        """
        item_id = getattr(event, "item_id", None)
        if item_id is None:
            return False
        if isinstance(event, SpeechStarted | AudioCommitted):
            self._owners.setdefault(item_id, set()).add(session)
        owners = self._owners.get(item_id)
        return owners is not None and session not in owners
