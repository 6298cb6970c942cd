"""Where a word stands in the whole history: each finished turn in which the vocabulary would replace it."""

from dataclasses import replace

from transcriber.store.connection import Database
from transcriber.store.hits import Hit
from transcriber.store.search import Search
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import Entry
from transcriber.transcript.word_pieces import pieces_of

MOST_PLACES = 2_000
"""A word that stands in more turns than that is no slip that somebody corrects."""
_PAGE = 500


class WordPlaces:
    """Finds turns. The thread of its connection. What is struck is left out, as it is everywhere.

    The index narrows down what is read: of a heard form that a text spells with other code points (wide letters, say)
    those places are found whose spelling a search finds too.
    """

    def __init__(self, database: Database) -> None:
        self._search = Search(database)

    def find(self, entry: Entry, *, without: str = "", most: int = MOST_PLACES) -> list[Hit]:
        """The turns in which a heard form of the entry would be replaced; one more than `most` where there are more.

        Args:
            entry: What is written, and what is heard instead.
            without: The public id of a recording that is left out.
            most: At most so many are of interest.

        Raises:
            StoreError: As `Database`.
        """
        replacement = Replacement((entry,))
        found: dict[int, Hit] = {}
        for form in entry.heard:
            for hit in self._holding(form, most, without, replacement):
                found[hit.turn_id] = hit
        return sorted(found.values(), key=lambda hit: -hit.turn_id)[: most + 1]

    def _holding(self, form: str, most: int, without: str, replacement: Replacement) -> list[Hit]:
        words = tuple(dict.fromkeys(form[piece.start : piece.end] for piece in pieces_of(form)))
        found: list[Hit] = []
        page = self._search.holding(words, count=_PAGE)
        while page and len(found) <= most:
            for hit in page:
                places = replacement.places(hit.text) if hit.public_id != without else ()
                if places:
                    found.append(replace(hit, ranges=tuple((place.start, place.end) for place in places)))
            page = self._search.holding(words, before=page[-1], count=_PAGE) if len(page) == _PAGE else []
        return found
