"""The part of the rows in the document moves with what is seen, and keeps what is read in its place."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.row_window import WINDOW_ROWS
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState


def told(count: int) -> StoredRows:
    turns = (Turn(number=number, state=TurnState.FINISHED, text=f"Turn {number}.") for number in range(count))
    return StoredRows([StoredTurn(id=turn.number, machine=turn, position=turn.number) for turn in turns])


def test_rows_are_filled_in_slices_and_none_is_left_out(theme: Theme, qtbot: QtBot) -> None:
    view = StoredTranscript(theme)
    qtbot.addWidget(view)
    view.show()
    window = view.window_
    view.show_rows(told(2_000), 1_000)
    assert window.end - window.first < WINDOW_ROWS
    qtbot.waitUntil(lambda: window.is_complete, timeout=10_000)
    for index in range(window.first, window.end):
        block = window.block_of(index)
        assert block is not None
        assert block.text() == f"Turn {index}."
        assert window.index_of(block) == index
    assert window.block_of(0) is None


def shown_whole(theme: Theme, qtbot: QtBot) -> StoredTranscript:
    """In the midst of two thousand turns."""
    view = StoredTranscript(theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_rows(told(2_000), 1_000)
    qtbot.waitUntil(lambda: view.window_.is_complete, timeout=10_000)
    return view


def test_another_width_lays_out_only_what_is_near_and_the_rest_follows(theme: Theme, qtbot: QtBot) -> None:
    view = shown_whole(theme, qtbot)
    window = view.window_
    whole, seen = window.end - window.first, next(window.visible())[0]

    view.resize(600, 500)

    assert window.end - window.first < whole / 3
    assert next(window.visible())[0] == seen
    assert view.current == 1_000
    qtbot.waitUntil(lambda: window.is_complete, timeout=10_000)
    assert window.end - window.first == whole
    assert next(window.visible())[0] == seen


def test_nothing_is_filled_in_while_a_window_is_pulled_wider(theme: Theme, qtbot: QtBot) -> None:
    view = shown_whole(theme, qtbot)
    window = view.window_
    whole = window.end - window.first
    rests_after_ms = window._resting.interval()
    window._resting.setInterval(3_600_000)
    for width_px in (720, 740, 760):
        view.resize(width_px, 500)
        near = window.end - window.first
        for _ in range(5):
            QApplication.processEvents()
        assert window.end - window.first == near < whole / 3
        assert not window.is_complete
    window._resting.setInterval(rests_after_ms)
    qtbot.waitUntil(lambda: window.is_complete, timeout=10_000)
    assert window.end - window.first == whole


def test_what_is_selected_stays_selected_at_another_width(theme: Theme, qtbot: QtBot) -> None:
    view = StoredTranscript(theme)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_rows(told(400))
    qtbot.waitUntil(lambda: view.window_.is_complete, timeout=10_000)
    view.selectAll()
    selected = view.selected

    view.resize(600, 500)

    assert view.selected == selected
