"""A damaged store: found, put aside, and replaced by the newest safety copy that is whole."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import BinaryIO

from transcriber.sentence import said
from transcriber.store.connection import Database, error_of_file, header_of, open_writer
from transcriber.store.dry_run import takes_a_turn
from transcriber.store.errors import StoreError, damaged
from transcriber.store.index_care import fits_the_texts, make_anew
from transcriber.store.safety_copies import SafetyCopies, is_whole

_PIECE_BYTES = 1_000_000

_log = logging.getLogger(__name__)


class Check(Enum):
    """How much is looked at before the store is used."""

    NONE = 0
    STRUCTURE = 1
    """About 3 s for a million turns, a tenth of a second for 50,000."""
    INDEXES = 2
    """Every word of every turn besides: about 20 s for a million turns, a second for 50,000."""


class Condition(StrEnum):
    """How the store was found."""

    SOUND = "sound"
    CHECKED = "checked"
    """It was looked at, and nothing is wrong with it."""
    INDEX_RENEWED = "index_renewed"
    """Only the search index was damaged; it was made anew from the texts."""
    RESTORED = "restored"
    """It was damaged; a safety copy stands in its place."""
    BEGUN_ANEW = "begun_anew"
    """It was damaged, and there is no copy that is whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How the store was found and what was done; `message` says it to a person."""

    condition: Condition = Condition.SOUND
    damaged_path: Path | None = None
    """The damaged file, put aside."""
    copy_made_utc: datetime | None = None
    """When the copy was made that stands in its place: what came later is only in the damaged file and the audio."""

    @property
    def message(self) -> str:
        """One or two sentences; empty where there is nothing to say."""
        kept = said(" The damaged file was kept as {name}.", name=self.damaged_path.name) if self.damaged_path else ""
        match self.condition:
            case Condition.SOUND | Condition.CHECKED:
                return ""
            case Condition.INDEX_RENEWED:
                return said("The search index was damaged and was made anew; no text was lost.")
            case Condition.RESTORED:
                day = f"{self.copy_made_utc:%Y-%m-%d %H:%M} UTC" if self.copy_made_utc else said("an earlier day")
                return said(
                    "The history file was damaged. The safety copy of {day} was restored.{kept}", day=day, kept=kept
                )
            case Condition.BEGUN_ANEW:
                return said(
                    "The history file was damaged and there is no safety copy; a new one was begun.{kept}", kept=kept
                )


def open_whole(
    path: Path, copies: SafetyCopies, now_utc: datetime, *, check: Check, is_alone: bool
) -> tuple[Database, Finding]:
    """The store, checked where that is due and repaired where that is needed.

    Args:
        path: The store's file.
        copies: Where to take a whole one from.
        now_utc: Names the damaged file.
        check: What is looked at besides what opening needs.
        is_alone: No other program has it open: else nothing can be put in its place.

    Raises:
        StoreError: damaged where another program has it open; or as `open_writer`.
    """
    try:
        return _open_checked(path, check)
    except StoreError as error:
        if error.code != "damaged" or not is_alone:
            raise
    aside = _put_aside(path, now_utc)
    copy = copies.newest_good()
    if copy is None:
        return open_writer(path), Finding(Condition.BEGUN_ANEW, aside)
    copies.restore(copy, path)
    return open_writer(path), Finding(Condition.RESTORED, aside, copies.made_utc(copy))


def remove_damaged_with(folder: Path, public_ids: Iterable[str]) -> None:
    """Removes the damaged files, put aside in the store's folder, that hold any of these recordings."""
    names = [public_id.encode() for public_id in public_ids]
    for aside in folder.glob("store-damaged-*"):
        try:
            with aside.open("rb") as file:
                is_concerned = _holds_any(file, names)
            if is_concerned:
                aside.unlink()
                _log.info("damaged file %s removed: it held a deleted recording", aside.name)
        except OSError as error:
            raise error_of_file(error) from error


def _holds_any(file: BinaryIO, names: list[bytes]) -> bool:
    overlap = max(map(len, names), default=0)
    before = b""
    while piece := file.read(_PIECE_BYTES):
        if any(name in before + piece for name in names):
            return True
        before = piece[-overlap:]
    return False


def _open_checked(path: Path, check: Check) -> tuple[Database, Finding]:
    header_of(path)
    database = open_writer(path)
    try:
        if database.number("SELECT count(*) FROM sqlite_schema") == 0 or check is Check.NONE:
            return database, Finding()
        if not is_whole(database) or not takes_a_turn(database):
            raise damaged()
        if check is Check.STRUCTURE or fits_the_texts(database):
            return database, Finding(Condition.CHECKED)
        make_anew(database)
        if not fits_the_texts(database):
            raise damaged()
        database.met_damage = False
    except BaseException:
        database.close()
        raise
    return database, Finding(Condition.INDEX_RENEWED)


def _put_aside(path: Path, now_utc: datetime) -> Path:
    """The file and its log under another name; what they hold is not touched."""
    aside = path.with_name(f"{path.stem}-damaged-{now_utc.astimezone(UTC):%Y%m%dT%H%M%S%fZ}{path.suffix}")
    try:
        for ending in ("-wal", "-shm", ""):
            part = path.with_name(f"{path.name}{ending}")
            if part.exists():
                part.replace(aside.with_name(f"{aside.name}{ending}"))
    except OSError as error:
        raise error_of_file(error) from error
    return aside
