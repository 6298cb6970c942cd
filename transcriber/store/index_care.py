"""The full-text indexes: whether they fit the texts, made anew, and rid of words that were deleted.

FTS5 only notes that a text is gone; its words stay in the index's pages until these are merged
(https://www.sqlite.org/fts5.html, "merge" and "optimize").
"""

from transcriber.store.connection import Database
from transcriber.store.errors import StoreError
from transcriber.store.schema import SEARCH_INDEXES

_PAGES_AT_ONCE = 500


def scrub(database: Database) -> bool:
    """Merge a little of each index, in a transaction of a few milliseconds; True when nothing is left to merge.

    Raises:
        StoreError: as `Database`.
    """
    is_done = True
    for index in SEARCH_INDEXES:
        before = database.total_changes
        with database.write():
            database.change(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", -_PAGES_AT_ONCE)
        # The statement itself counts for one change, so the manual tells.
        is_done &= database.total_changes - before < 2
    return is_done


def scrub_whole(database: Database) -> None:
    """Merge all of each index. Raises as `scrub`."""
    while not scrub(database):
        pass


def fits_the_texts(database: Database) -> bool:
    """Whether each index holds the words of the texts, and no others; reads everything."""
    try:
        for index in SEARCH_INDEXES:
            database.change(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except StoreError as error:
        if error.code == "damaged":
            return False
        raise
    return True


def make_anew(database: Database) -> None:
    """Each index from the texts. Raises as `scrub`."""
    with database.write():
        for index in SEARCH_INDEXES:
            database.change(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
