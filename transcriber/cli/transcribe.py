"""`transcriber transcribe`: files through the same path as a microphone."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from transcriber.app import FileSource
from transcriber.cli.attend import Attendant
from transcriber.cli.console import ProgressBar
from transcriber.cli.faults import WrongUsage
from transcriber.cli.json_lines import JsonLines
from transcriber.cli.plain_lines import one_line, problem_line
from transcriber.cli.preparation import Preparation, prepare, warn_of_sunset
from transcriber.cli.reading_order import ReadingOrder
from transcriber.cli.service_reports import ServiceReports
from transcriber.export.json_document import to_json
from transcriber.export.markdown import to_markdown
from transcriber.export.srt import to_srt
from transcriber.export.txt import to_txt
from transcriber.export.vtt import to_vtt
from transcriber.session.notices import Notice, Problem, Progress, RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved

_DOCUMENTS: dict[str, Callable[[Sequence[Turn], str], str]] = {
    "txt": lambda turns, name: to_txt(turns),
    "srt": lambda turns, name: to_srt(turns),
    "vtt": lambda turns, name: to_vtt(turns),
    "json": to_json,
    "md": to_markdown,
}
_ONE_DOCUMENT_A_STREAM = {"srt", "vtt", "json"}


def run(options: argparse.Namespace) -> int:
    """Transcribe every file; 1 if any of them failed."""
    if len(options.files) > 1 and options.format in _ONE_DOCUMENT_A_STREAM and options.output is None:
        raise WrongUsage(f"several files as {options.format} need --output FOLDER")
    if options.format == "jsonl" and options.output is not None:
        raise WrongUsage("argument --output: JSON lines are written as they happen, to stdout only")
    prepared = prepare(options)
    warn_of_sunset(prepared.session, datetime.now(UTC).date())
    with Attendant().attending(prepared.trace) as attendant:
        results = []
        for path in options.files:
            if not attendant.was_interrupted:
                results.append(_FileRun(options, prepared, path).run(attendant))
    return 0 if all(results) else 1


class _FileRun:
    """One file from its path to its document. Main thread."""

    def __init__(self, options: argparse.Namespace, prepared: Preparation, path: Path) -> None:
        self._options = options
        self._path = path
        self._request = prepared.request(FileSource(path, options.speed))
        self._order = ReadingOrder()
        self._reports = ServiceReports()
        self._bar = ProgressBar(sys.stderr, path.name)
        self._prefix = f"{one_line(str(path))}: " if len(options.files) > 1 else ""

    def run(self, attendant: Attendant) -> bool:
        """True if the whole file was transcribed and written."""
        if self._options.format == "jsonl":
            return attendant.follow(self._request, self._show_as_lines())
        is_complete = attendant.follow(self._request, self._show)
        self._bar.clear()
        return self._write_document() and is_complete

    def _show_as_lines(self) -> Callable[[Notice], None]:
        lines = JsonLines(sys.stdout, {"file": str(self._path)} if len(self._options.files) > 1 else {})

        def show(notice: Notice) -> None:
            lines.show(notice)
            self._show(notice)

        return show

    def _show(self, notice: Notice) -> None:
        match notice:
            case TurnChanged() | TurnRemoved():
                self._order.update(notice)
            case Progress():
                self._bar.show(notice)
            case Problem():
                self._say(problem_line(notice))
            case RecordingChanged(RecordingState.STOPPED):
                self._say(self._reports.closing_line)
            case _:
                self._say(self._reports.line(notice))

    def _say(self, line: str | None) -> None:
        if line is not None:
            self._bar.clear()
            sys.stderr.write(f"{self._prefix}{one_line(line)}\n")

    def _write_document(self) -> bool:
        document = _DOCUMENTS[self._options.format](self._order.turns, one_line(self._path.stem))
        if self._options.output is None:
            sys.stdout.write(document)
            sys.stdout.flush()
            return True
        target: Path = self._options.output / f"{self._path.stem}.{self._options.format}"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8") as file:
                file.write(document)
        except FileExistsError:
            sys.stderr.write(f"{one_line(str(target))} exists already and was left as it is.\n")
            return False
        except OSError as error:
            sys.stderr.write(f"{one_line(str(target))} cannot be written: {error.strerror}.\n")
            return False
        return True
