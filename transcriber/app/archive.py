"""The store in the life of the program: opened before the first recording, closed in time."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.app.folders import remove_audio
from transcriber.app.interruptions import look_into, problem_of_jobs
from transcriber.app.kept_recording import NOT_KEPT, KeptRecording
from transcriber.app.request import RecordingRequest
from transcriber.sentence import said, together
from transcriber.session.notices import Notice, Problem
from transcriber.store.errors import StoreError
from transcriber.store.spending import month_of
from transcriber.store.store import Store

_OPENING_WAIT_S = 2.0
_WRITING_WAIT_S = 0.25
"""For another program's change: sound is captured meanwhile, but not sent. What is not written then is owed."""

_logger = logging.getLogger(__name__)


class Archive:
    """The one store of the program, and the recordings that go into it. Session thread."""

    def __init__(self, folder: Path, publish: Callable[[Notice], None]) -> None:
        """`folder` is the store's; nothing is opened yet."""
        self._folder = folder
        self._publish = publish
        self._store: Store | None = None
        self._kept: list[KeptRecording] = []
        self._told = ""

    def open(self) -> None:
        """Open the store if it is not open, and tell what was found; recordings go on without it where that fails."""
        try:
            self.store()
        except StoreError as error:
            self._tell(error.code, error.message, error.remedy)
        except Exception:
            # A bug, told like any other fault; the recording must outlive it.
            _logger.exception("The history could not be opened")
            self._tell("bug", said("The history could not be opened because of an error in this program."), "")

    def store(self) -> Store:
        """The store, opened if it is not open.

        Raises:
            StoreError: It cannot be opened.
        """
        if self._store is None:
            self._store = Store(self._folder, datetime.now(UTC), _OPENING_WAIT_S)
            self._store.wait_at_most(_WRITING_WAIT_S)
            self._tell_of_start(self._store)
        return self._store

    def opened(self) -> Store | None:
        """The store where it is open; looks for nothing."""
        return self._store

    @property
    def running(self) -> KeptRecording | None:
        """The recording that runs, where it is kept."""
        return next((kept for kept in reversed(self._kept) if kept.is_running), None)

    def keep(
        self,
        request: RecordingRequest,
        recorded_ms: Callable[[], int],
        publish: Callable[[Notice], None] | None = None,
    ) -> KeptRecording | None:
        """What takes a new recording in and hands its notices on, to `publish` if given; None without a store."""
        if self._store is None:
            return None
        self.settle()
        kept = KeptRecording(self._store, request, publish or self._publish, recorded_ms)
        self._kept.append(kept)
        return kept

    def spent_this_month_dollars(self) -> float:
        """On services, as far as prices are known; 0 where the store cannot tell."""
        if self._store is None:
            return 0.0
        try:
            return self._store.spending.in_month(month_of(datetime.now(UTC))).dollars
        except StoreError as error:
            _logger.info("what was spent this month could not be read: %s", error)
            return 0.0

    def close(self, limit_s: float) -> None:
        """Write what is still owed, and end the store cleanly as far as that can be done in time."""
        if self._store is None:
            return
        until_s = time.monotonic() + limit_s
        self._store.wait_at_most(limit_s / 2)
        self.settle()
        store, self._store = self._store, None
        store.close(datetime.now(UTC), remove_audio, lambda: time.monotonic() > until_s)

    def settle(self) -> None:
        """Write what recordings owe, as far as that goes."""
        for kept in self._kept:
            kept.settle()
        self._kept = [kept for kept in self._kept if kept.owes or kept.is_running]

    def _tell_of_start(self, store: Store) -> None:
        if message := store.start.finding.message:
            self._publish(Problem("history_repaired", message))
        try:
            problem = look_into(store, store.start.interrupted)
        except (StoreError, OSError) as error:
            # The next start looks into them again.
            _logger.info("interrupted recordings could not be looked into: %s", error)
            return
        for told in (problem, problem_of_jobs(store.start.given_up)):
            if told is not None:
                self._publish(told)

    def _tell(self, code: str, message: str, remedy: str) -> None:
        if code != self._told:
            self._told = code
            self._publish(
                Problem(NOT_KEPT, message, together(remedy, said("Recordings go on, but nothing of them is kept.")))
            )
