"""What the window remembers: its own changes are saved into what others saved meanwhile, and theirs are taken over."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from transcriber.gui.language import tr
from transcriber.session.notices import Problem
from transcriber.settings.preferences import Preferences

SaveChanges = Callable[[Preferences, Preferences], Preferences]
"""Saves the second as it differs from the first; gives everything that is saved then."""


class PreferenceKeeping(QObject):
    """Knows what was loaded or saved last. Main thread; saving blocks it for as long as the file takes."""

    adopted = Signal()
    """Others saved services or presets: `known` holds them too."""
    problem_raised = Signal(object)
    """A `Problem`."""

    def __init__(self, loaded: Preferences, save_changes: SaveChanges, parent: QObject) -> None:
        super().__init__(parent)
        self._save_changes = save_changes
        self.known = loaded
        """What the window began with, and then what it shows since it was saved."""

    def keep(self, chosen: Preferences) -> None:
        """Save what a person chose, if it is anything new."""
        if chosen == self.known:
            return
        try:
            saved = self._save_changes(self.known, chosen)
        except OSError as error:
            reason = error.strerror or tr("the file cannot be written")
            self.problem_raised.emit(
                Problem("settings_not_saved", tr("The settings were not saved: {reason}.").format(reason=reason))
            )
            return
        # Only services and presets of others are shown here; the rest of theirs is not this window's to change back.
        self.known = replace(chosen, profiles=saved.profiles, presets=saved.presets)
        if self.known != chosen:
            self.adopted.emit()
