"""Rows are painted from plain text, whatever stands in it, and what was found is marked where it stands."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from transcriber.gui.history.row_painting import paint_line, paint_marked
from transcriber.gui.palettes import LIGHT
from transcriber.gui.typeface import typeface

AREA = QRect(0, 0, 220, 36)


def painted(text: str, ranges: tuple[tuple[int, int], ...]) -> QImage:
    image = QImage(220, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    paint_marked(painter, AREA, text, ranges, typeface(12), LIGHT, 0)
    painter.end()
    return image


def marked_columns(image: QImage) -> list[int]:
    mark = QColor(LIGHT.warn_background)
    return [x for x in range(220) if any(image.pixelColor(x, y) == mark for y in range(0, 17))]


def test_what_was_found_is_marked_and_nothing_else(styled: QApplication) -> None:
    assert marked_columns(painted("alpha beta gamma", ())) == []
    columns = marked_columns(painted("alpha beta gamma", ((6, 10),)))
    assert columns
    assert min(columns) > 20


@pytest.mark.parametrize("lead", ["🎤🎧 ", "x\u0301 "])
def test_signs_outside_the_basic_plane_do_not_shift_the_mark(styled: QApplication, lead: str) -> None:
    start = len(lead)
    with_lead = marked_columns(painted(f"{lead}beta and more", ((start, start + 4),)))
    width = len(marked_columns(painted("beta and more", ((0, 4),))))
    assert abs(len(with_lead) - width) <= 2


def test_line_feeds_do_not_push_words_out(styled: QApplication) -> None:
    assert painted("alpha\nbeta", ()) == painted("alpha beta", ())


def test_a_long_line_ends_with_an_ellipsis_inside_its_area(styled: QApplication) -> None:
    image = QImage(400, 36, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    width_px = paint_line(painter, QRect(0, 0, 100, 36), "long " * 40, typeface(13), LIGHT.text)
    painter.end()
    assert 60 < width_px <= 100
    assert all(image.pixelColor(x, y) == QColor(LIGHT.surface) for x in range(102, 400) for y in range(36))
