"""The one command makes pictures on a screen of its own, and says how many."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_a_scene_in_two_looks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.gui.screens", str(tmp_path), "light", "dark", "empty"]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "empty-dark.png",
        "empty-light.png",
        "empty-no-microphone-dark.png",
        "empty-no-microphone-light.png",
    ]
    light, dark = (QImage(str(tmp_path / f"empty-{look}.png")) for look in ("light", "dark"))
    assert light.size() == dark.size()
    assert light.pixelColor(400, 20).lightness() > 200 > 60 > dark.pixelColor(400, 20).lightness()
    assert "4 pictures" in done.stdout
