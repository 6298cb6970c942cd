"""A window that is hammered at random, with hostile words everywhere: nothing breaks, nothing is read as markup.

`WALK_STEPS=10000 WALK_SEED=7 pytest tests/gui/test_random_walk.py` walks further, or the same way again.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from tests.gui.hostile_words import hostile_history, read_as_markup
from tests.gui.random_walk import ActingDesk, RandomWalk

STEPS = int(os.environ.get("WALK_STEPS", "300"))
SEED = int(os.environ.get("WALK_SEED", "5"))


def test_a_window_that_is_hammered_at_random_goes_on(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    told = hostile_history(tmp_path / "history")
    stage.app.history = ActingDesk(told.folder, told.store, stage.app.publish)
    walk = RandomWalk(stage, told.public_id, SEED)
    trail: Any = walk.taken
    for number in range(STEPS):
        with qtbot.capture_exceptions() as exceptions:
            walk.step()
        assert not exceptions, (number, list(trail), exceptions)
        if number % 20 == 0:
            assert list(read_as_markup()) == [], (number, list(trail))
    assert stage.window.isVisible()
    told.close()
