"""A deletion can be taken back for ten seconds, and the bar says for how long yet."""

from pytestqt.qtbot import QtBot

from transcriber.gui.history.undo_bar import UndoBar


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_it_counts_down_and_goes(qtbot: QtBot) -> None:
    clock = Clock()
    bar = UndoBar(clock)
    qtbot.addWidget(bar)
    bar.offer("abc", "Weekly sync")
    assert bar.text == "“Weekly sync” was deleted."
    assert (bar.undo.text(), bar.undo.accessibleName()) == ("Undo (10)", "Undo: “Weekly sync” was deleted.")
    clock.now_s += 3.5
    qtbot.waitUntil(lambda: bar.undo.text() == "Undo (7)")
    clock.now_s += 6.5
    qtbot.waitUntil(bar.isHidden)


def test_two_deletions_are_taken_back_one_after_the_other(qtbot: QtBot) -> None:
    clock = Clock()
    asked: list[str] = []
    bar = UndoBar(clock)
    qtbot.addWidget(bar)
    bar.undo_asked.connect(asked.append)
    bar.offer("one", "First")
    clock.now_s += 4
    bar.offer("two", "Second")
    bar.undo.click()
    assert (bar.text, bar.undo.text()) == ("“First” was deleted.", "Undo (6)")
    bar.undo.click()
    assert asked == ["two", "one"]
    assert bar.isHidden()


def test_a_long_title_is_cut_and_never_read_as_markup(qtbot: QtBot) -> None:
    bar = UndoBar(Clock())
    qtbot.addWidget(bar)
    bar.offer("abc", "<b>" + "long " * 40)
    assert bar.text.startswith("“<b>long")
    assert len(bar.text) < 70


def test_what_was_not_deleted_after_all_is_not_offered(qtbot: QtBot) -> None:
    bar = UndoBar(Clock())
    qtbot.addWidget(bar)
    bar.offer("one", "First")
    bar.withdraw("another")
    assert bar.isVisible()
    bar.withdraw("one")
    assert bar.isHidden()
