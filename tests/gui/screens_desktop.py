"""The guide, the program's own settings, its icons: `python -m tests.gui.screens_desktop FOLDER`, then look at them."""

import sys
import time
from pathlib import Path

from PySide6.QtGui import QAction, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from transcriber.gui.desktop.program_dialog import ProgramDialog
from transcriber.gui.desktop.state_icons import state_icon
from transcriber.gui.guide.guide_text import chapters
from transcriber.gui.guide.guide_window import GuideWindow
from transcriber.gui.program import make_application
from transcriber.gui.theme import Theme
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import RecordingState
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.settings.profiles import BUILT_IN_PROFILES

_SIZES_PX = (16, 22, 32, 64)


class _Autostart:
    """Stands in for the desktop's."""

    is_on = False

    def set_on(self, is_on: bool) -> None:
        """Nothing changes."""


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application([])
    theme = Theme(application, "light")
    theme.dress()
    window = QWidget()
    actions = [each for each in vars(WindowActions(window)).values() if isinstance(each, QAction)]
    guide = GuideWindow(theme, chapters(actions, BUILT_IN_PROFILES), window)
    for row, name in ((0, "guide"), (1, "guide-privacy"), (6, "guide-keys")):
        guide.headings.setCurrentRow(row)
        _take(application, theme, guide, folder / name)
    for has_tray in (True, False):
        dialog = ProgramDialog(theme, _Autostart(), has_tray=has_tray, parent=window)
        dialog.show_choices(DesktopChoices())
        _take(application, theme, dialog, folder / ("program" if has_tray else "program-without-tray"))
    _icons().save(str(folder / "icons.png"))


def _take(application: QApplication, theme: Theme, shown: QWidget, path: Path) -> None:
    shown.show()
    for choice in ("light", "dark"):
        theme.choose("dark" if choice == "dark" else "light")
        end_s = time.monotonic() + 0.2
        while time.monotonic() < end_s:
            application.processEvents()
            time.sleep(0.005)
        shown.grab().save(f"{path}-{choice}.png")
    shown.close()


def _icons() -> QImage:
    """On a light and a dark panel, in the sizes of trays."""
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.fillRect(0, 100, 600, 100, QColor("#1B1B1B"))
    for top_px in (0, 100):
        left_px = 16
        for state in (RecordingState.STOPPED, RecordingState.RECORDING, RecordingState.PAUSED):
            for size_px in _SIZES_PX:
                painter.drawPixmap(left_px, top_px + 18, state_icon(state).pixmap(size_px, size_px))
                left_px += size_px + 12
    painter.end()
    return image


if __name__ == "__main__":
    main(Path(sys.argv[1]))
