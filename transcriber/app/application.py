"""Builds every object, starts and stops thread and engine in order.

What is heavy is imported on the session thread, when it is needed.
"""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transcriber.app.folders import keys_folder, recordings_folder
from transcriber.app.request import FileSource, MicrophoneSource, RecordingRequest
from transcriber.app.services import EngineService, RemoteService
from transcriber.session.notices import LinkChanged, LinkState, Meter, Notice, Problem
from transcriber.session.service import Service, ServiceError
from transcriber.session.thread import SessionThread
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import LOCAL, Profile

if TYPE_CHECKING:
    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool
    from transcriber.engine.process import EngineProcess
    from transcriber.session.recording import Recording

_CLOSE_TIMEOUT_S = 5.0


class App:
    """Created on the main thread, where every method but `close` returns at once; publishes on the session thread."""

    def __init__(self, publish: Callable[[Notice], None], environment: Mapping[str, str] | None = None) -> None:
        self._publish = publish
        self._key_store = KeyStore(os.environ if environment is None else environment, keys_folder())
        self._thread = SessionThread(at_end=self._close_engine)
        self._engine: EngineProcess | None = None
        self._recording: Recording | None = None

    def start(self) -> None:
        """The session thread is up when this returns."""
        self._thread.start()

    def warm_engine(self) -> None:
        """Start the engine before it is needed."""
        self._thread.call(lambda: self._thread.spawn(self._warm_engine()))

    def start_recording(self, request: RecordingRequest) -> None:
        """Begin; what happens comes as notices. Refused with a problem while another recording runs."""
        self._thread.call(lambda: self._start_recording(request))

    def stop_recording(self) -> None:
        """End the capture; what was captured is still transcribed."""
        self._thread.call(self._stop_recording)

    def meter(self) -> Meter:
        """What moves all the time, as it is now; from any thread."""
        recording = self._recording
        return recording.meter if recording else Meter()

    def close(self) -> None:
        """Stop everything and wait for it, a few seconds at most."""
        self._thread.stop(_CLOSE_TIMEOUT_S)

    # ---- on the session thread ---------------------------------------------------------------------------------------

    def _start_recording(self, request: RecordingRequest) -> None:
        if self._recording is not None:
            self._publish(Problem("already_recording", "A recording is running already.", "Stop it first."))
            return
        # Made here and not in its task, so that neither a stop nor a second start can come before it.
        self._recording = self._make_recording(request)
        if self._recording is not None:
            self._thread.spawn(self._run(self._recording))

    def _stop_recording(self) -> None:
        if self._recording is not None:
            self._recording.stop()

    def _make_recording(self, request: RecordingRequest) -> "Recording | None":
        from transcriber.session.recording import Recording

        service = self._service(request.profile)
        is_timed = not isinstance(request.source, FileSource) or request.source.speed == 1.0
        return Recording(
            _audio_input(request.source),
            _create_spool,
            service,
            request.configuration,
            self._publish,
            is_timed=is_timed,
        )

    async def _run(self, recording: "Recording") -> None:
        try:
            await recording.run()
        except Exception:
            # A bug, told like any other end so that nobody waits for ever; its traceback goes to the log.
            self._publish(Problem("bug", "The recording ended because of an error in this program.", is_fatal=True))
            raise
        finally:
            self._recording = None

    def _service(self, profile: Profile) -> Service:
        if profile.base_url is None:
            return EngineService(self._running_engine(), profile)
        return RemoteService(profile, profile.base_url, self._key_store)

    def _running_engine(self) -> "EngineProcess":
        from transcriber.engine.process import EngineProcess

        if self._engine is None:
            self._engine = EngineProcess()
        return self._engine

    async def _warm_engine(self) -> None:
        try:
            await EngineService(self._running_engine(), LOCAL).endpoint()
        except ServiceError as error:
            self._publish(LinkChanged(LinkState.FAILED, error.message))

    async def _close_engine(self) -> None:
        if self._engine is not None:
            await self._engine.stop()


def _audio_input(source: MicrophoneSource | FileSource) -> "AudioInput":
    if isinstance(source, FileSource):
        from transcriber.audio.audio_file import AudioFile

        return AudioFile(source.path, source.speed)
    from transcriber.audio.microphone import Microphone

    return Microphone(source.device_id)


def _create_spool() -> "Spool":
    from transcriber.audio.spool import Spool

    name = datetime.now(UTC).strftime("%Y-%m-%d_%H-%M-%S_%f")
    return Spool.create(recordings_folder() / f"{name}.wav")
