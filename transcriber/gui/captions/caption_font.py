"""The font of captions, and how large text in it is. A font that is missing is replaced by the bundled one."""

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from transcriber.captions.look import CaptionLook
from transcriber.gui.language import tr
from transcriber.gui.typeface import FAMILY

_LINE_HEIGHT = 1.3
_USUAL_TEXT = "the quick brown fox jumps over the lazy dog and It runs away from the Noisy house, doesn’t it? "
_TIME_SIZE = 0.6
_TIME_GAP_SIZE = 0.5
_AIR = 1.06
"""Lines with many wide letters are longer than the usual text."""


def is_installed(family: str) -> bool:
    """Whether a font of the name can be used."""
    return family in QFontDatabase.families()


def missing_font_words(look: CaptionLook) -> str:
    """That the font is missing and what is used instead; empty where it is there."""
    if is_installed(look.font_family):
        return ""
    return tr("The font {name} is not on this computer; {bundled} is used.").format(
        name=look.font_family, bundled=FAMILY
    )


def caption_font(look: CaptionLook) -> QFont:
    """The look's font, or the bundled one in its size."""
    font = QFont(look.font_family if is_installed(look.font_family) else FAMILY)
    font.setPixelSize(look.size_px)
    font.setWeight(QFont.Weight.DemiBold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def line_height_px(look: CaptionLook) -> int:
    """From one line to the next."""
    return round(look.size_px * _LINE_HEIGHT) + look.outline_px


def time_font(look: CaptionLook) -> QFont:
    """Of times beside lines, which are smaller than these."""
    font = caption_font(look)
    font.setPixelSize(max(10, round(look.size_px * _TIME_SIZE)))
    return font


def time_width_px(look: CaptionLook) -> int:
    """Of a time beside a line, with the room between them."""
    time_px = QFontMetricsF(time_font(look)).horizontalAdvance("0:00:00")
    return round(time_px + _TIME_GAP_SIZE * look.size_px)


def text_width_px(look: CaptionLook) -> int:
    """Of a line with all its characters, in usual text."""
    return round(character_width_px(look) * look.characters)


def character_width_px(look: CaptionLook) -> float:
    """Of a character, on an average."""
    return QFontMetricsF(caption_font(look)).horizontalAdvance(_USUAL_TEXT) / len(_USUAL_TEXT) * _AIR


def edge_px(look: CaptionLook) -> int:
    """From the text to the window's edge."""
    return look.margin_px + look.outline_px


def most_characters(look: CaptionLook, width_px: int) -> int:
    """How many characters of the look's size a line has room for in a window of this width."""
    return int((width_px - 2 * edge_px(look)) / character_width_px(look))
