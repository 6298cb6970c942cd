"""Captions at work: shown and hidden, let through or not, looked back at, and what a person chose of them is kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from transcriber.captions.look import CaptionLook
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.language import tr
from transcriber.gui.shown_keys import first_keys, follow_keys
from transcriber.gui.talk_key import LOOK_BACK_KEY, TalkKey
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.window_actions import WindowActions
from transcriber.settings.caption_choices import CaptionChoices, CaptionPlace, with_place

if TYPE_CHECKING:
    from transcriber.gui.captions.caption_feed import CaptionFeed
    from transcriber.gui.captions.caption_window import CaptionWindow
    from transcriber.gui.captions.look_dialog import LookDialog


class CaptionControl(QObject):
    """Makes the window when it is first wanted. Main thread.

    `look_changed` tells of another look, which was kept.

    Args:
        bridge: Tells of turns.
        theme: Of the settings' dialog.
        bar: Has the button.
        page: Knows what was said so far, and can say something in passing.
        actions: Those of captions among them.
        choices: As they were left.
        keep: Remembers them.
        window: The main window; owns this.
    """

    look_changed = Signal()

    def __init__(
        self,
        bridge: NoticeBridge,
        theme: Theme,
        bar: TopBar,
        page: TranscriptPage,
        actions: WindowActions,
        choices: CaptionChoices,
        keep: Callable[[CaptionChoices], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._bar = bar
        self._page = page
        self._actions = actions
        self._keep = keep
        self._main = window
        self._is_shown = False
        self.choices = choices
        self.window: CaptionWindow | None = None
        self.feed: CaptionFeed | None = None
        self.dialog: LookDialog | None = None
        self._own_key: TalkKey | None = None
        self._key = TalkKey(window, LOOK_BACK_KEY)
        self._key.held_changed.connect(self._on_look_back_asked)
        bar.captions_button.clicked.connect(self._on_toggled)
        actions.captions.triggered.connect(self._on_toggled)
        actions.caption_clicks.triggered.connect(self.pass_clicks)
        actions.caption_settings.triggered.connect(self.open_settings)
        page.transcript.speakers_changed.connect(self._on_speakers_changed)
        page.transcript.speakers_named.connect(self._on_speakers_changed)
        self._show_state()

    @property
    def is_shown(self) -> bool:
        """Whether the captions are on the screen."""
        return self._is_shown

    def begin(self) -> None:
        """With the first window, as it was left."""
        if self.choices.is_shown:
            self.show()

    def show(self) -> None:
        """On the screen, from what is said now on."""
        if self.window is None:
            self._make()
        if self.window is None or self.feed is None or self.is_shown:
            return
        turns = self._page.transcript.turns
        self.feed.open(turns, turns.names.given)
        self.window.show_lines(self.feed.lines)
        self.window.open()
        self._is_shown = True
        self._watch_keys(True)
        self._tell_what_is_missing()
        self._remember(replace(self.choices, is_shown=True))

    def hide(self) -> None:
        """Away; nothing of it works any more."""
        self._leave()
        self._remember(replace(self.choices, is_shown=False))

    def close(self) -> None:
        """With the main window: what was shown is shown again next time."""
        self._leave()
        if self.dialog is not None:
            self.dialog.close()

    def pass_clicks(self, passes_clicks: bool) -> None:
        """Whether clicks go to what lies under the captions."""
        if self.window is not None:
            self.window.pass_clicks(passes_clicks)
        self._remember(replace(self.choices, passes_clicks=passes_clicks))
        if passes_clicks:
            key = first_keys(self._actions.caption_clicks)
            words = tr("Clicks go through the captions. {key} or the menu takes that back.").format(key=key)
            self._page.note.pass_by(words if key else tr("Clicks go through the captions. The menu takes that back."))

    def set_look(self, look: CaptionLook) -> None:
        """Captions look like this from now on."""
        self._remember(replace(self.choices, look=look))
        if self.window is not None and self.feed is not None:
            self.window.set_look(look)
            self.feed.set_look(self.window.fitting_look)
        if self.dialog is not None:
            self.dialog.show_look(look)
        self.look_changed.emit()

    def open_settings(self) -> None:
        """The dialog of how they look."""
        if self.dialog is None:
            from transcriber.gui.captions.display_rules import display_rules
            from transcriber.gui.captions.look_dialog import LookDialog

            self.dialog = LookDialog(self._theme, self.choices, display_rules(), self._main)
            self.dialog.look_chosen.connect(self.set_look)
            self.dialog.presets_changed.connect(self._on_presets_changed)
            self.dialog.clicks_chosen.connect(self.pass_clicks)
            self.dialog.full_screen_chosen.connect(self._on_full_screen_chosen)
            follow_keys([self._actions.caption_clicks], self.dialog.show_clicks_key)
        self.dialog.show_choices(self.choices)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        from transcriber.gui.captions.caption_feed import CaptionFeed
        from transcriber.gui.captions.caption_window import CaptionWindow
        from transcriber.gui.captions.display_rules import display_rules

        look = self.choices.look
        self.window = CaptionWindow(look, self.choices.places)
        self.window.canvas.set_hint(tr("Captions appear here"))
        self.window.pass_clicks(self.choices.passes_clicks)
        self.window.cover_full_screen(self.choices.covers_full_screen and display_rules().may_cover_full_screen)
        self.window.menu = self._new_menu()
        self.feed = CaptionFeed(self._bridge, self.window.fitting_look, (tr("Me"), tr("Others")), self)
        self.feed.changed.connect(self._on_lines_changed)
        self.window.look_asked.connect(self.set_look)
        self.window.place_left.connect(self._on_place_left)
        self.window.looking_back.connect(self._on_look_back_asked)
        self.window.closed.connect(self._on_closed)
        # Some displays give a window the keyboard that asked for none.
        self._actions.reach(self.window)
        self._own_key = TalkKey(self.window, LOOK_BACK_KEY)
        self._own_key.held_changed.connect(self._on_look_back_asked)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._main)
        menu.addActions([self._actions.caption_settings, self._actions.caption_clicks, self._actions.captions])
        return menu

    # ---- what happens ------------------------------------------------------------------------------------------------

    def _on_toggled(self) -> None:
        if self.is_shown:
            self.hide()
        else:
            self.show()

    def _on_closed(self) -> None:
        if self._is_shown:
            self.hide()

    def _on_lines_changed(self) -> None:
        if self.window is not None and self.feed is not None:
            if self.feed.lines:
                # Once something was said, an empty screen is empty.
                self.window.canvas.set_hint("")
            self.window.show_lines(self.feed.lines)
            if self.window.is_looking_back:
                self.window.look_back(self.feed.look_back())

    def _on_look_back_asked(self, is_held: bool) -> None:
        if self.window is not None and self.feed is not None and self.is_shown:
            self.window.look_back(self.feed.look_back() if is_held else None)

    def _on_place_left(self, place: CaptionPlace) -> None:
        self._remember(replace(self.choices, places=with_place(self.choices.places, place)))

    def _on_presets_changed(self, presets: object) -> None:
        assert isinstance(presets, tuple)
        self._remember(replace(self.choices, presets=presets))

    def _on_full_screen_chosen(self, covers: bool) -> None:
        self._remember(replace(self.choices, covers_full_screen=covers))
        if self.window is not None:
            self.window.cover_full_screen(covers)

    def _on_speakers_changed(self) -> None:
        if self.feed is not None:
            self.feed.name_speakers(self._page.transcript.turns.names.given)

    def _leave(self) -> None:
        self._is_shown = False
        if self.feed is not None:
            self.feed.close()
        self._watch_keys(False)
        if self.window is not None:
            self.window.look_back(None)
            self.window.hide()

    def _watch_keys(self, is_watched: bool) -> None:
        self._key.watch(is_watched)
        if self._own_key is not None:
            self._own_key.watch(is_watched)

    def _tell_what_is_missing(self) -> None:
        """Its font, or what this display does not let a window do."""
        from transcriber.gui.captions.caption_font import missing_font_words
        from transcriber.gui.captions.display_rules import display_rules

        if words := missing_font_words(self.choices.look) or display_rules().words:
            self._page.note.pass_by(words)

    def _remember(self, choices: CaptionChoices) -> None:
        is_news = choices != self.choices
        self.choices = choices
        self._show_state()
        if is_news:
            self._keep(choices)

    def _show_state(self) -> None:
        self._actions.captions.setChecked(self.is_shown)
        self._bar.captions_button.setChecked(self.is_shown)
        self._actions.caption_clicks.setChecked(self.choices.passes_clicks)
        if self.dialog is not None:
            self.dialog.show_choices(self.choices)
