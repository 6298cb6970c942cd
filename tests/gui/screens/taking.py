"""The pictures of one look; started by `python -m tests.gui.screens`."""

import os
import sys
from pathlib import Path

from tests.gui.screens import (
    caption_page_scenes,
    caption_scenes,
    dialog_scenes,
    first_scenes,
    history_scenes,
    listening_scenes,
    note_scenes,
    panel_scenes,
    service_scenes,
    trouble_scenes,
    voice_scenes,
    window_scenes,
)
from tests.gui.screens.looks import LOOKS
from tests.gui.screens.picture_stage import PictureStage
from transcriber.gui.program import make_application
from transcriber.gui.translations import speak

SCENES = (
    *first_scenes.SCENES,
    *listening_scenes.SCENES,
    *voice_scenes.SCENES,
    *trouble_scenes.SCENES,
    *panel_scenes.SCENES,
    *window_scenes.SCENES,
    *history_scenes.SCENES,
    *note_scenes.SCENES,
    *dialog_scenes.SCENES,
    *service_scenes.SCENES,
    *caption_scenes.SCENES,
    *caption_page_scenes.SCENES,
)


def main(folder: Path, look_name: str, words: list[str]) -> None:
    """Take those of the scenes that a word names, or all of them."""
    look = next(look for look in LOOKS if look.name == look_name)
    application = make_application([])
    speak(application, look.language)
    stage = PictureStage(application, folder.absolute(), look)
    os.chdir(os.environ["HOME"])
    for scene in SCENES:
        if words and not any(word in scene.name for word in words):
            continue
        if look.is_whole or scene.main:
            stage.play(scene)
    stage.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
