"""The composition root, without Qt: builds every object, starts and stops thread and engine in order.

The window and the commands both start from here. What is heavy is imported on the session thread, when it is needed.
"""

import importlib.resources
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.session.notices import LinkChanged, LinkState, Meter, Notice, Problem, RecordingChanged, RecordingState
from transcriber.session.service import Service, ServiceError
from transcriber.session.thread import SessionThread
from transcriber.settings import Profile, UnknownServiceError, profile_named

if TYPE_CHECKING:
    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool
    from transcriber.engine.process import EngineProcess
    from transcriber.realtime.endpoint import Endpoint
    from transcriber.realtime.secret import Secret
    from transcriber.session.recording import Recording

_CLOSE_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class MicrophoneSource:
    """A microphone; None follows the system's default."""

    device_id: str | None = None


@dataclass(frozen=True, slots=True)
class FileSource:
    """An audio file, paced at `speed` times real time; None reads it as fast as it can be transcribed."""

    path: Path
    speed: float | None = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRequest:
    """Everything a recording needs to start."""

    source: MicrophoneSource | FileSource
    service: str = "local"
    """A profile's name, or a service's address."""
    dialect: Dialect = Dialect.GA
    configuration: SessionConfiguration


def sample_path() -> Path:
    """The recording of real speech that ships with the program."""
    return Path(str(importlib.resources.files("transcriber.assets") / "sample.flac"))


def recordings_folder() -> Path:
    """Where recordings are spooled; made when it is first written to, for this user alone."""
    import platformdirs

    return Path(platformdirs.user_data_dir("transcriber", appauthor=False)) / "recordings"


class App:
    """Created on the main thread, where every method but `close` returns at once; publishes on the session thread."""

    def __init__(self, publish: Callable[[Notice], None], environment: Mapping[str, str] | None = None) -> None:
        self._publish = publish
        self._environment = os.environ if environment is None else environment
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

        try:
            service = self._service(profile_named(request.service), request.dialect)
        except UnknownServiceError as error:
            self._publish(Problem("unknown_service", str(error), is_fatal=True))
            self._publish(RecordingChanged(RecordingState.STOPPED))
            return None
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

    def _service(self, profile: Profile, dialect: Dialect) -> Service:
        if profile.base_url is None:
            return _EngineService(self._running_engine(), dialect)
        from transcriber.realtime.secret import Secret

        key = self._environment.get(profile.key_variable or "", "")
        return _RemoteService(profile, profile.base_url, dialect, Secret(key) if key else None)

    def _running_engine(self) -> "EngineProcess":
        from transcriber.engine.process import EngineProcess

        if self._engine is None:
            self._engine = EngineProcess()
        return self._engine

    async def _warm_engine(self) -> None:
        try:
            await _EngineService(self._running_engine(), Dialect.GA).endpoint()
        except ServiceError as error:
            self._publish(LinkChanged(LinkState.FAILED, error.message))

    async def _close_engine(self) -> None:
        if self._engine is not None:
            await self._engine.stop()


class _EngineService:
    """The engine on this computer. Session thread."""

    is_local = True
    chunk_ms = 20
    backlog_speed = None

    def __init__(self, engine: "EngineProcess", dialect: Dialect) -> None:
        self._engine = engine
        self._dialect = dialect

    async def endpoint(self) -> "Endpoint":
        """Start the engine if it does not run, and say where it listens."""
        from transcriber.engine.process import EngineFailed
        from transcriber.realtime.endpoint import Endpoint

        try:
            address = await self._engine.address()
        except EngineFailed as error:
            raise ServiceError(
                "engine_failed", str(error), "Start the program again; see the log for the reason.", is_transient=True
            ) from error
        return Endpoint(base_url=address.base_url, dialect=self._dialect, api_key=address.token, wants_partials=True)

    async def renew(self) -> None:
        """End an engine that hangs."""
        await self._engine.stop()


class _RemoteService:
    """A service somewhere else, or another engine. Session thread."""

    is_local = False
    chunk_ms = 40
    # Services differ in what they forbid: one sends at five times real time itself, others close above two.
    backlog_speed = 3.0

    def __init__(self, profile: Profile, base_url: str, dialect: Dialect, key: "Secret | None") -> None:
        self._profile = profile
        self._base_url = base_url
        self._dialect = dialect
        self._key = key

    async def endpoint(self) -> "Endpoint":
        """Its address, with the key from the environment."""
        from transcriber.realtime.endpoint import Endpoint

        if self._key is None:
            message = f"{self._profile.title} needs a key."
            raise ServiceError("no_key", message, f"Set the environment variable {self._profile.key_variable}.")
        return Endpoint(base_url=self._base_url, dialect=self._dialect, api_key=self._key)

    async def renew(self) -> None:
        """Nothing of it runs here."""


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
