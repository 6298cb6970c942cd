"""What the service reports beside the text: what it cost and what it still allows."""

from collections.abc import Callable

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import RateLimitsUpdated, ServerEvent, TranscriptCompleted
from transcriber.realtime.models import ModelCapabilities
from transcriber.session.notices import Notice, RateLimitsChanged, UsageChanged


class Accounting:
    """The account of one recording over all its sessions. Session thread."""

    def __init__(self, publish: Callable[[Notice], None]) -> None:
        self._publish = publish
        self._counted: set[tuple[int, str]] = set()
        self._models: list[ModelCapabilities] = []
        self.usage = RecordingUsage()

    def begin_session(self, model: ModelCapabilities) -> int:
        """Item ids begin anew, and `model` says what an item costs; the session's number."""
        self._models.append(model)
        return len(self._models) - 1

    def apply(self, event: ServerEvent, session: int) -> None:
        """Take note of an event of that session; an item that is told to be finished twice is counted once."""
        match event:
            case TranscriptCompleted(item_id) if (session, item_id) not in self._counted:
                self._counted.add((session, item_id))
                self.usage = self.usage.with_item(event.usage, self._models[session])
                self._publish(UsageChanged(self.usage))
            case RateLimitsUpdated(rate_limits) if rate_limits:
                self._publish(RateLimitsChanged(rate_limits))
            case _:
                pass
