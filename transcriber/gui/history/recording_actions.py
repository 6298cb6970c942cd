"""Everything that can be done with a stored recording, with its words and keys: menus and shortcuts are one list."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class RecordingActions:
    """The actions of one page; their keys count while it is the one that is shown. Main thread."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.play = self._action("Play from here")
        self.edit = self._action("Edit the turn")
        self.merge_before = self._action("Merge with the turn before", "Ctrl+Shift+Up")
        self.merge_after = self._action("Merge with the turn after", "Ctrl+Shift+Down")
        self.take_back = self._action("Take the edit back")
        self.undo = self._action("Undo the last change", "Ctrl+Z")
        self.mark = self._action("Mark this moment", "Ctrl+M")
        self.note = self._action("Write a note here…", "Ctrl+Shift+N")
        self.annotations = self._action("Marks and notes", "Ctrl+Shift+M")
        self.again = self._action("Transcribe again…", "Ctrl+Shift+T")
        self.speakers = self._action("Name the speakers…")
        self.copy_selection = self._action("Copy")
        self.copy = self._action("Copy the transcript", "Ctrl+Shift+C")
        self.copy_with_times = self._action("Copy with times")
        self.save = self._action("Save the transcript…", "Ctrl+S")
        self.print = self._action("Print…", "Ctrl+P")
        self.save_pdf = self._action("Save as PDF…")
        self.close = self._action("Close the recording")
        self.annotations.setCheckable(True)

    def page_menu(self) -> QMenu:
        """What concerns the whole recording."""
        return self._menu(
            (self.speakers, self.annotations, self.again),
            (self.copy, self.copy_with_times, self.save),
            (self.print, self.save_pdf),
            (self.undo, self.close),
        )

    def turn_menu(self) -> QMenu:
        """What concerns the turn that is chosen."""
        return self._menu(
            (self.play, self.edit, self.take_back, self.merge_before, self.merge_after),
            (self.mark, self.note, self.again),
            (self.copy_selection, self.undo),
        )

    def _menu(self, *groups: tuple[QAction, ...]) -> QMenu:
        menu = QMenu(self._page)
        for group in groups:
            menu.addActions(group)
            if group is not groups[-1]:
                menu.addSeparator()
        return menu

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self._page)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._page.addAction(action)
        return action
