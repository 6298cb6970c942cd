"""Lines of captions as they are painted: where they begin, what is dim, and how round their outline is."""

import math

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QStaticText

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
    offsets, width_px = outline_offsets(outline_px, scale), outline_px * scale
    turns = (2 * math.pi * step / 360 for step in range(360))
    reaches_px = [max(math.cos(turn) * x + math.sin(turn) * y for x, y in offsets) for turn in turns]
    assert max(abs(width_px - reach_px) for reach_px in reaches_px) < 0.75, "less than is seen as a corner"
    assert len(offsets) == len(set(offsets)) <= 16, "each costs time"


def test_large_letters_are_drawn_once_whatever_their_outline(styled: object, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = QPainter.drawStaticText

    def counted(painter: QPainter, place: QPointF, text: QStaticText) -> None:
        drawn.append(text.text())
        draw(painter, place, text)

    monkeypatch.setattr(QPainter, "drawStaticText", counted)
    painted(CaptionLine(number=1, text="hello"), CaptionLook(size_px=60, outline_px=8))
    assert drawn == ["hello"]
