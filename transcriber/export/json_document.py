"""One JSON document. Pure."""

import json
from itertools import compress

from transcriber.export.material import Gap, Material
from transcriber.export.rows import clean
from transcriber.transcript.plain_text import plain
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import SpeakerSegment, Turn


def to_json(material: Material) -> str:
    """`{"name", "started", "turns": [...], "gaps": [{"start_ms", "end_ms", "reason"}], "marks", "notes"}`.

    `started` is ISO 8601 or null; a mark is `{"at_ms", "label"}`, a note `{"at_ms", "text"}`.

    A turn is `{"turn", "state", "start_ms", "end_ms", "text", "failure", "languages", "transcribed_by", "segments"}`:
    `transcribed_by` names service and model, or null; `segments` holds `{"speaker", "name", "text", "start_ms",
    "end_ms"}`: the service's own name and a person's. In a recording of two sources a turn has a `speaker` too, and so
    has a gap: Me or Others, or a person's name for them. Without speakers all this is left out. Times are always there.
    """
    wanted = material.options.range
    kept = [turn for turn in material.turns if not turn.is_on_silence]
    turns = compress(kept, wanted.selects((turn.start_ms, turn.end_ms) for turn in kept))
    added = [each for each in material.annotations if wanted.touches(each.at_ms, each.at_ms)]
    document = {
        "name": clean(material.title),
        "started": material.started.isoformat() if material.started else None,
        "turns": [_turn(turn, material) for turn in turns],
        "gaps": [_gap(gap, material) for gap in material.gaps if wanted.touches(gap.start_ms, gap.end_ms)],
        "marks": [{"at_ms": each.at_ms, "label": plain(each.text)} for each in added if not each.is_note],
        "notes": [{"at_ms": each.at_ms, "text": plain(each.text)} for each in added if each.is_note],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _turn(turn: Turn, material: Material) -> dict[str, object]:
    segments = turn.segments if material.options.has_speakers else ()
    return {
        "turn": turn.number,
        "state": turn.state.value,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": plain(turn.text),
        "failure": plain(turn.failure),
        "languages": [plain(language) for language in turn.languages],
        "transcribed_by": clean(material.maker_of(turn)) or None,
        **_source(turn.lane, material),
        "segments": [_segment(segment, material.names) for segment in segments],
    }


def _source(lane: int, material: Material) -> dict[str, object]:
    name = material.names.lane_name(lane) if material.options.has_speakers else ""
    return {"speaker": plain(name)} if name else {}


def _segment(segment: SpeakerSegment, names: SpeakerNames) -> dict[str, object]:
    return {
        "speaker": plain(segment.speaker),
        "name": plain(names.name(segment.speaker)),
        "text": plain(segment.text),
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
    }


def _gap(gap: Gap, material: Material) -> dict[str, object]:
    times = {"start_ms": gap.start_ms, "end_ms": gap.end_ms}
    return {**times, "reason": clean(gap.reason), **_source(gap.lane, material)}
