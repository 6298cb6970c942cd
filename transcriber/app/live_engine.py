"""Whether what is recorded now is transcribed by the engine on this computer: then it has that engine to itself.

Law: captions of what is being said come before everything that was said before.
"""

import asyncio
from collections.abc import Callable

from transcriber.session.notices import Notice, RecordingChanged, RecordingState, ServiceChanged
from transcriber.settings.profiles import Profile


class LiveEngine:
    """Follows the recording that runs. Session thread."""

    def __init__(self) -> None:
        """Nothing is recorded."""
        self._is_taken = asyncio.Event()
        self._is_free = asyncio.Event()
        self._is_free.set()

    @property
    def is_taken(self) -> bool:
        """Whether a recording that runs uses it."""
        return self._is_taken.is_set()

    def watched(self, profile: Profile, publish: Callable[[Notice], None]) -> Callable[[Notice], None]:
        """`publish`, and what the notices of a recording that begins with this service mean for the engine."""

        def watching(notice: Notice) -> None:
            match notice:
                case RecordingChanged(RecordingState.STARTING):
                    self._take(profile.is_local)
                case ServiceChanged():
                    self._take(notice.is_local)
                case _:
                    pass
            publish(notice)

        return watching

    def end(self) -> None:
        """The recording is over, however it ended."""
        self._take(False)

    async def until_taken(self) -> None:
        """Until a recording uses it."""
        await self._is_taken.wait()

    async def until_free(self) -> None:
        """Until none does."""
        await self._is_free.wait()

    def _take(self, is_taken: bool) -> None:
        now, before = (self._is_taken, self._is_free) if is_taken else (self._is_free, self._is_taken)
        before.clear()
        now.set()
