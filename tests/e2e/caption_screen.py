"""A desktop's program with captions over it, for a test that is its user: told what to do by lines on stdin, tells
where it stands and what was clicked by lines on stdout.
"""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_window import CaptionWindow
from transcriber.gui.captions.display_rules import display_rules
from transcriber.gui.program import make_application


def tell(*words: object) -> None:
    """One line."""
    print(*words, flush=True)


class Program(QWidget):
    """What lies below."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say so."""
        tell("below")


class Captions(CaptionWindow):
    """What lies above."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say so."""
        tell("captions")
        super().mousePressEvent(event)


def main() -> None:
    """Until stdin ends."""
    application = make_application([])
    below = Program()
    below.setWindowTitle("below")
    below.resize(900, 600)
    below.show()
    captions = Captions(CaptionLook(size_px=24))
    captions.show_lines((CaptionLine(number=1, text="on top", is_finished=True),))

    def obey() -> None:
        match sys.stdin.readline().split():
            case ["open"]:
                captions.open()
            case ["through", switch]:
                captions.pass_clicks(switch == "on")
            case ["cover", switch]:
                captions.cover_full_screen(switch == "on")
            case ["full-screen"]:
                below.showFullScreen()
            case ["say"]:
                captions.show_lines((CaptionLine(number=2, text="still on top", is_finished=True),))
            case ["where"]:
                pass
            case _:
                application.quit()
        application.processEvents()
        centre = captions.geometry().center()
        tell("at", centre.x(), centre.y(), int(captions.isActiveWindow()), int(display_rules().may_cover_full_screen))

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    tell("window", int(below.winId()))
    application.exec()


if __name__ == "__main__":
    main()
