"""Everything that writes the history, each made when it is first needed: behind the desk, on the session thread."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from transcriber.app.folders import store_folder
from transcriber.app.request import RecordingRequest
from transcriber.session.notices import Notice

if TYPE_CHECKING:
    from transcriber.app.archive import Archive
    from transcriber.app.history_edits import HistoryEdits
    from transcriber.app.housekeeping import Housekeeping
    from transcriber.app.kept_recording import KeptRecording
    from transcriber.app.retranscription import MakeRecording, Retranscriptions


class HistoryOffice:
    """The one archive of the program and what works on it. Session thread."""

    def __init__(
        self,
        publish: Callable[[Notice], None],
        spawn: Callable[[Coroutine[None, None, None]], None],
        is_idle: Callable[[], bool],
        make_recording: "MakeRecording",
    ) -> None:
        """Nothing is opened yet.

        Args:
            publish: Takes notices.
            spawn: Runs a task of the session thread.
            is_idle: Nothing is recorded now.
            make_recording: Makes what transcribes kept audio.
        """
        self._publish = publish
        self._spawn = spawn
        self._is_idle = is_idle
        self._make_recording = make_recording
        self._archive: Archive | None = None
        self._retranscriptions: Retranscriptions | None = None
        self._housekeeping: Housekeeping | None = None

    @property
    def archive(self) -> "Archive":
        """The archive; whether its store is open is its own affair."""
        from transcriber.app.archive import Archive

        if self._archive is None:
            self._archive = Archive(store_folder(), self._publish)
        return self._archive

    def edits(self) -> "HistoryEdits":
        """What changes the history."""
        from transcriber.app.history_edits import HistoryEdits

        return HistoryEdits(self.archive, self._publish, self.tidy_soon)

    def retranscriptions(self) -> "Retranscriptions":
        """What transcribes kept audio again."""
        from transcriber.app.retranscription import Retranscriptions

        if self._retranscriptions is None:
            self._retranscriptions = Retranscriptions(
                self.archive.store, self._publish, self._spawn, self._make_recording
            )
        return self._retranscriptions

    def tidy_soon(self) -> None:
        """Look after the history, now and from time to time."""
        from transcriber.app.housekeeping import Housekeeping

        if self._housekeeping is None:
            self._housekeeping = Housekeeping(self.archive, store_folder(), self._is_idle, self._publish)
            self._spawn(self._housekeeping.run())
        self._housekeeping.wake()

    def recording_ended(self) -> None:
        """What waited for it can be done now, where anything looks after the history."""
        if self._housekeeping is not None:
            self._housekeeping.wake()

    def takes(self, request: RecordingRequest, kept: "KeptRecording") -> Callable[[Notice], None]:
        """Takes the notices of a recording, into the history first, and sees to what it lacks at its end."""
        from transcriber.app.gap_filling import GapFilling

        jobs = self.retranscriptions()
        return GapFilling(request, kept.publish, lambda: kept.public_id, self.archive.opened, jobs.add).publish

    def close(self, limit_s: float) -> None:
        """End the store, if it was opened."""
        if self._archive is not None:
            self._archive.close(limit_s)
