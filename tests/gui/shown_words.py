"""Judges of what a window shows: words that no translation had a hand in, and words that are cut."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files

from PySide6.QtCore import QEvent, QLibraryInfo, QRectF, Qt, QTranslator
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QToolTip,
    QWidget,
)

from tests.gui.painted_words import PaintedWords, painted_in

_PLACES = re.compile(r"(\{[^{}]*\}|%\w|%n)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ACCENTED = str.maketrans("aeiouAEIOUnc", "áéíóúÁÉÍÓÚñç")
_PADDING = " łøñĝ"
_FAR_PX = 100_000
_QT_BUTTONS = "QPlatformTheme"
_AIR_PX = 1.0
_AIR_ABOVE_PX = 3.0
"""Between the top of a line's box and its highest letter."""


class MarkedLanguage(QTranslator):
    """A language whose sentences stand between marks, so that what lacks them is known to be no translation."""

    opening = closing = ""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, str | None, int], str] = {}

    def isEmpty(self) -> bool:
        """It has a word for everything."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The sentence between its marks; what Qt itself says stays."""
        # The example tells how numbers are written, and file dialogs read their filters.
        if context not in ("", _QT_BUTTONS) or text == "1,234.5" or ";;" in text:
            return text
        words = self._known.get((text, disambiguation, n))
        if words is None:
            whole = self.words(text, disambiguation or "", n, context)
            words = self._known[text, disambiguation, n] = "\t".join(map(self._marked, whole.split("\t")))
        return words

    def is_part(self, words: str) -> bool:
        """Whether it is a piece of something that was translated, such as a line of a paragraph."""
        return any(words in each for each in self._known.values())

    def _marked(self, words: str) -> str:
        # An application without spaces at the ends would glue words together.
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        return f"{words[:left]}{self.opening}{words[left:right]}{self.closing}{words[right:]}"

    def words(self, text: str, disambiguation: str, count: int, context: str) -> str:
        """The sentence in this language."""
        raise NotImplementedError


class LongWords(MarkedLanguage):
    """`«Sávé łøñĝ»`: accented, and 40 % longer."""

    opening, closing = "«", "»"

    def words(self, text: str, disambiguation: str, count: int, context: str) -> str:
        """Places for values stay as they are."""
        parts = _PLACES.split(text)
        accented = "".join(part if _PLACES.fullmatch(part) else part.translate(_ACCENTED) for part in parts)
        missing = round(len(_PLACES.sub("", text).strip()) * 0.4)
        long = f"{accented}{(_PADDING * (missing // len(_PADDING) + 1))[:missing].rstrip()}"
        return long.replace("%n", str(count))


class German(MarkedLanguage):
    """What ships, between marks that have no width."""

    opening, closing = "\u2063", "\u2064"

    def __init__(self) -> None:
        super().__init__()
        self._shipped = QTranslator()
        assert self._shipped.load(str(files("transcriber.assets") / "translations" / "de.qm"))
        self._of_qt = QTranslator()
        assert self._of_qt.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def words(self, text: str, disambiguation: str, count: int, context: str) -> str:
        """As the window says it."""
        translator = self._of_qt if context else self._shipped
        return translator.translate(context, text, disambiguation, count) or text


class Judge:
    """Looks at windows that speak one marked language."""

    def __init__(self, language: MarkedLanguage, is_allowed: Callable[[str], bool]) -> None:
        """`is_allowed` is asked of each group of words that is no translation."""
        self._language = language
        self._opening, self._closing = language.opening, language.closing
        self._translated = re.compile(f"{self._opening}[^{self._opening}{self._closing}]*{self._closing}", re.DOTALL)
        self._is_allowed = is_allowed
        self.untranslated: set[str] = set()
        self.cut: set[str] = set()

    def look_at(self, window: QWidget, scene: str) -> None:
        """Take down what is wrong in a window that is open."""
        for widget in _shown_in(window):
            painted = painted_in(widget)
            place = f"{scene}: {type(widget).__name__} {widget.objectName()}"
            shown = [] if _is_written_by_a_person(widget) else [("painted", " ".join(each.words for each in painted))]
            self._judge_words(f"{type(window).__name__}: {type(widget).__name__}", [*_said_of(widget), *shown])
            self.cut |= {f"{place} {fault}" for fault in self._cuts(widget, painted)}

    def _judge_words(self, place: str, said: list[tuple[str, str]]) -> None:
        for kind, words in said:
            rest, count = words, 1
            while count:
                rest, count = self._translated.subn(" ", rest)
            # What ends early is not there to its end, and what is scrolled away neither to its beginning.
            rest = re.sub(f"{self._opening}[^{self._closing}]*(…|$)", "", rest)
            rest = re.sub(f"^[^{self._opening}]*{self._closing}", "", rest)
            for part in re.split(rf"[\n\t{self._opening}{self._closing}]| {{2,}}", rest):
                part = part.strip()
                if _LETTERS.search(part) and not self._is_allowed(part) and not self._language.is_part(part):
                    self.untranslated.add(f"{place} {kind}: {part[:80]}")

    def _cuts(self, widget: QWidget, painted: list[PaintedWords]) -> Iterator[str]:
        whole = " ".join(each.words for each in painted)
        # A view leaves out what is scrolled away.
        is_view = isinstance(widget.parentWidget(), QAbstractScrollArea)
        is_elided = not is_view and whole.count(self._opening) != whole.count(self._closing)
        for each in painted:
            if (each.words.endswith("…") or is_elided) and not _can_be_read_whole(widget, each):
                yield f"ends early: {whole[:90]}"
                break
        room = _room_of(widget)
        for each in painted:
            if not each.words.strip() or (isinstance(widget, QLineEdit) and widget.text()):
                continue
            lacks = _lack(each.box, room if is_view or each.clip is None else room.intersected(each.clip))
            if lacks:
                yield f"lacks {lacks}: {each.words[:70]}"
        for first, second in _overlapping(painted):
            yield f"one over the other: {first.words[:40]} | {second.words[:40]}"


def _shown_in(window: QWidget) -> list[QWidget]:
    # All at once: the words that pointing at one of them brings up come and go.
    inside = [each for each in window.findChildren(QWidget) if each.window() is window.window()]
    return [window, *(each for each in inside if each.isVisibleTo(window) and each.width() > 0 and each.height() > 0)]


def _is_written_by_a_person(widget: QWidget) -> bool:
    """A field's value is; what stands around it or in its place is not."""
    if isinstance(widget, QLineEdit):
        return bool(widget.text()) and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    around = widget.parentWidget()
    return isinstance(around, QPlainTextEdit) and not around.isReadOnly() and bool(around.toPlainText())


def _said_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    match widget:
        case QComboBox():
            for index in range(widget.count()):
                yield "choice", widget.itemText(index)
                yield "choice's tip", str(widget.itemData(index, Qt.ItemDataRole.ToolTipRole) or "")
        case QLineEdit() | QPlainTextEdit():
            yield "placeholder", widget.placeholderText()
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QSpinBox():
            yield "special", widget.specialValueText()
        case QMenu():
            for action in widget.actions():
                yield "action", action.text().partition("\t")[0]
        case _:
            pass
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()


def _can_be_read_whole(widget: QWidget, painted: PaintedWords) -> bool:
    """Whether pointing at it tells the rest."""
    # What stands before a dot on the same line is no part of what ends early.
    begins = painted.words.removesuffix("…").rsplit("  ·  ")[-1].strip()
    place = painted.box.center().toPoint()
    QToolTip.hideText()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    told = QToolTip.text()
    QToolTip.hideText()
    return begins in told


def _room_of(widget: QWidget) -> QRectF:
    """Where the widget's paint is seen, or can be scrolled to."""
    room = QRectF(-_FAR_PX, -_FAR_PX, 2 * _FAR_PX, 2 * _FAR_PX)
    outer = widget
    while True:
        corner = widget.mapFrom(outer, outer.rect().topLeft())
        seen = QRectF(corner.x(), corner.y(), outer.width(), outer.height())
        around = outer.parentWidget()
        if isinstance(around, QAbstractScrollArea) and outer is around.viewport():
            if around.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                seen.adjust(-_FAR_PX, 0, _FAR_PX, 0)
            if around.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                seen.adjust(0, -_FAR_PX, 0, _FAR_PX)
            return room.intersected(seen)
        room = room.intersected(seen)
        if around is None or outer.isWindow():
            return room
        outer = around


def _lack(box: QRectF, room: QRectF) -> str:
    sides = {
        "left": room.left() - box.left() - _AIR_PX,
        "right": box.right() - room.right() - _AIR_PX,
        "above": room.top() - box.top() - _AIR_ABOVE_PX,
        "below": box.bottom() - room.bottom() - _AIR_ABOVE_PX,
    }
    return ", ".join(f"{round(lack)} px {side}" for side, lack in sides.items() if lack > 0)


def _overlapping(painted: list[PaintedWords]) -> Iterator[tuple[PaintedWords, PaintedWords]]:
    for place, first in enumerate(painted):
        for second in painted[place + 1 :]:
            both = first.box & second.box
            # What is selected or found is painted once more, in other colours.
            is_other = first.words.strip() and second.words.strip() and first.words not in second.words
            if both.width() > 2 and both.height() > 6 and is_other:
                yield first, second
