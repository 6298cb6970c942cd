"""What stands in the guide: chapters of plain paragraphs, in the language of the window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.gui.language import tr
from transcriber.gui.services.service_titles import title_words
from transcriber.settings.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading and what stands under it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """Under the paragraphs: a short word, and what belongs to it."""

    def holds(self, words: str) -> bool:
        """Whether all of these words stand in it, whatever their case."""
        text = "\n".join((self.title, *self.paragraphs, *(part for row in self.rows for part in row))).casefold()
        return all(word in text for word in words.casefold().split())


def chapters(actions: Iterable[QAction], profiles: Sequence[Profile], record_key: str) -> tuple[Chapter, ...]:
    """The whole guide.

    Args:
        actions: Those of the window, whose keys are listed as they are now.
        profiles: The services that can be chosen.
        record_key: The key that records, as this system writes it; empty without one.
    """
    return (
        _first_steps(record_key),
        _privacy(profiles),
        _captions(),
        _history(),
        _notes(),
        _words(),
        _trouble(),
        _shortcuts(actions),
    )


def _first_steps(record_key: str) -> Chapter:
    press = (
        tr("Press Record, or {key}, and speak.").format(key=record_key) if record_key else tr("Press Record and speak.")
    )
    return Chapter(
        title=tr("What to do first"),
        paragraphs=(
            press + " " + tr("The words appear while you speak: dim ones may still change."),
            tr(
                "Choose the microphone at the top. The meter beside it moves when it hears something; the words next "
                "to it say whether that is loud enough."
            ),
            tr("Press the same button to stop. The last words are waited for; the window says for how many seconds."),
            tr(
                "Without a microphone, drop an audio file onto the window, or play the 20-second demo from the menu at "
                "the top right."
            ),
            tr("Tell people that you record: in many places nobody may be recorded without their consent."),
        ),
    )


def _privacy(profiles: Sequence[Profile]) -> Chapter:
    return Chapter(
        title=tr("What leaves this computer"),
        paragraphs=(tr("It depends on the service that is chosen in the session settings, and on nothing else:"),),
        rows=(
            *((title_words(profile), what_leaves(profile)) for profile in profiles),
            (
                tr("Always here"),
                tr(
                    "The history, the sound of recordings, notes, words and settings stay on this computer; keys stay "
                    "in the system's keyring or where you put them."
                ),
            ),
            (
                tr("Caption page"),
                tr("Only where you switch it on, and only to devices in your network that have the link."),
            ),
            (tr("Never"), tr("No usage statistics, no crash reports, no search for updates.")),
        ),
    )


def _captions() -> Chapter:
    return Chapter(
        title=tr("Captions"),
        paragraphs=(
            tr(
                "The captions are a window of their own that stays on top: drag it where you want it, and pull its "
                "edge for another width. It never takes the keyboard from the program you work in."
            ),
            tr("Hold the key for looking back to read the last half minute; the live text goes on meanwhile."),
            tr(
                "Where the desktop lets no window stay on top, or for others in the room, serve the captions to a "
                "browser: the menu has “Captions in a browser or a file”. That is also a source for OBS."
            ),
        ),
    )


def _history() -> Chapter:
    return Chapter(
        title=tr("History"),
        paragraphs=(
            tr("Every recording is kept at the left until you delete it. The field above searches all of them."),
            tr(
                "In a recording you can correct turns, name speakers, play the sound, export, and transcribe a part or "
                "all of it again with another service."
            ),
            tr("Whether there is a history, and how long sound is kept, stands under “Safety and keeping”."),
        ),
    )


def _notes() -> Chapter:
    return Chapter(
        title=tr("Notes and marks"),
        paragraphs=(
            tr(
                "A mark is a place you want to find again; a note is what you write about a moment. Both stand beside "
                "the turns, and in exports, other than in subtitles and tables."
            ),
            tr(
                "While you record, press the mark or the note above the transcript. A note is about the moment at "
                "which you began to write it: Enter keeps it, Esc throws it away."
            ),
            tr(
                "Both are listed at the right under “Notes”. A click leads to the place, F2 writes in the chosen one, "
                "Del removes it, and Ctrl+Z brings it back. A mark can have words, too."
            ),
            tr(
                "In a recording of the history they are made at the chosen turn, and listed under “Marks and notes”. "
                "The demo is not kept, so nothing can be marked or noted in it."
            ),
        ),
    )


def _words() -> Chapter:
    return Chapter(
        title=tr("Words that are written right"),
        paragraphs=(
            tr(
                "Put names and terms into “Words”. Services that take hints are told of them; in finished turns what "
                "was misheard is replaced."
            ),
            tr("Correct a word once, and see where else it stands: it is put right there, and from now on."),
        ),
    )


def _trouble() -> Chapter:
    return Chapter(
        title=tr("When something does not work"),
        paragraphs=(
            tr("The line at the foot says in words how microphone, link and text are. Press one for the reason."),
            tr(
                "Lost connections, a service that stays away, an unplugged microphone: the recording goes on, and what "
                "has no text is a gap with its reason that can be transcribed later."
            ),
            tr(
                "“Save a diagnosis report” in the help menu checks sound, engine, network, keyring, display and disk, "
                "and writes a file without keys and without anything that was said. You can read it before you send it."
            ),
        ),
    )


def _shortcuts(actions: Iterable[QAction]) -> Chapter:
    rows = []
    for action in actions:
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        if keys:
            rows.append((", ".join(keys), action.text().rstrip("…").replace("&", "")))
    return Chapter(
        title=tr("Keys"),
        paragraphs=(tr("As they are now; “Keyboard shortcuts” in the menu changes them."),),
        rows=(*rows, *_held_keys()),
    )


def _held_keys() -> tuple[tuple[str, str], ...]:
    """Those that count while they are held, which no action has."""
    from transcriber.gui.talk_key import held_keys

    native = QKeySequence.SequenceFormat.NativeText
    return tuple(
        (tr("{key}, held").format(key=QKeySequence.fromString(key).toString(native)), words)
        for key, words in held_keys().items()
    )
