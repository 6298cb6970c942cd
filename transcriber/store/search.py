"""Full-text search over all that was said, newest first, fast enough to run while a person types."""

from collections.abc import Sequence

from transcriber.store.connection import Database, Row, Value
from transcriber.store.hits import PAGE, Hit
from transcriber.store.query import (
    GRAM,
    Term,
    either,
    like_pattern,
    needs_grams,
    quoted,
    ranges_in,
    terms_of,
    united,
    words_query,
)
from transcriber.store.recordings import of_ms, recording_id_of

_OPENS, _CLOSES = "\x01", "\x02"
"""Around a hit; `plain` keeps both out of every text."""
_MOST_ENDINGS = 200
"""A short word with more continuations than that is so frequent that reading backwards finds a page at once."""
_BIGGEST_ID = 2**62
_COLUMNS = """turns.id, turns.lane, turns.number, turns.start_ms, turns.text, recordings.public_id, recordings.title,
  recordings.started_utc_ms"""
_IS_READ = """turns.state = 'finished'
  AND (NOT turns.is_on_silence OR turns.is_speech OR turns.edited_text IS NOT NULL)"""


class Search:
    """Finds turns. The thread of its connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self, typed: str, *, public_id: str | None = None, before: Hit | None = None, count: int = PAGE
    ) -> list[Hit]:
        """The newest turns that hold every word of `typed`, the last one possibly begun only; "…" is a phrase.

        Where no turn holds the words as such, turns in which they are part of longer words are found.

        Args:
            typed: As a person types it; no sign in it is special but the double quote.
            public_id: Only in this recording.
            before: The last hit of the page before.
            count: At most so many.

        Raises:
            StoreError: unknown_recording, or as `Database`.
        """
        terms = terms_of(typed)
        if not terms:
            return []
        bounds = self._bounds(public_id, before)
        if not needs_grams(terms):
            if hits := self._by_words(terms, bounds, count):
                return hits
            if before is not None and self._by_words(terms, self._bounds(public_id, None), 1):
                return []
        return self._by_grams(terms, bounds, count)

    def holding(self, words: Sequence[str], *, before: Hit | None = None, count: int = PAGE) -> list[Hit]:
        """The newest finished turns that hold each of these, be it within longer words; what is struck is left out.

        Raises:
            StoreError: As `Database`.
        """
        terms = tuple(Term(word) for word in words if word)
        return self._by_grams(terms, self._bounds(None, before), count, condition=_IS_READ) if terms else []

    def _bounds(self, public_id: str | None, before: Hit | None) -> tuple[int, int, int]:
        """First and last id to look at, and the recording's row or 0. An old recording is found without the newer."""
        last = _BIGGEST_ID if before is None else before.turn_id - 1
        if public_id is None:
            return 0, last, 0
        recording_id = recording_id_of(self._database, public_id)
        span = self._database.row("SELECT min(id), max(id) FROM turns WHERE recording_id = ?", recording_id)
        if span is None or span[0] is None:
            return 0, -1, recording_id
        return span[0], min(last, span[1]), recording_id

    def _by_words(self, terms: tuple[Term, ...], bounds: tuple[int, int, int], count: int) -> list[Hit]:
        # CROSS JOIN: the index comes first, whatever the planner thinks of it.
        rows = self._database.rows(
            f"""SELECT {_COLUMNS}, highlight(turn_words, 0, '{_OPENS}', '{_CLOSES}') AS marked
            FROM turn_words CROSS JOIN turns ON turns.id = turn_words.rowid
            CROSS JOIN recordings ON recordings.id = turns.recording_id
            WHERE turn_words MATCH ? AND turn_words.rowid BETWEEN ? AND ?
            AND recordings.deleted_utc_ms IS NULL AND (? = 0 OR turns.recording_id = ?)
            ORDER BY turn_words.rowid DESC LIMIT ?""",
            *(words_query(terms), bounds[0], bounds[1], bounds[2], bounds[2], count),
        )
        return [_hit(row, _marked_ranges(row["marked"])) for row in rows]

    def _by_grams(
        self, terms: tuple[Term, ...], bounds: tuple[int, int, int], count: int, *, condition: str = "TRUE"
    ) -> list[Hit]:
        indexed, read = self._split(terms)
        values: list[Value] = []
        source = "turns"
        if indexed:
            source = "turn_grams CROSS JOIN turns ON turns.id = turn_grams.rowid"
            condition += " AND turn_grams MATCH ?"
            values.append(" AND ".join(indexed))
        number = "turn_grams.rowid" if indexed else "turns.id"
        for term in read:
            patterns = [like_pattern(text) for text in term.spellings]
            condition += " AND " + either([r"turns.text LIKE ? ESCAPE '\'" for _ in patterns])
            values += patterns
        rows = self._database.rows(
            f"""SELECT {_COLUMNS} FROM {source} CROSS JOIN recordings ON recordings.id = turns.recording_id
            WHERE {condition} AND {number} BETWEEN ? AND ?
            AND recordings.deleted_utc_ms IS NULL AND (? = 0 OR turns.recording_id = ?)
            ORDER BY {number} DESC LIMIT ?""",
            *(*values, bounds[0], bounds[1], bounds[2], bounds[2], count),
        )
        return [_hit(row, ranges_in(row["text"], terms)) for row in rows]

    def _split(self, terms: tuple[Term, ...]) -> tuple[list[str], list[Term]]:
        """Queries of the gram index, and what must be looked for in the texts themselves."""
        indexed: list[str] = []
        read: list[Term] = []
        for term in terms:
            queries = self._gram_queries(term)
            if queries is None:
                read.append(term)
            else:
                indexed.append(either(queries))
        return indexed, read

    def _gram_queries(self, term: Term) -> list[str] | None:
        """What finds one of its spellings each; None where a short one begins too many entries."""
        queries = []
        for text in term.spellings:
            if len(text) >= GRAM:
                queries.append(quoted(text))
            elif (endings := self._endings(text)) is None:
                return None
            else:
                queries += map(quoted, endings)
        return queries

    def _endings(self, text: str) -> list[str] | None:
        """Every entry of the gram index that begins so; None where they are too many."""
        text = text.lower()
        rows = self._database.rows(
            "SELECT term FROM turn_gram_terms WHERE term >= ? AND term < ? LIMIT ?",
            *(text, text + "\U0010ffff", _MOST_ENDINGS + 1),
        )
        if len(rows) > _MOST_ENDINGS:
            return None
        # A query needs something to look for, even where nothing begins so.
        return [row["term"] for row in rows] or [text.ljust(GRAM, "\uffff")]


def _hit(row: Row, ranges: tuple[tuple[int, int], ...]) -> Hit:
    return Hit(
        public_id=row["public_id"],
        title=row["title"],
        started_utc=of_ms(row["started_utc_ms"]),
        turn_id=row["id"],
        lane=row["lane"],
        number=row["number"],
        start_ms=row["start_ms"],
        text=row["text"],
        ranges=ranges,
    )


def _marked_ranges(marked: str) -> tuple[tuple[int, int], ...]:
    """Where the signs stand, counted without them."""
    found: list[tuple[int, int]] = []
    index = start = 0
    for letter in marked:
        if letter == _OPENS:
            start = index
        elif letter == _CLOSES:
            found.append((start, index))
        else:
            index += 1
    return united(found)
