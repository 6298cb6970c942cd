import logging
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from transcriber.settings.file_lock import locked

HOLD = """
import sys
from pathlib import Path
from transcriber.settings.file_lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_only_this_user_reads_the_file_and_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.lock"

    with locked(path):
        pass
    with locked(path):
        pass

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b""


def test_threads_come_one_after_the_other(tmp_path: Path) -> None:
    path, inside, most = tmp_path / "settings.lock", 0, 0

    def work() -> None:
        nonlocal inside, most
        with locked(path, 30):
            inside += 1
            most = max(most, inside)
            time.sleep(0.005)
            inside -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1


def test_a_process_that_holds_it_is_waited_for_and_one_that_was_killed_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.lock"
    caplog.set_level(logging.INFO, "transcriber.settings.file_lock")
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"

    with locked(path, 0.05):
        assert [record.levelname for record in caplog.records] == ["INFO"], "said, and done all the same"
    caplog.clear()
    holder.kill()
    holder.communicate()
    with locked(path, 0.05):
        assert caplog.records == []


def test_what_fails_inside_lets_go_of_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "transcriber.settings.file_lock")
    with pytest.raises(RuntimeError), locked(tmp_path / "settings.lock"):
        raise RuntimeError
    with locked(tmp_path / "settings.lock", 0.0):
        assert caplog.records == []


@pytest.mark.parametrize("name", ["nowhere/settings.lock", ".", "link.lock"])
def test_without_a_file_the_work_is_done_all_the_same(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "transcriber.settings.file_lock")
    (tmp_path / "link.lock").symlink_to(tmp_path / "elsewhere")
    done = False

    with locked(tmp_path / name):
        done = True

    assert done
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(os.name != "posix", reason="pipes as files are of POSIX")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.lock")

    with locked(tmp_path / "settings.lock", 0.05):
        pass


def test_a_disk_without_locks_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def without_locks(descriptor: int) -> None:
        raise OSError(37, "No locks available")

    caplog.set_level(logging.INFO, "transcriber.settings.file_lock")
    monkeypatch.setattr("transcriber.settings.file_lock._try", without_locks)
    done = False

    with locked(tmp_path / "settings.lock", 60):
        done = True

    assert done
    assert [record.levelname for record in caplog.records] == ["INFO"]
