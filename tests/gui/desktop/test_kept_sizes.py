"""What a person makes larger is as large after the next start; what nobody touched follows the program."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from transcriber.export.formats import ExportFormat
from transcriber.gui.captions.display_rules import display_rules
from transcriber.gui.captions.look_dialog import LookDialog
from transcriber.gui.desktop.kept_sizes import KeptSize, keep_format, last_format, window_memory
from transcriber.gui.guide.guide_window import GuideWindow
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog
from transcriber.settings.appearance import Appearance
from transcriber.settings.caption_choices import CaptionChoices
from transcriber.settings.preferences_file import preferences_path

OWN = QSize(400, 300)
Open = Callable[[], QDialog]


@pytest.fixture
def open_anew(qtbot: QtBot) -> Open:
    """As after another start: another object, which knows nothing of the one before."""

    def make() -> QDialog:
        dialog = QDialog()
        qtbot.addWidget(dialog)
        dialog.resize(OWN)
        KeptSize(dialog, "words")
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def test_it_is_as_large_as_it_was_made(open_anew: Open) -> None:
    dialog = open_anew()
    assert dialog.size() == OWN
    dialog.resize(520, 410)
    dialog.close()
    assert open_anew().size() == QSize(520, 410)


def test_one_that_nobody_touched_follows_the_program(open_anew: Open) -> None:
    open_anew().close()
    assert not window_memory().contains("dialogs/words")


def test_one_that_is_ended_while_it_is_open_is_asked_nothing_any_more(qtbot: QtBot) -> None:
    dialog = QDialog()
    KeptSize(dialog, "words")
    dialog.show()
    qtbot.waitExposed(dialog)
    with qtbot.capture_exceptions() as exceptions:
        shiboken6.delete(dialog)
    assert not exceptions


def test_one_that_is_open_at_the_end_of_the_program_is_kept_too(open_anew: Open) -> None:
    open_anew().resize(520, 410)
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert open_anew().size() == QSize(520, 410)


def test_none_is_larger_than_the_screen_and_nonsense_is_no_size(open_anew: Open) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    window_memory().setValue("dialogs/words", QSize(99_000, 410))
    assert open_anew().size() == QSize(room.width(), 410)
    for nonsense in ("wide", QSize(-1, 5), 7):
        window_memory().setValue("dialogs/words", nonsense)
        assert open_anew().size() == OWN


def test_what_it_became_with_larger_texts_is_no_choice(open_anew: Open, theme: Theme) -> None:
    dialog = open_anew()
    theme.wear(Appearance(text_percent=150))
    assert dialog.size() == QSize(600, 450)
    dialog.hide()
    assert not window_memory().contains("dialogs/words")
    dialog.show()
    dialog.resize(610, 440)
    dialog.close()
    theme.wear(Appearance())
    assert open_anew().size() == QSize(610, 440)


@pytest.mark.parametrize("name", ["words", "captions", "guide"])
def test_each_has_a_size_of_its_own(theme: Theme, qtbot: QtBot, name: str) -> None:
    dialogs: dict[str, Callable[[], QDialog]] = {
        "words": lambda: VocabularyDialog(theme, [], None),  # type: ignore[arg-type]
        "captions": lambda: LookDialog(theme, CaptionChoices(), display_rules("xcb"), None),
        "guide": lambda: GuideWindow(theme, ()),
    }
    first = dialogs[name]()
    qtbot.addWidget(first)
    first.show()
    grown = first.size() - QSize(20, 10)
    first.resize(grown)
    first.close()
    assert window_memory().allKeys() == [f"dialogs/{name}"]
    again = dialogs[name]()
    qtbot.addWidget(again)
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    assert again.size() == grown.boundedTo(room).expandedTo(again.minimumSize())


def test_the_last_format_is_offered_after_the_next_start(open_anew: Open) -> None:
    assert last_format() is ExportFormat.TXT
    keep_format(ExportFormat.DOCX)
    assert last_format() is ExportFormat.DOCX
    window_memory().setValue("export/format", "punch card")
    assert last_format() is ExportFormat.TXT


def test_all_of_it_lies_beside_the_settings() -> None:
    keep_format(ExportFormat.VTT)
    window_memory().sync()
    assert "format=vtt" in preferences_path().with_name("window.ini").read_text()
