"""What the service reports beside the text: what it cost and what it still allows."""

from collections.abc import Callable

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import RateLimitsUpdated, ServerEvent, TranscriptCompleted
from transcriber.realtime.models import ModelCapabilities
from transcriber.session.notices import Notice, RateLimitsChanged, UsageChanged


class Accounting:
    """The account of one recording over all its sessions. Session thread."""

    def __init__(self, model: ModelCapabilities, publish: Callable[[Notice], None]) -> None:
        self._model = model
        self._publish = publish
        self._counted: set[tuple[int, str]] = set()
        self._session = 0
        self.usage = RecordingUsage()

    def begin_session(self) -> None:
        """Item ids begin anew."""
        self._session += 1

    def apply(self, event: ServerEvent) -> None:
        """Take note of an event; an item that is told to be finished twice is counted once."""
        match event:
            case TranscriptCompleted(item_id) if (self._session, item_id) not in self._counted:
                self._counted.add((self._session, item_id))
                self.usage = self.usage.with_item(event.usage, self._model)
                self._publish(UsageChanged(self.usage))
            case RateLimitsUpdated(rate_limits) if rate_limits:
                self._publish(RateLimitsChanged(rate_limits))
            case _:
                pass
