"""`transcriber export`: a recording of the history as a document, to stdout or into a file."""

import argparse
import os
import sys
from pathlib import Path

from transcriber.app.stored_material import material_of
from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line
from transcriber.cli.stored import found_recording, newest_recording, readable_history
from transcriber.export.formats import ExportFormat, as_file, as_text
from transcriber.export.material import ExportOptions, Material
from transcriber.export.writing import ExportError, WhenTaken, write_export, write_titled


def run(options: argparse.Namespace) -> int:
    """Write the document; the exit code."""
    wanted = _format(options)
    _refuse_what_does_not_fit(options, wanted)
    material = _material(options)
    if options.output is None:
        print_document(material, wanted)
        return 0
    content = as_file(material, wanted)
    try:
        path = _written(content, material.title, wanted, options)
    except ExportError as error:
        remedy = " Or replace it with --replace." if error.remedy.startswith("Choose another name") else ""
        raise CannotStart(f"{error}{remedy}") from error
    sys.stderr.write(f"{one_line(f'Wrote {path}')}\n")
    return 0


def print_document(material: Material, wanted: ExportFormat) -> None:
    """To stdout; a table's lines, which end in CR LF in a file, end as the system's do."""
    if wanted.is_text:
        sys.stdout.write(as_text(material, wanted).replace("\r\n", "\n"))
    else:
        sys.stdout.buffer.write(as_file(material, wanted))
    sys.stdout.flush()


def _format(options: argparse.Namespace) -> ExportFormat:
    if options.format is not None:
        return ExportFormat(options.format)
    ending = "" if options.output is None else Path(options.output).suffix.removeprefix(".").lower()
    if not ending or Path(options.output).is_dir():
        return ExportFormat.TXT
    if ending not in set(ExportFormat):
        pdf = " A PDF is made in the window: Save as PDF." if ending == "pdf" else ""
        raise WrongUsage(
            f"argument --output: there is no format .{ending}; there are {', '.join(ExportFormat)}."
            f"{pdf} With --format the name may end as it likes."
        )
    return ExportFormat(ending)


def _refuse_what_does_not_fit(options: argparse.Namespace, wanted: ExportFormat) -> None:
    if options.last == (options.recording is not None):
        raise WrongUsage("say which recording: its ID or --last, one of both")
    if options.output is not None:
        return
    if options.replace:
        raise WrongUsage("argument --replace: only a file of --output can be replaced")
    if not wanted.is_text and sys.stdout.isatty():
        raise WrongUsage(f"argument --format: {wanted} cannot be shown in a terminal; add --output FILE")


def _material(options: argparse.Namespace) -> Material:
    wanted = ExportOptions(times=options.times, speakers=options.speakers, range=options.range)
    with readable_history() as reader:
        recording = newest_recording(reader) if options.last else found_recording(reader, options.recording)
        return material_of(reader, recording, wanted)


def _written(content: bytes, title: str, wanted: ExportFormat, options: argparse.Namespace) -> Path:
    when_taken = WhenTaken.REPLACE if options.replace else WhenTaken.REFUSE
    path = Path(options.output)
    if options.output.endswith(("/", os.sep)) or path.is_dir():
        return write_titled(content, path, title, wanted.value, when_taken)
    return write_export(content, path, when_taken)
