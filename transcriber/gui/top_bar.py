"""The bar at the top: record, microphone, level, state, and the three switches of the window.

It never asks for more room than the window has: what the menu does too goes first, then it breaks into rows.
"""

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.bar_rows import COMPACT, WHOLE, Arrangement, Part
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.level_meter import LevelMeter
from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.record_button import RecordButton
from transcriber.gui.state_chip import StateChip
from transcriber.gui.text_scale import scaled, text_percent
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

HEIGHT_PX = 68
COMPACT_HEIGHT_PX = 56
_LEVEL_PX = 88
_ROW_PX = 44
"""Another row, with what is above it."""
_LEAST_PX = 360
"""Below that not even all signs fit beside the record button."""
_SPACING_PX = 8
_NARROW_SPACING_PX = 4
_ROWS_EDGE_PX = 10
_BUTTON_PX = 36
_COMMIT_PX = 41
_COMMIT_AROUND_PX = 50
"""Its sign and what is around sign and words."""
_MICROPHONE_PX = 128
_LEAST_MICROPHONE_PX = 64
"""With its sign alone."""
_USUAL_CHIP_PX = 176
"""So much is kept for the state: the bar does not break anew with its words."""
_UNKNOWN_PX = 1_320


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
        self.level.setFixedWidth(_LEVEL_PX)
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
        self._room_px = _UNKNOWN_PX
        self._fitted: tuple[Arrangement, bool, int] | None = None
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
        for part in self._groups:
            self._parts[part].setVisible(not is_compact)
        name = tr("Back to the whole window (F7)") if is_compact else tr("Compact mode (F7)")
        self.compact_button.setAccessibleName(name)
        self.compact_button.setToolTip(name)
        self._fit()
        self._on_theme_changed()

    def fit(self, room_px: int) -> None:
        """Leave out what does not fit into so much room, and break the rest into rows.

        The room is the window's. The bar's own width is no measure: it follows what is in it.
        """
        self._room_px = room_px
        self._fit()

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """Something in it needs other room now, or everything was made larger just before it is seen first."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.Polish:
            self._fitted = None
            self._fit()
        elif event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_done

    def _fit(self) -> None:
        arrangement, is_least = self._arrangement(), self._room_px < scaled(_LEAST_PX)
        wanted = (arrangement, is_least, text_percent())
        if wanted == self._fitted:
            return
        self._fitted = wanted
        is_wide = arrangement.is_wide
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.commit.setToolButtonStyle(style)
        # The menu and a key do what these do too.
        for part in (self.level, self.theme_button):
            part.setVisible(is_wide)
        self.captions_button.setVisible(not is_least)
        self.history_button.setVisible(not is_least and not self._is_compact)
        self.compact_button.setVisible(is_wide or self._is_compact)
        self.microphone.setMinimumWidth(scaled(_MICROPHONE_PX if is_wide else _LEAST_MICROPHONE_PX))
        self._break(arrangement)
        self._space(arrangement)

    def _break(self, arrangement: Arrangement) -> None:
        """Into its rows; by keyboard everything is reached in the order of reading."""
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
        order: list[QWidget] = []
        for row, parts in zip(self._rows, arrangement.rows, strict=False):
            for part in parts:
                if part is None:
                    row.addStretch(1)
                    continue
                row.addWidget(self._parts[part])
                group = self._groups.get(part)
                order += [self._parts[part]] if group is None else _in(group)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _space(self, arrangement: Arrangement) -> None:
        spacing_px = scaled(_SPACING_PX if arrangement.is_wide else _NARROW_SPACING_PX)
        for row in (*self._rows, *self._groups.values()):
            row.setSpacing(spacing_px)
        more = len(arrangement.rows) - 1
        left_px, right_px = (scaled(side_px) for side_px in arrangement.sides_px)
        edge_px = scaled(_ROWS_EDGE_PX) if more else 0
        self._column.setContentsMargins(left_px, edge_px, right_px, edge_px)
        self._column.setSpacing(scaled(_ROW_PX - _BUTTON_PX) if more else 0)
        self.setFixedHeight(scaled((COMPACT_HEIGHT_PX if self._is_compact else HEIGHT_PX) + more * _ROW_PX))

    def _arrangement(self) -> Arrangement:
        """The first that fits, whatever is done with the recording."""
        choices = COMPACT if self._is_compact else WHOLE
        for each in choices:
            spacing_px = _SPACING_PX if each.is_wide else _NARROW_SPACING_PX
            widths_px = self._widths_px(spacing_px, is_wide=each.is_wide)
            if each.needed_px(widths_px, scaled(spacing_px)) + scaled(sum(each.sides_px)) <= self._room_px:
                return each
        return choices[-1]

    def _widths_px(self, spacing_px: int, *, is_wide: bool) -> dict[Part, int]:
        """What each part needs at least, also of what is there only while it records."""
        beside = [part for part in _in(self._groups[Part.INPUTS]) if part not in self._inputs and not part.isHidden()]
        microphone_px = _MICROPHONE_PX if is_wide else _LEAST_MICROPHONE_PX
        inputs_px = microphone_px + (1 + len(beside)) * spacing_px + len(beside) * _BUTTON_PX
        views = 4 if is_wide else 3
        commit_px = scaled(_COMMIT_PX)
        if is_wide:
            inputs_px += _LEVEL_PX + spacing_px
            commit_px = self.commit.fontMetrics().horizontalAdvance(self.commit.text()) + scaled(_COMMIT_AROUND_PX)
        return {
            Part.RECORD: self.record.minimumWidth(),
            Part.HISTORY: scaled(_BUTTON_PX),
            Part.INPUTS: self.meter.minimumWidth() + scaled(inputs_px),
            Part.DOING: scaled(_BUTTON_PX + spacing_px) + commit_px,
            Part.CHIP: max(0 if self._is_compact else scaled(_USUAL_CHIP_PX), self.chip.sizeHint().width()),
            Part.COMPACT: scaled(_BUTTON_PX),
            Part.VIEWS: scaled(views * _BUTTON_PX + (views - 1) * spacing_px),
        }

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
        self._inputs = (self.microphone, self.meter, self.level)
        inputs, inputs_row = _together(*self._inputs)
        doing, doing_row = _together(self.pause, self.commit)
        views, views_row = _together(self.captions_button, self.theme_button, self.panel_button, self.menu_button)
        self._groups = {Part.INPUTS: inputs_row, Part.DOING: doing_row, Part.VIEWS: views_row}
        self._parts: dict[Part, QWidget] = {
            Part.RECORD: self.record,
            Part.HISTORY: self.history_button,
            Part.INPUTS: inputs,
            Part.DOING: doing,
            Part.CHIP: self.chip,
            Part.COMPACT: self.compact_button,
            Part.VIEWS: views,
        }
        self._column = QVBoxLayout(self)
        self._rows = (QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
        for row in self._rows:
            self._column.addLayout(row)
        # All of them are in it before any is shown: what has no place yet would be a window of its own.
        self._break(WHOLE[0])

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
        # Larger text needs more of the same room.
        self._fitted = None
        self._fit()


def _in(row: QHBoxLayout) -> list[QWidget]:
    """What stands in a row."""
    widgets = (item.widget() for item in map(row.itemAt, range(row.count())) if item is not None)
    return [widget for widget in widgets if widget is not None]


def _together(*parts: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Parts that are hidden and shown at once."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part)
    return place, row
