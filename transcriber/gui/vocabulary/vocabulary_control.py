"""The vocabulary at work in the window: read at the start, told to the application, kept when it changes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from transcriber.gui.language import tr
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.session.notices import Problem
from transcriber.settings.presets import all_presets
from transcriber.settings.vocabulary_file import change_vocabulary, load_vocabulary, vocabulary_path
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

if TYPE_CHECKING:
    from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog


class WordsDesk(Protocol):
    """What takes the words that count."""

    def use(self, vocabulary: Vocabulary) -> None:
        """From now on."""

    def correct(self, vocabulary: Vocabulary, elsewhere: Mapping[str, Sequence[int]] | None = None) -> None:
        """Also in the finished turns of the recording that runs, and in these turns of the history, by recordings."""

    def rewrite(self, number: int, text: str) -> None:
        """A person's text for a finished turn of it."""

    def call_speech(self, number: int) -> None:
        """A turn of it that is struck was spoken."""

    def undo(self) -> None:
        """Take the last of these changes back."""


class WordsApp(Protocol):
    """What has such a desk."""

    @property
    def words(self) -> WordsDesk:
        """Asked on the main thread."""


class VocabularyControl(QObject):
    """Between the dialog, the file and the application. Main thread."""

    problem_raised = Signal(object)

    def __init__(self, app: WordsApp, theme: Theme, panel: SessionPanel, action: QAction, window: QWidget) -> None:
        """Nothing is read before `begin`.

        Args:
            app: Takes the words.
            theme: Of the dialog.
            panel: Says which preset is in use.
            action: Opens the dialog.
            window: Owns this and the dialog.
        """
        super().__init__(window)
        self._app = app
        self._theme = theme
        self._panel = panel
        self._window = window
        self._used: Vocabulary = EMPTY
        self._saved: Vocabulary = EMPTY
        self.dialog: VocabularyDialog | None = None
        action.triggered.connect(self.open)
        panel.words.clicked.connect(self.open)
        panel.changed.connect(self._tell)

    @property
    def vocabulary(self) -> Vocabulary:
        """What is kept, as far as this window knows."""
        return self._saved

    def begin(self) -> None:
        """Read what is kept."""
        self._adopt(load_vocabulary())

    def open(self) -> None:
        """Show the words; they are read anew, for a command may have changed them."""
        from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog

        if self.dialog is None:
            names = [preset.name for preset in all_presets(self._panel.preset.presets)]
            self.dialog = VocabularyDialog(self._theme, names, self._window)
            self.dialog.change_asked.connect(self.change)
            self.dialog.finished.connect(self._on_closed)
        self._adopt(load_vocabulary())
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.form.written.setFocus()

    def change(self, change: Callable[[Vocabulary], Vocabulary]) -> bool:
        """Keep what `change` makes of what is kept, and use it; whether that could be done."""
        try:
            self._adopt(change_vocabulary(change))
        except ConfigurationError as error:
            self._fail(error.message)
        except OSError as error:
            path, reason = vocabulary_path(), error.strerror or str(error)
            self._fail(tr("The words cannot be written to {path}: {reason}.").format(path=path, reason=reason))
        else:
            return True
        return False

    def learn(self, entry: Entry) -> bool:
        """Keep what a person corrected; whether that could be done."""
        return self.change(lambda known: known.with_entry(entry))

    def _adopt(self, vocabulary: Vocabulary) -> None:
        self._saved = vocabulary
        if self.dialog is not None:
            self.dialog.show_vocabulary(vocabulary)
        self._tell()

    def _say_what_is_told(self) -> None:
        """How the chosen model takes the words, and what of them does not fit."""
        if self.dialog is None:
            return
        from transcriber.transcript.vocabulary_feed import fed

        choices = self._panel.choices
        model = choices.profile.capabilities_of(choices.configuration.model)
        feed = fed(choices.configuration, self._used, model, choices.profile.switches)
        name = tr("This computer") if model.is_local else model.model
        if feed.field == "keywords":
            told = _as_keywords(len(feed.told))
        elif feed.field == "prompt":
            told = _in_prompt(len(feed.told))
        elif feed.left_out:
            told = tr("{model} cannot be told which words to expect.")
        else:
            told = ""
        if feed.field and feed.left_out:
            told = f"{told} {_not_fitting(len(feed.left_out))}"
        self.dialog.told.say(told.format(model=name))

    def _tell(self) -> None:
        in_use = self._saved.for_preset(str(self._panel.preset.box.currentData() or ""))
        if in_use != self._used:
            self._used = in_use
            self._app.words.use(in_use)
        self._say_what_is_told()

    def _fail(self, message: str) -> None:
        if self.dialog is not None:
            self.dialog.say("", message)
        else:
            self.problem_raised.emit(Problem("words_not_kept", message))

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _as_keywords(count: int) -> str:
    if count == 1:
        return tr("{model} is told of one word as a keyword.")
    return tr("{model} is told of %n words as keywords.", "", count)


def _in_prompt(count: int) -> str:
    if count == 1:
        return tr("{model} is told of one word in its prompt.")
    return tr("{model} is told of %n words in its prompt.", "", count)


def _not_fitting(count: int) -> str:
    return tr("One word does not fit.") if count == 1 else tr("%n words do not fit.", "", count)
