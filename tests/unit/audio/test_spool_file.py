import errno
import os
import stat
import subprocess
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from transcriber.audio.spool_file import HEADER_BYTES, SpoolError, SpoolFile, repair

I16 = npt.NDArray[np.int16]


def tone(count: int, seed: int = 1) -> I16:
    return np.random.default_rng(seed).integers(-32768, 32767, count, np.int16, endpoint=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recordings" / "one.wav"


def test_what_was_appended_is_read_back(path: Path) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(960))
    spool.append(tone(480, seed=2))
    assert spool.length_samples == 1440
    assert np.array_equal(spool.read(0, 1440), np.concatenate([tone(960), tone(480, seed=2)]))
    assert np.array_equal(spool.read(900, 100), np.concatenate([tone(960)[900:], tone(480, seed=2)[:40]]))
    spool.close()


def test_reading_past_the_end_gives_what_there_is(path: Path) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(10))
    assert len(spool.read(5, 100)) == 5
    assert len(spool.read(10, 100)) == 0
    assert len(spool.read(50, 100)) == 0
    with pytest.raises(ValueError, match="no samples -1"):
        spool.read(-1, 5)
    spool.close()


def test_it_belongs_to_its_owner_alone(path: Path) -> None:
    previous = os.umask(0)
    try:
        SpoolFile.create(path).close()
    finally:
        os.umask(previous)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_may_enter_is_closed_to_them(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o755)
    SpoolFile.create(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_older_recording_is_never_overwritten(path: Path) -> None:
    first = SpoolFile.create(path)
    first.append(tone(100))
    first.close()
    with pytest.raises(SpoolError) as caught:
        SpoolFile.create(path)
    assert caught.value.code == "spool_exists"
    assert repair(path) == 100


def test_a_closed_spool_is_a_plain_wav_file_for_everyone(path: Path) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(24_000))
    spool.close()
    spool.close()
    samples, rate_hz = soundfile.read(path, dtype="int16")
    assert rate_hz == 24_000
    assert np.array_equal(samples, tone(24_000))
    with wave.open(str(path)) as judge:
        assert (judge.getnchannels(), judge.getsampwidth(), judge.getnframes()) == (1, 2, 24_000)


def test_delete_leaves_nothing(path: Path) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(100))
    spool.delete()
    spool.delete()
    assert not path.exists()


def test_a_full_disk_takes_nothing_of_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(1000))
    pwrite = os.pwrite
    room_bytes = 333

    def short(descriptor: int, data: bytes, offset_bytes: int) -> int:
        nonlocal room_bytes
        if not room_bytes:
            raise OSError(errno.ENOSPC, "No space left on device")
        written_bytes = pwrite(descriptor, data[:room_bytes], offset_bytes)
        room_bytes -= written_bytes
        return written_bytes

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", short)
        with pytest.raises(SpoolError) as caught:
            spool.append(tone(1000, seed=2))
    assert caught.value.code == "disk_full"
    assert spool.length_samples == 1000
    spool.append(tone(500, seed=3))
    assert np.array_equal(spool.read(0, 2000), np.concatenate([tone(1000), tone(500, seed=3)]))
    spool.close()
    assert repair(path) == 1500


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from transcriber.audio.spool_file import SpoolError, SpoolFile
spool = SpoolFile.create(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (10_001, 10_001))
try:
    while True:
        spool.append(np.ones(480, np.int16))
except SpoolError as error:
    spool.close()
    print(error.code, spool.length_samples)
"""


def test_a_real_limit_of_the_system_is_said_and_leaves_a_whole_file(path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["disk_full", str(10 * 480)]
    assert len(soundfile.read(path)[0]) == 10 * 480
    assert path.stat().st_size == HEADER_BYTES + 10 * 480 * 2


KILLED = """
import sys
from pathlib import Path
import numpy as np
from transcriber.audio.spool_file import SpoolFile
spool = SpoolFile.create(Path(sys.argv[1]))
for number in range(1_000_000):
    spool.append(np.full(480, number % 30_000, np.int16))
    sys.stdout.write(f"{number + 1}\\n")
    sys.stdout.flush()
"""


def test_a_killed_process_loses_nothing_that_was_appended(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, path], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(321):
            child.stdout.readline()
        child.kill()
        reported = [321, *(int(line) for line in child.stdout.read().split("\n")[:-1])]
    samples = repair(path)
    assert samples >= reported[-1] * 480
    kept, _ = soundfile.read(path, dtype="int16")
    assert np.array_equal(kept[::480], np.arange(len(kept[::480])) % 30_000)
    assert len(kept) == samples


@pytest.mark.parametrize("left_bytes", [0, 1, 20, 43, 44, 45, 46, 1043, 1044])
def test_repair_takes_the_length_from_the_file(path: Path, left_bytes: int) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(500))
    spool.close()
    os.truncate(path, left_bytes)
    expected = max(0, left_bytes - HEADER_BYTES) // 2
    assert repair(path) == expected
    assert repair(path) == expected
    samples, _ = soundfile.read(path, dtype="int16")
    assert np.array_equal(samples, tone(500)[:expected])


def test_repair_leaves_other_peoples_files_alone(path: Path) -> None:
    path.parent.mkdir()
    soundfile.write(path, tone(100), 44_100)
    before = path.read_bytes()
    with pytest.raises(SpoolError) as caught:
        repair(path)
    assert caught.value.code == "not_a_spool"
    assert path.read_bytes() == before


def test_a_spool_that_is_not_there_is_said(path: Path) -> None:
    with pytest.raises(SpoolError) as caught:
        repair(path)
    assert caught.value.code == "spool_unreadable"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpoolError) as caught:
        SpoolFile.create(tmp_path / "file" / "one.wav")
    assert caught.value.code in {"spool_unwritable", "spool_exists"}


def test_a_file_that_someone_else_cut_is_said(path: Path) -> None:
    spool = SpoolFile.create(path)
    spool.append(tone(100))
    os.truncate(path, 60)
    with pytest.raises(SpoolError) as caught:
        spool.read(0, 100)
    assert caught.value.code == "spool_unreadable"
    spool.delete()


def test_what_someone_else_cut_off_stays_lost_when_the_file_grows_again(path: Path) -> None:
    """Zeros would be taken for silence."""
    spool = SpoolFile.create(path)
    spool.append(tone(960))
    os.truncate(path, HEADER_BYTES + 2 * 100)
    spool.append(tone(480, seed=2))
    assert np.array_equal(spool.read(0, 100), tone(960)[:100])
    assert np.array_equal(spool.read(960, 480), tone(480, seed=2))
    with pytest.raises(SpoolError) as caught:
        spool.read(90, 20)
    assert caught.value.code == "spool_unreadable"
    spool.close()


@pytest.mark.parametrize("missing", [("pread", "pwrite"), ("fdatasync",)])
def test_works_where_the_system_offers_less(
    path: Path, monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...]
) -> None:
    for name in missing:
        monkeypatch.delattr(os, name)
    spool = SpoolFile.create(path)
    for number in range(3):
        spool.append(tone(100, seed=number))
        spool.sync()
        assert np.array_equal(spool.read(100 * number, 100), tone(100, seed=number))
    spool.close()
    assert len(soundfile.read(path)[0]) == 300


def test_a_sync_that_was_begun_may_end_after_the_file_is_gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on, synced = threading.Event(), []

    def think(descriptor: int) -> None:
        assert may_go_on.wait(10)
        synced.append(os.fstat(descriptor).st_size)

    spool = SpoolFile.create(path)
    spool.append(tone(480))
    monkeypatch.setattr(os, "fdatasync", think)
    answer = spool.begin_sync()
    spool.delete()
    assert not answer.done()
    may_go_on.set()
    answer.result(10)
    assert synced == [HEADER_BYTES + 2 * 480]


def test_a_sync_that_cannot_be_begun_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> int:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    spool = SpoolFile.create(path)
    monkeypatch.setattr(os, "dup", refuse)
    with pytest.raises(SpoolError, match="Too many open files"):
        spool.begin_sync().result(0)
    spool.close()


def test_a_folder_that_leads_nowhere_is_said_as_such(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "gone" / "away")

    with pytest.raises(SpoolError, match="cannot be written") as caught:
        SpoolFile.create(tmp_path / "data" / "one.wav")

    assert caught.value.code == "spool_unwritable"
