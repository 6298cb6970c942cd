"""Audio of the history transcribed again, or for the first time: one job at a time, piece by piece into the store.

A piece is changed in the history as a whole or not at all; what a failure, a stop or a kill leaves is what was there.
The engine on this computer hears a recording that runs first: a piece that it is at is given up and heard again later.
"""

import asyncio
import contextlib
import logging
import secrets
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from transcriber.app.folders import recordings_folder
from transcriber.app.job_record import JobRecord
from transcriber.app.kept_piece import keep_piece
from transcriber.app.left_jobs import go_on
from transcriber.app.live_engine import LiveEngine
from transcriber.app.piece_hearing import PieceHearing
from transcriber.app.retranscribed_ranges import (
    AudioRange,
    cut,
    cut_window,
    pause_between,
    spanned_samples,
    wanted_of_lanes,
)
from transcriber.app.wanted_audio import Lacking, WantedAudio
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput
from transcriber.audio.lane_files import lane_path
from transcriber.audio.spool import Spool
from transcriber.audio.stored_audio import StoredRange, lengths_samples, quietest_sample
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.sentence import said, together
from transcriber.session.notices import HistoryChanged, Notice, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import Profile
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.stretches import Stretch

_BUSY_TRIES = 120
_BUSY_PAUSE_S = 0.5
"""A minute in all: what was paid for is worth waiting for another program."""
_TELL_EVERY_MS = 1000
_GIVES_WAY = said("It goes on once this computer no longer transcribes what is being recorded.")

Read = TypeVar("Read")

_logger = logging.getLogger(__name__)


class Hearing(Protocol):
    """A recording as it is used here."""

    async def run(self) -> None:
        """Until everything is answered, or cannot be."""


MakeRecording = Callable[
    [AudioInput, Callable[[], Spool], Profile, SessionConfiguration, Callable[[Notice], None]], Hearing
]
"""From a source, the file of its sound, the service, what to ask of it, and who takes the notices."""


@dataclass(frozen=True, slots=True)
class _Job:
    public_id: str
    what: WantedAudio
    profile: Profile
    configuration: SessionConfiguration
    record: JobRecord


class _FailedError(Exception):
    """It did not come to its end, for a reason that a person can read."""


class Retranscriptions:
    """The jobs of the program. Session thread."""

    def __init__(
        self,
        store: Callable[[], Store],
        publish: Callable[[Notice], None],
        spawn: Callable[[Coroutine[None, None, None]], None],
        make_recording: MakeRecording,
        engine: LiveEngine,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """Nothing is done yet.

        Args:
            store: The one store, opened; raises StoreError where it cannot be.
            publish: Takes notices.
            spawn: Runs a task of the session thread.
            make_recording: Makes what transcribes one piece.
            engine: The one on this computer, as far as a recording uses it.
            ended: Told of the end of each job, whatever it is.
        """
        self._store = store
        self._publish = publish
        self._spawn = spawn
        self._make_recording = make_recording
        self._engine = engine
        self._ended = ended
        self._waiting: deque[_Job] = deque()
        self._job: _Job | None = None
        self._task: asyncio.Task[None] | None = None
        self._is_given_up = False

    def add(self, public_id: str, what: WantedAudio, profile: Profile, configuration: SessionConfiguration) -> None:
        """Begin a job, or let it wait for those before it."""
        record = JobRecord(self._store, public_id, what)
        record.begin(profile, configuration)
        self._waiting.append(_Job(public_id, what, profile, configuration, record))
        self._publish(RetranscriptionChanged(public_id, RetranscriptionState.WAITING))
        if self._job is None and len(self._waiting) == 1:
            self._spawn(self._work())

    def go_on(self, profiles: Sequence[Profile]) -> None:
        """Take up every job that a program left behind."""
        go_on(self._store, profiles, self.add, self._publish)

    def stop(self, public_id: str = "") -> None:
        """Give up the jobs of a recording, or all."""
        gone = [job for job in self._waiting if public_id in ("", job.public_id)]
        for job in gone:
            self._waiting.remove(job)
            job.record.end()
            self._publish(RetranscriptionChanged(job.public_id, RetranscriptionState.STOPPED))
            self._ended()
        if self._job is not None and self._task is not None and public_id in ("", self._job.public_id):
            self._is_given_up = True
            self._task.cancel()

    def has(self, public_id: str = "") -> bool:
        """Whether anything of this recording, or of any, is being transcribed again or waits for it. Any thread."""
        jobs = [*self._waiting, *([self._job] if self._job else [])]
        return any(public_id in ("", job.public_id) for job in jobs)

    async def _work(self) -> None:
        while self._waiting:
            self._job, self._is_given_up = self._waiting.popleft(), False
            try:
                async with asyncio.TaskGroup() as group:
                    self._task = group.create_task(self._do(self._job))
            finally:
                self._job = self._task = None
                self._ended()

    async def _do(self, job: _Job) -> None:
        told = _Telling(job.public_id, self._publish)
        try:
            await self._transcribe(job, told)
        except asyncio.CancelledError:
            told.tell(RetranscriptionState.STOPPED)
            # What ends with the program is left behind, as if it had vanished.
            if self._is_given_up:
                job.record.end()
            raise
        except (StoreError, AudioError) as error:
            told.tell(RetranscriptionState.FAILED, together(error.message, error.remedy))
        except _FailedError as error:
            told.tell(RetranscriptionState.FAILED, error.args[0])
        except Exception:
            # A bug, told like any other end; the thread must outlive it.
            _logger.exception("Transcribing again failed")
            told.tell(RetranscriptionState.FAILED, said("It ended because of an error in this program."))
        else:
            told.tell(RetranscriptionState.FINISHED)
        job.record.end()

    async def _transcribe(self, job: _Job, told: "_Telling") -> None:
        recording, _ = self._audio_of(job.public_id)
        lengths = await self._read(job.public_id, lengths_samples)
        turns = await self._all_turns(job.public_id)
        stretches = await self._all_stretches(job.public_id)
        # Of a day and a night that is a lot to look through: not on the thread that sends what is being said.
        waiting = deque(await asyncio.to_thread(wanted_of_lanes, job.what, turns, stretches, lengths))
        told.begin(waiting)
        while waiting:
            piece = waiting.popleft()
            if (window := cut_window(piece)) is not None:
                at_sample = pause_between(*window, [each for each in turns if each.lane == piece.lane])
                if at_sample is None:
                    at_sample = await self._read(job.public_id, partial(_quietest_sample, window, piece.lane))
                piece, rest = cut(piece, at_sample)
                waiting.appendleft(rest)
            await self._transcribe_piece(job, piece, told, waiting)
            told.piece_done(piece)
        if isinstance(job.what, Lacking) and recording.standing is Standing.INTERRUPTED:
            duration_ms = max(recording.duration_ms, *(each // SPOOL_SAMPLES_PER_MS for each in lengths.values()))
            await self._written(lambda: self._store().recordings.finish(job.public_id, duration_ms))
            self._publish(HistoryChanged(job.public_id))

    async def _read(self, public_id: str, read: Callable[[Path], Read]) -> Read:
        """What `read` finds in its audio, which another program may make smaller meanwhile."""
        while True:
            path = self._audio_of(public_id)[1]
            try:
                return await asyncio.to_thread(read, path)
            except AudioError:
                if self._audio_of(public_id)[1] == path:
                    raise

    def _audio_of(self, public_id: str) -> tuple[StoredRecording, Path]:
        """Asked before each piece: the file may have been compressed or removed meanwhile."""
        recording = self._store().recordings.get(public_id)
        if recording.standing is Standing.RECORDING:
            raise _FailedError(said("This is being recorded now. Stop the recording first."))
        if recording.audio_path is None:
            raise _FailedError(said("The audio of this recording was not kept."))
        return recording, recording.audio_path

    async def _all_turns(self, public_id: str) -> list[StoredTurn]:
        """Page by page: whatever else is to be done on this thread comes between."""
        found: list[StoredTurn] = []
        page = self._store().turns.page(public_id)
        while page:
            found += page
            await asyncio.sleep(0)
            page = self._store().turns.page(public_id, page[-1])
        return found

    async def _all_stretches(self, public_id: str) -> list[Stretch]:
        """Page by page, as the turns."""
        found: list[Stretch] = []
        page = self._store().coverage.page(public_id)
        while page:
            found += page
            await asyncio.sleep(0)
            page = self._store().coverage.page(public_id, page[-1])
        return found

    async def _transcribe_piece(
        self, job: _Job, piece: AudioRange, told: "_Telling", waiting: Iterable[AudioRange]
    ) -> None:
        while True:
            if job.profile.is_local and self._engine.is_taken:
                told.tell(RetranscriptionState.WAITING, _GIVES_WAY)
                await self._engine.until_free()
                told.tell(RetranscriptionState.RUNNING)
            path = self._audio_of(job.public_id)[1]
            heard = PieceHearing(job.profile, job.configuration.model, told.progressed)
            if not await self._hear(job, piece, path, heard):
                continue
            if heard.failure is None:
                break
            # Another program may have made the file smaller before it was opened.
            if self._audio_of(job.public_id)[1] == path:
                raise _FailedError(together(heard.failure.message, heard.failure.remedy))
        await self._written(lambda: self._keep(job, piece, heard, waiting))
        self._publish(HistoryChanged(job.public_id))

    async def _hear(self, job: _Job, piece: AudioRange, path: Path, heard: PieceHearing) -> bool:
        """Whether it came to an end; False where it gave way to what is being recorded."""
        start_sample = piece.start_sample - piece.lead_samples
        source = StoredRange(lane_path(path, piece.lane), start_sample, piece.end_sample)
        spool_path = recordings_folder() / f".again-{secrets.token_hex(8)}.wav"
        try:
            recording = self._make_recording(
                source, lambda: _passing_spool(spool_path), job.profile, job.configuration, heard.take
            )
            async with asyncio.TaskGroup() as group:
                hearing = group.create_task(recording.run())
                if job.profile.is_local:
                    giving_way = group.create_task(self._give_way(hearing))
                    hearing.add_done_callback(lambda _: giving_way.cancel())
        finally:
            spool_path.unlink(missing_ok=True)
        return not hearing.cancelled()

    async def _give_way(self, hearing: asyncio.Task[None]) -> None:
        await self._engine.until_taken()
        hearing.cancel()

    def _keep(self, job: _Job, piece: AudioRange, heard: PieceHearing, waiting: Iterable[AudioRange]) -> None:
        store, public_id = self._store(), job.public_id
        with store.one_change():
            keep_piece(store, public_id, piece, heard.findings, heard.origin)
            usage = store.recordings.get(public_id).usage.with_more(heard.usage)
            store.recordings.save_usage(public_id, usage, datetime.now(UTC))
            job.record.left(waiting)

    async def _written(self, write: Callable[[], object]) -> None:
        for _ in range(_BUSY_TRIES):
            try:
                write()
            except StoreError as error:
                if error.code != "busy":
                    raise
            else:
                return
            await asyncio.sleep(_BUSY_PAUSE_S)
        write()


class _Telling:
    """How far one job has come, told once a second of audio at most. Session thread."""

    def __init__(self, public_id: str, publish: Callable[[Notice], None]) -> None:
        self._publish = publish
        self._told = RetranscriptionChanged(public_id, RetranscriptionState.RUNNING)
        self._heard_ms = self._to_hear_ms = 0
        """Of every source; what is told is the recording's clock, on which two sources are heard at once."""

    def begin(self, pieces: Iterable[AudioRange]) -> None:
        pieces = tuple(pieces)
        self._to_hear_ms = sum(each.samples for each in pieces) // SPOOL_SAMPLES_PER_MS
        self._told = replace(self._told, total_ms=spanned_samples(pieces) // SPOOL_SAMPLES_PER_MS)
        self._publish(self._told)

    def progressed(self, piece_ms: int) -> None:
        heard_ms = min(self._heard_ms + piece_ms, self._to_hear_ms)
        done_ms = heard_ms * self._told.total_ms // max(self._to_hear_ms, 1)
        if done_ms - self._told.done_ms >= _TELL_EVERY_MS:
            self._told = replace(self._told, done_ms=done_ms)
            self._publish(self._told)

    def piece_done(self, piece: AudioRange) -> None:
        self._heard_ms += piece.samples // SPOOL_SAMPLES_PER_MS
        self.progressed(0)

    def tell(self, state: RetranscriptionState, message: str = "") -> None:
        done_ms = self._told.total_ms if state is RetranscriptionState.FINISHED else self._told.done_ms
        self._publish(replace(self._told, state=state, done_ms=done_ms, message=message))


def _quietest_sample(window: tuple[int, int], lane: int, path: Path) -> int:
    return quietest_sample(lane_path(path, lane), *window)


def _passing_spool(path: Path) -> Spool:
    """A piece's own clock. Its sound is on the disk already: of this file nothing is left when the program ends."""
    spool = Spool.create(path)
    # Where an open file cannot be removed, it is removed when the piece is done.
    with contextlib.suppress(OSError):
        path.unlink()
    return spool
