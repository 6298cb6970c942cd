"""The vocabulary at work in the window: read at the start, told to the application, kept when it changes."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from transcriber.gui.errands import Errands
from transcriber.gui.language import tr
from transcriber.gui.session_panel import SessionPanel
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.unwritten_changes import UnwrittenChanges
from transcriber.realtime.configuration import ConfigurationError
from transcriber.session.notices import Problem
from transcriber.settings.presets import all_presets
from transcriber.settings.vocabulary_file import change_vocabulary, load_vocabulary, vocabulary_path
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

if TYPE_CHECKING:
    from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog


_END_WITHIN_S = 4.0
"""Longer than the file's lock is waited for; the window is gone by then."""
_log = logging.getLogger(__name__)


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
    """Between the dialog, the file and the application. Main thread; the file, and its lock, on a thread of errands."""

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
        self._errands = Errands(self)
        self._unwritten = UnwrittenChanges()
        if isinstance(application := QApplication.instance(), QApplication):
            application.aboutToQuit.connect(self.finish)
        action.triggered.connect(self.open)
        panel.words.clicked.connect(self.open)
        panel.changed.connect(self._tell)

    @property
    def vocabulary(self) -> Vocabulary:
        """What is kept, as far as this window knows."""
        return self._saved

    def begin(self) -> None:
        """Read what is kept; it counts as soon as that is done."""
        self._errands.run(load_vocabulary, self._adopt, self._on_failed)

    def open(self) -> None:
        """Show the words; they are read anew, for a command may have changed them."""
        from transcriber.gui.vocabulary.vocabulary_dialog import VocabularyDialog

        if self.dialog is None:
            names = [preset.name for preset in all_presets(self._panel.preset.presets)]
            self.dialog = VocabularyDialog(self._theme, names, self._window)
            self.dialog.change_asked.connect(self.change)
            self.dialog.finished.connect(self._on_closed)
        self._adopt(self._saved)
        self.begin()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.form.written.setFocus()

    def change(self, change: Callable[[Vocabulary], Vocabulary]) -> None:
        """Keep what `change` makes of what is kept, and use that once it is on disk; why it is not is said.

        `change` is called on another thread.
        """
        unwritten, path = self._unwritten, vocabulary_path()
        unwritten.begin()

        def work() -> Vocabulary:
            try:
                return change_vocabulary(change, path)
            except Exception as error:
                # At the program's end nobody is left to be told.
                _log.info("a change of %s was not kept: %s", path.name, type(error).__name__)
                raise
            finally:
                unwritten.end()

        self._errands.run(work, self._adopt, self._on_failed)

    def learn(self, entry: Entry) -> None:
        """Keep what a person corrected."""
        self.change(lambda known: known.with_entry(entry))

    def close(self) -> None:
        """With the window: nothing is read any more; what a person had kept is still written."""
        if self._unwritten.wait(0.0):
            self._errands.close()

    def finish(self) -> None:
        """What a person had kept goes on disk before the program ends; blocks for 4 s at most."""
        if not self._unwritten.wait(_END_WITHIN_S):
            _log.error("the last change of %s was not written", vocabulary_path().name)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ConfigurationError):
            self._fail(error.message)
        elif isinstance(error, OSError):
            path, reason = vocabulary_path(), error.strerror or str(error)
            self._fail(tr("The words cannot be written to {path}: {reason}.").format(path=path, reason=reason))
        else:
            raise error

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
