"""`transcriber vocabulary`: list, add, remove, import and export the words that are to be written right."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.vocabulary_file import (
    VocabularyFileError,
    change_vocabulary,
    load_vocabulary,
    read_vocabulary,
    vocabulary_path,
)
from transcriber.transcript.vocabulary import Entry, Vocabulary
from transcriber.transcript.vocabulary_text import as_lines, as_table


def run(options: argparse.Namespace) -> int:
    """Do what was asked; the exit code.

    Raises:
        WrongUsage: The word makes no sense, or is not there.
        CannotStart: A file cannot be read or written.
    """
    match options.action:
        case "add":
            entry = Entry(
                written=options.written,
                heard=tuple(options.heard),
                is_expected=not options.not_expected,
                preset=options.preset,
            )
            _change(lambda known: known.with_entry(entry))
        case "remove":
            _change(lambda known: _without(known, options.written, options.preset))
        case "import":
            return _import(options.file)
        case "export":
            _export(options.output)
        case _:
            for entry in load_vocabulary().entries:
                sys.stdout.write(f"{_line(entry)}\n")
    return 0


def words_from(options: argparse.Namespace) -> Vocabulary:
    """What a recording is to be given: the words of the file that was named, else the saved ones of its preset.

    Raises:
        CannotStart: The file cannot be read.
    """
    if options.vocabulary is None:
        return load_vocabulary().for_preset(options.preset or "")
    vocabulary, faults = _read(options.vocabulary)
    _say(faults)
    return vocabulary.for_preset(options.preset or "")


def _line(entry: Entry) -> str:
    [line] = as_lines([entry]).splitlines() or [""]
    remarks = ([entry.preset] if entry.preset else []) + ([] if entry.is_expected else ["not expected"])
    return one_line(f"{line} [{', '.join(remarks)}]" if remarks else line)


def _without(known: Vocabulary, written: str, preset: str) -> Vocabulary:
    gone = [entry for entry in known.entries if (entry.written, entry.preset) == (written, preset)]
    if not gone:
        raise WrongUsage(f"there is no word {written!r}" + (f" of the preset {preset!r}" if preset else ""))
    return known.without(gone)


def _import(path: Path) -> int:
    vocabulary, faults = _read(path)
    refused: list[ConfigurationError] = []

    def change(known: Vocabulary) -> Vocabulary:
        joined, not_taken = known.joined_with(vocabulary.entries)
        refused.extend(not_taken)
        return joined

    _change(change)
    _say((*faults, *(error.message for error in refused)))
    sys.stderr.write(f"{len(vocabulary.entries) - len(refused)} words were taken in.\n")
    return 1 if faults or refused else 0


def _export(path: Path | None) -> None:
    entries = load_vocabulary().entries
    if path is None:
        sys.stdout.write(as_table(entries).replace("\r\n", "\n"))
        return
    text = as_lines(entries) if path.suffix == ".txt" else as_table(entries)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error.strerror or error}.") from error


def _read(path: Path) -> tuple[Vocabulary, tuple[str, ...]]:
    try:
        return read_vocabulary(path)
    except VocabularyFileError as error:
        raise CannotStart(str(error)) from error


def _change(change: Callable[[Vocabulary], Vocabulary]) -> None:
    try:
        change_vocabulary(change)
    except ConfigurationError as error:
        raise WrongUsage(error.message.removesuffix(".")) from error
    except OSError as error:
        raise CannotStart(f"{vocabulary_path()} cannot be written: {error.strerror or error}.") from error


def _say(faults: Iterable[str]) -> None:
    for fault in faults:
        sys.stderr.write(f"{one_line(fault)}\n")
