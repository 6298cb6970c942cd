"""The window looks as it was signed: pictures of its main states, which `python -m tests.gui.golden.renew` renews."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.gui.golden.likeness import Difference, difference, small
from tests.gui.golden.scenes import FOLDER, NAMES, taken
from transcriber.gui import palettes
from transcriber.gui import theme as theme_module
from transcriber.gui.theme import Theme
from transcriber.gui.turn_text import TurnText

WINDOW = "window-light"


def golden(name: str) -> QImage:
    picture = QImage(str(FOLDER / f"{name}.png"))
    assert not picture.isNull(), f"there is no {name}.png"
    return picture


def from_golden(name: str, styled: QApplication, theme: Theme) -> Difference:
    return difference(golden(name), small(taken(name, styled, theme)))


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_it_looks_as_it_was_signed(name: str, styled: QApplication, theme: Theme, tmp_path: Path) -> None:
    now = taken(name, styled, theme)
    found = difference(golden(name), small(now))
    now.save(str(tmp_path / f"{name}.png"))
    assert found.is_alike, f"{found}: compare {tmp_path / name}.png, and renew the picture if that was meant"


def test_another_colour_is_seen(styled: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    altered = replace(palettes.LIGHT, record="#C21F38")
    monkeypatch.setattr(theme_module, "palette", lambda **_: altered)
    theme.choose("dark")
    found = from_golden(WINDOW, styled, theme)
    monkeypatch.undo()
    theme.choose("dark")
    assert not found.is_alike, found


def test_a_margin_of_four_more_pixels_is_seen(
    styled: QApplication, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TurnText, "least_margin_px", TurnText.least_margin_px + 4)
    assert not from_golden(WINDOW, styled, theme).is_alike


def test_softer_letters_of_another_machine_are_not_seen() -> None:
    for name in NAMES:
        picture = golden(name)
        soft = picture.scaled(
            picture.width() * 2,
            picture.height() * 2,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).scaled(picture.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        assert difference(picture, soft).is_alike, name


def test_another_size_is_seen() -> None:
    picture = golden("compact-light")
    assert not difference(picture, picture.copy(0, 0, picture.width() - 1, picture.height())).is_alike
