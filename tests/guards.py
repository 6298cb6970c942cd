"""What no test may do, checked after each: log a warning that nobody expected, leave a thread or a process behind,
see the person's own folders or keys, or be skipped under CI."""

import gc
import logging
import os
import random
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

_LOOK_EVERY_S = 0.01
_MOST_LOOKS = 300
"""How often threads and processes that were told to end are looked for; by then they have ended."""
_LASTING_CHILDREN = ("multiprocessing.resource_tracker",)
_KEY_NAME = re.compile(r"API_KEY|^OPENAI_|^AZURE_OPENAI_|^TRANSCRIBER_")
_RUNS_IN_CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of the program is imported: no keys, no screen, no one's folders."""
    config.addinivalue_line("markers", "allowed_logs(pattern, logger=''): the test expects such a warning or error")
    for name in [name for name in os.environ if _KEY_NAME.search(name)]:
        del os.environ[name]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Nor anyone's keyring: a test that wants one brings its own.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    home = Path(tempfile.mkdtemp(prefix="transcriber-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    _live_in(home, os.environ.__setitem__)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI a skipped test is a failure: what it needs must be installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if _RUNS_IN_CI and reporter is not None and (skipped := reporter.stats.get("skipped", [])):
        reporter.write_line(f"{len(skipped)} skipped; under CI nothing may be skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder for each test. The sound and display sockets' folder is the whole session's."""
    with tempfile.TemporaryDirectory(prefix="transcriber-home-", ignore_cleanup_errors=True) as folder:
        runtime = os.environ["XDG_RUNTIME_DIR"]
        _live_in(Path(folder), monkeypatch.setenv)
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        yield Path(folder)


@pytest.fixture(autouse=True)
def same_chance() -> None:
    """What is drawn at random, such as how long a reconnect waits, is the same in every run."""
    random.seed(0)


@pytest.fixture(autouse=True)
def collected_as_usual() -> Iterator[None]:
    """A start of the program in this process ends Python's own search for garbage; the next test has it again."""
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread or a child process behind, and end such a process."""
    threads_before, children_before = _threads(), _children()
    yield
    # Looks are counted instead of seconds: a pause of this whole process is not taken for theirs.
    for _ in range(_MOST_LOOKS):
        left = (_threads() - threads_before, _children() - children_before)
        if left == (set(), set()):
            break
        time.sleep(_LOOK_EVERY_S)
    threads, children = left
    names = [f"thread {thread.name}" for thread in threads] + [_describe(pid) for pid in children]
    for pid in children:
        _kill(pid)
    assert not names, f"left behind: {', '.join(names)}"


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test during which anything logs a warning or worse, unless a marker expects it.

    `@pytest.mark.allowed_logs(r"exit code", logger="transcriber.engine")`: the pattern is searched in the message,
    the logger may be a parent's name.
    """
    collector = _Collector(logging.WARNING)
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    markers = list(request.node.iter_markers("allowed_logs"))
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in collector.records
        if not any(_expects(record, *marker.args, **marker.kwargs) for marker in markers)
    ]
    assert not unexpected, "logged: " + "; ".join(unexpected)


class _Collector(logging.Handler):
    """Keeps records, from any thread."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _expects(record: logging.LogRecord, pattern: str, logger: str = "") -> bool:
    is_from = not logger or f"{record.name}.".startswith(f"{logger}.")
    return is_from and re.search(pattern, record.getMessage()) is not None


def _live_in(home: Path, set_variable: Callable[[str, str], None]) -> None:
    """Folders are named, not made: the program makes what it needs. Only the runtime folder must exist, and be 0700."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    set_variable("HOME", str(home))
    set_variable("XDG_RUNTIME_DIR", str(runtime))
    for name, folder in (("CONFIG", ".config"), ("DATA", ".data"), ("STATE", ".state"), ("CACHE", ".cache")):
        set_variable(f"XDG_{name}_HOME", str(home / folder))


def _threads() -> set[threading.Thread]:
    """Threads that Python started; of the others (PortAudio's, Qt's) it never learns that they have ended."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _children() -> set[int]:
    """Children that run. One that has ended but was not waited for is subprocess's own warning."""
    return {child.pid for child in psutil.Process().children() if _is_running(child)}


def _is_running(process: psutil.Process) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return not any(name in part for part in process.cmdline() for name in _LASTING_CHILDREN)
    except psutil.NoSuchProcess:
        return False


def _describe(pid: int) -> str:
    try:
        return f"process {pid} ({' '.join(psutil.Process(pid).cmdline())[:120]})"
    except psutil.NoSuchProcess:
        return f"process {pid}"


def _kill(pid: int) -> None:
    try:
        psutil.Process(pid).kill()
    except psutil.NoSuchProcess:
        return
