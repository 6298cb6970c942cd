"""From any older version of the store to this program's, whole or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from transcriber.sentence import said
from transcriber.store.connection import Database, header_of
from transcriber.store.errors import StoreError
from transcriber.store.schema import APPLICATION_ID, STEPS

VERSION = len(STEPS)


def refuse_newer(path: Path, version: int = VERSION) -> None:
    """Looks at the file without opening it as a database: a newer program's store stays as it is, byte for byte.

    Raises:
        StoreError: newer, damaged, unreachable.
    """
    found, _ = header_of(path)
    _refuse_newer(found, version)


def migrate(
    database: Database, before: Callable[[int], None], steps: Sequence[Sequence[str]] = STEPS
) -> tuple[int, int]:
    """Take the steps that are missing in one transaction; returns the version before and after.

    Args:
        database: The only writer of this program.
        before: Makes the safety copy of the store of this version; not called for an empty one.
        steps: The statements from each version to the next.

    Raises:
        StoreError: newer, or what `before` and `Database` raise; the store is then as it was.
    """
    found = database.number("PRAGMA user_version")
    _refuse_newer(found, len(steps))
    if found == len(steps):
        return found, found
    if found > 0:
        before(found)
    with database.write():
        # Another program may have been faster.
        found = database.number("PRAGMA user_version")
        for step in steps[found:]:
            for statement in step:
                database.change(statement)
        database.change(f"PRAGMA application_id = {APPLICATION_ID}")
        database.change(f"PRAGMA user_version = {len(steps)}")
    return found, len(steps)


def _refuse_newer(found: int, known: int) -> None:
    if found > known:
        raise StoreError(
            "newer",
            said(
                "The history was written by a newer version of this program (format {found}; this one knows {known}).",
                found=found,
                known=known,
            ),
            said("Update the program; the history was left as it is."),
        )
