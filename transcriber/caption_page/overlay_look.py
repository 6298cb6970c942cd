"""The look of the captions in the words of a style sheet, for what is laid over a picture. Pure."""

from transcriber.captions.contrast import tail_colour
from transcriber.captions.look import CaptionLook

_BOX_PERCENT = 4
"""A background that is fainter is none: only the outline is seen."""


def overlay_look(look: CaptionLook) -> dict[str, str]:
    """Values by the names that the style sheet has for them, all of them colours and lengths.

    The outline is told as a share of the text's height, which the page's address decides.
    """
    ground = look.background_colour + f"{round(255 * look.opacity_percent / 100):02X}"
    return {
        "--captions-text": look.text_colour,
        "--captions-tail": tail_colour(look),
        "--captions-ground": ground if look.opacity_percent >= _BOX_PERCENT else "transparent",
        "--captions-edge": look.outline_colour,
        "--captions-outline": f"{look.outline_px / look.size_px:.4f}em",
    }
