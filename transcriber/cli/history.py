"""`transcriber history`: the recordings that were kept, to stdout; changes go through history_editing."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any

from transcriber.app.stored_material import material_of
from transcriber.cli.faults import WrongUsage
from transcriber.cli.history_texts import (
    annotation_documents,
    annotation_lines,
    heading_lines,
    hit_document,
    hit_heading,
    hit_line,
    origin_document,
    origin_lines,
    recording_document,
    recording_line,
)
from transcriber.cli.hit_speakers import speakers_of
from transcriber.cli.stored import found_recording, newest_recording, readable_history
from transcriber.export.json_document import to_json
from transcriber.export.material import ExportOptions
from transcriber.export.txt import to_txt
from transcriber.store.query import terms_of
from transcriber.store.recordings import PAGE
from transcriber.store.store import StoreReader
from transcriber.store.values import Standing, StoredRecording

_NOTHING_THAT_DAY = "There is no recording of that day; `transcriber history list` shows every day.\n"


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; the exit code."""
    match options.action:
        case "list":
            _list(options)
        case "show":
            _show(options)
        case "search":
            _search(options)
        case "tidy":
            from transcriber.cli.history_tidy import tidy

            tidy(options)
        case "transcribe" | "recover":
            from transcriber.cli import history_again

            return (
                history_again.transcribe(options) if options.action == "transcribe" else history_again.recover(options)
            )
        case _:
            from transcriber.cli import history_editing

            (history_editing.rename if options.action == "rename" else history_editing.delete)(options)
    return 0


def _list(options: argparse.Namespace) -> None:
    with readable_history() as reader:
        newest_recording(reader)
        if options.json:
            _print_json([recording_document(each, _local(each.started_utc)) for each in _wanted(reader, options)])
            return
        is_first = True
        for day, recordings in groupby(_wanted(reader, options), lambda each: _local(each.started_utc).date()):
            sys.stdout.write(f"{'' if is_first else chr(10)}{day:%Y-%m-%d, %A}\n")
            sys.stdout.writelines(f"  {recording_line(each, _local(each.started_utc))}\n" for each in recordings)
            is_first = False
        if is_first:
            sys.stderr.write(_NOTHING_THAT_DAY)


def _show(options: argparse.Namespace) -> None:
    with readable_history() as reader:
        recording = _as_it_stands(found_recording(reader, options.recording), reader.left_behind())
        started = _local(recording.started_utc)
        material = material_of(reader, recording, ExportOptions(times=True))
        marks = reader.annotations.marks(recording.public_id)
        notes = reader.annotations.notes(recording.public_id)
        kept = reader.turns.all(recording.public_id)
    if options.json:
        said = json.loads(to_json(material))
        made_by = {turn.machine.number: origin_document(turn) for turn in kept}
        turns = {
            "turns": [turn | made_by.get(turn["turn"], {}) for turn in said["turns"]],
            "gaps": said["gaps"],
        }
        _print_json(recording_document(recording, started) | turns | annotation_documents(marks, notes))
        return
    sys.stdout.writelines(f"{line}\n" for line in heading_lines(recording, started))
    spoken = replace(material, annotations=())
    below = (annotation_lines(marks, notes), origin_lines(kept, recording.origin))
    for text in (to_txt(spoken), *("".join(f"{line}\n" for line in lines) for lines in below)):
        if text:
            sys.stdout.write(f"\n{text}")


def _search(options: argparse.Namespace) -> None:
    typed = " ".join(options.words)
    if not terms_of(typed):
        raise WrongUsage("argument WORDS: say what to look for")
    with readable_history() as reader:
        newest_recording(reader)
        public_id = found_recording(reader, options.recording).public_id if options.recording is not None else None
        # One more tells whether there are more.
        found = reader.search.find(typed, public_id=public_id, count=options.count + 1)
        hits = found[: options.count]
        groups = [list(group) for _, group in groupby(hits, lambda hit: hit.public_id)]
        spoken = [list(zip(group, speakers_of(reader, group), strict=True)) for group in groups]
    if options.json:
        _print_json([hit_document(hit, _local(hit.started_utc), name) for group in spoken for hit, name in group])
    else:
        for group in spoken:
            first, _ = group[0]
            sys.stdout.write(f"{hit_heading(first, _local(first.started_utc))}\n")
            sys.stdout.writelines(f"{hit_line(hit, name)}\n" for hit, name in group)
    if not hits:
        sys.stderr.write("Nothing was found.\n")
    elif len(found) > len(hits):
        sys.stderr.write(f"These are the newest {len(hits)}; --count shows more.\n")


def _wanted(reader: StoreReader, options: argparse.Namespace) -> Iterator[StoredRecording]:
    """Newest first, page by page."""
    left, before = options.count, None
    left_behind = reader.left_behind()
    bounds: dict[str, datetime | None] = {"from_utc": None, "until_utc": None}
    if options.day is not None:
        # Midnight by this computer's clock: a day on which it is changed is not as long as others.
        bounds = {
            "from_utc": datetime.combine(options.day, time.min).astimezone(),
            "until_utc": datetime.combine(options.day + timedelta(days=1), time.min).astimezone(),
        }
    while left is None or left > 0:
        count = PAGE if left is None else min(left, PAGE)
        page = reader.recordings.page(before, count, **bounds)
        yield from (_as_it_stands(each, left_behind) for each in page)
        if len(page) < count:
            return
        left, before = None if left is None else left - count, page[-1]


def _as_it_stands(recording: StoredRecording, left_behind: frozenset[str]) -> StoredRecording:
    is_left = recording.public_id in left_behind
    return replace(recording, standing=Standing.INTERRUPTED) if is_left else recording


def _local(time_utc: datetime) -> datetime:
    return time_utc.astimezone()


def _print_json(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
