import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_font import (
    caption_font,
    is_installed,
    missing_font_words,
    most_characters,
    text_width_px,
)

MISSING = CaptionLook(font_family="Comic Papyrus Extended")


def test_a_font_that_is_missing_is_replaced_by_the_bundled_one_and_said(styled: object) -> None:
    assert not is_installed(MISSING.font_family)
    assert QFontInfo(caption_font(MISSING)).family() == "Inter"
    assert missing_font_words(MISSING) == "The font Comic Papyrus Extended is not on this computer; Inter is used."
    assert missing_font_words(CaptionLook()) == ""


@pytest.mark.parametrize("size_px", [12, 34, 120])
def test_usual_text_fits_into_a_line(styled: object, size_px: int) -> None:
    look = CaptionLook(size_px=size_px, characters=42)
    line = "the release slips to Thursday, we all know"
    assert len(line) == look.characters
    assert QFontMetricsF(caption_font(look)).horizontalAdvance(line) <= text_width_px(look)


def test_a_screen_has_room_for_so_many(styled: object) -> None:
    look = CaptionLook()
    room = most_characters(look, 800)
    assert 30 < room < 50
    assert most_characters(look, 1_600) > 2 * room
