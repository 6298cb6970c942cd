"""`transcriber history tidy`: what the window does by itself now and then, for those who only use commands."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime

from transcriber.app.audio_keeping import AudioKeeper
from transcriber.app.folders import recordings_folder, size_bytes
from transcriber.cli.plain_lines import problem_line
from transcriber.cli.stored import writable_history
from transcriber.session.notices import Notice, Problem
from transcriber.store.store import Store


def tidy(options: argparse.Namespace) -> None:
    """Remove the audio whose time has come and make the rest smaller, and say what it takes now."""
    with writable_history() as store:
        before_bytes = _audio_bytes(store)
        keeper = AudioKeeper(lambda: store, recordings_folder(), lambda: True, _tell)
        asyncio.run(keeper.look(datetime.now(UTC)))
        after_bytes = _audio_bytes(store)
    if options.json:
        sys.stdout.write(json.dumps({"audio_bytes_before": before_bytes, "audio_bytes": after_bytes}, indent=2) + "\n")
    else:
        sys.stderr.write(
            f"The audio of the history takes {after_bytes / 1e6:,.1f} MB; before, {before_bytes / 1e6:,.1f} MB.\n"
        )


def _audio_bytes(store: Store) -> int:
    return sum(size_bytes(path) or 0 for path in store.recordings.audio_paths())


def _tell(notice: Notice) -> None:
    if isinstance(notice, Problem):
        sys.stderr.write(f"{problem_line(notice)}\n")
