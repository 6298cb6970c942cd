"""The exchange that is shown, into a file of JSON lines: first what will be in it, then where it goes."""

import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.errands import Errands
from transcriber.gui.language import in_words, tr
from transcriber.realtime.trace import TraceEntry
from transcriber.realtime.trace_file import TraceFile, TraceFileError


class ProtocolSaving(QObject):
    """Asks on the main thread; writes away from it."""

    saved = Signal(str)
    """The name of the file."""
    failed = Signal(str)
    """Why there is none, as a sentence."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._errands = Errands(self)

    def ask(self, entries: tuple[TraceEntry, ...], *, keeps_audio: bool, started_utc: datetime) -> None:
        """Say what the file will hold, then ask for its name."""
        question = QMessageBox(self._window)
        question.setWindowTitle(tr("Save the exchange"))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(tr("What was spoken will be in this file."))
        question.setInformativeText(saving_words(keeps_audio=keeps_audio))
        choose = question.addButton(tr("Choose a file…"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        choose.clicked.connect(lambda: self._ask_where(entries, keeps_audio, started_utc))
        question.finished.connect(question.deleteLater)
        question.setModal(False)
        question.show()

    def save(self, path: Path, entries: tuple[TraceEntry, ...], *, keeps_audio: bool, started_utc: datetime) -> None:
        """Begin to write; `saved` or `failed` follows. A file that was there is replaced only by a whole one."""
        self._errands.run(
            lambda: _write(path, entries, keeps_audio=keeps_audio, started_utc=started_utc),
            lambda _: self.saved.emit(path.name),
            self._on_failed,
        )

    def _ask_where(self, entries: tuple[TraceEntry, ...], keeps_audio: bool, started_utc: datetime) -> None:
        title = tr("Save the exchange with what was spoken")
        dialog = QFileDialog(self._window, title, "trace.jsonl", tr("JSON lines (*.jsonl);;All files (*)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(dialog)
        dialog.setDefaultSuffix("jsonl")
        dialog.fileSelected.connect(
            lambda path: self.save(Path(path), entries, keeps_audio=keeps_audio, started_utc=started_utc)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _on_failed(self, error: Exception) -> None:
        match error:
            case TraceFileError():
                self.failed.emit(tr("Not saved. {message}").format(message=in_words(error.message)))
            case OSError():
                self.failed.emit(
                    tr("Not saved: {reason}.").format(reason=error.strerror or tr("the file cannot be written"))
                )
            case _:
                raise error


def saving_words(*, keeps_audio: bool) -> str:
    """What a person must know before the file exists."""
    with_audio = tr(
        "The speech itself is in it as audio, and the text that was spoken and the addresses of the service are in it."
    )
    without = tr("Audio is left out, but the text that was spoken and the addresses of the service are in it.")
    rest = tr("Keys and client secrets are masked. Hand it on only to people who may know what was said.")
    return f"{with_audio if keeps_audio else without} {rest}"


def _write(path: Path, entries: tuple[TraceEntry, ...], *, keeps_audio: bool, started_utc: datetime) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    faults: list[str] = []
    file = TraceFile.create(part, keeps_audio=keeps_audio, on_stopped=faults.append, started_utc=started_utc)
    for entry in entries:
        file.take(entry)
    file.close()
    if faults:
        part.unlink(missing_ok=True)
        raise TraceFileError(faults[0])
    part.replace(path)
