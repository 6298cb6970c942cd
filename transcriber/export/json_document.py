"""One JSON document. Pure."""

import json
from collections.abc import Sequence

from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import SpeakerSegment, Turn


def to_json(turns: Sequence[Turn], name: str, names: SpeakerNames | None = None) -> str:
    """`{"name", "turns": [{"turn", "state", "start_ms", "end_ms", "text", "failure", "languages", "segments"}]}`.

    `segments` holds `{"speaker", "name", "text", "start_ms", "end_ms"}`: the service's own name and a person's.
    """
    names = names or SpeakerNames()
    document = {
        "name": name,
        "turns": [
            {
                "turn": turn.number,
                "state": turn.state.value,
                "start_ms": turn.start_ms,
                "end_ms": turn.end_ms,
                "text": turn.text,
                "failure": turn.failure,
                "languages": turn.languages,
                "segments": [_segment(segment, names) for segment in turn.segments],
            }
            for turn in turns
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _segment(segment: SpeakerSegment, names: SpeakerNames) -> dict[str, object]:
    return {
        "speaker": segment.speaker,
        "name": names.name(segment.speaker),
        "text": segment.text,
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
    }
