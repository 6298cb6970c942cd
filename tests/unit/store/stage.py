"""What the tests of the store share: a day, turns, a store of one's own."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from transcriber.store.connection import Database, open_writer
from transcriber.store.migrations import migrate
from transcriber.store.recordings import Recordings
from transcriber.store.store import Store
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.turns import Turns
from transcriber.store.values import StoredRecording
from transcriber.transcript.turns import Turn, TurnState

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def fresh_database(folder: Path) -> Database:
    """An empty store's file without the program around it."""
    database = open_writer(folder / "store.db")
    migrate(database, lambda _: None)
    return database


def finished(number: int, text: str) -> Turn:
    return Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 1000, end_ms=number * 1000 + 900)


def recorded(store: Store, *texts: str, title: str = "") -> StoredRecording:
    """A recording in which these turns were said."""
    recording = store.recordings.create(NOW, title=title)
    said(store.turns, recording, *texts)
    return recording


def said(turns: Turns, recording: StoredRecording, *texts: str) -> list[StoredTurn]:
    saved = (
        turns.save(recording.public_id, finished(number, text), number - 1)
        for number, text in zip(itertools.count(1), texts, strict=False)
    )
    return [turn for turn in saved if turn is not None]


def held(database: Database, holder: str = "me") -> Recordings:
    return Recordings(database, holder)


def texts(turns: Iterable[StoredTurn]) -> list[str]:
    return [turn.text for turn in turns]


def no_audio(path: Path) -> None:
    raise AssertionError(f"no audio was expected: {path}")


def traces_of(words: str, folder: Path) -> list[str]:
    """The files below in which these words still stand, as bytes; another thread may be at work there."""
    return [path.name for path in folder.rglob("*") if words.encode() in _bytes_of(path)]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""
