"""The guards guard: a run of bad tests, each of which must fail for its reason, and of good ones, which must pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BAD_AND_GOOD = """
import gc, logging, os, subprocess, sys, threading
import pytest

log = logging.getLogger("transcriber.session.recording")

def test_bad_warns():
    log.warning("the disk is full")

def test_bad_leaver():
    threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()
    test_bad_leaver.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

@pytest.mark.allowed_logs("disk", logger="transcriber.audio")
def test_bad_other_warning():
    log.warning("the disk is full")

@pytest.mark.allowed_logs("disk is full$", logger="transcriber.session")
def test_good_warning():
    log.warning("the disk is full")

def test_good_ending_thread():
    threading.Timer(0.05, lambda: None).start()

def test_good_home(own_home):
    assert os.environ["HOME"] == str(own_home) != os.environ["REAL_HOME"]
    assert not [name for name in os.environ if "API_KEY" in name]
    assert os.environ["PYTHON_KEYRING_BACKEND"] == "keyring.backends.fail.Keyring"

def test_good_home_is_anothers(own_home):
    assert list(own_home.iterdir()) == [own_home / "run"]

def test_good_without_collector():
    gc.disable()

def test_good_collector_of_the_next():
    assert gc.isenabled()

def test_skipped():
    pytest.skip("something is missing")
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    """What pytest says about the bad and the good tests under CI."""
    (tmp_path / "test_sample.py").write_text(BAD_AND_GOOD)
    environment = os.environ | {
        "CI": "true",
        "OPENAI_API_KEY": "sk-1",
        "SOME_API_KEY": "2",
        "REAL_HOME": os.environ["HOME"],
        "PYTHONPATH": str(ROOT),
    }
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.guards", "-p", "no:cacheprovider", "-rA", "-W", "ignore", "."],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert run.returncode == 1
    return run.stdout


def test_bad_tests_fail_and_good_ones_pass(report: str) -> None:
    for reason in (
        "test_bad_warns - AssertionError: logged: WARNING transcriber.session.recording: the disk is full",
        "test_bad_leaver - AssertionError: left behind: thread forgotten, process",
        "test_bad_other_warning - AssertionError: logged: WARNING",
    ):
        assert f"ERROR test_sample.py::{reason}" in report
    assert "3 errors" in report
    assert "failed" not in report
    for name in (
        "test_good_warning",
        "test_good_ending_thread",
        "test_good_home",
        "test_good_home_is_anothers",
        "test_good_without_collector",
        "test_good_collector_of_the_next",
    ):
        assert f"PASSED test_sample.py::{name}\n" in report
        assert f"ERROR test_sample.py::{name} " not in report
    assert "1 skipped; under CI nothing may be skipped." in report


def test_a_skip_alone_fails_under_ci_only(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('no tool')\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.guards", "-p", "no:cacheprovider", "."]
    codes = {
        ci: subprocess.run(
            command,
            cwd=tmp_path,
            env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=200,
            check=False,
        ).returncode
        for ci in ("true", "")
    }
    assert codes == {"true": 1, "": 0}
