"""The history as commands read and change it: every fault of the store as one sentence with what to do."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from transcriber.app.folders import remove_audio, store_folder
from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.plain_lines import one_line
from transcriber.store.errors import StoreError, unreachable
from transcriber.store.store import Store, StoreReader, store_path
from transcriber.store.values import StoredRecording

EMPTY = "The history is empty; it begins with the first recording."
_ON_THE_COMMAND_LINE = {
    "damaged": "Open the window once: it restores the newest good copy.",
    "unknown_recording": "`transcriber history list` shows every id.",
}
"""What is to be done here, where a fault's own remedy speaks of the window."""


@contextmanager
def readable_history() -> Iterator[StoreReader]:
    """The history for reading, beside whatever records into it.

    Raises:
        CannotStart: There is none, or the store has a fault; the text says what to do.
    """
    with _said_plainly():
        reader = StoreReader(_folder())
        try:
            yield reader
        finally:
            reader.close()


@contextmanager
def writable_history() -> Iterator[Store]:
    """The history for a change, beside whatever records into it. Raises as `readable_history`."""
    with _said_plainly():
        store = Store(_folder(), datetime.now(UTC))
        try:
            if store.start.finding.message:
                sys.stderr.write(f"{one_line(store.start.finding.message)}\n")
            yield store
        finally:
            store.close(datetime.now(UTC), remove_audio)


def found_recording(reader: StoreReader, typed: str) -> StoredRecording:
    """The recording of this id, or the only one whose id begins so.

    Raises:
        WrongUsage: Nothing was typed.
        CannotStart: There is none, or more than one.
    """
    start = typed.strip().lower()
    if not start:
        raise WrongUsage("argument ID: say which recording")
    found = reader.recordings.beginning_with(start)
    if not found:
        newest_recording(reader)
        raise CannotStart(f"There is no recording {typed!r}. {_ON_THE_COMMAND_LINE['unknown_recording']}")
    if len(found) > 1:
        some = ", ".join(each.public_id for each in found)
        raise CannotStart(f"More than one id begins with {typed!r}, such as {some}. Type more of it.")
    return found[0]


def newest_recording(reader: StoreReader) -> StoredRecording:
    """The recording that was started last.

    Raises:
        CannotStart: There is none.
    """
    newest = reader.recordings.newest()
    if newest is None:
        raise CannotStart(EMPTY)
    return newest


def delete_for_good(store: Store, public_id: str) -> tuple[Path, ...]:
    """Purges a recording at once, from the safety copies too; the files of audio that could not be removed."""
    now_utc = datetime.now(UTC)
    store.deletion.delete(public_id, now_utc)
    purged = store.deletion.purge(now_utc, remove_audio, also_recent=True)
    while not store.deletion.scrub():
        pass
    return () if public_id in purged.public_ids else purged.audio_that_stays


def _folder() -> Path:
    """Where the history is; looking for it makes nothing."""
    folder = store_folder()
    try:
        is_there = store_path(folder).exists()
    except OSError as error:
        raise unreachable() from error
    if not is_there:
        raise CannotStart(EMPTY)
    return folder


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        remedy = _ON_THE_COMMAND_LINE.get(error.code, error.remedy)
        raise CannotStart(f"{error.message} {remedy}".strip()) from error
