"""Captions with each preset over a light, a dark and a lively picture, and their settings:
`python -m tests.gui.screens_captions FOLDER`, then look at them.
"""

import sys
import time
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import PRESETS
from transcriber.gui.captions.caption_window import CaptionWindow
from transcriber.gui.captions.display_rules import display_rules
from transcriber.gui.captions.look_dialog import LookDialog
from transcriber.gui.program import make_application
from transcriber.gui.theme import Theme
from transcriber.settings.caption_choices import CaptionChoices

_TWO = (
    CaptionLine(number=1, text="So the release slips to Thursday.", is_finished=True),
    CaptionLine(number=2, label="Others", text="That is fine if", tail=" the installer"),
)
_RTL = (
    CaptionLine(number=1, text="שלום לכולם, נתחיל בעוד רגע with", is_finished=True, runs_right_to_left=True),
    CaptionLine(number=2, text="مرحبا بكم في", tail=" الاجتماع", runs_right_to_left=True),
)
_CJK = (
    CaptionLine(number=1, text="今天的会议就到这里，谢谢大", is_finished=True),
    CaptionLine(number=2, text="家。下次我们讨论发布", tail="计划。"),
)


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])
    theme = Theme(application, "light")
    theme.dress()
    for preset in PRESETS:
        for ground in ("light", "dark", "lively"):
            picture = _over(application, preset.look, _TWO, ground)
            picture.save(str(folder / f"captions-{preset.name.lower().replace(' ', '-')}-{ground}.png"))
    for name, lines in (("rtl", _RTL), ("cjk", _CJK)):
        _over(application, CaptionLook(), lines, "lively").save(str(folder / f"captions-{name}.png"))
    for look, name in ((CaptionLook(), "good"), (CaptionLook(text_colour="#8899AA", outline_px=0), "poor")):
        dialog = LookDialog(theme, CaptionChoices(look=look), display_rules("xcb"), None)
        dialog.show()
        for choice in ("light", "dark"):
            theme.choose("dark" if choice == "dark" else "light")
            _settle(application)
            dialog.grab().save(str(folder / f"caption-settings-{name}-{choice}.png"))
        dialog.close()


def _over(application: QApplication, look: CaptionLook, lines: tuple[CaptionLine, ...], ground: str) -> QImage:
    window = CaptionWindow(look)
    window.open()
    window.show_lines(lines)
    _settle(application)
    image = QImage(window.width() + 120, window.height() + 100, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    _paint_ground(painter, image, ground)
    painter.drawImage(60, 50, _grabbed(window))
    painter.end()
    window.close()
    return image


def _paint_ground(painter: QPainter, image: QImage, ground: str) -> None:
    if ground != "lively":
        painter.fillRect(image.rect(), QColor("#FFFFFF" if ground == "light" else "#15181D"))
        return
    sky = QLinearGradient(0, 0, image.width(), image.height())
    for place, colour in ((0.0, "#F6D365"), (0.5, "#FFFFFF"), (1.0, "#3A6EA5")):
        sky.setColorAt(place, QColor(colour))
    painter.fillRect(image.rect(), sky)
    for x in range(0, image.width(), 40):
        painter.fillRect(x, 0, 18, image.height(), QColor(20, 90, 40, 120))


def _grabbed(window: QWidget) -> QImage:
    return window.grab().toImage()


def _settle(application: QApplication) -> None:
    until_s = time.monotonic() + 0.1
    while time.monotonic() < until_s:
        application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
