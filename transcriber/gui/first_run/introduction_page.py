"""The first page: where text is made, in which language, with which microphone, and what is kept.

It shows and tells; what is chosen counts at once, in the session settings, where it can be changed later.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.switch import Switch
from transcriber.gui.first_run.spoken_test import SpokenTest
from transcriber.gui.first_run.way_card import WayCard
from transcriber.gui.language import tr
from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.settings.profiles import Profile

_COLUMN_PX = 600
_SIDE_PX = 28


class IntroductionPage(QScrollArea):
    """Main thread."""

    begin_asked = Signal()
    passed_by = Signal()
    """Not now: Escape, or its button."""
    way_chosen = Signal(bool)
    """Whether text is made on this computer."""
    services_asked = Signal()

    def __init__(self, theme: Theme, microphone: MicrophoneChoice, languages: ChoiceBox) -> None:
        super().__init__()
        self.setObjectName("introduction")
        self.setAccessibleName(tr("First steps"))
        self.setWidgetResizable(True)
        # Only what is in it takes the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.here = WayCard(
            theme,
            "computer",
            tr("On this computer, no account needed"),
            tr("Nothing leaves this computer. It understands English."),
        )
        self.elsewhere = WayCard(
            theme,
            "key",
            tr("I have a key or a server"),
            tr("More languages and models. What is said while you record goes to that service."),
        )
        ways = QButtonGroup(self)
        for card in (self.here, self.elsewhere):
            ways.addButton(card.button)
        self.service = ChoiceBox(theme)
        self.services = QPushButton(tr("Set up services…"))
        self.microphone = microphone
        self.language = languages
        self.language_note = PlainWords("fieldNote")
        self.test = SpokenTest(theme)
        self.keeps_sound = Switch(theme, tr("Keep the sound of recordings on this computer"))
        self.begin = QPushButton(tr("Begin"))
        self.later = QPushButton(tr("Skip (Esc)"))
        self._lay_out()
        self.here.chosen.connect(lambda: self._on_way_chosen(is_here=True))
        self.elsewhere.chosen.connect(lambda: self._on_way_chosen(is_here=False))
        self.services.clicked.connect(self.services_asked)
        self.begin.clicked.connect(self.begin_asked)
        self.later.clicked.connect(self.passed_by)

    def show_services(self, profiles: Sequence[Profile], chosen: Profile) -> None:
        """Which services there are, and which one is chosen; without a signal."""
        self.service.blockSignals(True)
        self.service.clear()
        for profile in profiles:
            if not profile.is_local:
                self.service.addItem(profile.title, profile.name)
        self.service.setCurrentIndex(max(0, self.service.findData(chosen.name)))
        self.service.blockSignals(False)
        card = self.here if chosen.is_local else self.elsewhere
        card.blockSignals(True)
        card.button.setChecked(True)
        card.blockSignals(False)
        self._show_way(is_here=chosen.is_local)

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape passes it by, Enter begins."""
        focused = self.window().focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.passed_by.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(focused, QPushButton):
            self.begin_asked.emit()
        elif isinstance(focused, QAbstractButton) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused.click()
        else:
            super().keyPressEvent(event)

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = _label("pageTitle", tr("Welcome to Transcriber"))
        text = PlainWords("pageText")
        text.say(tr("What is said becomes text while you speak. You can change every answer later."))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(12)
        self._add_way(column)
        column.addSpacing(12)
        column.addWidget(self._named(tr("Language"), self.language))
        column.addWidget(self.language_note)
        column.addSpacing(12)
        column.addWidget(self._named(tr("Microphone"), self.microphone))
        column.addWidget(self.test)
        column.addSpacing(12)
        column.addWidget(self.keeps_sound)
        note = PlainWords("fieldNote")
        note.say(tr("With it a recording can be heard again, and transcribed again. It is deleted after 30 days."))
        column.addWidget(note)
        column.addSpacing(16)
        column.addWidget(_rule())
        column.addSpacing(8)
        self.promise = PlainWords("subtitle")
        column.addWidget(self.promise)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        self._place(column)

    def _add_way(self, column: QVBoxLayout) -> None:
        column.addWidget(_label("sectionTitle", tr("Where is the text made?")))
        column.addWidget(self.here)
        column.addWidget(self.elsewhere)
        self.service.setAccessibleName(tr("Service"))
        self._which = QWidget()
        # A drop-down on Linux is named by its label alone, so it has one, even where it is not seen.
        unseen = QLabel(tr("Service"), self._which)
        unseen.setBuddy(self.service)
        unseen.hide()
        row = QHBoxLayout(self._which)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.service, 1)
        row.addWidget(self.services)
        column.addWidget(self._which)

    def _named(self, name: str, control: QWidget) -> QWidget:
        place = QWidget()
        label = _label("sectionTitle", name)
        label.setBuddy(control)
        control.setAccessibleName(name)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(control)
        return place

    def _buttons(self) -> QHBoxLayout:
        self.begin.setObjectName("primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.begin)
        return row

    def _place(self, column: QVBoxLayout) -> None:
        sheet = QWidget()
        sheet.setMaximumWidth(scaled(_COLUMN_PX))
        sheet.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        body = QFrame()
        body.setObjectName("page")
        row = QHBoxLayout(body)
        row.setContentsMargins(_SIDE_PX, _SIDE_PX, _SIDE_PX, _SIDE_PX)
        row.addStretch(1)
        row.addWidget(sheet, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setWidget(body)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _on_way_chosen(self, *, is_here: bool) -> None:
        self._show_way(is_here=is_here)
        self.way_chosen.emit(is_here)

    def _show_way(self, *, is_here: bool) -> None:
        self._which.setVisible(not is_here)
        self.promise.say(
            tr("What leaves this computer: nothing. Sound, text and settings stay here.")
            if is_here
            else tr("What leaves this computer: the sound of a recording, to the service you chose and nowhere else.")
        )


def _label(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
