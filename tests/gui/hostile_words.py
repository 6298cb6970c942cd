"""Words that look like markup, turn the order of letters round or are very long; and where they are taken for more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtOfTexts
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit
from shiboken6 import isValid

from tests.gui.history.told_recording import ToldRecording

MARKUP = '<img src=x onerror=alert(1)><b>Ada</b> & <a href="file:///etc/passwd">Bob</a> &lt; [*] %1 {name}'
HOSTILE = (
    MARKUP,
    "<b>Ada</b>",
    "\u202eevil\u2066 \u200bword\u2069",
    "\x1b[31mred\x07 \x00 null \x9b",
    "two\nlines\r\nand\ttabs",
    "x" * 400,
    "مرحبا بكم <i>Ada</i>",
    "{0} {} {name!r} %s %n %1",
    "",
    " ",
)


def hostile_history(folder: Path) -> ToldRecording:
    """A store with a recording that everybody was hostile in."""
    told = ToldRecording(folder, title=MARKUP)
    for words in HOSTILE:
        told.say(words or "-", MARKUP)
    told.fail(MARKUP)
    told.miss(2, 3, MARKUP)
    told.store.annotations.add_mark(told.public_id, 1_000, MARKUP)
    told.store.annotations.add_note(told.public_id, 2_000, MARKUP)
    told.finish()
    for words in HOSTILE:
        recording = told.store.recordings.create(datetime.now(UTC), title=words, input_name=words)
        told.store.recordings.finish(recording.public_id, 1_000)
    return told


def read_as_markup() -> Iterator[str]:
    """Every place where what somebody else wrote is laid out instead of shown."""
    for widget in QApplication.allWidgets():
        if not isValid(widget):
            continue
        where = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText and "<b>" in widget.text():
            yield f"{where}: text {widget.text()[:60]!r}"
        if QtOfTexts.mightBeRichText(widget.toolTip()) and "<b>" in widget.toolTip():
            yield f"{where}: tool tip {widget.toolTip()[:60]!r}"
        if any(sign in widget.windowTitle() for sign in "\u202e\u2066\n\x00\x1b"):
            yield f"{where}: title {widget.windowTitle()[:60]!r}"
        if isinstance(widget, QTextEdit) and "Ada" in widget.toPlainText() and "font-weight:7" in widget.toHtml():
            yield f"{where}: bold"
        for action in widget.actions():
            if "<b>" in action.toolTip() and QtOfTexts.mightBeRichText(action.toolTip()):
                yield f"{where}: action {action.toolTip()[:60]!r}"
