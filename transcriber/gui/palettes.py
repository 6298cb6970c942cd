"""The four palettes. Colours are named by purpose, never by hue.

Readable by computation (tests/gui/test_palettes.py). Of the plain palettes, what is read for long has 7:1 at least and
everything else 4.5:1; of those of high contrast every word has 7:1, and every control's edge 3:1.
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
    strong_border: str
    """The unfilled part of a slider or meter; at least 3:1 is not asked of it, its value is also written."""
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
    muted="#5A6270",
    faint="#687080",
    accent="#3355DD",
    record="#CF2338",
    ok="#0F7A52",
    warn="#8A5A00",
    warn_background="#FFF1CF",
    accent_soft="#E9EEFD",
    ok_soft="#E3F4EC",
    record_soft="#FCE8EA",
    control="#E6E9EF",
    control_on="#FFFFFF",
    strong_border="#C9CED8",
    selection="#CBD7FB",
    on_accent="#FFFFFF",
    on_record="#FFFFFF",
    speakers=("#3355DD", "#C44104", "#816591", "#7B1100", "#3F1651", "#A25A59", "#021085", "#4A0E1B"),
)

DARK = Colours(
    is_dark=True,
    background="#101318",
    surface="#171B22",
    border="#2A303A",
    text="#E9ECF1",
    muted="#A3ACBA",
    faint="#808A99",
    accent="#86A1FF",
    record="#FF6374",
    ok="#4FD1A0",
    warn="#F4C566",
    warn_background="#43351A",
    accent_soft="#212B4C",
    ok_soft="#15322A",
    record_soft="#3D2027",
    control="#1E232C",
    control_on="#323945",
    strong_border="#3B4350",
    selection="#33467F",
    on_accent="#101318",
    on_record="#101318",
    speakers=("#86A1FF", "#FFBA28", "#75FFC6", "#C95DA1", "#EFCAFF", "#928606", "#E65168", "#C0FE8E"),
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
    accent="#0028A8",
    record="#A00016",
    ok="#00502F",
    warn="#5C3A00",
    warn_background="#FFF6DC",
    accent_soft="#DEE6FF",
    ok_soft="#FFFFFF",
    record_soft="#FFFFFF",
    control="#F2F2F2",
    control_on="#FFFFFF",
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
