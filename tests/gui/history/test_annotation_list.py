"""Marks and notes stand in one list, in the order of the clock."""

from pytestqt.qtbot import QtBot

from transcriber.gui.history.annotation_list import AnnotationList
from transcriber.gui.theme import Theme
from transcriber.store.values import Mark, Note


def test_they_are_in_order_and_each_says_what_it_is(theme: Theme, qtbot: QtBot) -> None:
    entries = AnnotationList(theme)
    qtbot.addWidget(entries)
    entries.show()
    assert entries.empty.isVisible()
    assert not entries.change.isEnabled()
    mark, note = Mark(1, 9_000), Note(1, 4_000, "Ask <b>Ana</b>")
    entries.show_annotations((mark,), (note,))
    assert not entries.empty.isVisible()
    assert [entries.list.item(row).text() for row in range(2)] == ["0:04  Ask <b>Ana</b>", "0:09  Mark"]
    entries.list.setCurrentRow(0)
    with qtbot.waitSignal(entries.removal_asked) as asked:
        entries.remove.click()
    assert asked.args == [note]
