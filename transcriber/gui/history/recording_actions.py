"""Everything that can be done with a stored recording, with its words and keys: menus and shortcuts are one list."""

from PySide6.QtWidgets import QMenu, QWidget

from transcriber.gui.language import tr
from transcriber.gui.menus import grouped_menu, new_action


class RecordingActions:
    """The actions of one page; their keys count while it is the one that is shown. Main thread."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.play = new_action(page, tr("Play from here\tSpace"))
        self.edit = new_action(page, tr("Edit the turn\tF2"))
        self.fix = new_action(page, tr("Correct a word everywhere…"), "Ctrl+Shift+E")
        self.call_speech = new_action(page, tr("It was speech"))
        self.merge_before = new_action(page, tr("Merge with the turn before"), "Ctrl+Shift+Up")
        self.merge_after = new_action(page, tr("Merge with the turn after"), "Ctrl+Shift+Down")
        self.take_back = new_action(page, tr("Take the edit back"))
        self.undo = new_action(page, tr("Undo the last change"), "Ctrl+Z")
        self.mark = new_action(page, tr("Mark this moment"), "Ctrl+M")
        self.note = new_action(page, tr("Write a note here…"), "Ctrl+Shift+N")
        self.annotations = new_action(page, tr("Marks and notes"), "Ctrl+Shift+M")
        self.again = new_action(page, tr("Transcribe again…"), "Ctrl+Shift+T")
        self.speakers = new_action(page, tr("Name the speakers…"))
        self.copy_selection = new_action(page, tr("Copy"))
        self.copy = new_action(page, tr("Copy the transcript"), "Ctrl+Shift+C")
        self.copy_with_times = new_action(page, tr("Copy with times"))
        self.save = new_action(page, tr("Save the transcript…"), "Ctrl+S")
        self.print = new_action(page, tr("Print…"), "Ctrl+P")
        self.save_pdf = new_action(page, tr("Save as PDF…"))
        self.close = new_action(page, tr("Close the recording\tEsc"))
        self.annotations.setCheckable(True)

    def page_menu(self) -> QMenu:
        """What concerns the whole recording."""
        return grouped_menu(
            self._page,
            (self.speakers, self.fix, self.annotations, self.again),
            (self.copy, self.copy_with_times, self.save),
            (self.print, self.save_pdf),
            (self.undo, self.close),
        )

    def turn_menu(self) -> QMenu:
        """What concerns the turn that is chosen."""
        return grouped_menu(
            self._page,
            (self.play, self.edit, self.fix, self.take_back, self.call_speech, self.merge_before, self.merge_after),
            (self.mark, self.note, self.again),
            (self.copy_selection, self.undo),
        )
