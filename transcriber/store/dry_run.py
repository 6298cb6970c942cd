"""Whether the store takes a turn: tried, and taken back. What is damaged in the words of the tables shows only then."""

from transcriber.store.connection import Database, WrongStatement
from transcriber.store.errors import StoreError

_STATEMENTS = (
    """INSERT INTO recordings (id, public_id, title, started_utc_ms, standing, input_name, profile_name, profile_title,
    model, language) VALUES (-1, '', '', 0, 'finished', '', '', '', '', '')""",
    """INSERT INTO turns (id, recording_id, lane, number, position, state, machine_text, start_ms, end_ms, failure,
    languages, segments, doubtful, profile_name, profile_title, model)
    VALUES (-1, -1, 0, -1, 0, 'finished', 'a word', 0, 1, '', '[]', '[]', '[]', '', '', '')""",
    "UPDATE turns SET edited_text = 'another' WHERE id = -1",
    "DELETE FROM turns WHERE id = -1",
    "DELETE FROM recordings WHERE id = -1",
)


class _TakenBackError(Exception):
    """All of it went well, and none of it stays."""


def takes_a_turn(database: Database) -> bool:
    """Leaves nothing behind.

    Raises:
        StoreError: busy, read_only, disk_full ...; damage is an answer.
    """
    try:
        with database.write():
            for statement in _STATEMENTS:
                database.change(statement)
            raise _TakenBackError
    except _TakenBackError:
        return True
    except WrongStatement:
        # These statements are right: what SQLite misses are tables that no longer say what they said.
        return False
    except StoreError as error:
        if error.code == "damaged":
            return False
        raise
