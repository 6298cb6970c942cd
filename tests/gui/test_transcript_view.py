"""The transcript on the screen: what stands in it, what stays untouched, where it scrolls."""

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import DARK, Theme
from transcriber.gui.transcript_document import PAGE_TURNS, WINDOW_TURNS
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


def test_the_document_is_a_window_and_says_what_is_above_it(view: TranscriptView) -> None:
    last = WINDOW_TURNS + PAGE_TURNS
    view.apply(many(1, last))
    assert view.document().blockCount() == WINDOW_TURNS + 1
    assert view.contents.earlier_turns == PAGE_TURNS
    first, second = view.toPlainText().split("\n")[:2]
    assert first == "500 earlier turns are not shown here; copy and save keep them all."
    assert second == f"Turn {PAGE_TURNS + 1}."
    assert len(view.turns.text().splitlines()) == last
    view.apply((TurnRemoved(1), finished(PAGE_TURNS + 1, "Still the first shown.", PAGE_TURNS - 1)))
    assert view.contents.earlier_turns == PAGE_TURNS - 1
    assert view.toPlainText().split("\n")[:2] == [
        "499 earlier turns are not shown here; copy and save keep them all.",
        "Still the first shown.",
    ]
    view.clear_turns()
    assert view.toPlainText() == ""
    view.apply(many(1, 2))
    assert view.toPlainText() == "Turn 1.\nTurn 2."


def test_the_place_is_kept_when_earlier_turns_go(view: TranscriptView) -> None:
    view.apply(many(1, WINDOW_TURNS + PAGE_TURNS - 1))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() - 2_000)
    reading = view.cursorForPosition(view.viewport().rect().center()).block().text()
    view.apply(many(WINDOW_TURNS + PAGE_TURNS, WINDOW_TURNS + PAGE_TURNS))
    assert view.contents.earlier_turns == PAGE_TURNS
    assert view.cursorForPosition(view.viewport().rect().center()).block().text() == reading


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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
        assert [row.turn for row in view.contents.rows] == list(expected)
        assert view.toPlainText().split("\n") == ([row.text for row in view.contents.rows] or [""])
