"""What the window opens beside itself: settings, words, keys, the guide, and what it asks."""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QMessageBox, QWidget

from tests.gui.screens.picture_stage import PictureStage, Scene
from tests.gui.screens.spoken import hear_meeting
from transcriber.app.wanted_audio import Whole
from transcriber.gui.about_dialog import AboutDialog
from transcriber.gui.desktop.program_dialog import ProgramDialog
from transcriber.gui.desktop.state_icons import state_icon
from transcriber.gui.guide.guide_window import GuideWindow
from transcriber.gui.history.again_dialog import AgainDialog, WantedPart
from transcriber.gui.history.words_dialog import WordsDialog
from transcriber.gui.language import tr
from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.settings.desktop_choices import DesktopChoices
from transcriber.transcript.vocabulary import Entry, Vocabulary

_SIZES_PX = (16, 22, 32, 64)
_WORDS = Vocabulary(
    (
        Entry(written="PySide6", heard=("pie side six", "pi side 6")),
        Entry(written="Kreszwel", heard=("Cresswell",)),
        Entry(written="Noor Haddad", preset="Meeting", is_expected=False),
        Entry(written="SubRip"),
    )
)


class _Autostart:
    """Stands in for the desktop's."""

    is_on = False

    def set_on(self, is_on: bool) -> None:
        """Nothing changes."""


def _take(stage: PictureStage, name: str, dialog: QWidget) -> None:
    dialog.show()
    stage.take(name, dialog)
    dialog.close()


def _appearance(stage: PictureStage) -> None:
    control = stage.window.parts.appearance
    control.open()
    assert control.dialog is not None
    _take(stage, "dialog-appearance", control.dialog)
    control.open_shortcuts()
    assert control.shortcuts is not None
    control.shortcuts.choose("record")
    _take(stage, "dialog-shortcuts", control.shortcuts)


def _program(stage: PictureStage) -> None:
    for has_tray in (True, False):
        dialog = ProgramDialog(stage.theme, _Autostart(), has_tray=has_tray, parent=stage.window)
        dialog.show_choices(DesktopChoices(language=stage.look.language))
        _take(stage, "dialog-program" if has_tray else "dialog-program-without-tray", dialog)
    _take(stage, "dialog-about", AboutDialog(stage.window))


def _guide(stage: PictureStage) -> None:
    stage.window.parts.help.open_guide()
    guide = stage.window.findChild(GuideWindow)
    assert guide is not None
    for row, name in ((0, "guide"), (1, "guide-privacy"), (6, "guide-keys")):
        guide.headings.setCurrentRow(row)
        stage.take(name, guide)
    guide.close()


def _words(stage: PictureStage) -> None:
    dialog = VocabularyDialog(stage.theme, ["Meeting", "Dictation"], stage.window)
    dialog.show_vocabulary(_WORDS)
    _take(stage, "dialog-words", dialog)
    stage.listen()
    hear_meeting(stage)
    transcript = stage.window.page.transcript
    assert transcript.find("Cresswell", QTextDocument.FindFlag.FindBackward)
    stage.window.actions_.fix.trigger()
    fix = stage.window.parts.live_fixing.dialog
    assert fix is not None
    fix.written.setText("Kreszwel")
    _take(stage, "dialog-fix", fix)


def _asked(stage: PictureStage) -> None:
    choices, profiles = stage.window.panel.choices, stage.window.panel.fields.services.profiles
    again = AgainDialog(stage.theme, (WantedPart(tr("The whole recording"), Whole()),), profiles, choices, stage.window)
    _take(stage, "dialog-again", again)
    note = WordsDialog(tr("Note"), tr("Note"), "Ask Ana for the pictures of the rehearsal.", stage.window)
    _take(stage, "dialog-note", note)
    stage.listen()
    hear_meeting(stage)
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    stage.window.close()
    box = stage.window.findChild(QMessageBox)
    assert box is not None
    stage.take("dialog-unsaved", box)
    box.reject()


def _saving(stage: PictureStage) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("Weekly product sync.md", "Lecture 7.srt"):
            (Path(folder) / name).touch()
        stage.listen()
        hear_meeting(stage)
        stage.window.actions_.save.trigger()
        stage.settle()
        opened = [each for each in stage.application.topLevelWidgets() if each.inherits("QFileDialog")]
        for dialog in opened:
            dialog.setDirectory(folder)  # type: ignore[attr-defined]
            stage.take("dialog-save", dialog)
            dialog.close()


def _icons(stage: PictureStage) -> None:
    """On a light and a dark panel, in the sizes of trays."""
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(0, 100, 600, 100, QColor("#1B1B1B"))
    for top_px in (0, 100):
        left_px = 16
        for state in (RecordingState.STOPPED, RecordingState.RECORDING, RecordingState.PAUSED):
            for size_px in _SIZES_PX:
                painter.drawPixmap(left_px, top_px + 18, state_icon(state).pixmap(size_px, size_px))
                left_px += size_px + 12
    painter.end()
    stage.keep("icons", image)


SCENES = (
    Scene("dialog-appearance", _appearance, frozenset({"dialog-appearance"})),
    Scene("dialog-program", _program, frozenset({"dialog-program"})),
    Scene("guide", _guide, frozenset({"guide"})),
    Scene("dialog-words", _words, frozenset({"dialog-words", "dialog-fix"})),
    Scene("dialog-asked", _asked, frozenset({"dialog-again", "dialog-unsaved"})),
    Scene("dialog-saving", _saving),
    Scene("icons", _icons),
)
