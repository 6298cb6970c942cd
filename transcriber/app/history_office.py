"""Everything that writes the history, each made when it is first needed: behind the desk, on the session thread."""

import contextlib
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transcriber.app.folders import recordings_folder, store_folder
from transcriber.app.request import RecordingRequest
from transcriber.session.notices import Notice

if TYPE_CHECKING:
    from transcriber.app.archive import Archive
    from transcriber.app.audio_keeping import AudioKeeper
    from transcriber.app.history_corrections import HistoryCorrections
    from transcriber.app.history_edits import HistoryEdits
    from transcriber.app.housekeeping import Housekeeping
    from transcriber.app.kept_recording import KeptRecording
    from transcriber.app.live_engine import LiveEngine
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
        self._corrections: HistoryCorrections | None = None
        self._retranscriptions: Retranscriptions | None = None
        self._housekeeping: Housekeeping | None = None
        self._live_engine: LiveEngine | None = None
        self._audio_keeper: AudioKeeper | None = None

    @property
    def archive(self) -> "Archive":
        """The archive; whether its store is open is its own affair."""
        from transcriber.app.archive import Archive

        if self._archive is None:
            self._archive = Archive(store_folder(), self._publish)
        return self._archive

    @property
    def live_engine(self) -> "LiveEngine":
        """Whether a recording that runs uses the engine on this computer."""
        from transcriber.app.live_engine import LiveEngine

        if self._live_engine is None:
            self._live_engine = LiveEngine()
        return self._live_engine

    def edits(self) -> "HistoryEdits":
        """What changes the history."""
        from transcriber.app.history_edits import HistoryEdits

        return HistoryEdits(self.archive, self._publish, self.tidy_soon)

    def corrections(self) -> "HistoryCorrections":
        """What replaces a word in the whole history."""
        from transcriber.app.history_corrections import HistoryCorrections

        if self._corrections is None:
            self._corrections = HistoryCorrections(self.archive, self._publish, self._spawn)
        return self._corrections

    def retranscriptions(self) -> "Retranscriptions":
        """What transcribes kept audio again."""
        from transcriber.app.retranscription import Retranscriptions

        if self._retranscriptions is None:
            self._retranscriptions = Retranscriptions(
                self.archive.store,
                self._publish,
                self._spawn,
                self._make_recording,
                self.live_engine,
                self._look_after_audio,
            )
        return self._retranscriptions

    def tidy_soon(self) -> None:
        """Look after the history, now and from time to time."""
        from transcriber.app.housekeeping import Housekeeping

        if self._housekeeping is None:
            self._housekeeping = Housekeeping(self.archive, store_folder(), self._is_idle, self._publish)
            self._spawn(self._housekeeping.run())
        self._housekeeping.wake()

    async def keep_audio(self) -> None:
        """Look after the audio of recordings for as long as the program runs."""
        if self._audio_keeper is None:
            self._audio_keeper = self._new_audio_keeper(self.archive)
            await self._audio_keeper.run()

    async def look_after_audio_once(self, limit_s: float) -> None:
        """At the end of a program that does not look after it as long as it runs; what takes longer waits."""
        if self._audio_keeper is not None or self._archive is None or self._archive.opened() is None:
            return
        # Imported on the session thread, which has it: the first window does not wait for it.
        import asyncio

        keeper = self._new_audio_keeper(self._archive)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_s):
                # A path that a person was told a moment ago stays: what is made smaller waits for the window or `tidy`.
                await keeper.look(datetime.now(UTC), compresses=False)

    def recording_ended(self) -> None:
        """What waited for it can be done now, where anything looks after the history."""
        self.live_engine.end()
        self._look_after_audio()
        if self._housekeeping is not None:
            self._housekeeping.wake()

    def keep(self, request: RecordingRequest, recorded_ms: Callable[[], int]) -> "KeptRecording | None":
        """What takes a new recording in, and sees to what it lacks at its end; None where there is no store."""
        from transcriber.app.gap_filling import GapFilling

        filling = GapFilling(request, self._publish, self.archive.opened, self.retranscriptions().add)
        return self.archive.keep(request, recorded_ms, filling.publish)

    def close(self, limit_s: float) -> None:
        """End the store, if it was opened."""
        if self._archive is not None:
            self._archive.close(limit_s)

    def _new_audio_keeper(self, archive: "Archive") -> "AudioKeeper":
        from transcriber.app.audio_keeping import AudioKeeper

        is_in_use = self.retranscriptions().has
        return AudioKeeper(archive.opened, recordings_folder(), self._is_idle, self._publish, is_in_use)

    def _look_after_audio(self) -> None:
        if self._audio_keeper is not None:
            self._audio_keeper.wake()
