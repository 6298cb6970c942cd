from pytestqt.qtbot import QtBot

from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import PRESETS
from transcriber.gui.captions.look_preview import LookPreview


def test_every_preset_fits_into_the_preview(qtbot: QtBot, styled: object) -> None:
    preview = LookPreview(CaptionLook())
    qtbot.addWidget(preview)
    preview.resize(500, 240)
    preview.show()
    for preset in PRESETS:
        preview.show_look(preset.look)
        assert preview.canvas.width() <= preview.width()
        lines = preview.canvas.lines
        assert len(lines) == preset.look.lines
        assert all(len(line.settled + line.tail) <= preset.look.characters for line in lines)
        assert lines[-1].tail
        assert preview.canvas.geometry().top() >= 0
