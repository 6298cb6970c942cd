"""What becomes of recordings' sound afterwards: made smaller, removed when its time has come, its size told.

Law: a file goes only after the history knows that it goes, or has its smaller likeness; what no recording knows is left
alone for a month.
"""

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.folders import remove_audio, size_bytes
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.lane_files import lane_paths
from transcriber.sentence import said
from transcriber.session.notices import HistoryChanged, Notice, Problem
from transcriber.settings.safeguards import AudioKeeping
from transcriber.store.errors import StoreError
from transcriber.store.values import UNTIL_TRANSCRIBED, Standing, StoredRecording
from transcriber.transcript.stretches import lacking, worth_offering

if TYPE_CHECKING:
    from transcriber.audio.compression import Codec
    from transcriber.store.store import Store

_EVERY_S = 3600.0
_ORPHAN_AFTER_S = 30 * 86_400.0
_PART_AFTER_S = 600.0
"""A smaller file that was not grown for so long is one that a kill has left."""
_SOUND_ENDINGS = (".wav", ".flac", ".ogg")
_KINDS = {".wav": "WAV", ".flac": "FLAC", ".ogg": "Opus"}

_logger = logging.getLogger(__name__)


def kept_until(keeping: AudioKeeping, now_utc: datetime) -> datetime | None:
    """When the audio of a recording that begins now goes by itself."""
    match keeping.retention:
        case "until_transcribed":
            return UNTIL_TRANSCRIBED
        case "days":
            return now_utc + timedelta(days=keeping.days)
        case "always":
            return None


def audio_bytes(recording: StoredRecording) -> int:
    """How much room its audio takes on the disk, of both lanes; 0 where there is none. Any thread."""
    return 0 if recording.audio_path is None else size_bytes(recording.audio_path) or 0


def audio_kind(recording: StoredRecording) -> str:
    """WAV, FLAC or Opus; empty where there is no audio."""
    return "" if recording.audio_path is None else _KINDS.get(recording.audio_path.suffix, recording.audio_path.suffix)


class AudioKeeper:
    """Looks after the audio of all recordings while nothing else goes on. Session thread; files in one of its own."""

    def __init__(
        self,
        store: Callable[[], "Store | None"],
        folder: Path,
        is_idle: Callable[[], bool],
        publish: Callable[[Notice], None],
        is_in_use: Callable[[str], bool] = lambda public_id: False,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            store: The history, where it is open.
            folder: Where recordings are spooled.
            is_idle: Nothing is recorded or transcribed.
            publish: Takes what became of a recording's audio.
            is_in_use: Whether a recording's audio is being transcribed, or waits for it; from any thread.
        """
        self._store = store
        self._folder = folder
        self._is_idle = is_idle
        self._publish = publish
        self._is_in_use = is_in_use
        self._wake = asyncio.Event()
        self._not_compressed: set[str] = set()
        """Tried by this program in vain: tried again at the next start."""

    async def run(self) -> None:
        """Look at once, every hour, and when woken; until it is cancelled."""
        while True:
            self._wake.clear()
            await self.look(datetime.now(UTC))
            try:
                async with asyncio.timeout(_EVERY_S):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def wake(self) -> None:
        """A recording came to its end, or what it lacked was transcribed."""
        self._wake.set()

    async def look(self, now_utc: datetime, *, compresses: bool = True) -> None:
        """Do everything that is due now; what fails is tried again next time."""
        store = self._store()
        if store is None or not self._is_idle():
            return
        try:
            self._remove_what_is_due(store, now_utc)
            await self._tell_what_vanished(store)
            await self._remove_orphans(store, now_utc.timestamp())
            if compresses:
                await self._compress_all(store)
        except (StoreError, OSError) as error:
            _logger.info("the audio of recordings could not be looked after: %s", error)

    def _remove_what_is_due(self, store: "Store", now_utc: datetime) -> None:
        for recording in store.recordings.with_audio_until(now_utc):
            if recording.audio_path is None or self._is_in_use(recording.public_id):
                continue
            if recording.audio_until_utc == UNTIL_TRANSCRIBED and _lacks_anything(store, recording):
                continue
            remove_audio(recording.audio_path)
            store.recordings.drop_audio(recording.public_id)
            self._publish(HistoryChanged(recording.public_id))

    async def _tell_what_vanished(self, store: "Store") -> None:
        # The disk is asked for thousands of names: not on the thread that sends what is being said.
        paths, oldest_s = await asyncio.to_thread(_gone_of, store.recordings.audio_paths())
        missing = (recording for path in paths for recording in store.recordings.with_audio_at(path))
        gone = [each for each in missing if each.audio_path and _was_beside(each, oldest_s.get(each.audio_path.parent))]
        for recording in gone:
            store.recordings.drop_audio(recording.public_id)
            self._publish(HistoryChanged(recording.public_id))
        if gone:
            remedy = said("It was moved or removed outside of this program. The text is still in the history.")
            self._publish(Problem("audio_vanished", _vanished(gone), remedy))

    async def _remove_orphans(self, store: "Store", now_s: float) -> None:
        suspects = await asyncio.to_thread(_orphans_of, self._folder, set(store.recordings.audio_paths()), now_s)
        # What began meanwhile is known by now.
        for path in suspects.difference(store.recordings.audio_paths() if suspects else ()):
            _logger.info("%s belongs to no recording and is removed", path)
            remove_audio(path)

    async def _compress_all(self, store: "Store") -> None:
        for recording in store.recordings.with_audio_to_compress():
            if recording.public_id not in self._not_compressed:
                if not self._is_idle():
                    return
                await self._compress(store, recording)

    async def _compress(self, store: "Store", recording: StoredRecording) -> None:
        from transcriber.audio.compression import CompressionStoppedError, calm_thread, compress

        path, public_id = recording.audio_path, recording.public_id
        if path is None or self._is_in_use(public_id):
            return
        codec: Codec = "opus" if recording.audio_codec == "opus" else "flac"
        is_over = threading.Event()
        made: list[Path] = []

        def is_wanted() -> bool:
            return self._is_idle() and not self._is_in_use(public_id) and not is_over.is_set()

        # A thread of its own: its low priority must not stay with whoever comes after it.
        executor = ThreadPoolExecutor(1, "audio-compression", initializer=calm_thread)
        try:
            loop = asyncio.get_running_loop()
            for each in [each for each in lane_paths(path) if each.exists()] or [path]:
                made.append(await loop.run_in_executor(executor, compress, each, codec, is_wanted))
        except CompressionStoppedError:
            _remove(made)
            return
        except AudioError as error:
            _logger.info("%s", error)
            _remove(made)
            self._not_compressed.add(public_id)
            return
        finally:
            is_over.set()
            executor.shutdown(wait=False)
        smaller = path.with_suffix(made[0].suffix)
        # What is being transcribed keeps the file that it has opened, or is about to.
        if not self._is_in_use(public_id) and _still_has(store, public_id, path):
            store.recordings.keep_audio(public_id, smaller)
            remove_audio(path)
            self._publish(HistoryChanged(public_id))
        else:
            remove_audio(smaller)


def _remove(files: Iterable[Path]) -> None:
    """One lane made smaller alone would be known to nobody."""
    for each in files:
        each.unlink(missing_ok=True)


def _still_has(store: "Store", public_id: str, path: Path) -> bool:
    try:
        return store.recordings.get(public_id).audio_path == path
    except StoreError as error:
        if error.code == "unknown_recording":
            return False
        raise


def _lacks_anything(store: "Store", recording: StoredRecording) -> bool:
    """Whether its audio could still give text that is not there."""
    if recording.standing is not Standing.FINISHED or recording.audio_path is None:
        return True
    stretches = store.coverage.of(recording.public_id)
    if worth_offering(stretches):
        return True
    duration_samples = recording.duration_ms * SPOOL_SAMPLES_PER_MS
    return any(
        lacking([each for each in stretches if each.lane == lane], min(duration_samples, length))
        for lane, length in _lengths_samples(recording.audio_path).items()
    )


def _lengths_samples(path: Path) -> dict[int, int]:
    """By lane, in whole milliseconds; where that cannot be read, a lane is taken to be as long as the recording."""
    there = [lane for lane, each in enumerate(lane_paths(path)) if each.exists()] or [0]
    return {lane: _length_samples(lane_paths(path)[lane]) for lane in there}


def _length_samples(path: Path) -> int:
    from transcriber.audio.stored_audio import length_samples

    try:
        return length_samples(path) // SPOOL_SAMPLES_PER_MS * SPOOL_SAMPLES_PER_MS
    except AudioError:
        return sys.maxsize


def _gone_of(paths: Iterable[Path]) -> tuple[list[Path], dict[Path, float]]:
    """The files that are not there, and of each folder when the oldest that is there was written, in Unix seconds."""
    gone: list[Path] = []
    oldest_s: dict[Path, float] = {}
    for path in paths:
        try:
            written_s = next((each for each in lane_paths(path) if each.exists()), path).stat().st_mtime
        except OSError:
            gone.append(path)
        else:
            oldest_s[path.parent] = min(written_s, oldest_s.get(path.parent, written_s))
    return gone, oldest_s


def _was_beside(recording: StoredRecording, oldest_s: float | None) -> bool:
    """Whether a file that lay beside its own is still there.

    Otherwise it is the disk that is away, and comes back: what lies in the folder now may have been recorded meanwhile.
    """
    return oldest_s is not None and oldest_s <= recording.started_utc.timestamp() + recording.duration_ms / 1000


def _orphans_of(folder: Path, known: set[Path], now_s: float) -> set[Path]:
    """Files of sound that no recording knows and that nobody will miss."""
    found: set[Path] = set()
    known = {each for path in known for each in lane_paths(path)}
    if not folder.is_dir():
        return found
    for path in folder.iterdir():
        try:
            age_s = now_s - path.stat().st_mtime
        except FileNotFoundError:
            continue
        is_twin = path.suffix == ".wav" and not known.isdisjoint(path.with_suffix(end) for end in (".flac", ".ogg"))
        is_old = path.suffix in _SOUND_ENDINGS and age_s > _ORPHAN_AFTER_S
        is_part = path.suffix == ".part" and age_s > _PART_AFTER_S
        if path not in known and (is_twin or is_old or is_part):
            found.add(path)
    return found


def _vanished(gone: Sequence[StoredRecording]) -> str:
    if len(gone) > 1:
        return said("The sound of {count} recordings is no longer where it was kept.", count=len(gone))
    if not gone[0].title:
        return said("The sound of a recording is no longer where it was kept.")
    return said("The sound of {title} is no longer where it was kept.", title=gone[0].title)
