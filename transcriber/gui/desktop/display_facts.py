"""`transcriber display-facts`: what Qt finds of the display, as one line of JSON. Run as a process of its own."""

import json
import sys

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QSystemTrayIcon


def main() -> int:
    """Print them; the exit code. Where there is no display, Qt ends the process."""
    application = QApplication(["transcriber"])
    screens = application.screens()
    facts: dict[str, str | int | float | bool] = {
        "qt": qVersion(),
        "platform": application.platformName(),
        "screens": len(screens),
        "colours": application.styleHints().colorScheme().name.lower(),
        "has_tray": QSystemTrayIcon.isSystemTrayAvailable(),
    }
    for number, screen in enumerate(screens, start=1):
        size = screen.geometry().size()
        facts[f"screen_{number}"] = f"{size.width()} x {size.height()} at {screen.devicePixelRatio():g}"
    sys.stdout.write(json.dumps(facts) + "\n")
    return 0
