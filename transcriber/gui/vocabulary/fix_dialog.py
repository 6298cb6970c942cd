"""Asks how a word is written, shows where else it stands, and where it is to be replaced."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.switch import Switch
from transcriber.gui.history.history_words import date_words
from transcriber.gui.language import in_words, number, tr
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.place_list import PlaceList
from transcriber.realtime.configuration import ConfigurationError
from transcriber.store.word_places import MOST_PLACES
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import Entry, tidied, validate_entry

if TYPE_CHECKING:
    from transcriber.gui.vocabulary.places_elsewhere import PlacesElsewhere
    from transcriber.gui.vocabulary.places_here import PlacesHere
    from transcriber.store.hits import Hit

_WIDTH_PX = 460


class FixDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    asked = Signal(object, bool, object)
    """The `Entry` that replaces it, whether it counts from now on too, and the turns of other recordings by these."""

    def __init__(
        self,
        theme: Theme,
        heard: str,
        here: "PlacesHere",
        elsewhere: "PlacesElsewhere",
        parent: QWidget | None,
    ) -> None:
        """Nothing is replaced before `asked`.

        Args:
            theme: Of its switches.
            heard: Stands in the transcript.
            here: Finds the turns of this recording in which an entry replaces.
            elsewhere: Finds those of other recordings.
            parent: Owns it.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Correct a word"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._here, self._elsewhere = here, elsewhere
        here.setParent(self)
        elsewhere.setParent(self)
        self._is_askable = False
        self._hits: Sequence[Hit] | None = None
        """None: not known yet, or not wanted."""
        self._failure = ""
        self.heard, self.written = QLineEdit(heard), QLineEdit(heard)
        self.found = PlainWords("fieldNote")
        self.list = PlaceList()
        self.everywhere = Switch(theme, tr("In every other recording, too"))
        self.from_now_on = Switch(theme, tr("From now on, too: add it to the words"))
        self.from_now_on.setChecked(True)
        self.fault = PlainWords("fieldError")
        self.replace = QPushButton(tr("Replace"))
        self.replace.setDefault(True)
        self._lay_out()
        for edit in (self.heard, self.written):
            edit.textChanged.connect(self._on_changed)
        self.everywhere.toggled.connect(self._on_changed)
        self.replace.clicked.connect(self.accept)
        here.found.connect(self._show)
        elsewhere.found.connect(self._on_found)
        elsewhere.failed.connect(self._on_failed)
        self._on_changed()
        self.written.setFocus()
        self.written.selectAll()

    @property
    def entry(self) -> Entry:
        """What the fields say."""
        return tidied(Entry(written=self.written.text(), heard=(self.heard.text(),)))

    @asked_by_qt
    def accept(self) -> None:
        """Replace it."""
        if self.replace.isEnabled():
            turns = {group[0].public_id: tuple(hit.turn_id for hit in group) for group in self._groups()}
            self.asked.emit(self.entry, self.from_now_on.isChecked(), turns)
            super().accept()

    @asked_by_qt
    def done(self, result: int) -> None:
        """However it ends, nothing is looked for any more."""
        self._here.stop()
        self._elsewhere.stop()
        super().done(result)

    # ---- what is found -----------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        entry = self.entry
        self._here.stop()
        self._elsewhere.stop()
        self._hits, self._failure, fault = None, "", ""
        try:
            validate_entry(entry)
        except ConfigurationError as error:
            fault = in_words(error.message)
        self.fault.say(fault)
        self._is_askable = not fault and bool(entry.heard)
        if self._is_askable and self.everywhere.isChecked():
            self._elsewhere.look(entry)
        if self._is_askable:
            self._here.look(entry)
        if not self._is_askable or not self._here.is_whole:
            self._show()

    def _on_found(self, hits: "Sequence[Hit]") -> None:
        self._hits = hits
        self._show()

    def _on_failed(self, reason: str) -> None:
        self._failure = reason
        self._show()

    def _show(self) -> None:
        hits = self._hits or ()
        is_known = self._here.is_whole and (not self.everywhere.isChecked() or self._hits is not None)
        has_too_many = len(hits) > MOST_PLACES
        has_some = bool(self._here.places or hits)
        self.replace.setEnabled(self._is_askable and is_known and not has_too_many and has_some)
        self.found.say("\n".join(self._counts(has_too_many)) if self._is_askable else "")
        others = [(_heading(group[0]), [hit.text for hit in group]) for group in self._groups()]
        here = tr("This recording") if others else ""
        self.list.show_places(
            [(here, tuple(self._here.places.values())), *others],
            Replacement((self.entry,)) if self._is_askable else Replacement(),
        )

    def _groups(self) -> "list[list[Hit]]":
        """What was found by recordings, the newest first."""
        groups: dict[str, list[Hit]] = {}
        for hit in self._hits or ():
            groups.setdefault(hit.public_id, []).append(hit)
        return list(groups.values())

    def _counts(self, has_too_many: bool) -> list[str]:
        said = [tr("Found in this recording: {count}").format(count=number(len(self._here.places)))]
        if not self._here.is_whole:
            said = [tr("Looking through this recording…")]
        if not self.everywhere.isChecked():
            return said
        if self._failure:
            return [*said, self._failure]
        if self._hits is None:
            return [*said, tr("Looking through the history…")]
        if has_too_many:
            most = number(MOST_PLACES)
            return [*said, tr("More than {most} turns of the history have it: choose more words.").format(most=most)]
        return [*said, tr("Found in other recordings: {count}").format(count=number(len(self._hits)))]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for words, edit in ((tr("Heard"), self.heard), (tr("Written"), self.written)):
            label = QLabel(words)
            label.setObjectName("fieldLabel")
            label.setBuddy(edit)
            edit.setAccessibleName(words)
            edit.setMinimumWidth(_WIDTH_PX)
            column.addWidget(label)
            column.addWidget(edit)
        for widget in (self.everywhere, self.from_now_on, self.found, self.list, self.fault):
            column.addWidget(widget)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.replace)
        column.addLayout(buttons)


def _heading(hit: "Hit") -> str:
    began = hit.started_utc.astimezone()
    title = hit.title or tr("Recording without a title")
    return f"{title}, {date_words(began.date())}"
