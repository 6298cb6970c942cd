"""The states of the window that are guarded by pictures; nothing in them depends on when or where they are taken."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self
from unittest.mock import patch

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.gui.screens.caption_scenes import TWO_LINES, captions_over
from tests.gui.screens.looks import LOOKS, Look
from tests.gui.screens.panel_scenes import scroll_to
from tests.gui.screens.picture_stage import PictureStage
from tests.gui.screens.spoken import hear_meeting
from transcriber.captions.look import CaptionLook
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.preferences import Preferences

FOLDER = Path(__file__).parent


class _Afternoon(datetime):
    """A clock that stands at two minutes past two."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 11, 17, 14, 2, tzinfo=tz)


def _window(stage: PictureStage) -> QImage:
    stage.listen()
    hear_meeting(stage, has_speakers=True)
    return _grabbed(stage)


def _compact(stage: PictureStage) -> QImage:
    stage.window.parts.compact.toggle()
    stage.listen()
    hear_meeting(stage)
    return _grabbed(stage)


def _panel(stage: PictureStage) -> QImage:
    stage.again(Preferences(service="openai", configuration=SessionConfiguration(language="en")))
    scroll_to(stage, "audio_format")
    stage.settle(1.0)
    return stage.window.panel.grab().toImage()


def _captions(stage: PictureStage) -> QImage:
    return captions_over(stage, CaptionLook(), TWO_LINES, "lively")


_SCENES: tuple[tuple[str, str, Callable[[PictureStage], QImage]], ...] = (
    ("window-light", "light", _window),
    ("window-dark", "dark", _window),
    ("compact-light", "light", _compact),
    ("panel-dark", "dark", _panel),
    ("captions", "light", _captions),
)
NAMES = tuple(name for name, _, _ in _SCENES)


def taken(name: str, application: QApplication, theme: Theme) -> QImage:
    """How it looks now."""
    look_name, scene = next((look, scene) for each, look, scene in _SCENES if each == name)
    look = next(look for look in LOOKS if look.name == look_name)
    with patch("transcriber.gui.window_state.datetime", _Afternoon):
        stage = _stage(application, look, theme)
        try:
            return scene(stage)
        finally:
            stage.close()


def _stage(application: QApplication, look: Look, theme: Theme) -> PictureStage:
    theme.wear(look.appearance)
    theme.choose(look.theme)
    return PictureStage(application, FOLDER, look, theme)


def _grabbed(stage: PictureStage) -> QImage:
    """Without the ring around whatever has the keyboard: that depends on the platform."""
    focused = stage.window.focusWidget()
    if focused is not None:
        focused.clearFocus()
    picture, before = stage.window.grab().toImage(), QImage()
    while picture != before:
        stage.settle()
        picture, before = stage.window.grab().toImage(), picture
    return picture
