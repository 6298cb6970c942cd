"""Words for people in the language of the window. Every text that the window shows comes through here."""

from datetime import date
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication

from transcriber.sentence import Sentence

_EXAMPLE_CHARACTERS = len("1,234.5")


def tr(text: str, comment: str = "", count: int = -1) -> str:
    """The same words in the language that was chosen, or as they stand where no translation has them.

    Qt's own tools collect the calls (`pyside6-lupdate`), so the words must stand in the call as one literal; what
    varies is put in afterwards: `tr("Saved as {name}").format(name=name)`. Cheap: about a microsecond.

    Args:
        text: In English, with `{names}` for `str.format`, and `%n` for the number.
        comment: For translators, where the words alone can be misunderstood.
        count: The number that `%n` stands for and that decides between one and many; -1: none.
    """
    return QCoreApplication.translate("", text, comment, count)


def number(value: float, decimals: int = 0) -> str:
    """A number with the separators of the window's language: `1,234.5` is `1.234,5` in German."""
    return spelled(f"{value:,.{decimals}f}")


def spelled(words: str) -> str:
    """English figures with the separators of the window's language."""
    example = tr("1,234.5", "how this language writes this number")
    if len(example) != _EXAMPLE_CHARACTERS or example == "1,234.5":
        return words
    return words.translate({ord(","): example[1], ord("."): example[5]})


def date_words(day: date) -> str:
    """`21 November 2026`."""
    months = (
        *(tr("January"), tr("February"), tr("March"), tr("April"), tr("May", "the month"), tr("June")),
        *(tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December")),
    )
    return tr("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)


def in_words(text: str) -> str:
    """What the program said outside of the window, in the window's language; any other text as it is."""
    if not isinstance(text, Sentence):
        return text
    return _translated(text)


def stored_words(text: str) -> str:
    """What the program said once and has kept since as English words: a gap's reason, say."""
    return in_words(text) if isinstance(text, Sentence) else QCoreApplication.translate("", text)


class _Figures(Formatter):
    """Numbers among the values stand as the window's language writes them."""

    def format_field(self, value: Any, format_spec: str) -> str:
        words = str(super().format_field(value, format_spec))
        return spelled(words) if isinstance(value, float) else words


_FIGURES = _Figures()


def _translated(text: Sentence) -> str:
    translated = QCoreApplication.translate("", text.template)
    if not text.values:
        return translated
    values = {name: in_words(value) if isinstance(value, str) else value for name, value in text.values.items()}
    try:
        return _FIGURES.vformat(translated, (), values)
    except (KeyError, IndexError, ValueError):
        # A translation whose braces are broken must not keep what happened from a person.
        return str(text)
