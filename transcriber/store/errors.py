"""What can go wrong with the store, as a person may read it. Pure."""

from transcriber.sentence import said

_PERM, _BUSY, _LOCKED, _READONLY, _INTERRUPT, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 9, 11, 13, 14, 26
"""Primary result codes, https://www.sqlite.org/rescode.html."""


class StoreError(Exception):
    """The store could not do it, and nothing of what it holds was changed.

    Args:
        code: A stable slug: busy, damaged, disk_failed, disk_full, given_up, newer, not_neighbours, read_only,
            unknown_mark, unknown_note, unknown_recording, unknown_turn, unreachable, vanished.
        message: What happened, as one sentence.
        remedy: What a person can do.
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


def error_of(result_code: int | None) -> StoreError:
    """What SQLite's primary or extended result code means to a person."""
    match (result_code or 0) & 0xFF:
        case code if code in (_BUSY, _LOCKED):
            return busy()
        case code if code in (_CORRUPT, _NOTADB):
            return damaged()
        case code if code == _FULL:
            return StoreError(
                "disk_full", said("The disk is full; the history could not be saved."), said("Free some space.")
            )
        case code if code == _INTERRUPT:
            return StoreError("given_up", said("There was not enough time for it."), said("It is done another time."))
        case code if code in (_READONLY, _PERM):
            return StoreError(
                "read_only",
                said("The history cannot be written."),
                said("Allow this user to write in the data folder."),
            )
        case code if code == _CANTOPEN:
            return unreachable()
        case _:
            return StoreError(
                "disk_failed",
                said("The disk did not take or give the history's data."),
                said("Check the disk and its free space."),
            )


def busy() -> StoreError:
    """Another program did not let go of it in time."""
    return StoreError("busy", said("Another program holds the history."), said("Close it, or try again in a moment."))


def damaged() -> StoreError:
    """The file is not what SQLite wrote."""
    return StoreError(
        "damaged",
        said("The history file is damaged."),
        said("Start the program again: it restores the newest good copy."),
    )


def unreachable() -> StoreError:
    """The folder or the file cannot be made or opened."""
    return StoreError(
        "unreachable",
        said("The history cannot be opened."),
        said("Check that the data folder exists and belongs to this user."),
    )


def vanished() -> StoreError:
    """What is written to the open file now, nobody finds there again."""
    return StoreError(
        "vanished",
        said("Someone removed or replaced the history file while it was in use."),
        said("Put it back, or start the program again for a new history."),
    )


def unknown_recording(public_id: str) -> StoreError:
    """No recording goes by this id, or it was deleted."""
    return StoreError(
        "unknown_recording",
        said("There is no recording {public_id!r}.", public_id=public_id),
        said("List the history for its ids."),
    )
