"""The transcript on the screen: what stands in it, what stays untouched, where it scrolls."""

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from transcriber.gui.palettes import DARK
from transcriber.gui.row_window import SLICE_ROWS, SPARE_ROWS, WINDOW_ROWS
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.turn_list import TurnList
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    made = TranscriptView(theme)
    qtbot.addWidget(made)
    made.resize(760, 400)
    made.show()
    return made


def live(number: int, text: str, provisional: str = "", position: int | None = None) -> TurnChanged:
    turn = Turn(number=number, text=text, provisional=provisional, start_ms=number * 1_000)
    return TurnChanged(TurnChange.DELTA, turn, number - 1 if position is None else position)


def finished(number: int, text: str, position: int | None = None) -> TurnChanged:
    turn = Turn(number=number, text=text, state=TurnState.FINISHED, start_ms=number * 1_000)
    return TurnChanged(TurnChange.COMPLETED, turn, number - 1 if position is None else position)


def many(first: int, last: int) -> tuple[TurnChanged, ...]:
    return tuple(finished(number, f"Turn {number}.") for number in range(first, last + 1))


def colour_at(view: TranscriptView, position: int) -> QColor | None:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position + 1)
    brush = cursor.charFormat().foreground()
    return brush.color() if brush.style().value else None


def test_settled_text_is_plain_and_unsettled_text_is_dim(view: TranscriptView, theme: Theme) -> None:
    view.apply((live(1, "Good. Then", "the export"),))
    assert view.toPlainText() == "Good. Then the export"
    assert colour_at(view, 3) is None
    assert colour_at(view, 15) == QColor(theme.colours.faint)
    view.apply((live(1, "Good. Then the", "export"),))
    assert colour_at(view, 12) is None
    assert colour_at(view, 17) == QColor(theme.colours.faint)
    view.apply((finished(1, "Good. Then the export."),))
    assert view.toPlainText() == "Good. Then the export."
    assert colour_at(view, 17) is None


def test_dim_text_follows_another_palette(view: TranscriptView, theme: Theme) -> None:
    view.apply((live(1, "Good", "then"),))
    theme.choose("dark")
    assert colour_at(view, 6) == QColor(DARK.faint)
    assert colour_at(view, 2) is None


def test_a_failed_turn_is_seen_in_words_and_colour(view: TranscriptView, theme: Theme) -> None:
    failed = Turn(number=1, text="So", state=TurnState.FAILED, failure="the service was too busy")
    view.apply((TurnChanged(TurnChange.FAILED, failed, 0),))
    assert view.toPlainText() == "So Not transcribed: the service was too busy"
    assert colour_at(view, 10) == QColor(theme.colours.record)


def test_a_completed_turn_changes_only_its_end(view: TranscriptView) -> None:
    view.apply((finished(1, "An earlier turn."), live(2, "So the release slips", "to thirsty")))
    cursor = view.textCursor()
    start = view.toPlainText().index("release")
    cursor.setPosition(start)
    cursor.setPosition(start + len("release"), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    touched: list[int] = []
    view.document().contentsChange.connect(lambda position, _removed, _added: touched.append(position))
    view.apply((finished(2, "So the release slips to Thursday."),))
    assert view.textCursor().selectedText() == "release"
    assert min(touched) >= view.toPlainText().index("slips")


def test_copies_are_plain_text_without_times(view: TranscriptView) -> None:
    view.apply((finished(1, "One <b>two</b>."), finished(2, "Three.")))
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.text() == "One <b>two</b>.\nThree."
    assert not data.hasHtml()


def test_directions_are_each_turns_own(view: TranscriptView) -> None:
    view.apply((finished(1, "So."), finished(2, "مرحبا بكم"), finished(3, "日本語")))
    document = view.document()
    directions = [document.findBlockByNumber(number).textDirection().name for number in range(3)]
    assert directions == ["LeftToRight", "RightToLeft", "LeftToRight"]


def test_characters_beyond_the_basic_plane_stay_whole(view: TranscriptView) -> None:
    view.apply((live(1, "🎤🎧 on", "🎬 air"),))
    view.apply((live(1, "🎤🎧 on 🎬", "now 🎼"),))
    view.apply((finished(1, "🎤🎧 on 🎬 now 🎼!"),))
    assert view.toPlainText() == "🎤🎧 on 🎬 now 🎼!"


def test_turns_come_between_move_and_go(view: TranscriptView) -> None:
    view.apply((finished(1, "one"), finished(2, "three"), finished(3, "two", 1)))
    assert view.toPlainText() == "one\ntwo\nthree"
    view.apply((TurnChanged(TurnChange.PLACED, Turn(number=1, text="one"), 2),))
    assert view.toPlainText() == "two\nthree\none"
    view.apply((TurnRemoved(1), TurnRemoved(3)))
    assert view.toPlainText() == "three"
    view.apply((TurnRemoved(2),))
    assert view.toPlainText() == ""
    view.apply((finished(4, "again", 0),))
    assert view.toPlainText() == "again"


def test_the_end_is_followed_until_a_person_scrolls_away(view: TranscriptView) -> None:
    bar = view.verticalScrollBar()
    view.apply(many(1, 60))
    assert bar.value() == bar.maximum() > 0
    assert not view._jump.isVisible()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    view.apply(many(61, 63))
    assert bar.value() == place
    assert view._jump.isVisible()
    assert view._jump.text() == "Jump to live (3 new)"
    view._jump.click()
    assert bar.value() == bar.maximum()
    assert view.is_following
    assert not view._jump.isVisible()
    view.apply(many(64, 70))
    assert bar.value() == bar.maximum()


def test_the_end_is_kept_while_the_window_changes_its_size(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(tuple(finished(number, "Words that wrap. " * 20) for number in range(1, 20)))
    view.resize(420, 300)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.verticalScrollBar().maximum())


def settle(view: TranscriptView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.window_.is_complete, timeout=10_000)


def grow(view: TranscriptView, first: int, last: int) -> None:
    """As they come: a few at a time."""
    for number in range(first, last + 1, 10):
        view.apply(many(number, min(last, number + 9)))


def top_text(view: TranscriptView) -> str:
    return view.first_visible_block(view.verticalScrollBar().value()).text()


def shown(view: TranscriptView) -> list[str]:
    return [view.turns[index].text for index in range(view.window_.first, view.window_.end)]


def test_only_a_window_of_the_turns_stands_in_the_document(view: TranscriptView, qtbot: QtBot) -> None:
    for number in range(1, 1_500, 10):
        view.apply(many(number, number + 9))
        qtbot.waitUntil(lambda: view.window_.is_complete)
    assert view.document().blockCount() <= WINDOW_ROWS + 2 * SPARE_ROWS
    assert view.is_following
    assert view.toPlainText().split("\n") == shown(view)
    assert view.toPlainText().endswith("Turn 1500.")
    assert len(view.turns.text().splitlines()) == 1_500, "copy and save have them all"
    view.clear_turns()
    assert view.toPlainText() == ""
    view.apply(many(1, 2))
    assert view.toPlainText() == "Turn 1.\nTurn 2."


def test_thousands_at_once_begin_at_their_end(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(many(1, 20_000))
    assert view.document().blockCount() == SLICE_ROWS
    assert view.toPlainText().endswith("Turn 20000.")
    settle(view, qtbot)
    assert view.document().blockCount() >= WINDOW_ROWS // 2
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_turns_that_come_faster_than_slices_go_do_not_pile_up(view: TranscriptView) -> None:
    most = 0
    for number in range(1, 3_001):
        view.apply(many(number, number))
        most = max(most, view.document().blockCount())
    assert most <= 2 * WINDOW_ROWS + 1
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert view.toPlainText().split("\n") == shown(view)


def test_whoever_scrolls_up_comes_to_the_first_turn(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(many(1, 3_000))
    settle(view, qtbot)
    bar = view.verticalScrollBar()
    seen = set()
    for _ in range(3_000):
        bar.setValue(bar.value() - view.viewport().height())
        seen.add(top_text(view))
        settle(view, qtbot)
        assert view.document().blockCount() <= WINDOW_ROWS + 2 * SPARE_ROWS + SLICE_ROWS
        if top_text(view) == "Turn 1.":
            break
    assert top_text(view) == "Turn 1."
    assert len(seen) > 200, "and on the way there nothing is jumped over"
    assert view.toPlainText().split("\n") == shown(view)
    view.apply(many(3_001, 3_010))
    assert top_text(view) == "Turn 1."
    assert view._jump.text() == "Jump to live (10 new)"
    view.follow()
    assert view.toPlainText().endswith("Turn 3010.")
    assert view.is_following
    settle(view, qtbot)
    assert bar.value() == bar.maximum()
    assert view.toPlainText().split("\n") == shown(view)


def test_what_is_read_and_selected_stays_while_turns_come_change_and_go(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(many(1, 1_000))
    settle(view, qtbot)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() - 3_000)
    settle(view, qtbot)
    cursor = view.cursorForPosition(view.viewport().rect().center())
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    view.setTextCursor(cursor)
    reading, selected = top_text(view), view.textCursor().selectedText()
    assert selected
    for number in range(1_001, 2_001, 10):
        view.apply(many(number, number + 9))
    above = view.window_.first + 3
    view.apply((TurnRemoved(view.turns[above].number), finished(view.turns[above + 1].number, "Long. " * 90, above)))
    settle(view, qtbot)
    assert (top_text(view), view.textCursor().selectedText()) == (reading, selected)
    view.resize(600, 400)
    settle(view, qtbot)
    assert (top_text(view), view.textCursor().selectedText()) == (reading, selected)


def test_a_selection_is_kept_however_far_the_reader_goes(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(many(1, 3_000))
    settle(view, qtbot)
    cursor = QTextCursor(view.contents.block_of(len(view.contents) - 2))
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    view.setTextCursor(cursor)
    selected = cursor.selectedText()
    bar = view.verticalScrollBar()
    for _ in range(40):
        bar.setValue(0)
        settle(view, qtbot)
    assert view.window_.first < 2_000
    assert view.textCursor().selectedText() == selected


def test_a_time_is_found_also_where_it_is_not_laid_out(view: TranscriptView, qtbot: QtBot) -> None:
    view.apply(many(1, 3_000))
    settle(view, qtbot)
    view.go_to_time(700_500)
    assert not view.is_following
    assert view.textCursor().block().text() == "Turn 700."
    settle(view, qtbot)
    assert top_text(view) in {"Turn 699.", "Turn 700."}


def test_a_huge_unbroken_turn_does_not_freeze_the_window(view: TranscriptView) -> None:
    # 500,000 characters in one line take a text widget about nine seconds; the bound is there for that.
    started_s = time.perf_counter()
    view.apply((finished(1, "x" * 500_000),))
    view.grab()
    assert time.perf_counter() - started_s < 3
    assert "483,616 more characters" in view.toPlainText()


def test_five_hundred_updates_lose_no_reference_of_none(view: TranscriptView) -> None:
    view.apply((live(1, "", ""),))
    before = sys.getrefcount(None)
    for count in range(500):
        view.apply((live(1, "x" * count, "y"),))
    assert abs(sys.getrefcount(None) - before) < 50


TEXTS = st.text(alphabet="ab é🎤م", max_size=6)
CHANGES = st.lists(
    st.one_of(
        st.builds(live, st.integers(1, 6), TEXTS, TEXTS, st.integers(0, 7)),
        st.builds(finished, st.integers(1, 6), TEXTS, st.integers(0, 7)),
        st.builds(
            lambda number, position: TurnChanged(TurnChange.PLACED, Turn(number=number, text="m"), position),
            st.integers(1, 6),
            st.integers(0, 7),
        ),
        st.builds(TurnRemoved, st.integers(1, 6)),
    ),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(CHANGES, max_size=6))
def test_whatever_happens_the_document_says_what_the_list_says(
    view: TranscriptView, batches: list[list[TurnChanged | TurnRemoved]]
) -> None:
    view.clear_turns()
    expected = TurnList()
    for batch in batches:
        view.apply(tuple(batch))
        for change in batch:
            expected.apply(change)
        assert view.window_.first == 0
        assert [row.turn for row in view.contents.rows] == list(expected)
        assert view.toPlainText().split("\n") == ([row.text for row in view.contents.rows] or [""])


def test_a_copy_leaves_out_what_is_struck_unless_it_is_all_that_is_selected(view: TranscriptView) -> None:
    for number, text, is_struck in ((1, "One.", False), (2, "Thank you.", True), (3, "Two.", False)):
        turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=0, is_on_silence=is_struck)
        view.apply((TurnChanged(TurnChange.COMPLETED, turn, number - 1),))
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == "One.\nTwo."
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(1).position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "Thank you."
    cursor.setPosition(2)
    cursor.setPosition(view.document().findBlockByNumber(2).position() + 2, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "e.\nTw"
