import errno
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from transcriber.audio import passing_thread, spool_file
from transcriber.audio.spool import HEADER_BYTES, MAXIMUM_SAMPLES, Spool, SpoolError, SpoolTrouble, repair

I16 = npt.NDArray[np.int16]
SECOND = 24_000


def tone(count: int, seed: int = 1) -> I16:
    return np.random.default_rng(seed).integers(-32768, 32767, count, np.int16, endpoint=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recordings" / "one.wav"


def at_once(function: Callable[[], None], name: str) -> "Future[None]":
    """In place of a thread: the disk answers before anything else happens."""
    future: Future[None] = Future()
    try:
        function()
        future.set_result(None)
    except SpoolError as error:
        future.set_exception(error)
    return future


class Disk:
    """What the system's calls do when the disk has no room, and when it has again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fault = 0
        self.sync_fault = 0
        self.half_writes = False
        self._pwrite = os.pwrite
        monkeypatch.setattr(spool_file, "_write_at", self._write)
        monkeypatch.setattr(os, "fdatasync", self._sync)
        monkeypatch.setattr(passing_thread, "begin", at_once)

    def _write(self, descriptor: int, data: bytes, offset_bytes: int) -> int:
        if self.fault:
            if self.half_writes and len(data) > 2:
                self._pwrite(descriptor, data[: len(data) // 2 - 1], offset_bytes)
            raise OSError(self.fault, os.strerror(self.fault))
        return self._pwrite(descriptor, data, offset_bytes)

    def _sync(self, descriptor: int) -> None:
        if self.sync_fault:
            raise OSError(self.sync_fault, os.strerror(self.sync_fault))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


class Listener:
    """What a spool tells, and what it asks."""

    def __init__(self) -> None:
        self.troubles: list[SpoolTrouble | None] = []
        self.lost: list[tuple[int, int, bool]] = []
        self.cut: list[tuple[int, int]] = []
        self.done_sample = 0

    def first_needed(self) -> int:
        return self.done_sample

    def trouble_changed(self, trouble: SpoolTrouble | None) -> None:
        self.troubles.append(trouble)

    def samples_lost(self, start_sample: int, end_sample: int, *, is_needed: bool) -> None:
        self.lost.append((start_sample, end_sample, is_needed))

    def samples_cut(self, start_sample: int, end_sample: int) -> None:
        self.cut.append((start_sample, end_sample))

    @property
    def told(self) -> list[tuple[str, int] | None]:
        return [None if trouble is None else (trouble.error.code, trouble.from_sample) for trouble in self.troubles]


def test_the_header_follows_once_a_second(path: Path) -> None:
    spool = Spool.create(path)
    announced = []
    for now_s in (100.0, 100.5, 101.0, 101.9, 102.0):
        spool.append(tone(100))
        spool.keep_alive(now_s)
        announced.append(struct.unpack_from("<I", path.read_bytes(), HEADER_BYTES - 4)[0] // 2)
    spool.close()
    assert announced == [100, 100, 300, 300, 500]


def test_the_disk_is_reached_every_five_seconds_and_at_the_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fdatasync", synced.append)
    monkeypatch.setattr(passing_thread, "begin", at_once)
    spool = Spool.create(path)
    for now_s in range(100, 112):
        spool.keep_alive(float(now_s))
    assert len(synced) == 2
    spool.close()
    assert len(synced) == 3


def test_a_recording_as_long_as_a_wav_can_be_is_refused_beyond_that(path: Path) -> None:
    assert HEADER_BYTES - 8 + 2 * MAXIMUM_SAMPLES < 2**32
    spool = Spool.create(path, maximum_samples=1000)
    spool.append(tone(1000))
    with pytest.raises(SpoolError) as caught:
        spool.append(tone(1))
    assert caught.value.code == "spool_too_long"
    spool.close()
    assert repair(path) == 1000


def test_a_gap_is_a_hole_of_zeros_after_which_it_goes_on(path: Path) -> None:
    spool = Spool.create(path, maximum_samples=24_000_000)
    spool.append(tone(960))
    spool.skip(23_000_000)
    spool.append(tone(480, seed=2))
    with pytest.raises(SpoolError) as caught:
        spool.skip(24_000_000)
    assert caught.value.code == "spool_too_long"
    spool.close()
    assert path.stat().st_blocks * 512 < 1_000_000
    assert repair(path) == 960 + 23_000_000 + 480
    samples, _ = soundfile.read(path, dtype="int16")
    assert not samples[960:-480].any()
    assert np.array_equal(samples[-480:], tone(480, seed=2))


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "spool_unwritable"),
        (errno.EIO, "spool_unwritable"),
    ],
)
@pytest.mark.parametrize("half_writes", [False, True])
def test_what_the_disk_does_not_take_is_held_and_written_at_its_place_later(
    path: Path, disk: Disk, fault: int, code: str, half_writes: bool
) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    disk.half_writes = half_writes
    spool.append(tone(1000))
    disk.fault = fault
    spool.append(tone(500, seed=2))
    spool.keep_alive(100.0)
    spool.skip(300)
    spool.append(tone(200, seed=3))
    expected = np.concatenate([tone(1000), tone(500, seed=2), np.zeros(300, np.int16), tone(200, seed=3)])
    assert spool.length_samples == 2000
    assert listener.told == [(code, 1000)]
    for start, count in ((0, 2000), (900, 200), (1400, 500), (1990, 100)):
        assert np.array_equal(spool.read(start, count), expected[start : start + count])
    copy = path.with_suffix(".copy")
    copy.write_bytes(path.read_bytes())
    assert repair(copy) == 1000
    disk.fault = 0
    spool.keep_alive(101.0)
    assert listener.told == [(code, 1000)]
    spool.keep_alive(106.0)
    assert listener.told == [(code, 1000), None]
    spool.append(tone(100, seed=4))
    assert np.array_equal(spool.read(0, 3000), np.concatenate([expected, tone(100, seed=4)]))
    spool.close()
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], np.concatenate([expected, tone(100, seed=4)]))


@pytest.mark.parametrize("obstacle", ["a file", "nothing may be made"])
def test_without_its_folder_it_begins_in_memory_and_moves_to_the_disk_when_it_can(
    tmp_path: Path, disk: Disk, obstacle: str
) -> None:
    folder = tmp_path / "data"
    if obstacle == "a file":
        folder.touch()
    else:
        disk.fault = errno.EROFS
    spool, listener = Spool.create(folder / "one.wav"), Listener()
    spool.watched_by(listener)
    spool.append(tone(1000))
    spool.keep_alive(0.0)
    assert [told[1] for told in listener.told if told] == [0]
    assert np.array_equal(spool.read(100, 500), tone(1000)[100:600])
    disk.fault = 0
    if folder.is_file():
        folder.unlink()
    spool.keep_alive(10.0)
    assert listener.told[-1] is None
    spool.close()
    assert np.array_equal(soundfile.read(folder / "one.wav", dtype="int16")[0], tone(1000))


def test_what_is_still_held_at_the_end_is_written_if_there_is_room_by_then(path: Path, disk: Disk) -> None:
    spool = Spool.create(path)
    disk.fault = errno.ENOSPC
    for number in range(60):
        spool.append(tone(SECOND, seed=number))
    disk.fault = 0
    spool.close()
    assert spool.trouble is None
    kept, _ = soundfile.read(path, dtype="int16")
    assert len(kept) == 60 * SECOND
    assert np.array_equal(kept[-SECOND:], tone(SECOND, seed=59))


def test_where_there_is_no_room_at_the_end_the_file_has_what_it_could_take(path: Path, disk: Disk) -> None:
    spool = Spool.create(path)
    spool.append(tone(1000))
    disk.fault = errno.ENOSPC
    spool.append(tone(1000, seed=2))
    spool.close()
    spool.close()
    assert spool.trouble is not None
    assert repair(path) == 1000
    spool.delete()
    assert not path.exists()


def test_memory_lets_go_of_what_is_transcribed_and_keeps_ten_minutes(path: Path, disk: Disk) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    disk.fault = errno.ENOSPC
    for number in range(700):
        listener.done_sample = spool.length_samples
        spool.append(np.full(SECOND, number, np.int16))
    assert spool.length_samples == 700 * SECOND
    assert listener.lost
    assert not any(is_needed for _, _, is_needed in listener.lost)
    dropped_until = listener.lost[-1][1]
    assert 98 * SECOND <= dropped_until <= 100 * SECOND
    assert np.array_equal(spool.read(100 * SECOND, 600 * SECOND)[::SECOND], np.arange(100, 700))
    disk.fault = 0
    spool.close()
    kept, _ = soundfile.read(path, dtype="int16")
    assert len(kept) == 700 * SECOND
    assert not kept[:dropped_until].any()
    assert np.array_equal(kept[dropped_until::SECOND], np.arange(dropped_until // SECOND, 700))


def test_what_is_not_transcribed_yet_is_kept_for_an_hour_and_then_told(path: Path, disk: Disk) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    disk.fault = errno.ENOSPC
    second = np.ones(SECOND, np.int16)
    for _ in range(3600):
        spool.append(second)
    assert not listener.lost
    assert spool.read(0, 10).all()
    spool.append(second)
    spool.append(second)
    assert [is_needed for _, _, is_needed in listener.lost] == [True, True]
    assert listener.lost[0][0] == 0
    assert not spool.read(0, 10).any()
    spool.delete()


def test_a_disk_that_takes_sound_and_cannot_keep_it_is_found_out(path: Path, disk: Disk) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    spool.append(tone(1000))
    for now_s in (100.0, 105.0):
        spool.keep_alive(now_s)
    disk.sync_fault = errno.ENOSPC
    spool.append(tone(500, seed=2))
    spool.keep_alive(110.0)
    assert listener.told == [("disk_full", 1000)]
    assert np.array_equal(spool.read(900, 600), np.concatenate([tone(1000)[900:], tone(500, seed=2)]))
    disk.sync_fault = 0
    spool.keep_alive(115.0)
    assert listener.told == [("disk_full", 1000), None]
    spool.close()
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], np.concatenate([tone(1000), tone(500, seed=2)]))


@pytest.mark.parametrize("fault", [0, errno.EIO])
def test_a_disk_that_thinks_for_long_holds_up_nothing(path: Path, monkeypatch: pytest.MonkeyPatch, fault: int) -> None:
    may_answer, asked = threading.Event(), threading.Event()

    def think(descriptor: int) -> None:
        asked.set()
        assert may_answer.wait(10)
        if fault and not answered:
            raise OSError(fault, os.strerror(fault))

    answered: list[bool] = []
    monkeypatch.setattr(os, "fdatasync", think)
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    spool.append(tone(1000))
    for now_s in (100.0, 105.0):
        spool.keep_alive(now_s)
    assert asked.wait(10)
    spool.append(tone(500, seed=2))
    spool.keep_alive(115.0)
    assert listener.told == []

    may_answer.set()
    while spool._sync is not None:
        spool.keep_alive(115.1)
    answered.append(True)
    assert listener.told == ([("spool_unwritable", 0)] if fault else [])
    spool.append(tone(300, seed=3))
    spool.close()

    said = np.concatenate([tone(1000), tone(500, seed=2), tone(300, seed=3)])
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], said)


def test_what_a_disk_could_not_keep_comes_before_what_it_no_longer_takes(path: Path, disk: Disk) -> None:
    spool = Spool.create(path)
    spool.append(tone(1000))
    spool.keep_alive(100.0)
    asked: list[Callable[[], None]] = []
    answer: Future[None] = Future()

    def later(function: Callable[[], None], name: str) -> "Future[None]":
        asked.append(function)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passing_thread, "begin", later)
        spool.keep_alive(105.0)
    answer.set_exception(SpoolError("disk_full", "The disk is full."))
    disk.fault = errno.ENOSPC
    spool.append(tone(500, seed=2))
    assert np.array_equal(spool.read(0, 1500), np.concatenate([tone(1000), tone(500, seed=2)]))

    disk.fault = 0
    spool.close()
    asked[0]()
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], np.concatenate([tone(1000), tone(500, seed=2)]))


def test_a_file_that_someone_removed_is_told_and_still_read(path: Path, disk: Disk) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    spool.append(tone(1000))
    path.unlink()
    for now_s in (100.0, 105.0, 110.0):
        spool.keep_alive(now_s)
    assert listener.told == [("spool_removed", 0)]
    assert np.array_equal(spool.read(0, 1000), tone(1000))
    spool.close()


def test_what_someone_cut_off_is_told_and_zeros_and_the_rest_is_there(path: Path) -> None:
    spool, listener = Spool.create(path), Listener()
    spool.watched_by(listener)
    spool.append(tone(1000))
    os.truncate(path, HEADER_BYTES + 2 * 300)

    spool.keep_alive(100.0)
    spool.append(tone(500, seed=2))

    assert listener.cut == [(300, 1000)]
    expected = np.concatenate([tone(1000)[:300], np.zeros(700, np.int16), tone(500, seed=2)])
    for start, count in [(0, 1500), (0, 300), (290, 20), (300, 700), (400, 10), (990, 20), (1000, 500)]:
        assert np.array_equal(spool.read(start, count), expected[start : start + count])
    spool.close()
    assert np.array_equal(soundfile.read(path, dtype="int16")[0], expected)


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from transcriber.audio.spool import Spool
spool = Spool.create(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, resource.RLIM_INFINITY))
for number in range(100):
    spool.append(np.full(480, number, np.int16))
    spool.keep_alive(number * 0.02)
print(spool.trouble.error.code, spool.trouble.from_sample, spool.length_samples, flush=True)
assert list(spool.read(0, 48_000)[::480]) == list(range(100))
if sys.argv[2] == "room":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    spool.keep_alive(100.0)
    print(spool.trouble)
"""


@pytest.mark.parametrize("then", ["killed", "room"])
def test_a_real_limit_of_the_system_leaves_a_whole_file(path: Path, then: str) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(path), then]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    first, *rest = ended.stdout.splitlines()
    assert first.split() == ["disk_full", str(10 * 480), "48000"]
    assert rest == (["None"] if then == "room" else [])
    assert repair(path) == (48_000 if then == "room" else 10 * 480)
    kept, _ = soundfile.read(path, dtype="int16")
    assert np.array_equal(kept[::480], np.arange(len(kept) // 480))


def test_a_recording_of_twenty_four_hours_is_a_wav_file_like_any_other(path: Path) -> None:
    spool = Spool.create(path)
    day = 24 * 3600 * SECOND
    spool.skip(day - SECOND)
    spool.append(tone(SECOND))
    spool.keep_alive(0.0)
    assert np.array_equal(spool.read(day - SECOND, SECOND), tone(SECOND))
    spool.close()
    with soundfile.SoundFile(path) as judge:
        assert judge.frames == day
        judge.seek(day - SECOND)
        assert np.array_equal(judge.read(dtype="int16"), tone(SECOND))
    assert repair(path) == day


def test_the_length_of_a_day_and_more_is_refused_where_a_wav_ends(path: Path) -> None:
    spool = Spool.create(path)
    spool.skip(MAXIMUM_SAMPLES - 10)
    spool.append(tone(10))
    with pytest.raises(SpoolError, match=r"24\.9 hours"):
        spool.append(tone(1))
    spool.close()
    with soundfile.SoundFile(path) as judge:
        assert judge.frames == MAXIMUM_SAMPLES
    assert repair(path) == MAXIMUM_SAMPLES


class SpoolMachine(RuleBasedStateMachine):
    """Any order of appends, gaps, reads, full disks and kills keeps every sample at its place."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.disk = Disk(self.patch)
        self.disk.half_writes = True
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "spool.wav"
        self.spool = Spool.create(self.path)
        self.expected = np.zeros(0, np.int16)
        self.now_s = 0.0

    @rule(count=st.integers(0, 700), seed=st.integers(0, 99))
    def append(self, count: int, seed: int) -> None:
        self.spool.append(tone(count, seed))
        self.expected = np.concatenate([self.expected, tone(count, seed)])

    @rule(count=st.integers(0, 700))
    def skip(self, count: int) -> None:
        self.spool.skip(count)
        self.expected = np.concatenate([self.expected, np.zeros(count, np.int16)])

    @rule(fault=st.sampled_from([0, 0, errno.ENOSPC, errno.EROFS]))
    def the_disk_changes(self, fault: int) -> None:
        self.disk.fault = fault

    @rule(fault=st.sampled_from([0, 0, errno.ENOSPC]))
    def the_disk_keeps_less_than_it_takes(self, fault: int) -> None:
        self.disk.sync_fault = fault

    @rule(passed_s=st.floats(0, 6))
    def time_passes(self, passed_s: float) -> None:
        self.now_s += passed_s
        self.spool.keep_alive(self.now_s)

    @rule(start=st.integers(0, 3000), count=st.integers(0, 3000))
    def read(self, start: int, count: int) -> None:
        assert np.array_equal(self.spool.read(start, count), self.expected[start : start + count])

    @rule(extra_bytes=st.integers(0, 1))
    def found_after_a_kill(self, extra_bytes: int) -> None:
        copy = self.path.with_suffix(".copy")
        copy.write_bytes(self.path.read_bytes() + b"\x01" * extra_bytes)
        before_fault, self.disk.fault = self.disk.fault, 0
        trouble = self.spool.trouble
        stored = len(self.expected) if trouble is None else repair(copy)
        assert repair(copy) == stored <= len(self.expected)
        assert np.array_equal(soundfile.read(copy, dtype="int16")[0], self.expected[:stored])
        self.disk.fault = before_fault

    @invariant()
    def the_clock_is_the_number_of_samples(self) -> None:
        assert self.spool.length_samples == len(self.expected)

    def teardown(self) -> None:
        self.disk.fault = self.disk.sync_fault = 0
        self.spool.close()
        assert self.spool.trouble is None
        assert np.array_equal(soundfile.read(self.path, dtype="int16")[0], self.expected)
        self.patch.undo()
        self.folder.cleanup()


TestSpoolMachine = SpoolMachine.TestCase
TestSpoolMachine.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
