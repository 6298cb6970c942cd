"""Who said which part of a turn: the service's speaker segments laid over the turn's text. Pure."""

from dataclasses import dataclass, replace

from transcriber.transcript.turns import Turn


@dataclass(frozen=True, slots=True)
class Stretch:
    """One speaker's words without a break: `text[start:end]` of the turn."""

    speaker: str
    """The service's own name."""
    start: int
    end: int


def stretches(turn: Turn) -> tuple[Stretch, ...]:
    """The turn's text in order of speakers; empty where the service tells none apart.

    Segments that follow each other by one speaker are one stretch. Where the words of the segments are not those of
    the text, what cannot be placed belongs to the speaker before it.
    """
    found: list[Stretch] = []
    position = 0
    for segment in turn.segments:
        words = segment.text.strip()
        start = turn.text.find(words, position) if words else -1
        if start < 0:
            start = position
        end = min(start + len(words), len(turn.text))
        if found and found[-1].speaker == segment.speaker:
            position = end
            continue
        if found:
            found[-1] = replace(found[-1], end=start)
        found.append(Stretch(segment.speaker, start if found else 0, len(turn.text)))
        position = end
    return tuple(stretch for stretch in found if stretch.start < stretch.end or len(found) == 1)
