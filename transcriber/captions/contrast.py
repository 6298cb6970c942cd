"""How well text stands out: contrast of colours, also over a picture that nobody knows. Pure.

Source: WCAG 2.2, relative luminance and contrast ratio.
"""

from transcriber.captions.look import CaptionLook

_DIM_PERCENT = 70


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, both `#RRGGBB`: 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(text: str, background: str, opacity_percent: int) -> float:
    """The contrast over the worst picture that can be behind a background which is not quite opaque."""
    darkest, lightest = (_over(background, picture, opacity_percent) for picture in ("#000000", "#FFFFFF"))
    if _luminance(darkest) <= _luminance(text) <= _luminance(lightest):
        return 1.0
    return min(contrast(text, darkest), contrast(text, lightest))


def tail_colour(look: CaptionLook) -> str:
    """Of what is not settled: dimmed towards what surrounds the text."""
    ground = look.background_colour if look.opacity_percent >= 50 else look.outline_colour
    return blended(look.text_colour, ground, _DIM_PERCENT)


def blended(colour: str, other: str, share_percent: int) -> str:
    """`colour` with so much of it, the rest `other`."""
    return _over(colour, other, share_percent)


def _over(colour: str, picture: str, opacity_percent: int) -> str:
    mixed = (
        round((upper * opacity_percent + lower * (100 - opacity_percent)) / 100)
        for upper, lower in zip(_channels(colour), _channels(picture), strict=True)
    )
    return "#" + "".join(f"{value:02X}" for value in mixed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def linear(colour: str) -> tuple[float, ...]:
    """Red, green and blue as light, 0 to 1 (sRGB, IEC 61966-2-1)."""
    values = [channel / 255 for channel in _channels(colour)]
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
