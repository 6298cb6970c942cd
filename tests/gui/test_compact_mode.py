"""The small window: what stays, what goes, the way back, and where each size was left."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessible_states import stored_page
from tests.gui.conftest import Stage
from transcriber.gui.scaling import ScrollingCentre
from transcriber.gui.screen_room import screen_room
from transcriber.session.notices import LinkChanged, LinkState, RecordingChanged, RecordingState
from transcriber.settings.compact_choice import CompactChoice
from transcriber.settings.preferences import Preferences
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged


def is_inside(window: QWidget, part: QWidget) -> bool:
    return window.rect().contains(part.mapTo(window, part.rect().bottomRight()))


def fits(centre: QScrollArea) -> bool:
    """Nothing of it must be scrolled to."""
    return centre.horizontalScrollBar().maximum() == 0 == centre.verticalScrollBar().maximum()


def test_only_the_text_stays_with_record_and_the_way_back(stage: Stage, qtbot: QtBot) -> None:
    window, bar = stage.window, stage.window.bar
    whole = window.geometry()
    stage.publish(TurnChanged(TurnChange.DELTA, Turn(number=1, text="Hello", start_ms=0), 0))
    qtbot.waitUntil(lambda: len(window.page.transcript.turns) == 1)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert window.parts.compact.is_on
    window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.CONNECTED))
    stage.publish(TurnChanged(TurnChange.DELTA, Turn(number=1, text="Hello", start_ms=0), 0))
    qtbot.waitUntil(lambda: bar.record.text() == "Stop")
    window.resize(360, 200)
    assert (window.width(), window.height()) == (360, 200), "nothing in it asks for more"
    qtbot.waitUntil(lambda: window.page.transcript.isVisible())
    for part in (bar.record, bar.chip, bar.compact_button, window.page.transcript):
        assert part.isVisible()
        # What was hidden and shown is laid out when events are handled next.
        qtbot.waitUntil(partial(is_inside, window, part))
    gone = (bar.microphone, bar.meter, bar.pause, bar.commit, bar.menu_button, window.panel, window.page.foot)
    assert not [part for part in (*gone, window.history.column, window.page.title) if part.isVisible()]
    assert bar.compact_button.accessibleName() == "Back to the whole window (F7)"
    bar.compact_button.click()
    assert not window.parts.compact.is_on
    assert window.geometry() == whole
    assert bar.microphone.isVisible()
    assert bar.commit.isVisible()
    assert window.panel.isVisible()
    assert window.minimumWidth() == 900
    assert window.parts.compact.choice == CompactChoice(
        x_px=window.parts.compact.choice.x_px,
        y_px=window.parts.compact.choice.y_px,
        width_px=360,
        height_px=200,
    )


def test_it_is_where_it_was_left_at_the_next_start(stage: Stage) -> None:
    left = CompactChoice(is_on=True, x_px=20, y_px=30, width_px=400, height_px=260)
    window = stage.new_window(Preferences(compact=left))
    window.show()
    whole = window.geometry()
    window.parts.compact.begin()
    assert window.geometry().getRect() == (20, 30, 400, 260)
    assert window.preferences.compact == left
    window.close()
    assert stage.saved == [] or stage.saved[-1].compact == left
    assert window.geometry() == whole, "this is what is remembered of the whole window"


def test_a_place_on_no_screen_is_brought_back(stage: Stage) -> None:
    window = stage.new_window(Preferences(compact=CompactChoice(is_on=True, x_px=9_000, y_px=9_000)))
    window.parts.compact.begin()
    assert screen_room(window).contains(window.geometry())


@pytest.mark.parametrize("is_closed_before", [False, True])
def test_a_recording_of_the_history_that_was_open_does_not_keep_the_window_wide(
    stage: Stage, qtbot: QtBot, is_closed_before: bool
) -> None:
    window, bar = stage.window, stage.window.bar
    window.resize(1_360, 860)
    stored = stored_page(stage, qtbot)
    qtbot.waitUntil(stored.isVisible)
    if is_closed_before:
        window.history.show_live()
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(bar.compact_button.isVisible)
    centre = window.findChild(ScrollingCentre)
    assert centre is not None
    qtbot.waitUntil(partial(fits, centre))
    qtbot.waitUntil(partial(is_inside, window, bar.compact_button))
    qtbot.waitUntil(partial(is_inside, window, window.page.empty))
    texts = [each for each in window.page.empty.findChildren(QLabel) if each.isVisible() and each.text()]
    assert texts
    for each in texts:
        assert each.height() >= each.heightForWidth(each.width()) or not each.wordWrap()
        assert is_inside(window, each)
    bar.compact_button.click()
    assert window.width() == 1_360
    assert stored.isVisible() is not is_closed_before
    if not is_closed_before:
        qtbot.waitUntil(partial(fits, centre))
        assert stored.width() >= stored.minimumSizeHint().width()
        qtbot.waitUntil(partial(is_inside, window, stored.playback))
