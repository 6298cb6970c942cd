"""The caption window with each preset over a light, a dark and a lively picture, over a talk, and its settings."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.gui.screens.picture_stage import PictureStage, Scene
from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import PRESETS
from transcriber.gui.captions.caption_window import CaptionWindow
from transcriber.gui.captions.display_rules import display_rules
from transcriber.gui.captions.look_dialog import LookDialog
from transcriber.settings.caption_choices import CaptionChoices

TWO_LINES = (
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
_TALK = (
    CaptionLine(number=1, text="and so the spectrum repeats itself", is_finished=True),
    CaptionLine(number=2, text="at every multiple of the", tail=" sampling rate"),
)
_GROUNDS = {"light": "#FFFFFF", "dark": "#15181D"}


class _Talk(QWidget):
    """A slide of a lecture, as a person might have it on the screen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A title, two points and a wave with its samples."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor("#F7F3EA"))
        painter.fillRect(0, 0, self.width(), 10, QColor("#2B5D8A"))
        font = QFont(self.font())
        for top_px, size_px, words in (
            (64, 46, "Lecture 7: Sampling"),
            (150, 26, "•  A sampled signal has a spectrum that repeats"),
            (196, 26, "•  Twice the highest frequency is enough"),
        ):
            font.setPixelSize(size_px)
            painter.setFont(font)
            painter.setPen(QColor("#22303C"))
            painter.drawText(80, top_px, self.width() - 160, size_px * 2, Qt.AlignmentFlag.AlignLeft, words)
        base_px = 390
        for step in range(0, 41):
            x_px = 100 + step * (self.width() - 200) / 40
            height_px = 84 * (1 if step % 8 < 4 else -1) * (1 - abs(step % 4 - 2) / 2.4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#C7532F"))
            painter.drawRect(QRectF(x_px - 1, min(base_px, base_px - height_px), 2, abs(height_px)))
            painter.drawEllipse(QRectF(x_px - 5, base_px - height_px - 5, 10, 10))
        painter.fillRect(80, base_px, self.width() - 160, 2, QColor("#2B5D8A"))


def _presets(stage: PictureStage) -> None:
    for preset in PRESETS:
        for ground in ("light", "dark", "lively"):
            name = f"captions-{preset.name.lower().replace(' ', '-')}-over-{ground}"
            if stage.wants(name):
                stage.keep(name, captions_over(stage, preset.look, TWO_LINES, ground))
    for name, lines in (("right-to-left", _RTL), ("cjk", _CJK)):
        if stage.wants(f"captions-{name}"):
            stage.keep(f"captions-{name}", captions_over(stage, CaptionLook(), lines, "lively"))


def _on_screen(stage: PictureStage) -> None:
    """As the screen shows it, the window manager's frame among it; offscreen nothing lies over anything."""
    stage.window.hide()
    talk = _Talk()
    # The very name of the program is not written behind it once more.
    stage.application.setApplicationDisplayName("Lecture 7")
    talk.setWindowTitle("Lecture 7")
    talk.resize(1180, 720)
    talk.move(200, 100)
    talk.show()
    captions = CaptionWindow(CaptionLook())
    captions.open()
    captions.show_lines(_TALK)
    stage.settle(0.5)
    captions.move(talk.geometry().center() - QPoint(captions.width() // 2, captions.height() // 2 - 250))
    stage.settle(0.5)
    area = talk.frameGeometry()
    screen = stage.application.primaryScreen()
    taken = screen.grabWindow(0, area.x(), area.y(), area.width(), area.height())
    stage.keep("captions-over-a-talk", taken.toImage())
    captions.close()
    talk.close()
    stage.application.setApplicationDisplayName("Transcriber")


def _settings(stage: PictureStage) -> None:
    for look, name in ((CaptionLook(), "good"), (CaptionLook(text_colour="#8899AA", outline_px=0), "poor")):
        dialog = LookDialog(stage.theme, CaptionChoices(look=look), display_rules("xcb"), stage.window)
        dialog.show()
        stage.take(f"caption-settings-{name}", dialog)
        dialog.close()


def captions_over(stage: PictureStage, look: CaptionLook, lines: tuple[CaptionLine, ...], ground: str) -> QImage:
    """The caption window as a compositor shows it over something `light`, `dark` or `lively`."""
    window = CaptionWindow(look)
    window.open()
    window.show_lines(lines)
    stage.settle()
    ratio = window.devicePixelRatio()
    size = QSize(window.width() + 120, window.height() + 100)
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    _paint_ground(painter, QRect(QPoint(0, 0), size), ground)
    painter.drawImage(60, 50, window.grab().toImage())
    painter.end()
    window.close()
    return image


def _paint_ground(painter: QPainter, room: QRect, ground: str) -> None:
    if ground in _GROUNDS:
        painter.fillRect(room, QColor(_GROUNDS[ground]))
        return
    sky = QLinearGradient(0, 0, room.width(), room.height())
    for place, colour in ((0.0, "#F6D365"), (0.5, "#FFFFFF"), (1.0, "#3A6EA5")):
        sky.setColorAt(place, QColor(colour))
    painter.fillRect(room, sky)
    for x_px in range(0, room.width(), 40):
        painter.fillRect(x_px, 0, 18, room.height(), QColor(20, 90, 40, 120))


SCENES = (
    Scene("captions", _presets, frozenset({"captions-standard-over-lively", "captions-netflix-over-lively"})),
    Scene("captions-over", _on_screen),
    Scene("caption-settings", _settings, frozenset({"caption-settings-good"})),
)
