"""Transcripts on paper and as PDF: plain text laid out by Qt, on a thread of its own, a page at a time.

A transcript is untrusted: it is inserted as plain text, and nothing in it is ever read as markup.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QMarginsF, QObject, QRectF, QSizeF, Qt, QThread, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from transcriber.export.clock import short_clock
from transcriber.export.file_names import file_name
from transcriber.export.material import Material
from transcriber.export.rows import Row, RowKind, clean, rows_of
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.language import in_words, tr
from transcriber.gui.typeface import typeface
from transcriber.sentence import said
from transcriber.session.notices import Problem
from transcriber.transcript.directions import runs_right_to_left

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_logger = logging.getLogger(__name__)
_MARGIN_MM = 20.0
_TEXT_POINTS, _TITLE_POINTS, _SMALL_POINTS = 10.0, 18.0, 8.5
_TIMES_POINTS = 52.0
_FOOT_POINTS = 26.0
_SLICE_ROWS = 40
_INK, _SOFT, _WARNING = "#000000", "#565C68", "#8A3B00"


@dataclass(frozen=True, slots=True)
class _Formats:
    """How each kind of words looks."""

    title: QTextCharFormat
    soft: QTextCharFormat
    name: QTextCharFormat
    text: QTextCharFormat
    note: QTextCharFormat


class Printing(QObject):
    """Asks where to; lays out and paints on a thread. Main thread."""

    said = Signal(str)
    """What became of it."""
    problem_raised = Signal(object)
    """A `Problem`: why it could not be printed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._works: list[_Work] = []

    def ask_where_to(self, material: Material) -> None:
        """A PDF that the person names."""
        dialog = QFileDialog(self._window, tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(dialog)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(material.title, "pdf"))
        dialog.fileSelected.connect(lambda name: self.save_pdf(material, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def ask_for_printer(self, material: Material) -> None:
        """A printer that the person chooses; its paper is used."""
        # What nobody prints on does not slow the start of the program.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # Some desktops name a file after it.
        printer.setDocName(file_name(material.title, "pdf").removesuffix(".pdf"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print the transcript"))
        # It is taken as the dialog's own result: its signal hands over a printer that dies with the dialog.
        dialog.finished.connect(lambda result: self._on_printer(result, material, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def save_pdf(self, material: Material, path: Path) -> None:
        """Write it, away from the main thread; then `said`, or a problem."""
        self._begin(lambda: write_pdf(material, path), tr("Saved as {name}").format(name=path.name))

    def print(self, material: Material, printer: "QPrinter") -> None:
        """Print it, away from the main thread; then `said`, or a problem."""
        self._begin(lambda: paint(material, printer), tr("Sent to the printer"))

    def _begin(self, act: Callable[[], object], done: str) -> None:
        work = _Work(act, done)
        self._works.append(work)
        work.finished.connect(self._on_finished)
        work.start()

    def _on_finished(self) -> None:
        for work in [work for work in self._works if work.isFinished()]:
            self._works.remove(work)
            if work.fault is None:
                self.said.emit(work.done)
            else:
                self._fail(work.fault)
            work.wait()

    def _on_printer(self, result: int, material: Material, printer: "QPrinter") -> None:
        if result == QDialog.DialogCode.Accepted.value:
            self.print(material, printer)

    def _fail(self, fault: OSError) -> None:
        message = tr("The transcript was not printed. {reason}.").format(reason=in_words(fault.strerror or str(fault)))
        remedy = tr("Choose another folder or printer, or make room there.")
        self.problem_raised.emit(Problem("not_printed", message, remedy))


class _Work(QThread):
    """A thread of Qt's own: a document's layout uses timers, which other threads have not. Made on the main thread."""

    def __init__(self, act: Callable[[], object], done: str) -> None:
        application = QCoreApplication.instance()
        super().__init__(application)
        self._act = act
        self.done = done
        self.fault: OSError | None = None
        if application is not None:
            # A page that is half on paper is finished before the program ends.
            application.aboutToQuit.connect(self.wait)

    @asked_by_qt
    def run(self) -> None:
        """On the thread."""
        try:
            self._act()
        except OSError as error:
            self.fault = error
        except Exception as error:
            # A bug: what is not on paper must not be told as printed.
            _logger.error("A transcript was not printed", exc_info=error)
            self.fault = OSError(0, said("It ended because of an error in this program"))


def write_pdf(material: Material, path: Path, page: QPageSize.PageSizeId | None = None) -> int:
    """A whole PDF takes the place of `path`, or nothing does; how many pages it has. Any thread.

    Args:
        material: What is written.
        path: Where to.
        page: The paper; None: what is usual in this computer's country, A4 or Letter.

    Raises:
        OSError: It cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".transcript-", suffix=".pdf")
    os.close(handle)
    made = Path(name)
    try:
        pages = _write(material, made, page or _usual_page())
        with made.open("rb") as file:
            os.fsync(file.fileno())
        made.chmod(0o600)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    return pages


def paint(material: Material, device: QPagedPaintDevice) -> int:
    """Title, date and rows on the device's pages, each with its number; how many pages there are. Any thread.

    Raises:
        OSError: The device takes nothing.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(0, said("It cannot be written there"))
    try:
        dots_in_point = painter.device().logicalDpiY() / 72
        whole = QRectF(0, 0, painter.viewport().width(), painter.viewport().height())
        body = whole.adjusted(0, 0, 0, -_FOOT_POINTS * dots_in_point)
        document = document_of(material, body.size(), dots_in_point)
        count = document.pageCount()
        for number in range(count):
            if number:
                device.newPage()
            _paint_page(painter, document, number, body)
            _paint_foot(painter, whole, clean(material.title), f"{number + 1} / {count}", dots_in_point)
        return count
    finally:
        painter.end()


def document_of(material: Material, page: QSizeF, dots_in_point: float) -> QTextDocument:
    """The transcript as a document of pages of this size, in dots. The thread that asks for it."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultFont(_font(_TEXT_POINTS * dots_in_point))
    formats = _formats(dots_in_point)
    # Laid out with each slice: all at once would hold up every other thread, as Python runs one at a time.
    document.setPageSize(page)
    cursor = QTextCursor(document)
    _insert_head(cursor, material, formats, dots_in_point)
    rows, has_times = rows_of(material, with_annotations=True), material.options.has_times()
    for start in range(0, len(rows), _SLICE_ROWS):
        cursor.beginEditBlock()
        for row in rows[start : start + _SLICE_ROWS]:
            _insert_row(cursor, row, formats, dots_in_point, has_times=has_times)
        cursor.endEditBlock()
        document.documentLayout().blockBoundingRect(cursor.block())
    return document


def _insert_head(cursor: QTextCursor, material: Material, formats: _Formats, dots_in_point: float) -> None:
    title = QTextBlockFormat()
    title.setBottomMargin(4 * dots_in_point)
    title.setHeadingLevel(1)
    _direct(title, material.title)
    cursor.setBlockFormat(title)
    cursor.insertText(clean(material.title), formats.title)
    below = QTextBlockFormat()
    below.setBottomMargin(14 * dots_in_point)
    cursor.insertBlock(below)
    cursor.insertText(material.started_text, formats.soft)


def _insert_row(cursor: QTextCursor, row: Row, formats: _Formats, dots_in_point: float, *, has_times: bool) -> None:
    """The time hangs at the side, the words stand below each other."""
    block = QTextBlockFormat()
    block.setBottomMargin(6 * dots_in_point)
    block.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    words = row.text if row.kind is RowKind.SPOKEN else row.note
    time = short_clock(row.start_ms) if has_times and row.start_ms is not None else ""
    is_hanging = has_times and not runs_right_to_left(words)
    if is_hanging:
        block.setTabPositions([QTextOption.Tab(_TIMES_POINTS * dots_in_point, QTextOption.TabType.LeftTab)])
        block.setTextIndent(-_TIMES_POINTS * dots_in_point)
        block.setLeftMargin(_TIMES_POINTS * dots_in_point)
    _direct(block, words)
    cursor.insertBlock(block)
    if is_hanging or time:
        cursor.insertText(f"{time}\t" if is_hanging else f"{time}   ", formats.soft)
    if row.name:
        cursor.insertText(f"{row.name}: ", formats.name)
    cursor.insertText(words, formats.text if row.kind is RowKind.SPOKEN else formats.note)


def _direct(block: QTextBlockFormat, words: str) -> None:
    is_right_to_left = runs_right_to_left(words)
    block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left else Qt.LayoutDirection.LeftToRight)


def _paint_page(painter: QPainter, document: QTextDocument, number: int, body: QRectF) -> None:
    painter.save()
    painter.translate(0, -number * body.height())
    document.drawContents(painter, QRectF(0, number * body.height(), body.width(), body.height()))
    painter.restore()


def _paint_foot(painter: QPainter, whole: QRectF, title: str, number: str, dots_in_point: float) -> None:
    painter.save()
    painter.setFont(_font(_SMALL_POINTS * dots_in_point))
    painter.setPen(QColor(_SOFT))
    foot = QRectF(whole.left(), whole.bottom() - 12 * dots_in_point, whole.width(), 12 * dots_in_point)
    number_width = painter.fontMetrics().horizontalAdvance(number) + round(12 * dots_in_point)
    room = round(foot.width()) - number_width
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
    bottom = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | bottom, shown)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | bottom, number)
    painter.restore()


def _write(material: Material, path: Path, page: QPageSize.PageSizeId) -> int:
    writer = QPdfWriter(str(path))
    writer.setTitle(clean(material.title))
    writer.setCreator("Transcriber")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(QPageSize(page), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    return paint(material, writer)


def _usual_page() -> QPageSize.PageSizeId:
    """Letter where paper is measured in inches."""
    is_metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter


def _formats(dots_in_point: float) -> _Formats:
    return _Formats(
        title=_format(_TITLE_POINTS * dots_in_point, _INK, QFont.Weight.DemiBold),
        soft=_format(_SMALL_POINTS * dots_in_point, _SOFT),
        name=_format(_TEXT_POINTS * dots_in_point, _INK, QFont.Weight.DemiBold),
        text=_format(_TEXT_POINTS * dots_in_point, _INK),
        note=_format(_TEXT_POINTS * dots_in_point, _WARNING, is_italic=True),
    )


def _format(
    size_dots: float, colour: str, weight: QFont.Weight = QFont.Weight.Normal, *, is_italic: bool = False
) -> QTextCharFormat:
    font = _font(size_dots)
    font.setWeight(weight)
    font.setItalic(is_italic)
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(QBrush(QColor(colour)))
    return made


def _font(size_dots: float) -> QFont:
    """In dots of the device: a document in a thread knows no other size of it."""
    font = typeface(13)
    font.setPixelSize(max(1, round(size_dots)))
    # A sign that is drawn otherwise between figures cannot be found or copied in a PDF.
    font.setFeature(QFont.Tag("calt"), 0)
    return font
