"""The short form of `python -m tests.soak.window`: 10,000 deltas through the bridge onto the page."""

import json
import subprocess
import sys

MOST_GROWTH_MB = 40


def test_a_window_shows_ten_thousand_deltas_and_loses_none() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.window", "10000"], capture_output=True, text=True, timeout=240, check=False
    )

    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["numbers lost"], figures["numbers doubled"]) == (0, 0)
    assert figures["deltas shown"] >= 10_000
    assert figures["turns in the window"] == 250
    assert figures["memory growth in the second half, MB per 10,000 deltas"] < MOST_GROWTH_MB
