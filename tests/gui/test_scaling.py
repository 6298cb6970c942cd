"""Another text size: widgets that are there and widgets that come later, back and forth without drifting."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import without_the_keyboard
from tests.gui.conftest import Stage
from tests.gui.shown_words import German, Judge
from transcriber.audio.devices import InputDevice
from transcriber.gui.scaling import CHOSEN_SIZE, ScrollingCentre
from transcriber.gui.screen_room import screen_room
from transcriber.gui.theme import Theme
from transcriber.session.notices import LinkChanged, LinkState, RecordingChanged, RecordingState
from transcriber.settings.appearance import TEXT_STEPS_PERCENT, Appearance
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged


def made(qtbot: QtBot) -> tuple[QWidget, QToolButton, QVBoxLayout]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(5)
    button = QToolButton(window)
    button.setFixedSize(40, 36)
    button.setIconSize(QSize(20, 20))
    column.addWidget(button)
    window.show()
    return window, button, column


def sizes(button: QToolButton, column: QVBoxLayout) -> tuple[int, ...]:
    margins = column.contentsMargins()
    return button.width(), button.height(), button.iconSize().width(), margins.left(), margins.top(), column.spacing()


def test_what_is_there_grows_and_shrinks(theme: Theme, qtbot: QtBot) -> None:
    _, button, column = made(qtbot)
    theme.wear(Appearance(text_percent=200))
    qtbot.waitUntil(lambda: sizes(button, column) == (80, 72, 40, 24, 16, 10))
    theme.wear(Appearance(text_percent=100))
    qtbot.waitUntil(lambda: sizes(button, column) == (40, 36, 20, 12, 8, 5))


def test_what_comes_later_is_as_large(theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Appearance(text_percent=150))
    _, button, column = made(qtbot)
    qtbot.waitUntil(lambda: sizes(button, column) == (60, 54, 30, 18, 12, 8))


def test_all_steps_up_and_down_lead_back(theme: Theme, qtbot: QtBot) -> None:
    _, button, column = made(qtbot)
    for percent in (*TEXT_STEPS_PERCENT, *reversed(TEXT_STEPS_PERCENT), 100):
        theme.wear(Appearance(text_percent=percent))
    qtbot.waitUntil(lambda: sizes(button, column) == (40, 36, 20, 12, 8, 5))


def test_unbounded_stays_unbounded_and_windows_are_the_window_managers(theme: Theme, qtbot: QtBot) -> None:
    window, _, _ = made(qtbot)
    window.setMinimumSize(300, 200)
    label = QLabel("Words", window)
    theme.wear(Appearance(text_percent=300))
    assert (label.minimumSize(), label.maximumWidth()) == (QSize(0, 0), 16_777_215)
    assert window.minimumSize() == QSize(300, 200)


@pytest.mark.parametrize("percent", [100, 150])
def test_a_dialog_that_the_screen_cannot_hold_scrolls(
    theme: Theme, qtbot: QtBot, styled: QApplication, percent: int
) -> None:
    theme.wear(Appearance(text_percent=150))
    theme.wear(Appearance(text_percent=percent))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 16)
    column.setSpacing(10)
    for _ in range(40):
        button = QPushButton("Press")
        button.setFixedSize(60, 40)
        column.addWidget(button)
    dialog.show()
    room = screen_room(dialog).size()
    area = dialog.findChild(QScrollArea, "wholeDialog")
    assert area is not None
    assert dialog.height() <= room.height()
    qtbot.waitUntil(lambda: column.contentsMargins().left() == 20 * percent // 100)
    assert column.spacing() == 10 * percent // 100, "it is as much larger as everything, and no more"
    assert len(dialog.findChildren(QPushButton)) == 40


def test_a_dialog_opens_as_much_larger_as_its_texts_are(theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Appearance(text_percent=150))
    as_written, chosen = QDialog(), QDialog()
    for dialog in (as_written, chosen):
        qtbot.addWidget(dialog)
        dialog.resize(400, 200)
    chosen.setProperty(CHOSEN_SIZE, True)
    as_written.show()
    chosen.show()
    assert as_written.size() == QSize(600, 300)
    assert chosen.size() == QSize(400, 200), "a person made it so large"
    as_written.resize(500, 250)
    as_written.hide()
    as_written.show()
    assert as_written.size() == QSize(500, 250), "once, not each time"
    theme.wear(Appearance())


def test_a_dialog_of_words_that_break_scrolls_before_they_overlap(theme: Theme, qtbot: QtBot) -> None:
    theme.wear(Appearance(text_percent=150))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(300, 100)
    column = QVBoxLayout(dialog)
    words = [QLabel("Words that go on and on, and break where there is no more room for them. " * 3) for _ in range(12)]
    for each in words:
        each.setWordWrap(True)
        column.addWidget(each)
    dialog.show()
    assert dialog.findChild(QScrollArea, "wholeDialog") is not None
    qtbot.waitUntil(lambda: all(each.height() >= each.heightForWidth(each.width()) for each in words))
    theme.wear(Appearance())


def dialog_of_words(theme: Theme, qtbot: QtBot) -> tuple[QDialog, list[QLabel]]:
    theme.dress()
    dialog = QDialog()
    qtbot.addWidget(dialog)
    # A little more than its words need.
    dialog.resize(320, 260)
    column = QVBoxLayout(dialog)
    words = [QLabel("Words that go on and on, and break where there is no more room for them.") for _ in range(3)]
    for each in words:
        each.setWordWrap(True)
        column.addWidget(each)
    return dialog, words


def is_whole(words: list[QLabel]) -> bool:
    return all(each.height() >= each.heightForWidth(each.width()) for each in words)


@pytest.mark.parametrize("is_chosen", [False, True])
def test_a_dialog_that_is_open_grows_with_its_texts(
    theme: Theme, qtbot: QtBot, styled: QApplication, is_chosen: bool
) -> None:
    dialog, words = dialog_of_words(theme, qtbot)
    dialog.setProperty(CHOSEN_SIZE, is_chosen)
    dialog.show()
    before = dialog.size()
    theme.wear(Appearance(text_percent=200))
    qtbot.waitUntil(lambda: is_whole(words))
    assert (dialog.width() == 320) is is_chosen, "what a person chose grows as far as it must"
    assert dialog.height() > before.height()
    assert screen_room(dialog).size().expandedTo(dialog.size()) == screen_room(dialog).size()
    theme.wear(Appearance())
    assert dialog.size() == before


def test_one_that_has_grown_to_the_edge_of_the_screen_comes_back_to_what_it_was(
    theme: Theme, qtbot: QtBot, styled: QApplication
) -> None:
    dialog, _ = dialog_of_words(theme, qtbot)
    room = screen_room(dialog)
    dialog.resize(room.width() - 100, room.height() - 100)
    dialog.show()
    dialog.move(room.right() - 200, room.bottom() - 200)
    before = dialog.size()
    for percent in (150, 300):
        theme.wear(Appearance(text_percent=percent))
        assert dialog.frameGeometry() == room
    theme.wear(Appearance())
    assert dialog.size() == before


def test_one_of_a_fixed_width_grows_downwards(theme: Theme, qtbot: QtBot, styled: QApplication) -> None:
    dialog, words = dialog_of_words(theme, qtbot)
    dialog.setFixedWidth(320)
    dialog.show()
    theme.wear(Appearance(text_percent=200))
    qtbot.waitUntil(lambda: is_whole(words))
    assert dialog.width() == 320
    theme.wear(Appearance())


def test_one_that_was_closed_meanwhile_has_its_size_when_it_is_shown_again(
    theme: Theme, qtbot: QtBot, styled: QApplication
) -> None:
    dialog, words = dialog_of_words(theme, qtbot)
    dialog.show()
    before = dialog.size()
    dialog.hide()
    theme.wear(Appearance(text_percent=200))
    dialog.show()
    qtbot.waitUntil(lambda: is_whole(words))
    assert dialog.size() == before * 2
    dialog.resize(700, 500)
    dialog.hide()
    dialog.show()
    assert (dialog.width(), dialog.height()) == (700, 500), "a person made it so"
    theme.wear(Appearance())


def test_figures_follow_whatever_size_they_were_made_at(theme: Theme, stage: Stage) -> None:
    figures = stage.window.findChildren(QAbstractSpinBox, "figure")
    assert figures
    for percent in (300, 80, 100):
        theme.wear(Appearance(text_percent=percent))
        assert {each.font().pixelSize() for each in figures} == {round(12 * percent / 100)}
        assert stage.window.bar.level.font().pixelSize() == round(12 * percent / 100)


SIZES = ((900, 560), (1320, 840), (1920, 1080))
SAID = "Two support tickets came in about the microphone list. It did not refresh when a headset was plugged in."


@pytest.fixture
def german(qapp: QApplication) -> Iterator[German]:
    """The longer words of the two languages."""
    language = German()
    qapp.installTranslator(language)
    yield language
    qapp.removeTranslator(language)


@pytest.fixture
def recording(german: German, stage: Stage, qtbot: QtBot) -> Stage:
    """The bar and the foot as full as they can be."""
    yeti = stage.devices[0]
    stage.devices = (yeti, InputDevice("loudspeaker", "What the loudspeaker plays", 48_000, 2, False, is_played=True))
    stage.window.bar.microphone.refresh()
    qtbot.waitUntil(lambda: stage.window.bar.microphone.has_played_sound)
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, yeti.name), LinkChanged(LinkState.RECONNECTING))
    turns = (Turn(number=number, text=SAID, start_ms=number * 9_000) for number in range(9))
    stage.publish(*(TurnChanged(TurnChange.COMPLETED, turn, turn.number) for turn in turns))
    return stage


def assert_whole(stage: Stage, german: German, scene: str) -> None:
    """Nothing scrolls sideways, nothing is cut, and the keyboard reaches everything."""
    window = stage.window
    area = window.findChild(ScrollingCentre)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0, scene
    judge = Judge(german, lambda _: True)
    judge.look_at(window, scene)
    assert not judge.cut, "\n".join(sorted(judge.cut))
    assert not without_the_keyboard(window), scene


@pytest.mark.parametrize("percent", [100, 150, 200, 300])
def test_no_window_is_too_narrow(recording: Stage, german: German, theme: Theme, qtbot: QtBot, percent: int) -> None:
    window, bar = recording.window, recording.window.bar
    theme.wear(Appearance(text_percent=percent))
    for size in SIZES:
        window.resize(*size)
        qtbot.wait(30)
        assert_whole(recording, german, f"{percent} % at {size}")
        for button, column in ((bar.history_button, window.history.column), (bar.panel_button, window.panel)):
            was_open = button.isChecked()
            button.setChecked(True)
            qtbot.wait(30)
            assert column.isVisible()
            assert_whole(recording, german, f"{percent} % at {size} with {column.objectName()}")
            button.setChecked(was_open)
    theme.wear(Appearance())


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_no_empty_page_is_too_narrow(german: German, stage: Stage, theme: Theme, qtbot: QtBot, percent: int) -> None:
    theme.wear(Appearance(text_percent=percent))
    for size in SIZES:
        stage.window.resize(*size)
        qtbot.wait(30)
        assert_whole(stage, german, f"{percent} % at {size}, empty")
    theme.wear(Appearance())
