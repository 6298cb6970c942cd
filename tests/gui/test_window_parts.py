"""What the window is made of, as one list."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_every_part_belongs_to_the_window(stage: Stage) -> None:
    parts = vars(stage.window.parts)
    objects = {name: part for name, part in parts.items() if isinstance(part, QObject) and name != "theme"}
    assert {"bar", "page", "panel", "history", "recording", "closing"} <= set(objects)
    orphans = [name for name, part in objects.items() if _owner(part) is not stage.window]
    assert orphans == []


def _owner(part: QObject) -> QObject:
    while (parent := part.parent()) is not None:
        part = parent
    assert isinstance(part, QWidget)
    return part
