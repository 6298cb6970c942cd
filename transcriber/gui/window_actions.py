"""Everything the window can be told to do, with its words and keys: menu and shortcuts are one list."""

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class WindowActions:
    """The actions of one window. Main thread."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.record = self._action("Record", "F9", "Ctrl+R")
        self.commit = self._action("Commit turn", "Ctrl+Return", "Ctrl+Enter")
        self.pause = self._action("Pause", "F10")
        self.mark = self._action("Mark this moment", "Ctrl+M")
        self.note = self._action("Write a note…", "Ctrl+Shift+N")
        self.open_file = self._action("Transcribe an audio file…", "Ctrl+O")
        self.demo = self._action("Play the 20-second demo")
        self.copy = self._action("Copy the transcript", "Ctrl+Shift+C")
        self.copy_with_times = self._action("Copy with times")
        self.save = self._action("Save the transcript…", "Ctrl+S")
        self.print = self._action("Print…", "Ctrl+P")
        self.save_pdf = self._action("Save as PDF…")
        self.save_previous = self._action("Save the previous transcript…")
        self.follow = self._action("Jump to live", "Ctrl+End")
        self.live = self._action("Back to the live transcript", "Ctrl+L")
        self.search = self._action("Search all transcripts", "Ctrl+Shift+F")
        self.toggle_history = self._action("History", "Ctrl+H")
        self.toggle_theme = self._action("Light or dark", "Ctrl+T")
        self.system_theme = self._action("Follow the system's light or dark")
        self.toggle_panel = self._action("Session settings", "Ctrl+,")
        self.services = self._action("Services…", "Ctrl+Shift+,")
        self.protocol = self._action("Watch the protocol…", "Ctrl+Shift+P")
        self.speakers = self._action("Name the speakers…")
        self.about = self._action("About Transcriber")
        self.quit = self._action("Quit", "Ctrl+Q")
        # A key that is held down is pressed once.
        for action in (self.record, self.commit, self.pause, self.mark):
            action.setAutoRepeat(False)
        for action in (self.commit, self.pause, self.mark, self.note):
            action.setEnabled(False)
        self.speakers.setEnabled(False)
        lent = (self.mark, self.note, self.copy, self.save, self.print, self.follow)
        self._lent = {action: action.shortcuts() for action in lent}

    def lend_keys(self, are_lent: bool) -> None:
        """While another page stands in the window, its own actions have the keys of these."""
        for action, keys in self._lent.items():
            action.setShortcuts([] if are_lent else keys)

    def menu(self) -> QMenu:
        """All of them, in groups."""
        menu = QMenu(self._window)
        groups = (
            (self.record, self.pause, self.commit, self.mark, self.note),
            (self.open_file, self.demo),
            (self.copy, self.copy_with_times, self.save, self.save_previous),
            (self.print, self.save_pdf, self.speakers, self.follow),
            (self.live, self.search, self.toggle_history),
            (self.toggle_panel, self.services, self.protocol),
            (self.toggle_theme, self.system_theme),
            (self.about, self.quit),
        )
        for group in groups:
            menu.addActions(group)
            if group is not groups[-1]:
                menu.addSeparator()
        return menu

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)
        return action
