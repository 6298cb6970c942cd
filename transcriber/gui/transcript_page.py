"""The middle of the window: title, problems, the transcript or the first steps, and the line of state at the foot."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.banner import Banner
from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.controls.page_stack import PageStack
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.coverage_strip import CoverageStrip
from transcriber.gui.empty_page import EmptyPage
from transcriber.gui.find_bar import FindBar
from transcriber.gui.foot import Foot
from transcriber.gui.foot_note import FootNote
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.note_field import NoteField
from transcriber.gui.state_lights import LightNote, StateLights
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.turn_text import side_margin_px


class TranscriptPage(QWidget):
    """Lays its parts out on one column; what they do is the window's. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._is_compact = False
        self.banner = Banner(theme)
        self.title = ElidedWords("title")
        self.subtitle = ElidedWords("subtitle")
        self.speakers = ToolButton(tr("Name the speakers"))
        self.speakers.hide()
        self.mark = ToolButton(tr("Mark this moment (Ctrl+M)"))
        self.write_note = ToolButton(tr("Write a note (Ctrl+Shift+N)"))
        for button in (self.mark, self.write_note):
            button.hide()
        self.find_button = ToolButton(tr("Find in this transcript (Ctrl+F)"))
        self.find_bar = FindBar(theme)
        self.note_field = NoteField()
        self.back = QToolButton()
        self.back_words = _words("subtitle")
        self.views = PageStack()
        self.copy = ToolButton(tr("Copy the transcript (Ctrl+Shift+C)"))
        self.save = ToolButton(tr("Save the transcript (Ctrl+S)"))
        self.empty = EmptyPage(theme)
        self.transcript = TranscriptView(theme)
        self.coverage = CoverageStrip(theme)
        self.pages = PageStack()
        self.foot = StateLights(theme)
        self.light_note = LightNote(theme)
        self.note = FootNote()
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_transcript_shown(self) -> bool:
        """Whether the transcript stands there, and not the page for an empty one."""
        return self.pages.currentWidget() is self.transcript

    def show_transcript(self, is_shown: bool) -> None:
        """The transcript, or the page that stands for an empty one."""
        self.pages.setCurrentWidget(self.transcript if is_shown else self.empty)
        self._head.setVisible(is_shown and not self._is_compact)
        self._coverage_place.setVisible(is_shown and not self._is_compact)

    def set_compact(self, is_compact: bool) -> None:
        """Only the text and what went wrong, or everything."""
        self._is_compact = is_compact
        self.transcript.set_compact(is_compact)
        self.empty.set_compact(is_compact)
        self.foot_line.setVisible(not is_compact)
        if is_compact:
            self.find_bar.close_bar()
            self.light_note.close_note()
        self.show_transcript(self.is_transcript_shown)
        self._align()

    def show_way_back(self, is_shown: bool) -> None:
        """Something else stands in the place of the live transcript."""
        self._way_back.setVisible(is_shown)

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title and the problems stand on the transcript's column."""
        super().resizeEvent(event)
        self._align()

    def _align(self) -> None:
        bar_px = self.transcript.verticalScrollBar().sizeHint().width()
        side = side_margin_px(self, self.transcript.least_margin_px, bar_px)
        right = side + bar_px
        near, far = scaled(8), scaled(12)
        self._head.setContentsMargins(side, 2 * near, right - near, near)
        self._coverage_place.setContentsMargins(side, 0, right, far)
        self._banner_place.setContentsMargins(max(near, side - 2 * near), far, right - 2 * near, 0)
        self._way_back.setContentsMargins(side - near, far, right - near, 0)
        self._note_place.setContentsMargins(side, 0, right - near, far)
        self._light_place.setContentsMargins(side - 2 * near, 0, right - 2 * near, 0)
        self.find_bar.setContentsMargins(side, far, right - near, 0)

    def _lay_out(self) -> None:
        for page in (self.empty, self.transcript):
            self.pages.addWidget(page)
        self._banner_place = _around(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._banner_place)
        column.addWidget(self._make_way_back())
        column.addWidget(self.find_bar)
        column.addWidget(self.views, 1)
        self.views.addWidget(self._make_live())
        self._light_place = _around(self.light_note)
        column.addWidget(self._light_place)
        self.foot_line = Foot(self.foot, self.note)
        column.addWidget(self.foot_line)

    def _make_live(self) -> QWidget:
        live = QWidget()
        column = QVBoxLayout(live)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self._note_place = _around(self.note_field)
        self._coverage_place = _around(self.coverage)
        column.addWidget(self._coverage_place)
        column.addWidget(self._note_place)
        column.addWidget(self.pages, 1)
        return live

    def _make_way_back(self) -> QWidget:
        self.back.setObjectName("back")
        self.back.setText(tr("Live transcript"))
        self.back.setAccessibleName(tr("Back to the live transcript (Ctrl+L)"))
        self.back.setToolTip(tr("Back to the live transcript (Ctrl+L)"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.setIconSize(QSize(18, 18))
        self.back.setFixedHeight(32)
        self.back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._way_back = QWidget()
        row = QHBoxLayout(self._way_back)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.back_words, 1)
        self.back_words.setText(tr("A recording is running."))
        self._way_back.hide()
        return self._way_back

    def _make_head(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(words, 1)
        for button in (self.mark, self.write_note, self.speakers, self.find_button, self.copy, self.save):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._head

    def _on_theme_changed(self) -> None:
        self._align()
        colours = self._theme.colours
        icons = (
            (self.back, "back"),
            (self.mark, "mark"),
            (self.write_note, "note"),
            (self.speakers, "speakers"),
            (self.find_button, "search"),
            (self.copy, "copy"),
            (self.save, "save"),
        )
        for button, icon in icons:
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled))


def _around(part: QWidget) -> QWidget:
    """A place for it, whose margins move it to the transcript's column."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    return place


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
