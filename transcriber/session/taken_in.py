"""What a service has had time to listen to: what was sent to it some seconds ago. Pure; time is an argument."""

from collections import deque

_STEP_S = 0.25


class TakenIn:
    """Of one connection. Session thread."""

    def __init__(self, base_sample: int, after_s: float) -> None:
        """A service that has heard speech says so within `after_s`."""
        self._after_s = after_s
        self._sample = base_sample
        self._sent: deque[tuple[float, int]] = deque()

    def sent(self, sample: int, now_s: float) -> None:
        """Everything before `sample` was sent or left out by now."""
        if not self._sent or now_s - self._sent[-1][0] >= _STEP_S:
            self._sent.append((now_s, sample))

    def sample(self, now_s: float) -> int:
        """Everything before it was sent long enough ago."""
        while self._sent and now_s - self._sent[0][0] >= self._after_s:
            self._sample = self._sent.popleft()[1]
        return self._sample
