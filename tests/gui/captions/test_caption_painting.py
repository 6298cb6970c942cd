"""Lines of captions as they are painted: where they begin, what is dim, and how round their outline is."""

import math

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from transcriber.captions.contrast import contrast, least_contrast, tail_colour
from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import PRESETS
from transcriber.gui.captions.caption_painting import CaptionPainter, outline_offsets

LOOK = CaptionLook(size_px=30, outline_colour="#FF0000")


def painted(line: CaptionLine, look: CaptionLook = LOOK, width_px: int = 500) -> QImage:
    image = QImage(width_px, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    CaptionPainter(look).draw(painter, line, QRectF(20, 8, width_px - 40, 44))
    painter.end()
    return image


def columns_of(image: QImage) -> list[int]:
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() for y in range(image.height()))]


def test_text_begins_at_the_left_or_at_the_right_as_it_runs(styled: object) -> None:
    left = columns_of(painted(CaptionLine(number=1, text="hello")))
    right = columns_of(painted(CaptionLine(number=1, text="שלום", runs_right_to_left=True)))
    assert 16 <= left[0] <= 26
    assert 474 <= right[-1] <= 484
    assert right[0] > 300


def test_an_outline_goes_around_the_letters(styled: object) -> None:
    plain = CaptionLook(size_px=30, outline_px=0)
    outlined, bare = (painted(CaptionLine(number=1, text="I"), look) for look in (LOOK, plain))
    names = {outlined.pixelColor(x, 30).name() for x in range(60)}
    assert "#ff0000" in names
    assert len(columns_of(outlined)) > len(columns_of(bare))


def test_what_is_not_settled_is_dim_and_stands_behind(styled: object) -> None:
    whole = columns_of(painted(CaptionLine(number=1, text="so the", tail=" release")))
    start = columns_of(painted(CaptionLine(number=1, text="so the")))
    assert whole[-1] > start[-1] + 60
    for preset in PRESETS:
        look = preset.look
        dim = tail_colour(look)
        assert dim != look.text_colour
        ground = least_contrast(dim, look.background_colour, look.opacity_percent)
        assert max(ground, contrast(dim, look.outline_colour) if look.outline_px >= 2 else 0) >= 4.5


def test_a_line_that_is_too_wide_is_made_narrower(styled: object) -> None:
    columns = columns_of(painted(CaptionLine(number=1, text="WWWW " * 20)))
    assert columns[-1] <= 484


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("outline_px", [1, 2, 3, 4, 6, 8])
def test_an_outline_is_round_to_the_eye(outline_px: int, scale: float) -> None:
    offsets = outline_offsets(outline_px, scale)
    turns = (2 * math.pi * step / 360 for step in range(360))
    reaches_px = (max(math.cos(turn) * at.x() + math.sin(turn) * at.y() for at in offsets) for turn in turns)
    assert max(outline_px - reach_px for reach_px in reaches_px) * scale < 0.5, "less than half a pixel of the screen"
    assert len(offsets) == 8 or outline_px * scale > 3, "no more than are needed: each costs as much as the text"
