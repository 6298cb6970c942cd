import json
import subprocess
import sys


def test_the_display_is_described_in_a_line() -> None:
    command = [sys.executable, "-m", "transcriber", "display-facts"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=200)
    facts = json.loads(done.stdout)
    assert (facts["platform"], facts["screens"], facts["has_tray"]) == ("offscreen", 1, False)
    assert facts["screen_1"] == "800 x 800 at 1"
    assert facts["qt"].startswith("6.")


def test_without_a_display_the_process_ends_and_prints_nothing() -> None:
    command = [sys.executable, "-m", "transcriber", "display-facts"]
    environment = {"QT_QPA_PLATFORM": "no-such-platform", "PATH": "/usr/bin"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=200, check=False)
    assert done.returncode != 0
    assert done.stdout == ""
