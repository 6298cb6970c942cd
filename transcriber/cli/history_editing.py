"""`transcriber history rename` and `delete`."""

import argparse
import json
import sys
from typing import Any

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.history_texts import recording_line, title_of
from transcriber.cli.plain_lines import one_line
from transcriber.cli.secret_input import stdin_is_terminal
from transcriber.cli.stored import delete_for_good, found_recording, readable_history, writable_history
from transcriber.store.values import Standing, StoredRecording

_YES = {"y", "yes"}


def rename(options: argparse.Namespace) -> None:
    """Give a recording another title."""
    title = one_line(" ".join(options.title))
    if not title:
        raise WrongUsage("argument TITLE: a title needs at least one letter")
    public_id = _asked_for(options).public_id
    with writable_history() as store:
        store.recordings.rename(public_id, title)
    _tell(options, f"{public_id} is called {title} now.", {"id": public_id, "title": title})


def delete(options: argparse.Namespace) -> None:
    """Delete a recording for good, once somebody agreed."""
    if not options.yes and not stdin_is_terminal():
        raise WrongUsage(
            "argument --yes: nobody can be asked here, so it is needed: with it the recording is deleted at once"
        )
    recording = _asked_for(options)
    if not options.yes:
        _ask(recording)
    public_id = recording.public_id
    with writable_history() as store:
        if store.recordings.get(public_id).standing is Standing.RECORDING:
            raise CannotStart(f"{public_id} is being recorded now. Stop the recording first, then delete it.")
        stays = delete_for_good(store, public_id)
    if stays:
        names = ", ".join(map(str, stays))
        raise CannotStart(
            f"{public_id} is no longer in the history, but its audio could not be removed: {names}. Allow this user to "
            "write there; the next start tries again."
        )
    _tell(
        options,
        f"{title_of(recording.title)} is deleted for good: text, audio and index. This cannot be undone.",
        {"id": public_id, "deleted": True},
    )


def _asked_for(options: argparse.Namespace) -> StoredRecording:
    with readable_history() as reader:
        return found_recording(reader, options.recording)


def _ask(recording: StoredRecording) -> None:
    line = recording_line(recording, recording.started_utc.astimezone())
    sys.stderr.write(
        f"{recording.started_utc.astimezone():%Y-%m-%d}  {line}\n"
        "Delete its text and its audio for good? This cannot be undone. [y/N] "
    )
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in _YES:
        raise CannotStart("Nothing was deleted.")


def _tell(options: argparse.Namespace, words: str, document: dict[str, Any]) -> None:
    if options.json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stderr.write(f"{one_line(words)}\n")
