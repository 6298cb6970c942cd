"""What the window and the commands ask of the history: each wish returns at once, notices tell what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.folders import store_folder

if TYPE_CHECKING:
    from transcriber.app.history_edits import HistoryEdits
    from transcriber.app.retranscription import Retranscriptions
    from transcriber.app.wanted_audio import WantedAudio
    from transcriber.realtime.configuration import SessionConfiguration
    from transcriber.settings.profiles import Profile
    from transcriber.store.store import Store


class HistoryDesk:
    """Main thread; everything is done on the session thread. Reading is done beside it, with a `StoreReader`."""

    def __init__(
        self,
        call: Callable[[Callable[[], object]], None],
        edits: "Callable[[], HistoryEdits]",
        retranscriptions: "Callable[[], Retranscriptions]",
    ) -> None:
        """Nothing is opened yet.

        Args:
            call: Runs something on the session thread, soon.
            edits: What changes the history; asked for on the session thread.
            retranscriptions: What transcribes again; asked for on the session thread.
        """
        self._call = call
        self._edits = edits
        self._retranscriptions = retranscriptions

    @property
    def folder(self) -> Path:
        """The store's, which need not be there yet: for a `StoreReader` in a thread of the reader's own."""
        return store_folder()

    def edit(self, public_id: str, act: "Callable[[Store], object]") -> None:
        """Change something: `act` runs on the session thread. `HistoryChanged`, or a problem `history_failed`."""
        self._call(lambda: self._edits().edit(public_id, act))

    def delete(self, public_id: str) -> None:
        """Out of sight at once; gone for good after ten seconds. Answers as `edit`."""
        self._call(lambda: self._edits().delete(public_id))

    def undo_delete(self, public_id: str) -> None:
        """Take a deletion back while there is time. Answers as `edit`."""
        self._call(lambda: self._edits().undo_delete(public_id))

    def add_mark(self, label: str = "") -> None:
        """Mark this moment of the recording that runs. Answers as `edit`."""
        self._call(lambda: self._edits().add_mark(label))

    def add_note(self, text: str, at_ms: int | None = None) -> None:
        """Write something down at this time of the recording that runs, or at this moment. Answers as `edit`."""
        self._call(lambda: self._edits().add_note(text, at_ms))

    def transcribe(
        self, public_id: str, what: "WantedAudio", profile: "Profile", configuration: "SessionConfiguration"
    ) -> None:
        """Transcribe this of the recording's audio with that service; one job runs at a time, the others wait.

        `RetranscriptionChanged` tells how far it has come, and `HistoryChanged` of each piece that is done.
        """
        self._call(lambda: self._retranscriptions().add(public_id, what, profile, configuration))

    def go_on_transcribing(self, profiles: "Sequence[Profile]") -> None:
        """Take up the jobs that a program left behind which ended in the midst of them. Answers as `transcribe`."""
        self._call(lambda: self._retranscriptions().go_on(profiles))

    def stop_transcribing(self, public_id: str = "") -> None:
        """Give up what is being transcribed again, and what waits: of one recording, or all. What is done stays."""
        self._call(lambda: self._retranscriptions().stop(public_id))
