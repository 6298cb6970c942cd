"""One JSON document. Pure."""

import json
from collections.abc import Sequence

from transcriber.transcript.turns import Turn


def to_json(turns: Sequence[Turn], name: str) -> str:
    """`{"name", "turns": [{"turn", "state", "start_ms", "end_ms", "text", "failure"}]}`."""
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
            }
            for turn in turns
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
