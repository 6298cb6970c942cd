"""`transcriber transcribe`: files through the same path as a microphone."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.app import FileSource
from transcriber.cli.attend import Attendant
from transcriber.cli.console import ProgressBar
from transcriber.cli.faults import WrongUsage
from transcriber.cli.json_lines import JsonLines
from transcriber.cli.plain_lines import one_line, problem_line
from transcriber.cli.preparation import Preparation, is_history_kept, prepare, warn_of_sunset
from transcriber.cli.reading_order import ReadingOrder
from transcriber.cli.service_reports import ServiceReports
from transcriber.cli.vocabulary import words_from
from transcriber.export.formats import ExportFormat, as_file, as_text
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.export.writing import ExportError, WhenTaken, write_titled
from transcriber.session.notices import Notice, Problem, Progress, RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState

_LINES = "jsonl"
_SEVERAL_A_STREAM = {_LINES, ExportFormat.TXT, ExportFormat.MD}


def run(options: argparse.Namespace) -> int:
    """Transcribe every file; 1 if any of them failed."""
    _refuse_what_does_not_fit(options)
    words = words_from(options)
    prepared = prepare(options)
    warn_of_sunset(prepared.session, datetime.now(UTC).date())
    with Attendant(keeps_history=is_history_kept(options), words=words).attending(prepared.trace) as attendant:
        results = []
        for path in options.files:
            if not attendant.was_interrupted:
                results.append(_FileRun(options, prepared, path).run(attendant))
    return 0 if all(results) else 1


def _refuse_what_does_not_fit(options: argparse.Namespace) -> None:
    """Raises WrongUsage before an hour of audio is transcribed for nothing."""
    if options.format == _LINES:
        if options.output is not None:
            raise WrongUsage("argument --output: JSON lines are written as they happen, to stdout only")
        if options.times is not None or options.speakers is not None:
            raise WrongUsage("argument --times, --speakers: JSON lines always have both")
    elif options.output is None:
        if len(options.files) > 1 and options.format not in _SEVERAL_A_STREAM:
            raise WrongUsage(f"several files as {options.format} need --output FOLDER")
        if not ExportFormat(options.format).is_text and sys.stdout.isatty():
            raise WrongUsage(f"argument --format: {options.format} cannot be shown in a terminal; add --output FOLDER")


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
        if self._options.format == _LINES:
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
            case RecordingChanged(RecordingState.STOPPED, _, recorded_ms):
                if self._options.format != _LINES:
                    self._say(self._reports.coverage_line(recorded_ms))
                self._say(self._reports.closing_line)
            case _:
                self._say(self._reports.line(notice))

    def _say(self, line: str | None) -> None:
        if line is not None:
            self._bar.clear()
            sys.stderr.write(f"{self._prefix}{one_line(line)}\n")

    def _write_document(self) -> bool:
        wanted = ExportFormat(self._options.format)
        material = Material(
            turns=self._order.turns,
            title=one_line(self._path.stem),
            gaps=[_gap(turn) for turn in self._order.turns if turn.state is TurnState.GAP],
            options=ExportOptions(times=self._options.times, speakers=self._options.speakers),
        )
        if self._options.output is None:
            _print(material, wanted)
            return True
        try:
            content = as_file(material, wanted)
            write_titled(content, self._options.output, self._path.stem, wanted.value, WhenTaken.REFUSE)
        except ExportError as error:
            sys.stderr.write(f"{one_line(str(error))}\n")
            return False
        return True


def _gap(turn: Turn) -> Gap:
    return Gap(turn.start_ms or 0, turn.end_ms or 0, turn.failure, turn.lane)


def _print(material: Material, wanted: ExportFormat) -> None:
    if wanted.is_text:
        # The ends of a table's lines are CR LF in a file; here they are those of the system.
        sys.stdout.write(as_text(material, wanted).replace("\r\n", "\n"))
    else:
        sys.stdout.buffer.write(as_file(material, wanted))
    sys.stdout.flush()
