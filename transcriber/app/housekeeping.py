"""What the history needs from time to time: deletions made final, what is owed written, a safety copy a day.

Law: never while something is recorded, and in small steps; what is not done is done another time.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.folders import remove_audio
from transcriber.session.notices import HistoryChanged, Notice
from transcriber.store.errors import StoreError
from transcriber.store.store import copy_if_due

if TYPE_CHECKING:
    from transcriber.app.archive import Archive

_EVERY_S = 600.0
_STEP_PAUSE_S = 0.02
_UNDO_S = 10.5
"""A little more than a person has to take a deletion back."""

_logger = logging.getLogger(__name__)


class Housekeeping:
    """Runs beside everything else. Session thread; the safety copy is made in a thread of its own."""

    def __init__(
        self,
        archive: "Archive",
        folder: Path,
        is_idle: Callable[[], bool],
        publish: Callable[[Notice], None],
        undo_s: float = _UNDO_S,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            archive: Where the store is.
            folder: The store's.
            is_idle: Nothing is recorded now.
            publish: Takes notices.
            undo_s: How long a deletion is left alone.
        """
        self._archive = archive
        self._folder = folder
        self._is_idle = is_idle
        self._publish = publish
        self._undo_s = undo_s
        self._woken = asyncio.Event()
        self._is_over = threading.Event()

    def wake(self) -> None:
        """Something was deleted, or a recording has ended."""
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        try:
            while True:
                await self._tidy()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_EVERY_S):
                        await self._woken.wait()
                self._woken.clear()
                await asyncio.sleep(self._undo_s)
        finally:
            self._is_over.set()

    async def _tidy(self) -> None:
        store = self._archive.opened()
        if store is None or not self._is_idle():
            return
        try:
            self._archive.settle()
            for public_id in store.deletion.purge(datetime.now(UTC), remove_audio).public_ids:
                self._publish(HistoryChanged(public_id))
            while self._is_idle() and self._archive.opened() is store:
                if store.deletion.scrub():
                    await self._copy()
                    return
                await asyncio.sleep(_STEP_PAUSE_S)
        except StoreError as error:
            _logger.info("the history was not tidied up: %s", error)
        except Exception:
            # A bug in this must end nothing else; the next round tries again.
            _logger.exception("Tidying up the history failed")

    async def _copy(self) -> None:
        await asyncio.to_thread(copy_if_due, self._folder, datetime.now(UTC), self._must_end)

    def _must_end(self) -> bool:
        # Reading it whole takes the disk from a recording that has begun meanwhile.
        return self._is_over.is_set() or not self._is_idle()
