"""What a person changes in a stored recording: each change is a wish to the history, and comes back as news of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.audio.durations import clock
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.stored_rows import StoredRows
from transcriber.gui.history.words_dialog import WordsDialog
from transcriber.gui.language import tr
from transcriber.gui.speaker_naming import SpeakersDialog
from transcriber.session.notices import HistoryChanged
from transcriber.store.errors import StoreError
from transcriber.store.store import Store
from transcriber.store.values import Mark, Note


class EditingDesk(Protocol):
    """What changes the history."""

    def edit(self, public_id: str, act: Callable[[Store], object]) -> None:
        """On the session thread."""


@dataclass(eq=False, slots=True)
class _Removal:
    """Carried out on the session thread, which writes; the main thread reads once the history tells of a change."""

    annotation: Mark | Note
    is_done: bool = False
    has_failed: bool = False
    is_told: bool = False

    def carry_out(self, store: Store) -> None:
        try:
            match self.annotation:
                case Mark(mark_id):
                    store.annotations.remove_mark(mark_id)
                case Note(note_id):
                    store.annotations.remove_note(note_id)
        except StoreError:
            self.has_failed = True
            raise
        self.is_done = True


class RecordingEdits(QObject):
    """Asks for words where words are needed. Main thread.

    Args:
        desk: Changes the history.
        bridge: Tells of changes.
        page: Owns it, and the windows that ask.
    """

    said = Signal(str)
    """What was done, where it cannot be seen."""
    removed = Signal(object)
    """This `Mark` or `Note` is gone, and can be brought back."""

    def __init__(self, desk: EditingDesk, bridge: NoticeBridge, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._public_id = ""
        self._removed: list[_Removal] = []
        """What Undo brings back before it takes back changes of turns."""
        self.dialog: WordsDialog | SpeakersDialog | None = None
        bridge.history_changed.connect(self._on_history_changed)

    @property
    def public_id(self) -> str:
        """Of the recording that is changed."""
        return self._public_id

    def begin(self, public_id: str) -> None:
        """From now on it is about this recording."""
        self._close_dialog()
        self._removed.clear()
        self._public_id = public_id

    def rename(self, title: str) -> None:
        """Give the recording another title."""
        public_id = self._public_id
        self._edit(lambda store: store.recordings.rename(public_id, title))

    # ---- turns -------------------------------------------------------------------------------------------------------

    def rewrite(self, turn_id: int, text: str) -> None:
        """A person's text for a turn; the machine's is kept."""
        self._edit_turns(lambda store: store.turns.edit(turn_id, text))

    def rewrite_all(self, texts: Mapping[int, str]) -> None:
        """A person's text for several turns, taken back as one."""
        if texts:
            self._edit_turns(lambda store: store.turns.edit_all(texts))

    def call_speech(self, turn_id: int) -> None:
        """It was speech, though none was heard by this side."""
        self._edit_turns(lambda store: store.turns.call_speech(turn_id))

    def take_back(self, turn_id: int) -> None:
        """The machine's text again."""
        self._edit_turns(lambda store: store.turns.edit(turn_id, store.turns.get(turn_id).machine.text))

    def split(self, turn_id: int, text: str, index: int) -> None:
        """Two turns, cut at `index` of `text`, which is the turn's by then; none where a half would have no words."""
        if not text[:index].strip() or not text[index:].strip():
            self.rewrite(turn_id, text)
            return

        def act(store: Store) -> None:
            # Nothing is cut where the store keeps another text than was seen: it takes out what cannot be shown.
            if store.turns.edit(turn_id, text).text == text:
                store.turns.split(turn_id, index)

        self._edit_turns(act)

    def merge(self, turn_ids: Sequence[int]) -> None:
        """One turn of several."""
        if len(turn_ids) > 1:
            self._edit_turns(lambda store: store.turns.merge(turn_ids))

    @property
    def has_removed(self) -> bool:
        """Whether a removed mark or note is what Undo brings back."""
        return any(not each.has_failed for each in self._removed)

    def undo(self) -> None:
        """Take the last change back: of the turns, or a mark or note that was removed since."""
        public_id = self._public_id
        self._removed = [each for each in self._removed if not each.has_failed]
        if not self._removed:
            self._edit(lambda store: store.turns.undo(public_id))
            return
        removed = self._removed.pop().annotation
        self._edit(lambda store: _bring_back(store, public_id, removed))

    # ---- marks, notes, speakers --------------------------------------------------------------------------------------

    def mark(self, at_ms: int) -> None:
        """Mark a moment; its label can be written later."""
        public_id = self._public_id
        self._edit(lambda store: store.annotations.add_mark(public_id, at_ms))

    def write_note(self, at_ms: int) -> None:
        """Ask for the text of a note."""
        public_id = self._public_id
        self._ask(
            WordsDialog(tr("Note"), tr("Note at {time}").format(time=clock(at_ms)), "", self._page),
            lambda text: self._edit(lambda store: store.annotations.add_note(public_id, at_ms, text)),
        )

    def rewrite_annotation(self, annotation: Mark | Note, words: str) -> None:
        """Another label or text."""
        match annotation:
            case Mark(mark_id):
                self._edit(lambda store: store.annotations.relabel_mark(mark_id, words))
            case Note(note_id):
                self._edit(lambda store: store.annotations.rewrite_note(note_id, words))

    def remove(self, annotation: Mark | Note) -> None:
        """Take a mark or a note away; Undo brings it back. Said when it is so: the history may refuse it."""
        removal = _Removal(annotation)
        self._removed.append(removal)
        self._edit(removal.carry_out)

    def _on_history_changed(self, _notice: HistoryChanged) -> None:
        for removal in [each for each in self._removed if each.is_done and not each.is_told]:
            removal.is_told = True
            self.removed.emit(removal.annotation)
            self.said.emit(removed_words(removal.annotation) + " " + tr("Ctrl+Z brings it back."))

    def name_speakers(self, rows: StoredRows) -> None:
        """Ask for names; they count in the whole recording once the window is closed."""
        self._close_dialog()
        dialog = SpeakersDialog(rows.names, self._page)
        given: dict[str, str] = {}
        dialog.named.connect(given.update)
        dialog.finished.connect(lambda: self._keep_names(given, rows.names.given))
        self.dialog = dialog
        dialog.show()

    def _keep_names(self, given: dict[str, str], known: dict[str, str]) -> None:
        public_id = self._public_id
        changed = {speaker: name for speaker, name in given.items() if name != known.get(speaker, "")}

        def act(store: Store) -> None:
            for speaker, name in changed.items():
                store.annotations.rename_speaker(public_id, speaker, name)

        self.dialog = None
        if changed:
            self._edit(act)

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _edit_turns(self, act: Callable[[Store], object]) -> None:
        # What was removed before is no longer the last change.
        self._removed.clear()
        self._edit(act)

    def _edit(self, act: Callable[[Store], object]) -> None:
        self._desk.edit(self._public_id, act)

    def _ask(self, dialog: WordsDialog, on_said: Callable[[str], None]) -> None:
        self._close_dialog()
        dialog.said.connect(on_said)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.show()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None

    def _on_dialog_finished(self) -> None:
        self.dialog = None


def _bring_back(store: Store, public_id: str, removed: Mark | Note) -> None:
    """Nothing where it could not be removed, as while another program held the history: it would stand there twice."""
    match removed:
        case Mark(_, at_ms, label) if removed not in store.annotations.marks(public_id):
            store.annotations.add_mark(public_id, at_ms, label)
        case Note(_, at_ms, words) if removed not in store.annotations.notes(public_id):
            store.annotations.add_note(public_id, at_ms, words)
        case _:
            pass


def removed_words(annotation: Mark | Note) -> str:
    """Which of the two is gone."""
    return tr("The mark was removed.") if isinstance(annotation, Mark) else tr("The note was removed.")


def turn_ids(rows: StoredRows, indexes: Sequence[int]) -> tuple[int, ...]:
    """The turns among these rows, by their ids in the store."""
    found = (rows[index] for index in indexes if 0 <= index < len(rows))
    return tuple(row.stored.id for row in found if row.stored is not None)
