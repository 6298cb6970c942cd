"""Everything the window can be told to do, with its words and keys: menu and shortcuts are one list."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from transcriber.gui.language import tr
from transcriber.gui.menus import grouped_menu, new_action


class WindowActions:
    """The actions of one window. Main thread."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.record = new_action(window, tr("Record"), "F9", "Ctrl+R")
        self.commit = new_action(window, tr("Commit turn"), "Ctrl+Return", "Ctrl+Enter")
        self.pause = new_action(window, tr("Pause"), "F10")
        self.mark = new_action(window, tr("Mark this moment"), "Ctrl+M")
        self.note = new_action(window, tr("Write a note…"), "Ctrl+Shift+N")
        self.open_file = new_action(window, tr("Transcribe an audio file…"), "Ctrl+O")
        self.demo = new_action(window, tr("Play the 20-second demo"))
        self.copy = new_action(window, tr("Copy the transcript"), "Ctrl+Shift+C")
        self.copy_with_times = new_action(window, tr("Copy with times"))
        self.save = new_action(window, tr("Save the transcript…"), "Ctrl+S")
        self.print = new_action(window, tr("Print…"), "Ctrl+P")
        self.save_pdf = new_action(window, tr("Save as PDF…"))
        self.save_previous = new_action(window, tr("Save the previous transcript…"))
        self.follow = new_action(window, tr("Jump to live"), "Ctrl+End")
        self.live = new_action(window, tr("Back to the live transcript"), "Ctrl+L")
        self.search = new_action(window, tr("Search all transcripts"), "Ctrl+Shift+F")
        self.find = new_action(window, tr("Find in this transcript"), "Ctrl+F")
        self.find_next = new_action(window, tr("Find the next place"), "F3", "Ctrl+G")
        self.find_previous = new_action(window, tr("Find the place before"), "Shift+F3", "Ctrl+Shift+G")
        self.toggle_history = new_action(window, tr("History"), "Ctrl+H")
        self.captions = new_action(window, tr("Captions"), "F6")
        self.caption_clicks = new_action(window, tr("Let clicks through the captions"), "Ctrl+F6")
        self.caption_settings = new_action(window, tr("Caption settings…"))
        for action in (self.captions, self.caption_clicks):
            action.setCheckable(True)
        self.toggle_theme = new_action(window, tr("Light or dark"), "Ctrl+T")
        self.system_theme = new_action(window, tr("Follow the system's light or dark"))
        self.larger_text = new_action(window, tr("Larger"), "Ctrl++", "Ctrl+=")
        self.smaller_text = new_action(window, tr("Smaller"), "Ctrl+-")
        self.usual_text = new_action(window, tr("Usual size"), "Ctrl+0")
        self.appearance = new_action(window, tr("Appearance and accessibility…"), "Ctrl+Alt+A")
        self.shortcuts = new_action(window, tr("Keyboard shortcuts…"), "Ctrl+Alt+K")
        self.compact = new_action(window, tr("Compact mode"), "F7")
        self.toggle_panel = new_action(window, tr("Session settings"), "Ctrl+,")
        self.services = new_action(window, tr("Services…"), "Ctrl+Shift+,")
        self.caption_page = new_action(window, tr("Captions in a browser or a file…"), "Ctrl+Shift+K")
        self.fix = new_action(window, tr("Correct a word everywhere…"), "Ctrl+Shift+E")
        self.undo_fix = new_action(window, tr("Take the last correction back"))
        self.undo_fix.setEnabled(False)
        self.words = new_action(window, tr("Words…"), "Ctrl+Shift+W")
        self.protocol = new_action(window, tr("Watch the protocol…"), "Ctrl+Shift+P")
        self.speakers = new_action(window, tr("Name the speakers…"))
        self.program = new_action(window, tr("Program settings…"), "Ctrl+Alt+,")
        self.guide = new_action(window, tr("Guide"), "F1")
        self.introduction = new_action(window, tr("First steps"))
        self.diagnosis = new_action(window, tr("Save a diagnosis report…"))
        self.about = new_action(window, tr("About Transcriber"))
        self.quit = new_action(window, tr("Quit"), "Ctrl+Q")
        # A key that is held down is pressed once.
        for action in (self.record, self.commit, self.pause, self.mark):
            action.setAutoRepeat(False)
        for action in (self.commit, self.pause, self.mark, self.note):
            action.setEnabled(False)
        self.speakers.setEnabled(False)
        lent = (self.mark, self.note, self.copy, self.save, self.print, self.follow, self.fix)
        self._lent = {action: action.shortcuts() for action in lent}
        self._are_keys_lent = False

    @property
    def action_words(self) -> dict[str, str]:
        """What every action is called, by its name in the program."""
        return {name: action.text() for name, action in self._by_name().items()}

    @property
    def action_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of every action now, the same in every language."""
        kept = {name: self._lent.get(action, action.shortcuts()) for name, action in self._by_name().items()}
        return {name: tuple(key.toString() for key in keys) for name, keys in kept.items()}

    def reach(self, window: QWidget) -> None:
        """Let every key count in this window too."""
        window.addActions(list(self._by_name().values()))

    def use_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Give the actions these keys, by their names in the program."""
        for name, action in self._by_name().items():
            given = [QKeySequence.fromString(key) for key in keys[name]]
            if action in self._lent:
                self._lent[action] = given
            if action not in self._lent or not self._are_keys_lent:
                action.setShortcuts(given)

    def lend_keys(self, are_lent: bool) -> None:
        """While another page stands in the window, its own actions have the keys of these."""
        self._are_keys_lent = are_lent
        for action, keys in self._lent.items():
            action.setShortcuts([] if are_lent else keys)

    def menu(self) -> QMenu:
        """All of them, in groups; what belongs together opens beside, so that the menu fits on a small screen."""
        return grouped_menu(
            self._window,
            (self.record, self.pause, self.commit, self.mark, self.note),
            (self.open_file, self.demo),
            (
                self._beside(
                    tr("Transcript"),
                    (self.find, self.find_next, self.find_previous, self.follow, self.live),
                    (self.copy, self.copy_with_times, self.save, self.save_previous),
                    (self.print, self.save_pdf),
                    (self.speakers, self.fix, self.undo_fix),
                ),
                self._beside(
                    tr("Captions"), (self.captions, self.caption_clicks, self.caption_settings), (self.caption_page,)
                ),
                self._beside(
                    tr("View"),
                    (self.compact, self.toggle_history, self.toggle_panel),
                    (self.larger_text, self.smaller_text, self.usual_text),
                    (self.toggle_theme, self.system_theme, self.appearance, self.shortcuts),
                ),
            ),
            (self.search,),
            (self.words, self.services, self.program, self.protocol),
            (self._beside(tr("Help"), (self.guide, self.introduction, self.diagnosis), (self.about,)),),
            (self.quit,),
        )

    def _by_name(self) -> dict[str, QAction]:
        return {name: each for name, each in vars(self).items() if isinstance(each, QAction)}

    def _beside(self, title: str, *groups: Sequence[QAction]) -> QAction:
        menu = grouped_menu(self._window, *groups)
        menu.setTitle(title)
        return menu.menuAction()
