"""Parts stand in one row where they can, and whole below each other where they cannot."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.wrapping_row import WrappingRow


class Part(QWidget):
    def __init__(self, width_px: int) -> None:
        super().__init__()
        self._width_px = width_px

    def sizeHint(self) -> QSize:
        return QSize(self._width_px, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(10, 20)


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    around = QWidget()
    qtbot.addWidget(around)
    return around


def filled(around: QWidget, *widths_px: int) -> tuple[WrappingRow, list[Part]]:
    row = WrappingRow(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    parts = [Part(width_px) for width_px in widths_px]
    for part in parts:
        row.addWidget(part)
    return row, parts


def places(around: QWidget, parts: list[Part], width_px: int) -> list[tuple[int, int, int]]:
    around.resize(width_px, 200)
    around.show()
    return [(part.x(), part.y(), part.width()) for part in parts]


@pytest.mark.parametrize(
    ("width_px", "wanted", "height_px"),
    [
        (188, [(0, 0, 100), (104, 0, 50), (158, 0, 30)], 20),
        (187, [(0, 0, 100), (104, 0, 50), (0, 24, 30)], 44),
        (100, [(0, 0, 100), (0, 24, 50), (54, 24, 30)], 44),
        (60, [(0, 0, 60), (0, 24, 50), (0, 48, 30)], 68),
    ],
)
def test_what_does_not_fit_goes_below(
    around: QWidget, width_px: int, wanted: list[tuple[int, int, int]], height_px: int
) -> None:
    row, parts = filled(around, 100, 50, 30)
    assert row.sizeHint() == QSize(188, 20)
    assert row.minimumSize() == QSize(10, 20)
    assert row.heightForWidth(width_px) == height_px
    assert places(around, parts, width_px) == wanted


def test_what_is_hidden_takes_no_room(around: QWidget) -> None:
    row, parts = filled(around, 100, 50, 30)
    parts[1].hide()
    assert places(around, [parts[0], parts[2]], 200) == [(0, 0, 100), (104, 0, 30)]
    assert row.sizeHint().width() == 134
    assert row.takeAt(3) is None
    assert row.takeAt(1) is not None
    assert row.count() == 2


def test_rows_can_stand_in_the_middle(around: QWidget) -> None:
    row = WrappingRow(is_centred=True)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    row.setSpacing(4)
    parts = [Part(60), Part(30)]
    for part in parts:
        row.addWidget(part)
    assert places(around, parts, 100) == [(3, 0, 60), (67, 0, 30)]
    assert places(around, parts, 80) == [(10, 0, 60), (25, 24, 30)]


def test_parts_stand_in_the_middle_of_their_row(around: QWidget) -> None:
    _, (part,) = filled(around, 50)
    tall = Part(50)
    tall.sizeHint = lambda: QSize(50, 30)  # type: ignore[method-assign]
    layout = around.layout()
    assert layout is not None
    layout.addWidget(tall)
    assert places(around, [part, tall], 200) == [(0, 5, 50), (54, 0, 50)]
