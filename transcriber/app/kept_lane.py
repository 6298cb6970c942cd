"""What a kept recording knows of one of its lanes: whose words come from it, and which session runs. Pure."""

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.store.stored_turn import Origin


class KeptLane:
    """One lane's. Session thread."""

    def __init__(self, origin: Origin) -> None:
        """`origin` is that of the service that the recording begins with."""
        self.origin = origin
        """Of what is said now."""
        self.profile = origin
        """Of the service, whatever model its session has."""
        self.session_id = 0
        self.has_session = False
        self._origins: list[tuple[int, Origin]] = [(0, origin)]
        """From which millisecond on whose words count; what an older service still owed comes late."""

    def counts_from(self, base_sample: int | None) -> None:
        """The origin as it is now counts from this sample on; None: from where the last one did."""
        begins_ms = self._origins[-1][0] if base_sample is None else started_ms_of(base_sample)
        self._origins = [*(each for each in self._origins if each[0] < begins_ms), (begins_ms, self.origin)]

    def origin_at(self, start_ms: int | None) -> Origin:
        """Whose words begin there."""
        if start_ms is None:
            return self.origin
        return next((origin for begins_ms, origin in reversed(self._origins) if begins_ms <= start_ms), self.origin)


def started_ms_of(base_sample: int) -> int:
    """When a session began whose first byte of audio is this sample."""
    return base_sample // SPOOL_SAMPLES_PER_MS
