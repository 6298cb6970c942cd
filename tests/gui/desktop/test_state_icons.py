import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop.state_icons import state_icon
from transcriber.gui.icons import application_icon
from transcriber.session.notices import RecordingState


@pytest.mark.parametrize("size_px", [16, 22, 64])
def test_recording_and_paused_are_told_apart_from_each_other_and_from_nothing(qtbot: QtBot, size_px: int) -> None:
    states = (RecordingState.STOPPED, RecordingState.RECORDING, RecordingState.PAUSED)
    plain, recording, paused = (state_icon(state).pixmap(size_px, size_px).toImage() for state in states)
    assert plain == application_icon().pixmap(size_px, size_px).toImage()
    corner = round(size_px * 0.72)
    red = recording.pixelColor(corner, corner)
    assert red.red() > 2 * red.blue()
    assert len({bytes(image.constBits()) for image in (plain, recording, paused)}) == 3
