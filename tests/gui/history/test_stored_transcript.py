"""A long recording is read a part at a time: nothing jumps, every place can be gone to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from transcriber.gui.history.stored_rows import StoredRows, differences
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.row_window import WINDOW_ROWS
from transcriber.gui.theme import Theme
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import Turn, TurnState


def told(start: int, end: int, word: str = "Turn") -> list[StoredTurn]:
    turns = (
        Turn(number=number, state=TurnState.FINISHED, text=f"{word} {number}.", start_ms=number * 1_000)
        for number in range(start, end)
    )
    return [StoredTurn(id=turn.number, machine=turn, position=turn.number) for turn in turns]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> StoredTranscript:
    made = StoredTranscript(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def settle(view: StoredTranscript, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.window_.is_complete, timeout=10_000)


def first_seen(view: StoredTranscript) -> int:
    return next(view.window_.visible())[0]


def test_only_a_part_stands_in_the_document_and_any_row_can_be_gone_to(view: StoredTranscript, qtbot: QtBot) -> None:
    view.show_rows(StoredRows(told(0, 5_000)))
    settle(view, qtbot)
    assert len(view.contents) <= WINDOW_ROWS + 200
    for index in (4_000, 4_999, 0, 2_500):
        view.go_to(index)
        settle(view, qtbot)
        assert view.current == index
        assert index in [each for each, _ in view.window_.visible()]
        block = view.window_.block_of(index)
        assert block is not None
        assert block.text() == f"Turn {index}."


def test_what_is_read_stays_in_its_place_while_the_rest_comes(view: StoredTranscript, qtbot: QtBot) -> None:
    part, whole = StoredRows(told(1_000, 1_400)), StoredRows(told(0, 3_000))
    view.show_rows(part, 200)
    settle(view, qtbot)
    seen = first_seen(view)
    view.renew(whole, differences(part.rows, whole.rows))
    settle(view, qtbot)
    assert first_seen(view) == seen + 1_000
    assert view.current == 1_200


def test_scrolling_on_brings_more(view: StoredTranscript, qtbot: QtBot) -> None:
    view.show_rows(StoredRows(told(0, 3_000)))
    settle(view, qtbot)
    bar = view.verticalScrollBar()
    for _ in range(4):
        bar.setValue(bar.maximum())
        settle(view, qtbot)
    assert view.window_.first > 0
    assert first_seen(view) > WINDOW_ROWS
    for _ in range(8):
        bar.setValue(0)
        settle(view, qtbot)
    assert view.window_.first == 0


def test_a_changed_row_is_changed_alone(view: StoredTranscript, qtbot: QtBot) -> None:
    turns = told(0, 300)
    before = StoredRows(turns)
    view.show_rows(before, 100)
    settle(view, qtbot)
    seen = first_seen(view)
    after = StoredRows([*turns[:100], *told(100, 101, "Other"), *turns[102:]])
    view.renew(after, differences(before.rows, after.rows))
    settle(view, qtbot)
    lines = view.toPlainText().splitlines()
    assert lines[99:102] == ["Turn 99.", "Other 100.", "Turn 102."]
    assert len(lines) == 299
    assert first_seen(view) == seen


def test_words_that_were_looked_for_are_highlighted_where_they_are_seen(view: StoredTranscript, qtbot: QtBot) -> None:
    view.show_rows(StoredRows(told(0, 200)))
    settle(view, qtbot)
    view.search_for("turn 3")
    found = {each.cursor.selectedText() for each in view.extraSelections()}
    assert {"Turn", "3"} <= found
    assert len(view.extraSelections()) < 100


def test_it_stays_where_a_person_scrolled_while_it_plays(view: StoredTranscript, qtbot: QtBot) -> None:
    view.show_rows(StoredRows(told(0, 200)))
    settle(view, qtbot)
    view.follow_speech()
    view.show_spoken(60)
    assert 60 in [index for index, _ in view.window_.visible()]
    view.verticalScrollBar().setValue(0)
    view.show_spoken(61)
    assert first_seen(view) == 0
    view.follow_speech()
    view.show_spoken(62)
    assert 62 in [index for index, _ in view.window_.visible()]


def test_keys_ask_for_what_they_stand_for(view: StoredTranscript, qtbot: QtBot) -> None:
    view.show_rows(StoredRows(told(0, 3)))
    for key, signal in (
        (Qt.Key.Key_Space, view.toggle_asked),
        (Qt.Key.Key_Return, view.edit_asked),
        (Qt.Key.Key_Escape, view.leaving_asked),
    ):
        with qtbot.waitSignal(signal):
            QTest.keyClick(view, key)


def test_a_resize_within_a_resize_asks_nothing_of_a_layout_at_work(
    view: StoredTranscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    with view.window_.kept_height():
        monkeypatch.setattr(view, "first_visible_block", lambda _top: pytest.fail("asked"))
        with view.window_.kept_height():
            pass
    monkeypatch.undo()
    with view.window_.kept_height():
        pass
