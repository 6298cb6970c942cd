"""Looks, size, stillness, announcements and keys at work in the window: read at the start, kept when changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.gui.announcements import set_announces_turns
from transcriber.gui.errands import Errands
from transcriber.gui.motion import system_wants_stillness
from transcriber.gui.shown_keys import follow_keys
from transcriber.gui.theme import Theme, ThemeChoice
from transcriber.gui.window_actions import WindowActions
from transcriber.settings.appearance import Appearance, larger, smaller
from transcriber.settings.preferences import Preferences
from transcriber.settings.shortcuts import changed_shortcuts, conflicts, keys_by_action

if TYPE_CHECKING:
    from transcriber.gui.appearance.appearance_dialog import AppearanceDialog
    from transcriber.gui.appearance.shortcuts_dialog import ShortcutsDialog


class AppearanceControl(QObject):
    """Between the two dialogs, the theme, the actions and what is remembered. Main thread.

    Args:
        theme: Wears what is chosen.
        actions: Have the keys, and open the dialogs.
        known: What is remembered now.
        keep: Remembers something else.
        window: Owns this and the dialogs.
    """

    def __init__(
        self,
        theme: Theme,
        actions: WindowActions,
        known: Callable[[], Preferences],
        keep: Callable[[Preferences], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._actions = actions
        self._known = known
        self._keep = keep
        self._window = window
        self._own_keys = actions.action_keys
        self._errands = Errands(self)
        self.dialog: AppearanceDialog | None = None
        self.shortcuts: ShortcutsDialog | None = None
        self._wear(known().appearance)
        self._use_keys()
        actions.larger_text.triggered.connect(self._on_larger)
        actions.smaller_text.triggered.connect(self._on_smaller)
        actions.usual_text.triggered.connect(self._on_usual)
        actions.appearance.triggered.connect(self.open)
        actions.shortcuts.triggered.connect(self.open_shortcuts)
        theme.changed.connect(self._show)

    def begin(self) -> None:
        """The window is there: ask the desktop whether things may move."""
        self._errands.run(system_wants_stillness, self._theme.set_system_still, lambda _: None)

    def close(self) -> None:
        """With the window."""
        self._errands.close()

    def open(self) -> None:
        """Show the choices, beside the window."""
        from transcriber.gui.appearance.appearance_dialog import AppearanceDialog

        if self.dialog is None:
            self.dialog = AppearanceDialog(self._theme, self._window)
            self.dialog.theme_chosen.connect(self._on_theme_chosen)
            self.dialog.changed.connect(self._on_changed)
            self.dialog.shortcuts_asked.connect(self.open_shortcuts)
            sizes = (self._actions.larger_text, self._actions.smaller_text, self._actions.usual_text)
            follow_keys(sizes, self.dialog.show_size_keys)
        self._show()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def open_shortcuts(self) -> None:
        """Show every action with its keys, beside the window."""
        from transcriber.gui.appearance.shortcuts_dialog import ShortcutsDialog

        if self.shortcuts is None:
            self.shortcuts = ShortcutsDialog(self._actions.action_words, self._own_keys, self._window)
            self.shortcuts.changed.connect(self._on_keys_changed)
        self.shortcuts.show_keys(keys_by_action(self._own_keys, self._known().shortcuts))
        self.shortcuts.show()
        self.shortcuts.raise_()
        self.shortcuts.activateWindow()

    # ---- looks -------------------------------------------------------------------------------------------------------

    def _on_larger(self) -> None:
        self._set_text(larger(self._theme.appearance.text_percent))

    def _on_smaller(self) -> None:
        self._set_text(smaller(self._theme.appearance.text_percent))

    def _on_usual(self) -> None:
        self._set_text(100)

    def _set_text(self, percent: int) -> None:
        self._on_changed(replace(self._theme.appearance, text_percent=percent))

    def _on_theme_chosen(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self._keep(replace(self._known(), theme=choice))

    def _on_changed(self, appearance: Appearance) -> None:
        self._wear(appearance)
        self._keep(replace(self._known(), appearance=appearance))

    def _wear(self, appearance: Appearance) -> None:
        set_announces_turns(appearance.announces_turns)
        self._theme.wear(appearance)

    def _show(self) -> None:
        if self.dialog is not None:
            self.dialog.show_choices(self._theme.choice, self._theme.appearance)

    # ---- keys --------------------------------------------------------------------------------------------------------

    def _on_keys_changed(self, keys: dict[str, tuple[str, ...]]) -> None:
        self._keep(replace(self._known(), shortcuts=changed_shortcuts(self._own_keys, keys)))
        self._actions.use_keys(keys)

    def _use_keys(self) -> None:
        """What a person changed; keys that two actions would have then are those of the first alone."""
        keys = keys_by_action(self._own_keys, self._known().shortcuts)
        for key, actions in conflicts(keys).items():
            for action in actions[1:]:
                keys[action] = tuple(each for each in keys[action] if each != key)
        if keys != self._own_keys:
            self._actions.use_keys(keys)
