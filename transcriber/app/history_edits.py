"""Changes that a person makes in the history: each is done or told as a problem, and a recording never waits for it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from transcriber.app.archive import Archive
from transcriber.sentence import said
from transcriber.session.notices import HistoryChanged, Notice, Problem
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.values import Standing

FAILED = "history_failed"

_logger = logging.getLogger(__name__)


class HistoryEdits:
    """Writes to the one store of the program. Session thread."""

    def __init__(self, archive: Archive, publish: Callable[[Notice], None], deleted: Callable[[], None]) -> None:
        """`deleted` is told that something is to be removed for good when its time has come."""
        self._archive = archive
        self._publish = publish
        self._deleted = deleted

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        """Change something, then tell of it."""
        try:
            act(self._archive.store())
        except StoreError as error:
            self._publish(Problem(FAILED, error.message, error.remedy, recording_id=public_id))
        except Exception:
            # A bug, told like any other end; the recording that runs must outlive it.
            _logger.exception("A change of the history failed")
            message = said("This could not be changed because of an error in this program.")
            self._publish(Problem(FAILED, message, recording_id=public_id))
        else:
            self._publish(HistoryChanged(public_id))

    def delete(self, public_id: str) -> None:
        """Out of sight at once; the housekeeping removes it for good later."""
        self.edit(public_id, lambda store: _delete(store, public_id))
        self._deleted()

    def undo_delete(self, public_id: str) -> None:
        """Bring it back, unless it is too late."""
        self.edit(public_id, lambda store: _undo_delete(store, public_id))

    def add_mark(self, label: str) -> None:
        """Mark this moment of the recording that runs."""
        self._annotate(lambda store, public_id, at_ms: store.annotations.add_mark(public_id, at_ms, label))

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        """Write down something at this time of the recording that runs, or at this moment."""
        self._annotate(
            lambda store, public_id, now_ms: store.annotations.add_note(
                public_id, now_ms if at_ms is None else min(at_ms, now_ms), text
            )
        )

    def _annotate(self, act: Callable[[Store, str, int], object]) -> None:
        running = self._archive.running

        def write(store: Store, public_id: str, at_ms: int) -> None:
            act(store, public_id, at_ms)
            # Told when it is there: while the disk is full that may be much later.
            self._publish(HistoryChanged(public_id))

        if running is None or not running.annotate(write):
            message = said("Nothing that the history keeps is being recorded.")
            self._publish(Problem(FAILED, message, said("Start a recording, with the history switched on.")))


def _delete(store: Store, public_id: str) -> None:
    if store.recordings.get(public_id).standing is Standing.RECORDING:
        raise StoreError(
            "recording_now", said("This is being recorded now."), said("Stop the recording first, then delete it.")
        )
    store.deletion.delete(public_id, datetime.now(UTC))


def _undo_delete(store: Store, public_id: str) -> None:
    if not store.deletion.undo(public_id, datetime.now(UTC)):
        raise StoreError("too_late", said("This was deleted for good."), "")
