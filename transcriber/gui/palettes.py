"""The four palettes. Colours are named by purpose, never by hue.

Readable by computation (tests/gui/test_palettes.py): every word has 7:1 at least on every ground it stands on, every
control an edge of 3:1, and in high contrast every other edge too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette; every value is `#RRGGBB`."""

    is_dark: bool
    is_high_contrast: bool = False
    background: str
    surface: str
    border: str
    text: str
    muted: str
    faint: str
    disabled: str
    """What cannot be used now; contrast is not asked of it."""
    accent: str
    record: str
    ok: str
    warn: str
    warn_background: str
    accent_soft: str
    """Behind what is switched on or pointed at."""
    ok_soft: str
    record_soft: str
    control: str
    """A control's own ground: the track of a slider, the trough of a row of choices."""
    control_on: str
    """The chosen one in a row of choices."""
    control_edge: str
    """Around a field, a button, a switch that is off, the chosen one of a row: 3:1 on every ground."""
    strong_border: str
    """The unlit part of a meter; 3:1 is not asked of it, its lit part has that and its value is also written."""
    selection: str
    on_accent: str
    on_record: str
    speakers: tuple[str, ...]
    """For names on the surface. Any two are told apart, also by people who see fewer hues (tests/gui/test_palettes.py);
    the name itself tells without any colour."""


LIGHT = Colours(
    is_dark=False,
    background="#F4F5F7",
    surface="#FFFFFF",
    border="#E1E4EA",
    text="#171A21",
    muted="#434A57",
    faint="#464D5A",
    disabled="#687080",
    accent="#2340B5",
    record="#A30F29",
    ok="#085C3C",
    warn="#664200",
    warn_background="#FFF1CF",
    accent_soft="#E9EEFD",
    ok_soft="#E3F4EC",
    record_soft="#FFF1F2",
    control="#E6E9EF",
    control_on="#FFFFFF",
    control_edge="#7A8290",
    strong_border="#C9CED8",
    selection="#CBD7FB",
    on_accent="#FFFFFF",
    on_record="#FFFFFF",
    speakers=("#0033CC", "#B40B0A", "#7340A3", "#460009", "#873F6B", "#350A3B", "#9F323D", "#160265"),
)

DARK = Colours(
    is_dark=True,
    background="#101318",
    surface="#171B22",
    border="#2A303A",
    text="#E9ECF1",
    muted="#B4BCC9",
    faint="#AEB7C5",
    disabled="#808A99",
    accent="#A3B7FF",
    record="#FF8894",
    ok="#4FD1A0",
    warn="#F4C566",
    warn_background="#43351A",
    accent_soft="#1C2543",
    ok_soft="#15322A",
    record_soft="#2C171C",
    control="#1E232C",
    control_on="#323945",
    control_edge="#7A8493",
    strong_border="#3B4350",
    selection="#33467F",
    on_accent="#101318",
    on_record="#101318",
    speakers=("#A3B7FF", "#FCE57B", "#F88876", "#7FFBFD", "#D19DB0", "#14C214", "#E0F7D4", "#9BF512"),
)

HIGH_CONTRAST_LIGHT = Colours(
    is_dark=False,
    is_high_contrast=True,
    background="#FFFFFF",
    surface="#FFFFFF",
    border="#5C5C5C",
    text="#000000",
    muted="#242424",
    faint="#3D3D3D",
    disabled="#595959",
    accent="#0028A8",
    record="#8F0013",
    ok="#00502F",
    warn="#5C3A00",
    warn_background="#FFF6DC",
    accent_soft="#DEE6FF",
    ok_soft="#FFFFFF",
    record_soft="#FFFFFF",
    control="#F2F2F2",
    control_on="#FFFFFF",
    control_edge="#5C5C5C",
    strong_border="#949494",
    selection="#BACBFF",
    on_accent="#FFFFFF",
    on_record="#FFFFFF",
    speakers=("#0033CC", "#B40B0A", "#7340A3", "#460009", "#873F6B", "#350A3B", "#9F323D", "#160265"),
)

HIGH_CONTRAST_DARK = Colours(
    is_dark=True,
    is_high_contrast=True,
    background="#000000",
    surface="#000000",
    border="#B4B4B4",
    text="#FFFFFF",
    muted="#E6E6E6",
    faint="#CCCCCC",
    disabled="#A0A0A0",
    accent="#9DB4FF",
    record="#FF97A2",
    ok="#66E0AE",
    warn="#FFD37A",
    warn_background="#2A1F00",
    accent_soft="#1A2650",
    ok_soft="#000000",
    record_soft="#000000",
    control="#1A1A1A",
    control_on="#000000",
    control_edge="#B4B4B4",
    strong_border="#5E5E5E",
    selection="#2A4390",
    on_accent="#000000",
    on_record="#000000",
    speakers=("#9DB4FF", "#F0E842", "#EA6DA9", "#7AFCFF", "#40A94F", "#F7AEA6", "#D0FE9C", "#9AAE1F"),
)


def palette(*, is_dark: bool, is_high_contrast: bool) -> Colours:
    """The one of the four."""
    if is_high_contrast:
        return HIGH_CONTRAST_DARK if is_dark else HIGH_CONTRAST_LIGHT
    return DARK if is_dark else LIGHT
