"""Who says what a search found, under the names that stand in the recording."""

from collections.abc import Sequence

from transcriber.store.hits import Hit
from transcriber.store.store import StoreReader
from transcriber.transcript.speakers import SpeakerNames, spoken_runs
from transcriber.transcript.turns import Turn


def speakers_of(reader: StoreReader, hits: Sequence[Hit]) -> list[str]:
    """Of each of these hits in one recording; empty where nobody is told apart.

    Raises:
        StoreError: unknown_recording or unknown_turn where it was deleted meanwhile, or as the reader.
    """
    if not hits:
        return []
    public_id = hits[0].public_id
    turns = [reader.turns.get(hit.turn_id).shown for hit in hits]
    given = reader.annotations.speaker_names(public_id)
    # Speakers are numbered in the order of the whole recording, which two sources do not need.
    met = [stored.shown for stored in reader.turns.all(public_id)] if any(turn.segments for turn in turns) else turns
    names = SpeakerNames.of(met, given)
    return [
        speaker_at(turn, names, hit.ranges[0][0] if hit.ranges else 0) for hit, turn in zip(hits, turns, strict=True)
    ]


def speaker_at(turn: Turn, names: SpeakerNames, index: int) -> str:
    """Who says the letter at this place of the turn's text."""
    letters = _count_letters(turn.text[:index])
    name = ""
    for run in spoken_runs(turn, names):
        name = run.name
        letters -= _count_letters(run.text)
        if letters < 0:
            break
    return name


def _count_letters(text: str) -> int:
    """Without blanks and signs, in which a turn and its segments may differ."""
    return sum(map(str.isalnum, text))
