"""Rows follow the clock; what stands there already stays, so that nobody is disturbed who writes in it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.annotations.annotation_model import Annotation, AnnotationModel
from transcriber.store.values import Mark, Note

MARKS = st.builds(
    Mark, st.integers(-3, 5), st.integers(0, 3).map(lambda each: each * 1_000), st.sampled_from(("", "x"))
)
NOTES = st.builds(Note, st.integers(-3, 5), st.integers(0, 3).map(lambda each: each * 1_000), st.sampled_from("ab"))
SHOWN = st.lists(MARKS | NOTES, unique_by=lambda each: (type(each), each.id), max_size=6)


def texts(rows: AnnotationModel) -> list[str]:
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def test_they_are_in_the_order_of_the_clock_and_say_what_they_are(qtbot: QtBot) -> None:
    rows = AnnotationModel()
    rows.show((Mark(1, 9_000), Note(1, 4_000, "Ask <b>Ana</b>"), Mark(2, 3_723_000, "Decision")))
    assert texts(rows) == ["0:04  Ask <b>Ana</b>", "0:09  Mark", "1:02:03  Decision"]
    roles = Qt.ItemDataRole
    assert [rows.index(row).data(roles.AccessibleTextRole) for row in range(2)] == [
        "Note, 0:04  Ask <b>Ana</b>",
        "Mark, 0:09  Mark",
    ]
    assert [rows.index(row).data(roles.EditRole) for row in range(3)] == ["Ask <b>Ana</b>", "", "Decision"]


def test_what_stays_is_not_touched_when_others_come_and_go(qtbot: QtBot) -> None:
    rows = AnnotationModel()
    rows.show((Note(1, 4_000, "a"), Note(2, 6_000, "b"), Mark(2, 8_000)))
    written_in = QPersistentModelIndex(rows.index(1))
    rows.show((Note(2, 6_000, "c"), Mark(2, 8_000), Mark(3, 1_000), Note(3, 5_000, "d")))
    assert texts(rows) == ["0:01  Mark", "0:05  d", "0:06  c", "0:08  Mark"]
    assert written_in.row() == 2


def test_what_is_written_is_told_and_a_note_is_never_empty(qtbot: QtBot) -> None:
    rows, told = AnnotationModel(), list[tuple[Annotation, str]]()
    rows.rewritten.connect(lambda annotation, words: told.append((annotation, words)))
    mark, note = Mark(1, 9_000, "Decision"), Note(1, 4_000, "a")
    rows.show((mark, note))
    assert not rows.setData(rows.index(0), "  ")
    assert not rows.setData(rows.index(0), "a ")
    assert rows.setData(rows.index(0), " b\nc ")
    assert rows.setData(rows.index(1), "")
    assert told == [(note, "b\nc"), (mark, "")]
    assert texts(rows) == ["0:04  a", "0:09  Decision"], "shown when it is kept"


def test_what_the_history_does_not_have_yet_cannot_be_written_in(qtbot: QtBot) -> None:
    rows = AnnotationModel()
    rows.show((Note(-1, 4_000, "a"), Note(1, 5_000, "b")))
    editable = [bool(rows.flags(rows.index(row)) & Qt.ItemFlag.ItemIsEditable) for row in range(2)]
    assert editable == [False, True]


@given(before=SHOWN, after=SHOWN)
@settings(max_examples=60, deadline=None)
def test_whatever_was_shown_the_new_ones_are_shown_in_their_order(
    before: list[Annotation], after: list[Annotation]
) -> None:
    rows, fresh = AnnotationModel(), AnnotationModel()
    rows.show(before)
    rows.show(after)
    fresh.show(after)
    assert texts(rows) == texts(fresh)
    assert sorted(each.at_ms for each in after) == [
        each.at_ms for row in range(rows.rowCount()) if (each := rows.annotation(rows.index(row))) is not None
    ]
