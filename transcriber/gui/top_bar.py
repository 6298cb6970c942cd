"""The bar at the top: record, microphone, level, state, and the three switches of the window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.level_meter import LevelMeter
from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.record_button import RecordButton
from transcriber.gui.state_chip import StateChip
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

HEIGHT_PX = 68
COMPACT_HEIGHT_PX = 56
_WIDE_PX = 1_080
_SPACING_PX = 8
_NARROW_SPACING_PX = 4


class TopBar(QFrame):
    """Lays the controls out; what they do is the window's. Main thread."""

    def __init__(self, theme: Theme, microphone: MicrophoneChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT_PX)
        self._theme = theme
        self.record = RecordButton(theme)
        self.microphone = microphone
        self.meter = LevelMeter(theme)
        self.level = QLabel()
        self.level.setObjectName("levelText")
        self.level.setFont(typeface(12, is_tabular=True))
        self.level.setFixedWidth(88)
        self.level.setWordWrap(True)
        self.level.setAccessibleName(tr("Input level in words"))
        self.commit = QToolButton()
        self._set_up_commit()
        self.chip = StateChip()
        self.pause = ToolButton(tr("Pause (F10)"))
        self.pause.hide()
        self._is_paused = False
        self.history_button = ToolButton(tr("History (Ctrl+H)"))
        self.history_button.setCheckable(True)
        self.captions_button = ToolButton(tr("Captions (F6)"))
        self.captions_button.setCheckable(True)
        self.theme_button = ToolButton(tr("Change between light and dark"))
        self.panel_button = ToolButton(tr("Session settings (Ctrl+,)"))
        self.panel_button.setCheckable(True)
        self.compact_button = ToolButton(tr("Compact mode (F7)"))
        self._is_compact = False
        self._room_px = 0
        self.menu_button = ToolButton(tr("More"))
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_menu(self, menu: QMenu) -> None:
        """What the last button opens."""
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_pause(self, *, is_shown: bool, is_paused: bool) -> None:
        """Whether there is something to pause, or to go on with."""
        self._is_paused = is_paused
        name = tr("Resume (F10)") if is_paused else tr("Pause (F10)")
        self.pause.setAccessibleName(name)
        self.pause.setToolTip(name)
        self.pause.setVisible(is_shown)
        self._on_theme_changed()

    def set_compact(self, is_compact: bool) -> None:
        """Only record, the state and the way back, or everything."""
        self._is_compact = is_compact
        for part in (self._sources, self._doing, self._views):
            part.setVisible(not is_compact)
        self._rows[0].setContentsMargins(*((4, 0, 4, 0) if is_compact else (14, 0, 16, 0)))
        name = tr("Back to the whole window (F7)") if is_compact else tr("Compact mode (F7)")
        self.compact_button.setAccessibleName(name)
        self.compact_button.setToolTip(name)
        self.compact_button.setVisible(is_compact or self._is_wide)
        self.setFixedHeight(scaled(COMPACT_HEIGHT_PX if is_compact else HEIGHT_PX))
        self._on_theme_changed()

    @property
    def _is_wide(self) -> bool:
        return self._room_px >= scaled(_WIDE_PX)

    def fit(self, room_px: int) -> None:
        """Leave out what does not fit into so much room: in a narrow window the signs and the meter are enough.

        The room is the window's. The bar's own width is no measure: it follows what is in it.
        """
        self._room_px = room_px
        is_wide = self._is_wide
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.commit.setToolButtonStyle(style)
        for row in self._rows:
            row.setSpacing(scaled(_SPACING_PX if is_wide else _NARROW_SPACING_PX))
        # The menu and a key do what these do too.
        for part in (self.level, self.theme_button):
            part.setVisible(is_wide)
        self.compact_button.setVisible(is_wide or self._is_compact)

    def _set_up_commit(self) -> None:
        self.commit.setObjectName("commit")
        self.commit.setText(tr("Commit turn"))
        self.commit.setAccessibleName(tr("Commit turn (Ctrl+Return)"))
        self.commit.setToolTip(tr("Commit turn (Ctrl+Return)"))
        self.commit.setFixedHeight(36)
        self.commit.setIconSize(QSize(18, 18))
        self.commit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.commit.hide()

    def _lay_out(self) -> None:
        # A drop-down on Linux is named by its label alone, so it has one, even where it is not seen.
        hidden = QLabel(tr("Microphone"), self)
        hidden.setBuddy(self.microphone)
        hidden.hide()
        self.microphone.setAccessibleName(tr("Microphone"))
        self._sources, sources = _together(self.history_button, self.microphone, self.meter, self.level)
        self._doing, doing = _together(self.pause, self.commit)
        self._views, views = _together(self.captions_button, self.theme_button, self.panel_button, self.menu_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 16, 0)
        self._rows = (row, sources, doing, views)
        for line in self._rows:
            line.setSpacing(_SPACING_PX)
        row.addWidget(self.record)
        row.addWidget(self._sources)
        row.addStretch(1)
        row.addWidget(self._doing)
        row.addWidget(self.chip)
        row.addWidget(self.compact_button)
        row.addWidget(self._views)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        icons = (
            (self.history_button, "history", colours.muted),
            (self.pause, "resume" if self._is_paused else "pause", colours.text),
            (self.captions_button, "captions", colours.muted),
            (self.theme_button, "sun" if self._theme.is_dark else "moon", colours.muted),
            (self.panel_button, "panel", colours.muted),
            (self.compact_button, "expand" if self._is_compact else "compact", colours.muted),
            (self.menu_button, "more", colours.muted),
            (self.commit, "commit", colours.text),
        )
        for button, icon, colour in icons:
            button.setIcon(stroke_icon(icon, colour, colours.disabled))
        if self._room_px:
            # Larger text needs more of the same room.
            self.fit(self._room_px)


def _together(*parts: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Parts that are hidden and shown at once."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part)
    return place, row
