"""The head of a stored recording: its title, what is known of it, what became of its audio, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QProgressBar, QPushButton, QVBoxLayout, QWidget

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.coverage_strip import CoverageStrip
from transcriber.gui.history.recording_actions import RecordingActions
from transcriber.gui.history.recording_words import again_words, can_be_made_up, coverage_words, fact_words
from transcriber.gui.history.stored_contents import Contents
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.sentence import said
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState

LONGEST_TITLE_CHARACTERS = 200
UNTITLED = said("Recording without a title")


class RecordingHead(QWidget):
    """Main thread."""

    renamed = Signal(str)
    rest_asked = Signal()
    """What is missing is to be transcribed."""
    stop_asked = Signal()
    """What is being transcribed is to stop."""

    def __init__(self, theme: Theme, actions: RecordingActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[tuple[ToolButton, str]] = []
        self.title = _Title()
        self.facts = ElidedWords("subtitle")
        self.strip = CoverageStrip(theme)
        self.coverage = ElidedWords("subtitle")
        self.rest = QPushButton(tr("Transcribe what is missing"))
        self._can_be_made_up = False
        self._is_under_way = False
        self.progress = QProgressBar()
        self.progress_words = ElidedWords("subtitle")
        self.stop = QPushButton(tr("Stop"))
        self._menu = actions.page_menu()
        self._lay_out(actions)
        self.title.renamed.connect(self.renamed)
        self.rest.clicked.connect(self.rest_asked)
        self.stop.clicked.connect(self.stop_asked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_contents(self, contents: Contents) -> None:
        """What is known of this recording."""
        recording = contents.recording
        self.title.show_title(recording.title)
        self.facts.say(fact_words(contents))
        self.strip.show_stretches(contents.stretches, recording.duration_ms * SPOOL_SAMPLES_PER_MS)
        self.strip.setVisible(bool(contents.stretches))
        self.coverage.say(coverage_words(contents))
        self._can_be_made_up = can_be_made_up(contents)
        self._offer_rest()

    def show_again(self, job: RetranscriptionChanged | None) -> None:
        """How far it has come that something of it is transcribed again; None: nothing is."""
        is_running = job is not None and job.state in (RetranscriptionState.RUNNING, RetranscriptionState.WAITING)
        self._is_under_way = is_running
        self._offer_rest()
        self.progress_words.say(again_words(job) if job is not None else "")
        self._again.setVisible(job is not None)
        self.progress.setVisible(is_running)
        self.stop.setVisible(is_running)
        if job is not None:
            self.progress.setRange(0, max(0, job.total_ms))
            self.progress.setValue(min(job.done_ms, job.total_ms))

    def _offer_rest(self) -> None:
        self.rest.setVisible(self._can_be_made_up and not self._is_under_way)

    def _lay_out(self, actions: RecordingActions) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.title, 1)
        for action, icon in (
            (actions.speakers, "speakers"),
            (actions.annotations, "flag"),
            (actions.again, "again"),
            (actions.copy, "copy"),
            (actions.save, "save"),
            (actions.print, "print"),
        ):
            row.addWidget(self._button(action, icon))
        row.addWidget(self._menu_button(self._menu))
        row.addWidget(self._button(actions.close, "close"))
        known = QHBoxLayout()
        known.setSpacing(12)
        known.addWidget(self.facts, 1)
        known.addWidget(self.rest)
        self.rest.hide()
        again = QHBoxLayout()
        again.setContentsMargins(0, 4, 0, 0)
        again.setSpacing(12)
        again.addWidget(self.progress, 1)
        again.addWidget(self.progress_words, 2)
        again.addWidget(self.stop)
        self._again = QWidget()
        self._again.setLayout(again)
        self._again.hide()
        self.progress.setAccessibleName(tr("Transcribed so far"))
        self.progress.setTextVisible(False)
        self.progress.setObjectName("jobProgress")
        self.progress.setFixedHeight(6)
        self.stop.setAccessibleName(tr("Stop transcribing"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(known)
        column.addWidget(self.strip)
        # The sum of every second has the whole width: it is the longest line, and none of it may be left out.
        column.addWidget(self.coverage)
        column.addWidget(self._again)

    def _button(self, action: QAction, icon: str) -> ToolButton:
        words, _, named_keys = action.text().partition("\t")
        words, keys = words.removesuffix("…"), action.shortcut().toString() or named_keys
        button = ToolButton(f"{words} ({keys})" if keys else words)
        button.setCheckable(action.isCheckable())
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)
        action.enabledChanged.connect(button.setEnabled)
        self._buttons.append((button, icon))
        return button

    def _menu_button(self, menu: QMenu) -> ToolButton:
        button = ToolButton(tr("More"))
        button.setMenu(menu)
        button.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons.append((button, "more"))
        return button

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        for button, icon in self._buttons:
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled))


class _Title(QLineEdit):
    """Changed in place: Enter and leaving it keep the new one, Escape does not."""

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setObjectName("titleEdit")
        self.setAccessibleName(tr("Title of the recording"))
        self.setPlaceholderText(in_words(UNTITLED))
        self.setMaxLength(LONGEST_TITLE_CHARACTERS)
        # Its words begin where those below it do, in spite of the frame that only shows when it is changed.
        self.setTextMargins(-3, 0, 0, 0)
        self.returnPressed.connect(self._keep)

    def show_title(self, title: str) -> None:
        """The stored one; what a person writes at this moment stays."""
        if not self.hasFocus() or self.text() == self._shown:
            self.setText(title)
            self.setCursorPosition(0)
        self._shown = title

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was written."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.clearFocus()
            return
        super().keyPressEvent(event)

    @asked_by_qt
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was written counts."""
        super().focusOutEvent(event)
        self._keep()

    def _keep(self) -> None:
        title = " ".join(self.text().split())
        if title and title != self._shown:
            self._shown = title
            self.renamed.emit(title)
